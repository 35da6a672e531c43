"""`entente export`: writes the log, or one case, as lines of JSON that others verify without a database.

It must not open texts: what is encrypted in the log stays so.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO
from uuid import UUID

import typer
from rich.console import Console
from rich.progress import Progress, TaskID

from deploy import bootstrap
from deploy.command_line.options import Data, chosen_settings, prints_to_people
from deploy.faults import Fault, WrongCall
from domain.storage import LogTree
from domain.storage.exported import case_lines, checkpoint_line, end_line, event_line

__all__ = ["add_to"]

EXAMPLE = "Example: `entente export --all --out log.jsonl`"
PAGE = 2_000


class Format(StrEnum):
    """How an export is written."""

    JSONL = "jsonl"


def add_to(program: typer.Typer) -> None:
    """This will add the command."""
    program.command("export", epilog=EXAMPLE)(export)


def export(
    case: Annotated[UUID | None, typer.Argument(help="Id of the case: an investigation, or a request.")] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="The whole log.")] = False,
    kind: Annotated[Format, typer.Option("--format", help="How it is written.")] = Format.JSONL,
    out: Annotated[Path | None, typer.Option("--out", help="New file to write; else it is printed.")] = None,
    data: Data = None,
) -> None:
    """Export events with their hashes, checkpoints and keys, so that entente verify --file needs nothing else."""
    if everything == (case is not None):
        raise WrongCall("What is to be exported?", remedy="Name a case, or say --all.")
    settings = bootstrap.require_database(chosen_settings(data))
    with bootstrap.prepared_database(settings) as database, bootstrap.log_tree(database) as tree, _opened(out) as file:
        for line in _of_case(tree, case) if case else _of_all(tree):
            file.write(line)
    if out is not None:
        typer.echo(f"Exported to {out} as {kind}.", err=True)


def _of_all(tree: LogTree) -> Iterator[bytes]:
    """All that is there now; what comes meanwhile is for the next export."""
    last, head = 0, tree.head()
    checkpoints = [sealed for sealed in tree.checkpoints() if sealed.position <= head]
    with Progress(console=Console(stderr=True), disable=not prints_to_people()) as bar:
        task: TaskID = bar.add_task("Exporting", total=head)
        while last < head:
            links = tree.links(last, min(PAGE, head - last))
            yield from map(event_line, links)
            last = links[-1].position
            bar.update(task, completed=last)
    yield from map(checkpoint_line, checkpoints)
    yield end_line(head, head)


def _of_case(tree: LogTree, case: UUID) -> Iterator[bytes]:
    """Each event with its proof against the last checkpoint; later ones are without."""
    links, checkpoints = tree.links_of_case(case), tree.checkpoints()
    if not links:
        raise Fault(f"There is no case {case}.", remedy="Give the id of an investigation, or of a request.")
    newest = max(checkpoints, key=lambda sealed: sealed.text.size, default=None)
    yield from case_lines(links, newest.text.size if newest else 0, tree.inclusion)
    yield from map(checkpoint_line, [newest] if newest else [])
    yield end_line(links[-1].position, len(links), case)


@contextmanager
def _opened(out: Path | None) -> Iterator[BinaryIO]:
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with out.open("xb") as file:
            yield file
    except OSError as error:
        raise Fault(f"{out} cannot be written: {error.strerror}.", remedy="Name a new file.") from error
