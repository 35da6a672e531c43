"""Follows the log with all read models: each batch is read and decoded once and folded by all of them at the same time.

It must not stop for one read model's fault, for a cut connection, or for another process that works already.
"""

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import psycopg

from domain.storage import EventLog, LogUnavailable
from projections.engine.faults import read_up_to_damage, told_of
from projections.engine.listener import Listener
from projections.engine.memory import Batch, unhurried_collector
from projections.engine.read_model import ReadModel
from projections.engine.rebuild import Manner, RebuildStopped, rebuild
from projections.engine.schema import prepare
from projections.engine.worker import State, Worker

__all__ = ["BATCH", "Pace", "Runner"]

BATCH = 10_000
"""Events of a batch: beyond a few thousand the speed does not grow any more, and a few megabytes are held."""

POLL_S = 1.0
"""How long an unheard-of event may wait when notifications fail (hazard H5)."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How a runner works. batch: events at most; poll_s: seconds between looks when nothing is heard.

    far: events behind from which several read models are too far behind for one process; None: however far.
    """

    batch: int = BATCH
    poll_s: float = POLL_S
    far: int | None = None


USUAL = Pace()

_BATCHES_OF_A_TURN = 4
"""A read model that is far behind goes on in turns, so that those that follow never wait for it long."""


class Runner:
    """Follows the log until told to stop.

    conninfo: of a role that owns the schema `read`; log: where events are read from.
    """

    def __init__(self, conninfo: str, models: Sequence[ReadModel], log: EventLog, pace: Pace = USUAL) -> None:
        self._conninfo, self._models, self._log = conninfo, tuple(models), log
        self._batch, self._poll_s, self._far = pace.batch, pace.poll_s, pace.far
        self._listener = Listener(conninfo)
        self._stopping = threading.Event()
        self.workers = tuple(Worker(conninfo, model) for model in self._models)
        self._pool = ThreadPoolExecutor(max_workers=len(self._models) + 1, thread_name_prefix="projections")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def run(self) -> None:
        """This will follow until `stop` is called or it is too far behind, whatever else fails on the way."""
        while not self._stopping.is_set() and not self.far_behind():
            anew = self._listener.subscribe()
            if not self.advance() and not anew:
                self._listener.wait(self._poll_s)

    def catch_up(self) -> int:
        """This will fold all that the log holds now, and return the position that all who follow have reached."""
        while self.advance() and not self._stopping.is_set():
            pass
        return min((worker.position for worker in self.workers if worker.state is State.FOLLOWING), default=0)

    def stop(self) -> None:
        """This will end `run` after the batch it is at; from any thread or signal handler."""
        self._stopping.set()
        self._listener.wake()

    def close(self) -> None:
        """This will give all locks back and disconnect."""
        self.stop()
        self._pool.shutdown()
        for worker in self.workers:
            worker.close()
        self._listener.close()

    def far_behind(self) -> dict[str, float]:
        """This will name the read models that are too far behind, each with the seconds that an event cost it so far.

        None are where it is only one: other processes could not help with it.
        """
        following = [worker for worker in self.workers if worker.state is State.FOLLOWING]
        if self._far is None or not following or not all(worker.cost_s for worker in following):
            return {}
        head = self._head()
        far = {worker.model.name: worker.cost_s for worker in following if head - worker.position > self._far}
        return far if len(far) > 1 else {}

    def advance(self) -> bool:
        """This will feed every worker a few batches, and return whether there was anything to fold."""
        try:
            self._ready()
            positions = {worker.position for worker in self.workers if worker.state is State.FOLLOWING}
            with unhurried_collector():
                fed = [self._feed(position) for position in sorted(positions)]
            return any(fed)
        except (psycopg.OperationalError, LogUnavailable):
            return False

    def _ready(self) -> None:
        if any(worker.state is State.CLOSED for worker in self.workers):
            with psycopg.connect(self._conninfo) as connection:
                prepare(connection, self._models)
        for worker in self.workers:
            worker.open()
        outdated = [worker for worker in self.workers if worker.state is State.OUTDATED]
        if outdated:
            self._renew(outdated)

    def _renew(self, outdated: Sequence[Worker]) -> None:
        """This will rebuild read models of another version; one that cannot be rebuilt stops, and no other."""
        faults: Mapping[str, str] = {}
        manner = Manner(if_outdated=True, is_stopped=self._stopping.is_set)
        try:
            rebuild(self._conninfo, [worker.model for worker in outdated], self._log, manner)
        except RebuildStopped as stopped:
            faults = stopped.faults
        except (psycopg.OperationalError, LogUnavailable):
            raise
        except Exception as damage:  # noqa: BLE001  # whatever an event that cannot be read raises
            faults = {worker.model.name: f"rebuilding: {damage}" for worker in outdated}
        for worker in outdated:
            worker.open()
            if worker.model.name in faults:
                worker.stop(faults[worker.model.name])

    def _feed(self, position: int) -> bool:
        """This will fold a few batches with the workers at one position; the next is read while one is folded."""
        batch, progressed = self._read(position), False
        for _ in range(self._turn()):
            at = [worker for worker in self.workers if worker.state is State.FOLLOWING and worker.position == position]
            if not batch or not at or self._stopping.is_set():
                break
            position, progressed = batch[-1].position, True
            upcoming = self._pool.submit(self._read, position) if len(batch) == self._batch else None
            folded: list[Future[None]] = [self._pool.submit(worker.apply, batch) for worker in at]
            for done in folded:
                done.result()
            batch = upcoming.result() if upcoming else Batch([])
        return progressed

    def _turn(self) -> int:
        """One batch tells what each costs, and so whether others should help, before the first turn is over."""
        unmeasured = any(worker.cost_s == 0 for worker in self.workers if worker.state is State.FOLLOWING)
        return 1 if self._far is not None and unmeasured else _BATCHES_OF_A_TURN

    def _head(self) -> int:
        try:
            return self._log.head()
        except (psycopg.OperationalError, LogUnavailable):
            return 0

    def _read(self, position: int) -> Batch:
        """This will read a batch; who stands before an event that cannot be read, stops there."""
        found, damage = read_up_to_damage(self._log.read, position, self._batch)
        if damage is not None:
            self._give_up(position, damage)
        return Batch(found)

    def _give_up(self, position: int, damage: Exception) -> None:
        for worker in self.workers:
            if worker.state is State.FOLLOWING and worker.position == position:
                worker.stop(told_of(position + 1, damage))
