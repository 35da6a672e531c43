"""Options that several commands share, and the settings that follow from them.

It must not hold what only one command needs.
"""

import os
import signal
import sys
import threading
from pathlib import Path
from typing import Annotated

import typer

from deploy.settings import Settings, read_settings

__all__ = [
    "AsJson",
    "Data",
    "Lifeline",
    "Port",
    "chosen_settings",
    "end_with_parent",
    "heed_interrupts",
    "prints_to_people",
]

Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="Directory of the embedded database; without effect where ENTENTE_DATABASE_URL is set.",
    ),
]
Port = Annotated[
    int | None, typer.Option("--port", min=1, max=65_535, help="Port to listen on; else ENTENTE_PORT, else 8000.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]
Lifeline = Annotated[bool, typer.Option("--lifeline", hidden=True)]
"""The process ends when its standard input does: so no part of a process tree survives a kill -9 of its root."""


def chosen_settings(data: Path | None = None, port: int | None = None) -> Settings:
    """This will read the settings; what was said on the command line comes first. Raises SettingsFault."""
    return read_settings(data=data, port=port)


def end_with_parent(lifeline: bool) -> None:  # noqa: FBT001  # the option's value
    """This will stop this process as by SIGTERM once its parent is gone, where the parent asked for it."""
    if lifeline:
        threading.Thread(target=_wait_for_end, daemon=True).start()


def _wait_for_end() -> None:
    while os.read(sys.stdin.fileno(), 64):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def heed_interrupts() -> None:
    """This will let SIGINT end this process also where it was started in the background, with SIGINT ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def prints_to_people() -> bool:
    """This will tell whether a terminal shows what is printed to standard error, such as a progress bar."""
    return sys.stderr.isatty()
