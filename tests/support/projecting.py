"""A process that follows a log with all read models, and a read model that fails when it is told to.

It must not know what a test expects.
"""

import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from domain.storage import EventLog
from projections.catalogue import READ_MODELS
from projections.engine import Batch, Pace, ReadModel, Runner, Tables
from projections.engine.read_model import Table
from tests.support.keys import KEYRING

__all__ = ["POSITIONS", "Failing", "counting", "following", "until"]

POSITIONS = Table("seen", ("position",), key=("position", "int8"))


class Failing:
    """A folding that writes down each position, and fails at those in `poison`."""

    def __init__(self, poison: set[int]) -> None:
        self._poison = poison

    def fold(self, batch: Batch, tables: Tables) -> None:
        """This will write down the positions."""
        tables.append(POSITIONS, [(each.position,) for each in batch])
        bad = self._poison.intersection(each.position for each in batch)
        if bad:
            raise ValueError(f"cannot fold {min(bad)}")

    def write(self, tables: Tables) -> None:
        """This will write nothing: all positions were written as they came."""


def counting(poison: set[int], version: int = 1) -> ReadModel:
    """This will make a read model of positions seen; a position seen twice breaks its primary key."""
    definition = "CREATE TABLE seen (position bigint PRIMARY KEY)"
    return ReadModel(
        name="counting", version=version, definition=definition, tables=("seen",), begin=lambda: Failing(poison)
    )


@contextmanager
def following(conninfo: str, models: Sequence[ReadModel], poll_s: float = 0.05) -> Iterator[Runner]:
    """This will follow in a thread, and stop at the end."""
    with EventLog(conninfo, KEYRING) as log, Runner(conninfo, models, log, Pace(poll_s=poll_s)) as runner:
        thread = threading.Thread(target=runner.run)
        thread.start()
        try:
            yield runner
        finally:
            runner.stop()
            thread.join()


def until(reached: Callable[[], bool], longest_s: float = 10.0) -> bool:
    """This will wait for something, and say whether it came."""
    deadline = time.monotonic() + longest_s
    while not reached():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.005)
    return True


def main() -> None:
    """This will follow until it is killed: `python -m tests.support.projecting CONNINFO BATCH`."""
    conninfo, batch = sys.argv[1], int(sys.argv[2])
    with EventLog(conninfo, KEYRING) as log, Runner(conninfo, READ_MODELS, log, Pace(batch=batch)) as runner:
        runner.run()


if __name__ == "__main__":
    main()
