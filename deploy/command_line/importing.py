"""`entente import`: files of other systems become investigations, requests and facts.

It must not read or interpret a file: `consumers/files` does.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from consumers.files.importing import ImportOrder, import_file, parse_admission
from consumers.files.mapping import load_mapping
from consumers.files.summary import ImportSummary, Progress
from deploy import bootstrap
from deploy.command_line.options import AsJson, Data, chosen_settings, prints_to_people
from deploy.faults import Fault, words_of_the_call
from deploy.following import followed
from deploy.settings import Settings

__all__ = ["add_to"]

SHOWN = 10  # of the lines that were not used; the report has them all


def add_to(program: typer.Typer) -> None:
    """This will add the command."""
    program.command("import", epilog="Example: `entente import log.xes.gz --mapping bpic2013 --report unused.jsonl`")(
        import_
    )


def import_(  # noqa: PLR0913  # each is an option
    file: Annotated[Path, typer.Argument(help="XES (also .gz), CSV, or chronology JSON.")],
    *,
    mapping: Annotated[str, typer.Option("--mapping", help="Name of a shipped mapping, or path of a TOML file.")],
    admit: Annotated[
        list[str] | None, typer.Option("--admit", metavar="MEMBER@AGENCY", help="Admit a person to the imported cases.")
    ] = None,
    tolerate_damage: Annotated[
        bool, typer.Option("--tolerate-damage", help="Import what can be read of a file that is cut off or broken.")
    ] = False,
    report: Annotated[Path | None, typer.Option("--report", help="JSON Lines file for what could not be used.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and interpret, but record nothing; needs no database.")
    ] = False,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Import a file; a second time it changes nothing. Each event is either used or told with its place and reason.

    The exit code is 1, and nothing is recorded, where the file is broken or nothing of it can be used.
    """
    with words_of_the_call("--admit"):
        admissions = tuple(parse_admission(text) for text in admit or ())
    with words_of_the_call():
        load_mapping(mapping)
    settings = chosen_settings(data)
    order = ImportOrder(path=file, mapping=mapping, admit=admissions, report=report, tolerate_damage=tolerate_damage)
    summary, behind = (_tried(order), []) if dry_run else _recorded(order, settings)
    _tell_beside(summary.notes if as_json else ())
    typer.echo(summary.as_json() if as_json else "\n".join([*_told(summary), *_readable(summary, behind)]))
    _require_use(summary, tolerate_damage=tolerate_damage)


def _tell_beside(notes: Iterable[str]) -> None:
    """What a person should know, such as an admission that came to nothing; a script reads the other stream."""
    for note in notes:
        typer.echo(note, err=True)


def _tried(order: ImportOrder) -> ImportSummary:
    with _bar() as advance:
        return import_file(replace(order, progress=advance), None)


def _recorded(order: ImportOrder, settings: Settings) -> tuple[ImportSummary, list[str]]:
    """The summary, and the read models that have not followed."""
    with (
        bootstrap.prepared_database(settings) as database,
        followed(database.serving, bootstrap.tried_keyring(database), bootstrap.read_models()) as follower,
        bootstrap.application(database) as log,
    ):
        with _bar() as advance:
            summary = import_file(replace(order, progress=advance), log)
        return summary, follower.wait_for(summary.position)


def _require_use(summary: ImportSummary, *, tolerate_damage: bool) -> None:
    if summary.damage is not None and not tolerate_damage:
        raise Fault(
            f"The file is damaged: {summary.damage.place}: {summary.damage.reason}. Nothing was recorded.",
            remedy="Get the file again; or import what can be read of it with --tolerate-damage.",
        )
    if summary.cases == 0:
        raise Fault(
            "Nothing of the file can be used, so nothing was recorded.",
            remedy="See what is told of its lines above, and whether the mapping is meant for such a file.",
        )


class _Shown:
    """Moves a bar as the import goes on; a new stage begins a new bar."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._stages: dict[str, TaskID] = {}

    def __call__(self, progress: Progress) -> None:
        if progress.stage not in self._stages:
            self._stages[progress.stage] = self._bar.add_task(progress.stage.capitalize(), total=None)
        self._bar.update(self._stages[progress.stage], completed=progress.done, total=progress.total or None)


@contextmanager
def _bar() -> Iterator[_Shown]:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Bar(*columns, console=console, disable=not prints_to_people())
    with bar:  # disabled, it shows nothing
        yield _Shown(bar)


def _told(summary: ImportSummary) -> list[str]:
    lines = [
        f"{summary.cases} cases, {summary.events_used} events used, {summary.events_rejected} not used.",
        f"{summary.commands} commands, {summary.repeated} of which had been recorded before."
        + (f" {summary.known} agencies and units were known already." if summary.known else ""),
        *(f"{unused.place}: {unused.reason}" for unused in summary.unused[:SHOWN]),
    ]
    more = len(summary.unused) - SHOWN
    if more > 0:
        lines.append(f"… and {more} more; --report FILE writes them all.")
    return [*lines, *summary.notes]


def _readable(summary: ImportSummary, behind: list[str]) -> list[str]:
    if not summary.position:
        return ["Nothing was recorded."]
    recorded = f"Recorded up to position {summary.position}"
    if behind:
        return [f"{recorded}; not yet readable in {', '.join(behind)}: see entente db status, run entente project."]
    return [f"{recorded}, and readable."]
