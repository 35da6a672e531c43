"""Fills read models anew from the log, aside, and puts them in place when they have caught up.

It must not disturb readers: until the last moment they see the old tables, and then the new ones.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import psycopg
from psycopg import Connection
from psycopg.pq import TransactionStatus

from domain.storage import EventLog
from projections.engine.aside import Aside
from projections.engine.faults import told_of
from projections.engine.memory import Batch, unhurried_collector
from projections.engine.read_model import ReadModel, Tables
from projections.engine.schema import connect, prepare

__all__ = ["REBUILD_BATCH", "USUALLY", "Manner", "RebuildStopped", "rebuild"]

REBUILD_BATCH = 10_000
"""Events of a batch; larger ones are no faster, and take more memory."""

STRETCH = 100_000
"""Events after which what was folded is written and committed: what a kill costs at most, some ten seconds.

What changes within a stretch is written once, at its end; it stays in memory until then, some hundred megabytes.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How to rebuild.

    anew: from the start of the log, also where an earlier rebuild was broken off.
    if_outdated: only those whose tables in place are of another version.
    is_stopped: asked between batches; what was done until then is kept, and a later rebuild goes on from there.
    progress: told the position after each batch; batch: events of one, at most; stretch: events of one transaction,
    and at most a batch more.
    """

    batch: int = REBUILD_BATCH
    stretch: int = STRETCH
    anew: bool = False
    if_outdated: bool = False
    is_stopped: Callable[[], bool] = lambda: False
    progress: Callable[[int], None] = lambda _position: None


USUALLY = Manner()


class RebuildStopped(Exception):  # what it says is for operators
    """Read models could not be rebuilt; their old tables stay. faults: name -> the event and why."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{model}: {fault}" for model, fault in faults.items()))
        self.faults = faults


class Rebuilding:
    """One read model being filled aside. fault: why it stopped; spent_s: seconds it took, PostgreSQL's included.

    position: how far it has folded the log; its tables hold that once it is settled. After a fault it falls back to
    what was settled, and from then on settles each batch by itself.
    """

    def __init__(self, connection: Connection[Any], model: ReadModel, manner: Manner = USUALLY) -> None:
        self.model, self._connection, self._folding = model, connection, model.begin()
        self._batch, self._stretch = manner.batch, manner.stretch
        self._aside, self._tables = Aside(connection, model), Tables(connection)
        self.fault: str | None = None
        self.spent_s = 0.0
        self.is_wanted = self._aside.lock(manner.is_stopped) and not (manner.if_outdated and self._aside.is_current())
        if self.is_wanted:
            self._aside.take_up(anew=manner.anew)
        self.position = self._aside.position

    @property
    def goes_on(self) -> bool:
        """Whether there is something to be done."""
        return self.is_wanted and self.fault is None

    def apply(self, batch: Batch) -> None:
        """This will fold what lies after its position; a fault stops it right before its event."""
        rest = batch.after(self.position)
        if not rest or not self.goes_on:
            return
        began = perf_counter()
        try:
            self._fold(rest)
            if self.position - self._aside.position >= self._stretch:
                self._settle()
            self.spent_s += perf_counter() - began
        except psycopg.OperationalError:
            raise
        except Exception as fault:  # noqa: BLE001  # whatever a folding raises must stop this read model and no other
            self._fall_back()
            if self.position == rest[0].position - 1:
                self._narrow(rest, fault)

    def settle(self) -> None:
        """This will write and commit what was folded; where that fails, it is folded again."""
        began = perf_counter()
        try:
            self._settle()
            self.spent_s += perf_counter() - began
        except psycopg.OperationalError:
            raise
        except Exception:  # noqa: BLE001  # at which event, shows when its batch is settled by itself
            self._fall_back()

    def finish(self, log: EventLog) -> None:
        """This will fold what came in meanwhile, with those who follow held back, and put the tables in place."""
        while self.goes_on:
            try:
                self._settle()
                self._aside.make_indexes()
                self._begin()
                self._aside.hold_followers()
                while batch := Batch(log.read(self.position, self._batch)):
                    self._fold(batch)
                self._folding.write(self._tables)
                self._aside.put_in_place(self.position)
                self._connection.commit()
                self.is_wanted = False
            except psycopg.OperationalError:
                raise
            except Exception:
                self._fall_back()
                batch = Batch(log.read(self.position, self._batch))
                if not batch:
                    raise
                self.apply(batch)  # by itself, so that it is known at which event

    def _fold(self, batch: Batch) -> None:
        self._begin()
        self._folding.fold(batch, self._tables)
        self.position = batch[-1].position

    def _begin(self) -> None:
        """This will begin a transaction where none has begun."""
        if self._connection.info.transaction_status is TransactionStatus.IDLE:
            self._connection.execute("BEGIN")
            self._aside.enter()

    def _settle(self) -> None:
        if self.position > self._aside.position:
            self._folding.write(self._tables)
            self._aside.advance(self.position)
            self._connection.commit()
            self._aside.position = self.position

    def _fall_back(self) -> None:
        self._connection.rollback()
        self._folding = self.model.begin()
        self.position, self._stretch = self._aside.position, 0

    def _narrow(self, rest: Batch, fault: Exception) -> None:
        """This will fold all that comes before the offending event, by halves."""
        if len(rest) == 1:
            self.fault = told_of(rest[0].position, fault)
            self._aside.stop(self.fault)
            return
        half = len(rest) // 2
        self.apply(Batch(rest[:half]))
        self.apply(Batch(rest[half:]))


def rebuild(conninfo: str, models: Sequence[ReadModel], log: EventLog, manner: Manner = USUALLY) -> int:
    """This will rebuild read models together, reading and decoding the log once, and return the position reached.

    Each is put in place by itself when it has caught up. Raises RebuildStopped, after the others are done, for those
    that met an event which they cannot fold.
    """
    with ExitStack() as opened:
        opened.enter_context(unhurried_collector())
        connections = [opened.enter_context(connect(conninfo)) for _ in models]
        prepare(connections[0], models)
        working = [Rebuilding(connection, model, manner) for connection, model in zip(connections, models, strict=True)]
        _fill(working, log, manner)
        for each in working:
            each.settle()
        if not manner.is_stopped():
            for each in working:
                each.finish(log)
        faults = {each.model.name: each.fault for each in working if each.fault is not None}
        if faults:
            raise RebuildStopped(faults)
        return min((each.position for each in working), default=0)


def _fill(working: Sequence[Rebuilding], log: EventLog, manner: Manner) -> None:
    """This will fold the log from where the first of them stands, with one after the other.

    PostgreSQL works while it folds, and it folds while PostgreSQL does not: of as many processes as there are cores,
    each keeps one busy. While one that fell back folds again, the others rest, with nothing unsettled.
    """
    position = _least(working)
    while position is not None and not manner.is_stopped():
        batch = Batch(log.read(position, manner.batch))
        if not batch:
            return
        for each in working:
            each.apply(batch)
        manner.progress(batch[-1].position)
        position = _least(working)
        if position is not None and position < batch[-1].position:
            for each in working:
                each.settle()


def _least(working: Sequence[Rebuilding]) -> int | None:
    return min((each.position for each in working if each.goes_on), default=None)
