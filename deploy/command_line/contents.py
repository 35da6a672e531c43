"""`entente item`: brings the content of an item from a file, and writes it to one, past HTTP but by the same rules.

It must not decide who may have a content.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from deploy import bootstrap
from deploy.command_line.new_file import new_file
from deploy.command_line.options import Data, chosen_settings
from deploy.command_line.recording import actor_named
from deploy.faults import Fault, WrongCall
from domain.aggregate import Actor

if TYPE_CHECKING:
    from api.files.depot import Depot
    from api.identity.bearer import Bearer

__all__ = ["add_to"]

program = typer.Typer(no_args_is_help=True, help="Bring and get the contents of shared items.")

Item = Annotated[UUID, typer.Argument(help="Id of the item.")]
As = Annotated[str, typer.Option("--as", metavar="MEMBER@AGENCY", help="Who acts, and for which agency.")]

PART = 1 << 20
END_OF_DAYS = datetime.max.replace(tzinfo=UTC)


def add_to(parent: typer.Typer) -> None:
    """This will add the commands, as `item …`."""
    parent.add_typer(program, name="item")


@program.command(epilog="Example: `entente item put 7c9e6679-7425-40de-944b-e07fc1f90ae7 image.zip --as ilse@NL-LTD`")
def put(
    item: Item, file: Annotated[Path, typer.Argument(help="The content.")], *, actor: As, data: Data = None
) -> None:
    """Bring the content that was registered for an item of your agency; `sha256sum` prints the hash to register."""
    person = actor_named(actor, [])
    if not file.is_file():
        raise WrongCall(f"{file} names no file.", remedy="Name the file that holds the content.")

    async def brought(depot: "Depot") -> None:
        made = await depot.deposit(_bearer(person), item, _parts_of(file))
        told = {"item_id": str(item), "sha256": made.sha256, "size_bytes": made.size_bytes, "new": made.is_new}
        typer.echo(json.dumps(told))

    _with_depot(data, brought)


@program.command(
    epilog="Example: `entente item get 7c9e6679-7425-40de-944b-e07fc1f90ae7 --out image.zip --as ben@DE-BKA`"
)
def get(
    item: Item,
    *,
    actor: As,
    out: Annotated[Path | None, typer.Option("--out", help="New file to write; else it is printed.")] = None,
    data: Data = None,
) -> None:
    """Write the content of an item; that you took it out is put on record first."""
    person = actor_named(actor, [])

    async def written(depot: "Depot") -> None:
        handed = await depot.hand_out(_bearer(person), item)
        with new_file(out) as target:
            async for piece in handed.pieces:
                target.write(piece)

    _with_depot(data, written)


def _with_depot(data: Path | None, act: Callable[["Depot"], Awaitable[None]]) -> None:
    settings = bootstrap.require_database(chosen_settings(data))

    async def run() -> None:
        async with bootstrap.depot(settings, database) as depot:
            await act(depot)

    with bootstrap.prepared_database(settings) as database:
        with bootstrap.runner(database) as runner:  # nobody else may follow the log now
            runner.catch_up()
        try:
            asyncio.run(run())
        except _faults() as fault:
            raise Fault(f"{fault}.", remedy="What was written before is not the whole content.") from fault


def _faults() -> tuple[type[Exception], ...]:
    from api.files.refusing import DownloadCut, ScannerUnavailable  # noqa: PLC0415  # for this alone
    from api.ledger.writing import LedgerUnavailable  # noqa: PLC0415  # same

    return DownloadCut, LedgerUnavailable, ScannerUnavailable


def _bearer(person: Actor) -> "Bearer":
    from api.identity.bearer import Bearer  # noqa: PLC0415  # for this alone

    return Bearer(
        member_id=person.actor_id,
        agency_id=person.agency_id or "",
        unit_id=None,
        roles=person.roles,
        expires_at=END_OF_DAYS,
    )


async def _parts_of(file: Path) -> AsyncIterator[bytes]:
    with file.open("rb") as opened:
        while part := opened.read(PART):
            yield part
