"""`entente ledger`: who accessed an item or a marked request, for the operator, such as when an inquiry asks.

It must not show what was accessed.
"""

import json
from typing import Annotated, Any, LiteralString
from uuid import UUID

import psycopg
import typer
from psycopg.rows import dict_row

from deploy import bootstrap
from deploy.command_line.options import AsJson, Data, chosen_settings
from deploy.faults import Fault

__all__ = ["add_to"]

EXAMPLE = "Example: `entente ledger 1c7a4d1b-0d8f-4c4e-8f4e-6a3c0e9d5b11 --json`"

# As the role that serves, to whom no policy applies: an operator sees the ledger of everything.
OF_THING: LiteralString = """
SELECT at, kind, member_id, agency_id, way, denial FROM read.accesses WHERE subject_id = %(id)s ORDER BY position
"""


def add_to(program: typer.Typer) -> None:
    """This will add the command."""
    program.command("ledger", epilog=EXAMPLE)(ledger)


def ledger(
    thing: Annotated[UUID, typer.Argument(metavar="ID", help="Id of the item or request.")],
    *,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Print who was shown, took out, or asked in vain for an item or marked request, the first access first."""
    settings = bootstrap.require_database(chosen_settings(data))
    with bootstrap.prepared_database(settings) as database, psycopg.connect(database.serving) as connection:
        found = connection.cursor(row_factory=dict_row).execute(OF_THING, {"id": thing}).fetchall()
    if not found and not as_json:
        remedy = "Give the id of an item or of a marked request; entente project has to have followed the log."
        raise Fault(f"No access to {thing} is on record.", remedy=remedy)
    for row in found:
        typer.echo(json.dumps(row, default=str) if as_json else _line(row))


def _line(row: dict[str, Any]) -> str:
    reason = f" ({row['denial']})" if row["denial"] else ""
    return (
        f"{row['at']:%Y-%m-%d %H:%M:%S%z}  {row['kind']}{reason}  {row['member_id']}@{row['agency_id']}  {row['way']}"
    )
