"""Puts the commands together and turns what went wrong into words and an exit code.

It must not show a traceback to people: 0 done, 1 refused or not possible here, 2 wrongly called.
"""

import logging
import signal
import sys
from importlib.metadata import version
from types import FrameType
from typing import Annotated, NoReturn
from uuid import uuid4

import psycopg
import typer

from deploy.command_line import database, demonstrating, importing, maintaining, recording, serving
from deploy.faults import Fault
from deploy.logs import log_to
from deploy.settings import read_settings
from domain.refusal import Refused
from domain.storage import LogDamaged, LogUnavailable

__all__ = ["REFUSED", "main", "program"]

REFUSED = 1
LOGGER = logging.getLogger(__name__)

program = typer.Typer(
    name="entente",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Entente keeps joint investigations: who asked whom for what, by when, and what came of it.",
)
for room in (demonstrating, serving, importing, recording, maintaining):
    room.add_to(program)
program.add_typer(database.program, name="db")


def _show_version(asked: bool) -> None:  # noqa: FBT001  # typer calls it with the option's value
    if asked:
        typer.echo(f"entente {version('entente')}")
        raise typer.Exit


@program.callback()
def _before(
    *,
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    signal.signal(signal.SIGTERM, _interrupt)


def main() -> NoReturn:
    """This will run the command of this process's arguments, and end the process."""
    try:
        log_to(sys.stderr, read_settings().log_level)
        program(prog_name="entente")
    except KeyboardInterrupt:
        _say("Interrupted; what was done until now stands.")
    except Refused as refusal:
        _say(f"{refusal.code}: {refusal.message}", refusal.remedy)
    except Fault as fault:
        _say(fault.message, fault.remedy)
        sys.exit(fault.exit_code)
    except (psycopg.OperationalError, LogUnavailable) as error:
        LOGGER.debug("database not reached", exc_info=error)
        _say("The database cannot be reached.", "See that it runs and that ENTENTE_DATABASE_URL names it.")
    except LogDamaged as damage:
        _say(f"The log is damaged: {damage}.", "Restore it from a backup; entente verify tells where it is whole.")
    except Exception as error:  # whatever we did not foresee: people get an id, the log gets the places
        fault_id = uuid4().hex[:8]
        LOGGER.critical("uncaught fault", exc_info=error, extra={"fault_id": fault_id})
        _say(f"Entente failed, which is a fault of its own: {type(error).__name__} (fault {fault_id}).")
    sys.exit(REFUSED)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """What is open is closed on the way out, as for Ctrl-C; serving processes replace this by a stop of their own."""
    raise KeyboardInterrupt


def _say(message: str, remedy: str = "") -> None:
    print(f"Error: {message}", file=sys.stderr)  # noqa: T201  # the command line speaks to people
    if remedy:
        print(f"Remedy: {remedy}", file=sys.stderr)  # noqa: T201
