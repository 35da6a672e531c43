"""One read model at work: its own connection, its lock, its transaction per batch, its fault.

It must not read the log: it is handed what is to be folded.
"""

from enum import Enum, auto
from typing import Any

import psycopg
from psycopg import Connection, sql

from projections.engine.aside import forsake
from projections.engine.faults import told_of
from projections.engine.memory import Batch
from projections.engine.read_model import Folding, ReadModel, Tables
from projections.engine.schema import connect
from projections.engine.speed import Meter

__all__ = ["MovedOn", "State", "Worker", "fold_into"]

# One process per read model (hazard H7); the lock goes with the connection, also of a process that was killed.
_LOCK = sql.SQL("SELECT pg_try_advisory_lock(hashtextextended('entente.read.' || %(model)s, 0))")

# Tables that hold more of some part of the log than of others are no beginning for who follows the whole.
_STANDING = sql.SQL("""
SELECT CASE WHEN EXISTS (SELECT FROM read.part p WHERE p.model = r.model AND p.position > r.position) THEN 0
       ELSE version END, position, generation, fault
FROM read.position r WHERE model = %(model)s
""")

# From here on one process follows for all; who folds parts counts anew.
_WHOLE = sql.SQL("DELETE FROM read.parted WHERE model = %(model)s")

# Second wall behind the lock: the row is held, and compared with what this worker believes.
_HOLD = sql.SQL("SELECT position, generation FROM read.position WHERE model = %(model)s FOR UPDATE")

# Once per batch, not per event (hazard H9); who waits for news hears of it when the rows can be read, never before.
_ADVANCE = sql.SQL("""
WITH advanced AS (
    UPDATE read.position
    SET position = %(position)s, changes = changes + %(changes)s, fault = NULL, updated_at = now()
    WHERE model = %(model)s
    RETURNING model
)
SELECT pg_notify('entente_read', model) FROM advanced
""")

_STOP = sql.SQL("UPDATE read.position SET fault = %(fault)s WHERE model = %(model)s")


class State(Enum):
    """What a worker does: nothing yet or no more, wait for another process's lock, follow, or rest after a fault."""

    CLOSED = auto()
    STANDING_BY = auto()
    OUTDATED = auto()
    FOLLOWING = auto()
    FAULTED = auto()


class MovedOn(Exception):  # a state of the world, named as such
    """Somebody else rebuilt the read model or wrote its position."""


def fold_into(connection: Connection[Any], model: ReadModel, folding: Folding, batch: Batch) -> bool:
    """This will fold a batch and write its rows, within the transaction; what is erased stays in no rebuild either.

    It tells whether any row may have changed.
    """
    tables = Tables(connection)
    folding.fold(batch, tables)
    folding.write(tables)
    if any(each.event.ERASES for each in batch):
        forsake(connection, model.name)
    return tables.has_changed


class Worker:
    """Folds batches into one read model. state, position: for whoever feeds it; OUTDATED asks for a rebuild."""

    def __init__(self, conninfo: str, model: ReadModel) -> None:
        self.model = model
        self.state = State.CLOSED
        self.position = 0
        self._conninfo = conninfo
        self._generation = 0
        self._connection: Connection[Any] | None = None
        self._folding: Folding = model.begin()
        self._meter = Meter(model.name)

    @property
    def cost_s(self) -> float:
        """Processor time of this process that an event took so far, in seconds; 0.0 before the first."""
        return self._meter.cost_s

    def open(self) -> None:
        """This will connect, take the lock, and find where the read model stands; at once where nothing changed."""
        if self.state is State.FOLLOWING:
            return
        try:
            connection = self._connected()
            is_new = self.state in (State.CLOSED, State.STANDING_BY)
            if is_new and not self._locked(connection):
                self.state = State.STANDING_BY
                return
            self._look(connection, again=is_new)
        except psycopg.OperationalError:
            self.close()

    def close(self) -> None:
        """This will give the lock back and disconnect."""
        if self._connection is not None:
            self._connection.close()
        self._connection, self.state = None, State.CLOSED

    def apply(self, batch: Batch) -> None:
        """This will fold what lies after the worker's position; a fault stops it right before its event."""
        rest = batch.after(self.position)
        if not rest or self.state is not State.FOLLOWING:
            return
        try:
            self._commit(rest)
        except (psycopg.OperationalError, psycopg.InterfaceError):
            self.close()
        except MovedOn:
            self._look(self._connected(), again=False)
        except Exception as fault:  # noqa: BLE001  # whatever a folding raises must stop this read model and no other
            self._folding = self.model.begin()
            self._narrow(rest, fault)

    def stop(self, told: str) -> None:
        """This will stop, and leave word of why in read.position."""
        self.state = State.FAULTED
        try:
            self._connected().execute(_STOP, {"model": self.model.name, "fault": told})
        except psycopg.OperationalError:
            self.close()

    def _narrow(self, rest: Batch, fault: Exception) -> None:
        """This will fold all that comes before the offending event, by halves."""
        if len(rest) == 1:
            self.stop(told_of(rest[0].position, fault))
            return
        half = len(rest) // 2
        self.apply(Batch(rest[:half]))
        self.apply(Batch(rest[half:]))

    def _commit(self, rest: Batch) -> None:
        connection, began = self._connected(), self._meter.begin()
        with connection.transaction():
            held = connection.execute(_HOLD, {"model": self.model.name}).fetchone()
            if held != (self.position, self._generation):
                raise MovedOn
            changes = int(fold_into(connection, self.model, self._folding, rest))
            advanced = {"model": self.model.name, "position": rest[-1].position, "changes": changes}
            connection.execute(_ADVANCE, advanced)
            self._meter.note(connection, began, len(rest))
        self.position = rest[-1].position

    def _connected(self) -> Connection[Any]:
        if self._connection is None:
            self._connection = connect(self._conninfo)
        return self._connection

    def _locked(self, connection: Connection[Any]) -> bool:
        row = connection.execute(_LOCK, {"model": self.model.name}).fetchone()
        return row is not None and bool(row[0])

    def _look(self, connection: Connection[Any], *, again: bool) -> None:
        """This will find where the read model stands; `again` goes on in spite of a fault, as a restart does."""
        row = connection.execute(_STANDING, {"model": self.model.name}).fetchone()
        version, self.position, self._generation, fault = row or (None, 0, 0, None)
        self._folding = self.model.begin()
        if fault is not None and not again:
            self.state = State.FAULTED
        else:
            connection.execute(_WHOLE, {"model": self.model.name})
            self.state = State.FOLLOWING if version == self.model.version else State.OUTDATED
