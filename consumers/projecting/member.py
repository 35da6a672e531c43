"""One process of the group that folds read models: its partitions, its connection, its turns.

It must not trust what the group says: a position that is not where it is taken to be undoes the transaction.
"""

import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from consumers.kafka.faults import PositionOutOfRange
from consumers.kafka.partitions import Batch, Partition
from consumers.kafka.reading import PartitionReader
from consumers.projecting.references import read, traces_of
from consumers.projecting.site import Site
from consumers.tracing import traced
from projections.engine import Arrivals, Part, PartsWorker, parts, prepare
from projections.engine.memory import unhurried_collector
from projections.engine.schema import connect
from projections.engine.worker import MovedOn, State

__all__ = ["Member", "Superseded"]

TEND_S = 1.0
"""How often it is tried to go on with a read model that rests."""


class Superseded(Exception):  # what it says is for operators
    """Read models were rebuilt by another program; processes of this one have to end."""


class Member:
    """A member of the group, with what it needs, all of it closed together. Use it from one thread.

    again: read models that a fault stopped are tried again, as after a start.
    """

    def __init__(self, site: Site, *, again: bool) -> None:
        self._site, self._tended_at = site, time.monotonic()
        with ExitStack() as opened:
            self._connection = opened.enter_context(connect(site.conninfo))
            self._log = opened.enter_context(site.log())
            self._source, count = site.source()
            prepare(self._connection, site.models)
            parts.enter(self._connection, site.models, self._source, count)
            self._workers = [PartsWorker(self._connection, model) for model in site.models]
            for worker in self._workers:
                worker.open(again=again)
            self._refuse_outdated()
            self._reader = opened.enter_context(PartitionReader(site.reach, site.reading(), self._positions_of))
            self._opened = opened.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._opened.close()

    @property
    def partitions(self) -> frozenset[Partition]:
        """The partitions that the group has given it."""
        return self._reader.partitions

    def wait(self, seconds: float) -> None:
        """This will stay in the group, and fold nothing."""
        self._reader.wait(seconds)

    def advance(self, timeout_s: float) -> int:
        """This will fold what has come, at the latest after `timeout_s`, and return how many messages that were.

        Raises Superseded, NotOurLog, KafkaFault, and the faults of a database that is not reached; after any of them,
        another member is made.
        """
        self._tend()
        if not any(worker.follows for worker in self._workers):
            self._reader.wait(timeout_s)
            return 0
        batches = self._poll(timeout_s)
        if not batches:
            return 0
        begun, messages = time.monotonic(), sum(len(batch.messages) for batch in batches)
        with unhurried_collector(), traced(self._site.tracing, "fold", traces_of(batches)) as numbers:
            self._fold(read(batches, self._part_of, self._log))
            parts.advance_whole(self._connection, self._site.models)
            numbers |= {"messages": messages}
        self._site.measures.folded(messages, time.monotonic() - begun)
        self._reader.show({batch.partition: batch.next_position for batch in batches})
        return messages

    def _poll(self, timeout_s: float) -> Sequence[Batch]:
        """Where the broker holds no more what is to be read, reading goes on with what it holds; see `Missed`."""
        try:
            return self._reader.poll(timeout_s)
        except PositionOutOfRange as gone:
            if gone.position < gone.first:
                part = Part(self._source, gone.partition)
                parts.skip(self._connection, self._site.models, part, gone.first)
            raise

    def _fold(self, arrived: Arrivals) -> None:
        has_moved = False
        for worker in self._workers:
            try:
                with self._site.tracing.step(f"fold {worker.model.name}"):
                    worker.apply(arrived)
            except MovedOn:
                has_moved = True
        if has_moved:
            self._refuse_outdated()
            self._rewind()

    def _tend(self) -> None:
        if time.monotonic() - self._tended_at < TEND_S:
            return
        self._tended_at = time.monotonic()
        self._site.measures.stands({each.number: left for each, left in self._reader.left().items()})
        resumed = [worker for worker in self._workers if worker.tend()]
        if resumed:
            self._rewind()
        self._refuse_outdated()

    def _refuse_outdated(self) -> None:
        outdated = [worker.model.name for worker in self._workers if worker.state is State.OUTDATED]
        if outdated:
            raise Superseded(f"{', '.join(outdated)}: rebuilt by another version of the program")

    def _rewind(self) -> None:
        """This will read again from where the one that is least far goes on; the others pass over what they have."""
        for partition, place in self._places(sorted(self._reader.partitions)).items():
            self._reader.seek(partition, place)

    def _positions_of(self, partitions: Sequence[Partition]) -> Mapping[Partition, int]:
        for worker in self._workers:
            worker.take([Part(self._source, each.number) for each in partitions])
        return self._places(partitions)

    def _places(self, partitions: Sequence[Partition]) -> Mapping[Partition, int]:
        counting = [worker.places for worker in self._workers if worker.follows] or [self._workers[0].places]
        return {each: min(places[Part(self._source, each.number)] for places in counting) for each in partitions}

    def _part_of(self, batch: Batch) -> Part:
        return Part(self._source, batch.partition.number)
