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
    "Metrics",
    "Port",
    "begin_process",
    "chosen_settings",
    "heed_interrupts",
    "prints_to_people",
    "stopped_by_signals",
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
Metrics = Annotated[
    str | None,
    typer.Option(
        "--metrics", metavar="HOST:PORT", help="Where Prometheus reads numbers; else ENTENTE_METRICS, else nowhere."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]
Lifeline = Annotated[bool, typer.Option("--lifeline", hidden=True)]
"""The process ends when its standard input does: so no part of a process tree survives a kill -9 of its root."""


def chosen_settings(data: Path | None = None, port: int | None = None, metrics: str | None = None) -> Settings:
    """This will read the settings; what was said on the command line comes first. Raises SettingsFault."""
    return read_settings(data=data, port=port, metrics=metrics)


def _wait_for_end() -> None:
    while os.read(sys.stdin.fileno(), 64):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def begin_process(lifeline: bool) -> None:  # noqa: FBT001  # the option's value
    """This will let a long-running process end by SIGINT wherever it was started, and with its parent where asked."""
    heed_interrupts()
    if lifeline:
        threading.Thread(target=_wait_for_end, daemon=True).start()


def stopped_by_signals() -> threading.Event:
    """This will make what SIGINT and SIGTERM set from now on."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    return stop


def heed_interrupts() -> None:
    """This will let SIGINT end this process also where it was started in the background, with SIGINT ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def prints_to_people() -> bool:
    """This will tell whether a terminal shows what is printed to standard error, such as a progress bar."""
    return sys.stderr.isatty()
