"""`entente import`: files of other systems become investigations, requests and facts.

It must not read or interpret a file: `consumers/files` does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from consumers.files.importing import ImportOrder, import_file, parse_admission
from consumers.files.summary import ImportSummary, Progress
from deploy import bootstrap
from deploy.command_line.options import AsJson, Data, chosen_settings, prints_to_people

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
    report: Annotated[Path | None, typer.Option("--report", help="JSON Lines file for what could not be used.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and interpret, but record nothing.")] = False,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Import a file; a second time it changes nothing. Each event is either used or told with its place and reason."""
    admissions = tuple(parse_admission(text) for text in admit or ())
    settings = chosen_settings(data)
    with _bar() as advance:
        order = ImportOrder(path=file, mapping=mapping, admit=admissions, report=report, progress=advance)
        if dry_run:
            summary = import_file(order, None)
        else:
            with bootstrap.prepared_database(settings) as database, bootstrap.application(database) as log:
                summary = import_file(order, log)
    typer.echo(summary.as_json() if as_json else _told(summary))


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


def _told(summary: ImportSummary) -> str:
    lines = [
        f"{summary.cases} cases, {summary.events_used} events used, {summary.events_rejected} not used.",
        f"{summary.commands} commands, {summary.repeated} of which had been recorded before.",
        *(f"{unused.place}: {unused.reason}" for unused in summary.unused[:SHOWN]),
    ]
    more = len(summary.unused) - SHOWN
    if more > 0:
        lines.append(f"… and {more} more; --report FILE writes them all.")
    return "\n".join([*lines, *summary.notes, f"All of it can be read from position {summary.position} on."])
