"""Puts the commands together and turns what went wrong into words and an exit code.

It must not show a traceback to people: 0 done, 1 refused or not possible here, 2 wrongly called.
"""

import gc
import logging
import signal
import sys
from importlib import import_module
from importlib.metadata import version
from types import FrameType
from typing import Annotated, Any, NoReturn
from uuid import uuid4

import typer
from typer.core import TyperGroup
from typer.main import get_group

from deploy.faults import Fault
from deploy.logs import log_to
from deploy.settings import read_settings
from domain.refusal import Refused

__all__ = ["REFUSED", "main", "program"]

REFUSED = 1
LOGGER = logging.getLogger(__name__)

COMMANDS = {
    "demo": "demonstrating", "token": "demonstrating",
    "serve": "serving", "project": "serving", "clock": "serving", "automate": "serving",
    "import": "importing", "record": "recording", "item": "contents",
    "export": "exporting", "verify": "verifying", "checkpoint": "checkpoints",
    "consume": "consuming", "publish": "publishing", "inbox": "inbox", "topics": "topics",
    "ledger": "accounting", "identifier": "identifiers", "replay": "replaying",
    "rebuild": "rebuilding", "resume": "rebuilding", "bench": "maintaining", "outlook": "looking_ahead",
    "db": "database", "keys": "keys", "documents": "documents", "sessions": "sessions", "machines": "machines",
}  # fmt: skip
"""Command to the file in this folder that adds it."""


class _Commands(TyperGroup):
    """Imports the file of a command when it is called: each needs a part of the house, and the whole takes a second."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # typer hands it over; it carries its own click
        """This will name all commands, in the order of their importance."""
        return [*COMMANDS, *(name for name in self.commands if name not in COMMANDS)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """This will return a command; None where there is none of that name."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.commands.update(_commands_of(COMMANDS[cmd_name]))
        return super().get_command(ctx, cmd_name)


def _commands_of(room: str) -> dict[str, Any]:
    part = typer.Typer(rich_markup_mode="markdown")
    gc.disable()  # nothing that is imported becomes garbage: looking for some takes a tenth of the start
    try:
        import_module(f"deploy.command_line.{room}").add_to(part)
    finally:
        gc.enable()
    return dict(get_group(part).commands)


WRONG_KEY = (
    "Bring back the master key that the database was made with: the file or program that ENTENTE_MASTER_KEY or "
    "ENTENTE_MASTER_KEY_COMMAND names, else master-key in the data directory."
)

program = typer.Typer(
    name="entente",
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Entente keeps joint investigations: who asked whom for what, by when, and what came of it.",
)


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
    except Exception as error:  # noqa: BLE001  # whatever it is, people get one line
        _say(*_told(error))
    sys.exit(REFUSED)


def _told(error: Exception) -> tuple[str, str]:
    """What to say and what to do. What we did not foresee gets an id, under which the log has its places."""
    from psycopg import OperationalError  # noqa: PLC0415  # here alone: what is imported above, every start pays for

    from domain.storage import LogDamaged, LogUnavailable, WrongMasterKey  # noqa: PLC0415  # same

    if isinstance(error, OperationalError | LogUnavailable):
        LOGGER.debug("database not reached", exc_info=error)
        return "The database cannot be reached.", "See that it runs and that ENTENTE_DATABASE_URL names it."
    if isinstance(error, WrongMasterKey):
        return f"This is not the master key of this database: {error}.", WRONG_KEY
    if isinstance(error, LogDamaged):
        return f"The log is damaged: {error}.", "Restore it from a backup; entente verify tells where it is whole."
    fault_id = uuid4().hex[:8]
    LOGGER.critical("uncaught fault", exc_info=error, extra={"fault_id": fault_id})
    return f"Entente failed, which is a fault of its own: {type(error).__name__} (fault {fault_id}).", ""


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """What is open is closed on the way out, as for Ctrl-C; serving processes replace this by a stop of their own."""
    raise KeyboardInterrupt


def _say(message: str, remedy: str = "") -> None:
    print(f"Error: {message}", file=sys.stderr)  # noqa: T201  # the command line speaks to people
    if remedy:
        print(f"Remedy: {remedy}", file=sys.stderr)  # noqa: T201
