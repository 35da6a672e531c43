"""Brings the read models up to date beside work that writes a lot, on another core, whether or not a projector runs.

It must not fold twice: where another process follows, its locks win, and this one only waits for it.
"""

import multiprocessing
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess

import psycopg

from domain.storage import EventLog, Keyring
from projections.engine import Runner, prepare, standings
from projections.engine.read_model import ReadModel

__all__ = ["Follower", "followed"]

LOOK_S = 0.01
PATIENCE_S = 15.0
"""Without any progress this long the read models stand still: a batch of 10,000 events takes about two seconds."""


@dataclass(frozen=True, slots=True)
class Follower:
    """What follows beside this process."""

    conninfo: str

    def wait_for(self, position: int) -> list[str]:
        """This will wait until all read models hold the log up to `position`, and name those that stand still before.

        It gives up after PATIENCE_S without progress, and at once for a read model that a fault stopped.
        """
        deadline, reached = time.monotonic() + PATIENCE_S, -1
        with psycopg.connect(self.conninfo, autocommit=True) as connection:
            while True:
                found = standings(connection)
                behind = [model for model in found if model.position < position]
                waiting = [model for model in behind if model.fault is None]
                if sum(model.position for model in found) > reached:
                    reached, deadline = sum(model.position for model in found), time.monotonic() + PATIENCE_S
                if not waiting or time.monotonic() > deadline:
                    return [model.model for model in behind]
                time.sleep(LOOK_S)


@contextmanager
def followed(conninfo: str, keyring: Keyring, models: tuple[ReadModel, ...]) -> Iterator[Follower]:
    """This will follow the log in a process of its own for as long as the block lasts; it ends with this process.

    It is forked, which costs no start: the block must begin before this process has threads and connections.
    """
    with psycopg.connect(conninfo) as connection:
        prepare(connection, models)
    ours, theirs = os.pipe()
    process = multiprocessing.get_context("fork").Process(
        target=_follow, args=((conninfo, keyring), models, (ours, theirs))
    )
    process.start()
    os.close(ours)
    try:
        yield Follower(conninfo)
    finally:
        os.close(theirs)  # the end of this pipe is the sign to stop, also where this process is killed
        _end(process)


def _end(process: BaseProcess) -> None:
    process.join(PATIENCE_S)
    if process.is_alive():
        process.kill()
        process.join()


def _follow(log_at: tuple[str, Keyring], models: tuple[ReadModel, ...], pipe: tuple[int, int]) -> None:
    conninfo, _ = log_at
    ours, theirs = pipe
    os.close(theirs)
    os.setpgid(0, 0)  # Ctrl-C on the terminal reaches the root alone, which then closes the pipe
    with EventLog(*log_at) as log, Runner(conninfo, models, log) as runner:
        threading.Thread(target=_stop_at_end, args=(ours, runner), daemon=True).start()
        runner.run()


def _stop_at_end(pipe: int, runner: Runner) -> None:
    os.read(pipe, 1)
    runner.stop()
