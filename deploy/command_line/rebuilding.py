"""`entente rebuild` and `resume`: fills read models anew, lets those go on that an event stopped.

It must not change the log, nor pass an event over: what cannot be folded is mended in the program.
"""

import json
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated

import psycopg
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from deploy import bootstrap
from deploy.command_line.options import AsJson, Data, chosen_settings, prints_to_people
from deploy.faults import Fault
from projections import engine
from projections.engine import Manner, ReadModel, RebuildStopped, Site, rebuild_on_all_cores, standings

__all__ = ["add_to"]

ReadModels = Annotated[list[str] | None, typer.Argument(metavar="[READ_MODEL]...", help="Names; else all of them.")]


def add_to(program: typer.Typer) -> None:
    """This will add the commands."""
    program.command(epilog="Example: `entente rebuild timeline board`")(rebuild)
    program.command(epilog="Example: `entente resume timeline`")(resume)


def rebuild(
    read_model: ReadModels = None,
    *,
    to: Annotated[int | None, typer.Option("--to", min=1, help="Version to arrive at; only the present one.")] = None,
    anew: Annotated[bool, typer.Option("--anew", help="From the start, also where one was broken off.")] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Fill read models anew from the log, beside the old tables, and put them in place; readers notice nothing.

    One that was broken off, by Ctrl-C or by a power cut, goes on from where it was.
    """
    models = bootstrap.read_models(tuple(read_model or ()))
    _require_version(models, to)
    with (
        bootstrap.prepared_database(bootstrap.require_database(chosen_settings(data))) as database,
        _stopped_by_signals() as stopping,
    ):
        site = Site(database.serving, bootstrap.tried_keyring(database))
        before = {} if anew else _broken_off(site, models)
        with _bar(site, models) as bar:
            _run(site, models, Manner(anew=anew, is_stopped=stopping.is_set), bar)
        if stopping.is_set():
            raise Fault("The rebuild was stopped.", remedy="The same command goes on from where it was.")
        told = _told(site, models, before)
    typer.echo(json.dumps(told) if as_json else _sentence(told))


def resume(read_model: ReadModels = None, *, data: Data = None, as_json: AsJson = False) -> None:
    """Let read models go on from the event that stopped them, once the program was mended; no event is passed over.

    What follows the log takes them up within a second or so; a restart of `entente project` does the same.
    """
    names = {model.name for model in bootstrap.read_models(tuple(read_model or ()))}
    with (
        bootstrap.prepared_database(bootstrap.require_database(chosen_settings(data))) as database,
        psycopg.connect(database.serving) as connection,
    ):
        stopped = [each for each in standings(connection) if each.model in names and each.fault is not None]
        engine.resume(connection, [each.model for each in stopped])
    told = [{"model": each.model, "position": each.position, "fault": each.fault} for each in stopped]
    lines = [f"{each.model} goes on after position {each.position}; it had stopped: {each.fault}" for each in stopped]
    typer.echo(json.dumps({"resumed": told}) if as_json else "\n".join(lines or ["No read model was stopped."]))


def _run(site: Site, models: Sequence[ReadModel], manner: Manner, bar: "_Bar") -> None:
    try:
        rebuild_on_all_cores(site, models, manner, bar.show)
    except RebuildStopped as stopped:
        raise Fault(
            f"The rebuild stopped at an event that cannot be folded, and the old tables stay: {stopped}.",
            remedy="Upgrade to an Entente that can; the same command goes on from there.",
        ) from stopped


def _broken_off(site: Site, models: Sequence[ReadModel]) -> dict[str, int]:
    """Where those go on that an earlier rebuild of the same version left."""
    versions = {model.name: model.version for model in models}
    with psycopg.connect(site.conninfo) as connection:
        found = engine.progress_of(connection, versions)
    return {each.model: each.position for each in found if each.version == versions[each.model]}


def _told(site: Site, models: Sequence[ReadModel], before: dict[str, int]) -> dict[str, object]:
    names = [model.name for model in models]
    with psycopg.connect(site.conninfo) as connection:
        position = min(each.position for each in standings(connection) if each.model in names)
    return {"read_models": names, "position": position, "went_on_from": before}


def _sentence(told: dict[str, object]) -> str:
    names, before = told["read_models"], told["went_on_from"]
    rebuilt = f"Rebuilt {', '.join(names if isinstance(names, list) else [])} up to position {told['position']}."
    went_on = [f"{name} from {at}" for name, at in before.items()] if isinstance(before, dict) else []
    return f"{rebuilt} Went on where it was broken off: {', '.join(went_on)}." if went_on else rebuilt


def _require_version(models: Sequence[ReadModel], to: int | None) -> None:
    """A table has the shape of the code beside it: another version comes with another Entente."""
    other = next((model for model in models if to is not None and model.version != to), None)
    if other is not None:
        raise Fault(
            f"This Entente carries version {other.version} of {other.name}, not {to}.",
            remedy="Leave --to out, or run the Entente that carries that version.",
        )


@contextmanager
def _stopped_by_signals() -> Iterator[threading.Event]:
    """The first signal ends the work after the batch it is at; the second one ends the process."""
    stopping = threading.Event()

    def stop(number: int, _frame: object) -> None:
        stopping.set()
        signal.signal(number, before[signal.Signals(number)])

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Bar:
    """Events of all read models together, and the time that is left."""

    def __init__(self, shown: Progress, total: int, names: Sequence[str]) -> None:
        self._shown, self._names, self._total = shown, names, total
        self._task = shown.add_task("Rebuilding", total=total * len(names))

    def show(self, progress: tuple[engine.Progress, ...]) -> None:
        """This will show how far they are; those that are not told of any more are in place."""
        left = sum(max(0, self._total - each.position) for each in progress)
        self._shown.update(self._task, completed=self._total * len(self._names) - left, refresh=True)


@contextmanager
def _bar(site: Site, models: Sequence[ReadModel]) -> Iterator[_Bar]:
    with site.log() as log:
        head = log.head()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Drawn only when it is told: a thread that draws must not run while processes are forked.
    with Progress(*columns, console=Console(stderr=True), disable=not prints_to_people(), auto_refresh=False) as shown:
        bar = _Bar(shown, head, [model.name for model in models])
        yield bar
        bar.show(())
        shown.refresh()
