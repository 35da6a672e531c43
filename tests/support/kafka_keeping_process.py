"""Starts the shared Kafka broker, waits until nobody holds it, and takes it away: `python -m … DIRECTORY`.

It must not be waited for: it detaches at once, so that the broker outlives the worker that asked first.
"""

import fcntl
import os
import shutil
import sys
from pathlib import Path

from tests.support.kafka_broker import BOOTSTRAP, FAULT, OwnBroker
from tests.support.kafka_engine import Engine


def keep(directory: Path) -> None:
    """This will give the broker's address, or why there is none, to those who hold the directory."""
    broker = OwnBroker(Engine(directory))
    try:
        broker.start()
        _tell(directory / BOOTSTRAP, broker.bootstrap)
    except Exception as fault:  # noqa: BLE001  # whatever it is, those who wait are to hear of it
        _tell(directory / FAULT, str(fault))
    with (directory / "holders").open("r+", encoding="utf-8") as holders:
        fcntl.flock(holders, fcntl.LOCK_EX)
        broker.kill()
        shutil.rmtree(directory, ignore_errors=True)


def _tell(path: Path, text: str) -> None:
    half = path.with_suffix(".half")
    half.write_text(text, encoding="utf-8")
    half.rename(path)


if __name__ == "__main__":
    if os.fork() == 0:
        os.setsid()
        keep(Path(sys.argv[1]))
