"""`entente keys`: puts a new master key in the place of the old one.

It must not print a key, nor make one.
"""

import json
from pathlib import Path
from typing import Annotated

import typer

from deploy import bootstrap
from deploy.command_line.options import AsJson, Data, chosen_settings
from deploy.faults import WrongCall
from deploy.master_key import master_key_in
from deploy.rewrapping import rewrap

__all__ = ["add_to"]

program = typer.Typer(no_args_is_help=True, help="Change the master key.")


def add_to(parent: typer.Typer) -> None:
    """This will add the commands, as `keys …`."""
    parent.add_typer(program, name="keys")


@program.callback()
def _group() -> None:
    """Without it, typer would take the only command for the whole group."""


@program.command(epilog="Example: `openssl rand -base64 32 > new-key && entente keys rotate --to new-key`")
def rotate(
    *,
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="The new master key, 32 bytes in base64.")],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Wrap every key under a new master key. Stop all other processes first; an interrupted run is simply repeated."""
    if not to.is_file():
        raise WrongCall(f"--to names no file: {to}.", remedy="Make one: openssl rand -base64 32 > FILE.")
    new = master_key_in(to)
    settings = bootstrap.require_database(chosen_settings(data))
    with bootstrap.prepared_database(settings) as database:
        done = rewrap(database.owner, database.keyring(), new)
    if as_json:
        typer.echo(json.dumps({"master_key": new.name, "rewrapped": done.rewrapped, "already": done.already}))
        return
    typer.echo(f"{done.rewrapped} keys were wrapped under the master key {new.name}; {done.already} were already.")
    typer.echo("Put it in the place of the old one now, before anything else is started, and destroy the old one.")
