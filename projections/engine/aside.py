"""The tables that are filled aside, and how far: kept in the database, so that a rebuild that was broken off goes on.

It must not fold events. Rows and progress change in one transaction; whoever goes on finds both as they were committed.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import Connection, sql

from projections.engine.read_model import ReadModel
from projections.engine.schema import create_aside, make_indexes, put_in_place

__all__ = ["Aside", "Progress", "forsake", "progress_of"]

# One rebuild of a read model at a time, in whatever process; it goes with the connection.
_LOCK = sql.SQL("SELECT pg_try_advisory_lock(hashtextextended('entente.rebuild.' || %(model)s, 0))")

# Whether nobody rebuilds it now; nobody begins before the transaction ends.
_FREE = sql.SQL("SELECT pg_try_advisory_xact_lock(hashtextextended('entente.rebuild.' || %(model)s, 0))")

# What was begun for this version, and still has its tables.
_BEGUN = sql.SQL("""
SELECT position FROM read.rebuild
WHERE model = %(model)s AND version = %(version)s AND to_regnamespace(%(aside)s) IS NOT NULL
""")

_HEAD = sql.SQL("SELECT coalesce(max(notification_id), 0) FROM log.events")

_BEGIN = sql.SQL("""
INSERT INTO read.rebuild (model, version, position, head, went_on_from)
VALUES (%(model)s, %(version)s, %(position)s, %(head)s, %(position)s)
ON CONFLICT (model) DO UPDATE
SET version = excluded.version, position = excluded.position, head = excluded.head, fault = NULL,
    went_on_from = excluded.went_on_from, went_on_at = now(), updated_at = now()
""")

_ADVANCE = sql.SQL("UPDATE read.rebuild SET position = %(position)s, updated_at = now() WHERE model = %(model)s")

_STOP = sql.SQL("UPDATE read.rebuild SET fault = %(fault)s, updated_at = now() WHERE model = %(model)s")

_END = sql.SQL("DELETE FROM read.rebuild WHERE model = %(model)s")

# Unless some part of the log was folded further than others when nobody folds parts any more.
_CURRENT = sql.SQL("""
SELECT version FROM read.position r WHERE model = %(model)s
AND (EXISTS (SELECT FROM read.parted p WHERE p.model = r.model)
     OR NOT EXISTS (SELECT FROM read.part p WHERE p.model = r.model AND p.position > r.position))
""")

# Whoever follows waits here until the new tables are in place, and then starts its memory anew.
_HOLD = sql.SQL("SELECT position FROM read.position WHERE model = %(model)s FOR UPDATE")

# Who works at it holds the lock, whose 64 bits PostgreSQL shows in two halves.
_PROGRESS = sql.SQL("""
SELECT model, version, position, head, fault, went_on_from, went_on_at, updated_at,
       EXISTS (
           SELECT FROM pg_locks l
           WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted
             AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
             AND (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('entente.rebuild.' || model, 0)
       ) AS is_running
FROM read.rebuild ORDER BY model
""")


# While the others of a process fold and write, on a busy machine for minutes, this one rests within its transaction.
_PATIENTLY = sql.SQL("SET LOCAL idle_in_transaction_session_timeout = '15min'")

# Nobody else is to wait for who rests.
_IMPATIENTLY = sql.SQL("SET LOCAL idle_in_transaction_session_timeout TO DEFAULT")

_LOOK_S = 0.1
"""How often it is tried to take the place of another process's rebuild."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a rebuild is. position, head: of the log; went_on_from, went_on_at: where and when it was last taken up.

    fault: why it stopped, None while it works or after it was broken off; is_running: somebody is at work on it.
    """

    model: str
    version: int
    position: int
    head: int
    fault: str | None
    went_on_from: int
    went_on_at: datetime
    updated_at: datetime
    is_running: bool

    @property
    def events_per_s(self) -> float:
        """How fast it has been since it was taken up; 0.0 before its first batch."""
        seconds = (self.updated_at - self.went_on_at).total_seconds()
        return (self.position - self.went_on_from) / seconds if seconds > 0 else 0.0

    @property
    def remaining_s(self) -> float | None:
        """How long it will take from `updated_at` on at this speed; None where that is not known."""
        return max(0, self.head - self.position) / self.events_per_s if self.events_per_s > 0 else None


class Aside:
    """One read model's tables aside; once locked, nobody else fills them for as long as the connection is open."""

    def __init__(self, connection: Connection[Any], model: ReadModel) -> None:
        self._connection, self._model = connection, model
        self.schema = f"read_next_{model.name}"
        self.position = 0

    def lock(self, is_stopped: Callable[[], bool]) -> bool:
        """This will wait until nobody else fills them; False where it was told to stop before."""
        while self._connection.execute(_LOCK, {"model": self._model.name}).fetchone() != (True,):
            if is_stopped():
                return False
            time.sleep(_LOOK_S)
        return True

    def is_current(self) -> bool:
        """This will tell whether the tables in place are already those of the model's version."""
        return self._connection.execute(_CURRENT, {"model": self._model.name}).fetchone() == (self._model.version,)

    def take_up(self, *, anew: bool) -> None:
        """This will go on with what was begun for this version, or begin; `anew`: in any case."""
        named = {"model": self._model.name, "version": self._model.version}
        with self._connection.transaction():
            begun = self._connection.execute(_BEGUN, {**named, "aside": self.schema}).fetchone()
            if begun is None or anew:
                create_aside(self._connection, self._model, self.schema)
            self.position = 0 if begun is None or anew else begun[0]
            (head,) = self._connection.execute(_HEAD).fetchone() or (0,)
            self._connection.execute(_BEGIN, {**named, "position": self.position, "head": head})

    def enter(self) -> None:
        """This will let the transaction that has begun find the tables aside by their names, and rest for a while."""
        self._connection.execute(_PATIENTLY)
        self._connection.execute(sql.SQL("SET LOCAL search_path = {}").format(sql.Identifier(self.schema)))

    def advance(self, position: int) -> None:
        """This will note how far the tables hold the log, within the transaction that filled them."""
        self._connection.execute(_ADVANCE, {"model": self._model.name, "position": position})

    def stop(self, fault: str) -> None:
        """This will note why it did not go on."""
        self._connection.execute(_STOP, {"model": self._model.name, "fault": fault})

    def make_indexes(self) -> None:
        """This will make the indexes that the filling did not need; those that are there stay."""
        with self._connection.transaction():
            make_indexes(self._connection, self._model, self.schema)

    def hold_followers(self) -> None:
        """This will let those who follow wait until the transaction ends."""
        self._connection.execute(_IMPATIENTLY)
        self._connection.execute(_HOLD, {"model": self._model.name})

    def put_in_place(self, position: int) -> None:
        """This will replace the tables in place by these, which hold the log up to `position`."""
        put_in_place(self._connection, self._model, self.schema, position)
        self._connection.execute(_END, {"model": self._model.name})


def progress_of(connection: Connection[Any], models: Iterable[str] | None = None) -> tuple[Progress, ...]:
    """This will tell how far the rebuilds of these read models are, or all; those that ended are not told of."""
    found = (Progress(*row) for row in connection.execute(_PROGRESS).fetchall())
    names = None if models is None else set(models)
    return tuple(each for each in found if names is None or each.model in names)


def forsake(connection: Connection[Any], model: str) -> None:
    """This will drop what a rebuild that was broken off has left aside, within the caller's transaction.

    No erasure reaches it. A rebuild under way is left alone, as it comes to the erasure by itself.
    """
    if connection.execute(_FREE, {"model": model}).fetchone() == (True,):
        connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(f"read_next_{model}")))
        connection.execute(_END, {"model": model})
