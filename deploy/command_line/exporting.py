"""`entente export`: what everybody, or one person, may see of a case or of all cases, in a form that other tools read.

It must not let anything leave that is not on record, nor open texts where the log itself is copied.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO
from uuid import UUID

import typer
from rich.console import Console
from rich.progress import Progress

from deploy import bootstrap
from deploy.command_line.log_copying import copied_log
from deploy.command_line.new_file import new_file
from deploy.command_line.options import Data, chosen_settings, prints_to_people
from deploy.command_line.recording import actor_named
from deploy.faults import Fault, WrongCall
from domain.aggregate import Actor
from domain.vocabulary import Classification, Tlp
from projections.exporting.order import Ceiling, ExportOrder, Format, Part

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.exports.exporter import Asker, Export

__all__ = ["OPERATOR", "add_to"]

EXAMPLE = "Example: `entente export --all --out log.jsonl`; `entente export CASE --format ocel --as ben@DE-BKA`"

OPERATOR = "operator"
"""How the ledger calls whoever stands at the machine and acts for nobody."""

WAY = "entente export"

END_OF_DAYS = datetime.max.replace(tzinfo=UTC)

Case = Annotated[UUID | None, typer.Argument(help="Id of the case: an investigation, or a request that precedes any.")]
As = Annotated[
    str | None, typer.Option("--as", metavar="MEMBER@AGENCY", help="What this person may see; else everything.")
]


def add_to(program: typer.Typer) -> None:
    """This will add the command."""
    program.command("export", epilog=EXAMPLE)(export)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is exported, as whom, and to where."""

    order: ExportOrder
    person: Actor | None
    out: Path | None


def export(  # noqa: PLR0913  # each is an option
    case: Case = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="All cases; as jsonl, the whole log.")] = False,
    form: Annotated[Format, typer.Option("--format", help="How it is written.")] = Format.JSONL,
    table: Annotated[
        Part | None, typer.Option("--table", help="Which list a CSV file holds; else the timeline.")
    ] = None,
    actor: As = None,
    tlp: Annotated[Tlp | None, typer.Option("--tlp", help="Leave out what is marked more strictly.")] = None,
    classification: Annotated[
        Classification | None, typer.Option("--classification", help="Leave out what is classified higher.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="New file to write; else it is printed.")] = None,
    data: Data = None,
) -> None:
    """Export cases as CSV, OCEL, XES or HTML; as jsonl without --as the log itself, as entente verify --file reads it.

    The export stands in the access ledger before its first byte leaves. Its head tells the strictest marking inside.
    """
    if everything == (case is not None):
        raise WrongCall("What is to be exported?", remedy="Name a case, or say --all.")
    if table and form is not Format.CSV:
        raise WrongCall("--table goes with --format csv.", remedy="Leave it out.")
    ceiling = Ceiling(tlp=tlp, classification=classification)
    order = ExportOrder(format=form, case_id=case, table=table or Part.TIMELINE, ceiling=ceiling)
    asked = _Asked(order, actor_named(actor, []) if actor else None, out)
    settings = bootstrap.require_database(chosen_settings(data))
    with bootstrap.prepared_database(settings) as database:
        if form is Format.JSONL and asked.person is None:
            _copy_log(database, asked)
        else:
            _write(database, asked)
    if out is not None:
        typer.echo(f"Exported to {out} as {form}.", err=True)


def _copy_log(database: bootstrap.Database, asked: _Asked) -> None:
    """Texts stay encrypted in it, so that no marking is lower or higher than another."""
    if asked.order.ceiling != Ceiling():
        raise WrongCall("A copy of the log has no ceiling.", remedy="Say --as whom, or choose another format.")
    with (
        bootstrap.application(database) as application,
        bootstrap.log_tree(database) as tree,
        new_file(asked.out) as file,
        _bar() as tell,
    ):
        for lines, place in copied_log(application, tree, asked.order, _asker(asked)):
            file.write(lines)
            tell(*place)


def _write(database: bootstrap.Database, asked: _Asked) -> None:
    with bootstrap.runner(database) as runner:  # nobody else may follow the log now
        runner.catch_up()
    asyncio.run(_written(database, asked))


async def _written(database: bootstrap.Database, asked: _Asked) -> None:
    from deploy.exports import opened_exports  # noqa: PLC0415  # what only these formats need
    from projections.exporting import ExportCut  # noqa: PLC0415  # same

    with bootstrap.event_log(database) as log, bootstrap.log_tree(database) as tree, new_file(asked.out) as file:
        async with opened_exports(log, tree, bootstrap.present) as exports:
            export = await exports.exporter.begin(exports.source(asked.person), asked.order, _asker(asked))
            try:
                await _drained(export, file)
            except ExportCut as cut:
                remedy = "Ask for it again; what was printed before is not the whole."
                raise Fault("The case is not for this person any more.", remedy=remedy) from cut


async def _drained(export: "Export", file: BinaryIO) -> None:
    with _bar() as tell:
        async for piece in export.pieces:
            file.write(piece)
            tell(export.walk.rows, export.head.rows)


def _asker(asked: _Asked) -> "Asker":
    from api.exports.exporter import Asker  # noqa: PLC0415  # what starts quickly without

    person = asked.person or Actor(actor_id=OPERATOR, agency_id=OPERATOR)
    return Asker(
        member_id=person.actor_id,
        agency_id=person.agency_id or OPERATOR,
        way=f"{WAY} --format {asked.order.format}",
        expires_at=END_OF_DAYS,
    )


@contextmanager
def _bar() -> "Iterator[Callable[[int, int], None]]":
    with Progress(console=Console(stderr=True), disable=not prints_to_people()) as bar:
        task = bar.add_task("Exporting", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
