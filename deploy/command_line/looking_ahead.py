"""`entente outlook`: finds out trends, forecasts and what is unusual from all months that are over.

It must not show a figure: whom it concerns reads it over the API.
"""

import json
from datetime import UTC, date, datetime

import typer

from deploy import bootstrap
from deploy.command_line.options import AsJson, Data, chosen_settings
from deploy.looking_ahead import find_out

__all__ = ["add_to"]


def add_to(program: typer.Typer) -> None:
    """This will add the command."""
    program.command(epilog="Example: `entente outlook`")(outlook)


def outlook(data: Data = None, *, as_json: AsJson = False) -> None:
    """Find out trends and forecasts of all partnerships anew; `entente clock` does it at the end of each month."""
    today = datetime.now(UTC).date()
    with bootstrap.prepared_database(bootstrap.require_database(chosen_settings(data))) as database:
        made = find_out(database.serving, date(today.year, today.month, 1))
    told = {"boundary": str(made.boundary), "cycles": made.cycles, "position": made.position, "version": made.version}
    sentence = f"Looked ahead from {made.cycles:,} request cycles received before {made.boundary}."
    typer.echo(json.dumps(told) if as_json else sentence)
