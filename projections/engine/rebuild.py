"""Fills read models anew from the start of the log, aside, and puts them in place when they have caught up.

It must not disturb readers: until the last moment they see the old tables, and then the new ones.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

from psycopg import Connection, sql

from domain.event import Recorded
from domain.storage import EventLog
from projections.engine.memory import unhurried_collector
from projections.engine.read_model import ReadModel, Tables
from projections.engine.schema import connect, create_aside, drop_aside, prepare, put_in_place

__all__ = ["REBUILD_BATCH", "drop_leftovers", "rebuild"]

REBUILD_BATCH = 10_000
"""Events of a batch; larger than when following, since nobody waits for the first of them."""

# One rebuild of a read model at a time, in whatever process.
_LOCK = sql.SQL("SELECT pg_advisory_lock(hashtextextended('entente.rebuild.' || %(model)s, 0))")

# Whether nobody rebuilds it now; nobody begins before the transaction ends.
_NOBODY = sql.SQL("SELECT pg_try_advisory_xact_lock(hashtextextended('entente.rebuild.' || %(model)s, 0))")

# Whoever follows waits here until the new tables are in place, and then starts its memory anew.
_HOLD = sql.SQL("SELECT position FROM read.position WHERE model = %(model)s FOR UPDATE")

Progress = Callable[[int], None]


def _silent(_position: int) -> None:
    """This will tell nobody."""


class Rebuilding:
    """One read model being filled aside."""

    def __init__(self, connection: Connection[Any], model: ReadModel) -> None:
        self._connection, self._model, self._folding = connection, model, model.begin()
        self.position = 0
        connection.execute(_LOCK, {"model": model.name})
        with connection.transaction():
            self._aside = create_aside(connection, model)

    def apply(self, batch: Sequence[Recorded]) -> None:
        """This will fold a batch into the tables aside, in one transaction."""
        with self._connection.transaction():
            self._fold(batch)

    def finish(self, log: EventLog) -> None:
        """This will fold what came in meanwhile, with those who follow held back, and put the tables in place."""
        with self._connection.transaction():
            self._connection.execute(_HOLD, {"model": self._model.name})
            while batch := log.read(self.position, REBUILD_BATCH):
                self._fold(batch)
            put_in_place(self._connection, self._model, self._aside, self.position)

    def _fold(self, batch: Sequence[Recorded]) -> None:
        self._connection.execute(sql.SQL("SET LOCAL search_path = {}").format(sql.Identifier(self._aside)))
        self._folding.fold(batch, Tables(self._connection))
        self.position = batch[-1].position


def drop_leftovers(connection: Connection[Any], model: ReadModel) -> None:
    """This will drop what a rebuild that was cut off has left aside, which nobody follows: no erasure reaches it.

    A rebuild under way is left alone, as it comes to the erasure by itself. In a transaction of the caller's.
    """
    row = connection.execute(_NOBODY, {"model": model.name}).fetchone()
    if row is not None and row[0]:
        drop_aside(connection, model)


def rebuild(conninfo: str, models: Sequence[ReadModel], log: EventLog, progress: Progress = _silent) -> int:
    """This will rebuild read models together, reading and decoding the log once, and return the position reached.

    progress: called with the position after each batch. A fault of a folding is raised, and the old tables stay.
    """
    with ExitStack() as opened:
        opened.enter_context(unhurried_collector())
        pool = opened.enter_context(ThreadPoolExecutor(max_workers=len(models) + 1))
        connections = [opened.enter_context(connect(conninfo)) for _ in models]
        prepare(connections[0], models)
        working = [Rebuilding(*pair) for pair in zip(connections, models, strict=True)]
        batch = log.read(0, REBUILD_BATCH)
        while batch:
            upcoming = pool.submit(log.read, batch[-1].position, REBUILD_BATCH)
            list(pool.map(Rebuilding.apply, working, [batch] * len(working)))
            progress(batch[-1].position)
            batch = upcoming.result()
        for each in working:
            each.finish(log)
        return min((each.position for each in working), default=0)
