"""Reads the partitions of topics, as one of a group, from positions that the caller keeps.

It must not know what a message says, nor where its positions are kept; the broker's own record of them decides nothing.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from kafka import KafkaConsumer, TopicPartition
from kafka.errors import KafkaError, LogTruncationError, OffsetOutOfRangeError
from kafka.structs import OffsetAndMetadata

from consumers.kafka.assignments import Assignments
from consumers.kafka.connecting import connected
from consumers.kafka.faults import Infrastructure, KafkaFault, PositionOutOfRange, Refused, answered
from consumers.kafka.header_names import read_any_header_names
from consumers.kafka.partitions import Batch, Partition, Received
from consumers.kafka.reach import Reach
from consumers.kafka.topics import describe

__all__ = ["Batch", "Partition", "PartitionReader", "PositionsOf", "Reading", "Received"]

SLICE_MS = 200
"""How long one look for messages lasts: partitions that were assigned during it wait so long for their position."""

TOPICS_MS = 5_000
"""How long a topic that was deleted and made anew can go unnoticed: the client fetches by name."""

ANSWER_MS = 10_000
CLOSE_MS = 5_000  # for leaving the group; where that fails, the group notices by itself


PositionsOf = Callable[[Sequence[Partition]], Mapping[Partition, int]]
"""Asked on the caller's own thread, in `poll`, whenever partitions were assigned: from where each is to be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is read, and as whom.

    session_s: silence after which the group takes us for dead; work_s: longest time between two polls, after which
    it takes us for stuck; batch: most messages that one poll returns.
    """

    topics: tuple[str, ...]
    group: str
    batch: int = 500
    session_s: float = 10.0
    work_s: float = 300.0

    def options(self) -> dict[str, Any]:
        """This will return the consumer's options."""
        return {
            "group_id": self.group,
            "max_poll_records": self.batch,
            "session_timeout_ms": int(self.session_s * 1_000),
            "heartbeat_interval_ms": int(self.session_s * 1_000 / 4),
            "max_poll_interval_ms": int(self.work_s * 1_000),
            "isolation_level": "read_committed",
            "auto_offset_reset": "none",  # nothing is skipped or read again because no position was found
            "enable_auto_commit": False,
            "allow_auto_create_topics": False,
            "metadata_max_age_ms": TOPICS_MS,
        }


class PartitionReader:
    """One member of a group of readers. Use it as a context manager, from one thread.

    Between polls a thread of the client tells the group that we live, up to `work_s`; a longer pause is `wait`.
    Raises Refused where a topic does not exist; KafkaFault after which the reader is closed, and another made.
    """

    def __init__(self, reach: Reach, reading: Reading, positions_of: PositionsOf) -> None:
        self._doing = f"reading {', '.join(reading.topics)} as {reading.group}"
        self._positions_of = positions_of
        self._ids = _ids(reach, reading.topics)
        self._at: dict[TopicPartition, int] = {}
        self._assigned = Assignments()
        self._taken_over = 0
        self._seen: set[str] = set()
        read_any_header_names()
        self._consumer = connected(KafkaConsumer, reach, **reading.options())
        self._assigned.consumer = self._consumer
        self._consumer.subscribe(list(reading.topics), listener=self._assigned)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def partitions(self) -> frozenset[Partition]:
        """The partitions that are ours since the last poll."""
        return frozenset(self._partition(each) for each in self._at)

    def poll(self, timeout_s: float) -> list[Batch]:
        """This will return what has come, at the latest after `timeout_s`; at most `Reading.batch` messages.

        Partitions come and go only in here. Whatever `positions_of` raises is raised as it is, and nothing was read
        from the partitions that it was asked about. Raises KafkaFault, PositionOutOfRange among them. A broker that is
        gone is waited for in silence, and reading goes on when it is back: whoever wants to know asks for `ends`.
        """
        deadline = time.monotonic() + timeout_s
        self._take_over()
        while True:
            received = self._look(deadline)
            if received or time.monotonic() >= deadline:
                return [self._batch(at, messages) for at, messages in received.items() if messages]

    def wait(self, seconds: float) -> None:
        """This will stay in the group for a while and read nothing: for when something else is out of order."""
        deadline = time.monotonic() + seconds
        try:
            while time.monotonic() < deadline:
                self.pause(self.partitions)
                self._look(deadline)
        finally:
            self.resume(self.partitions)

    def pause(self, partitions: Iterable[Partition]) -> None:
        """This will read nothing more from these partitions until `resume`, or until they are assigned anew."""
        for at in self._still(partitions):
            self._consumer.pause(at)

    def resume(self, partitions: Iterable[Partition]) -> None:
        """This will read from these partitions again."""
        for at in self._still(partitions):
            self._consumer.resume(at)

    def seek(self, partition: Partition, position: int) -> None:
        """This will go on from another position, for example to have the messages of a failed attempt again."""
        for at in self._still([partition]):
            self._at[at] = position
            self._consumer.seek(at, position)

    def ends(self) -> dict[Partition, int]:
        """This will ask for the offset behind the last committed message of each partition; what is between is lag.

        Raises Infrastructure where the broker does not answer within ten seconds.
        """
        with answered(self._doing):
            ends = self._consumer.end_offsets(list(self._at), timeout_ms=ANSWER_MS)
        return {self._partition(at): end for at, end in ends.items()}

    def left(self) -> dict[Partition, int]:
        """This will tell how many messages each partition has left, as the broker said with what it sent last."""
        known = [(each, _at(each)) for each in self.partitions]
        told = [(each, self._consumer.highwater(at), at) for each, at in known if self._still([each])]
        return {each: max(high - self._consumer.position(at), 0) for each, high, at in told if high is not None}

    def show(self, positions: Mapping[Partition, int]) -> None:
        """This will let the broker know how far we are, for its lag tools alone; whether it hears does not matter."""
        offsets = {_at(each): OffsetAndMetadata(position, "", -1) for each, position in positions.items()}
        self._consumer.commit_async(offsets)

    def close(self) -> None:
        """This will leave the group; its other members take over at once."""
        with suppress(KafkaError):
            self._consumer.close(autocommit=False, timeout_ms=CLOSE_MS)

    def _look(self, deadline: float) -> dict[TopicPartition, list[Received]]:
        timeout_ms = max(0, min(SLICE_MS, int((deadline - time.monotonic()) * 1_000)))
        try:
            with answered(self._doing):
                received: dict[TopicPartition, list[Received]] = self._consumer.poll(timeout_ms=timeout_ms)
        except KafkaFault as fault:
            raise self._told(fault) from fault.__cause__
        self._check_ids()
        # What came while partitions went is read again, from the stored position, by whoever has them now.
        return {} if self._take_over() else received

    def _take_over(self) -> bool:
        """Give newly assigned partitions their positions; until then they stand still. True where anything changed."""
        assigned, times = self._assigned.now
        if times == self._taken_over:
            return False
        partitions = sorted(self._partition(each) for each in assigned)
        positions = self._positions_of(partitions) if partitions else {}
        if missing := [each for each in partitions if each not in positions]:
            raise Refused(f"There is no position for {missing[0]}: where reading begins is an operator's choice.")
        self._at = {_at(each): positions[each] for each in partitions}
        self._taken_over = times
        for at in self._still(partitions):
            self._consumer.seek(at, self._at[at])
            self._consumer.resume(at)
        return True

    def _still(self, partitions: Iterable[Partition]) -> list[TopicPartition]:
        """Those that are ours, and whose position is known: another assignment may have come since the last poll."""
        assigned, times = self._assigned.now
        return [_at(each) for each in partitions if _at(each) in assigned] if times == self._taken_over else []

    def _batch(self, at: TopicPartition, messages: Sequence[Received]) -> Batch:
        batch = Batch(self._partition(at), self._at[at], messages)
        self._at[at] = batch.next_position
        return batch

    def _partition(self, at: TopicPartition) -> Partition:
        return Partition(at.topic, self._ids[at.topic], at.partition)

    def _check_ids(self) -> None:
        """A topic that was made anew counts from 0: our positions would lie in it. Gone, it may come back so."""
        for topic, known in self._ids.items():
            now = self._consumer._cluster.topic_id(topic)  # noqa: SLF001  # nowhere else
            if now == known:
                self._seen.add(topic)
            elif now is not None:
                raise Refused(f"{topic} was made anew: it is {now}, and was {known}. Its positions begin anew, too.")
            elif topic in self._seen:
                raise Infrastructure(f"{self._doing}: {topic} is not to be seen any more.")

    def _told(self, fault: KafkaFault) -> KafkaFault:
        match fault.__cause__:
            case OffsetOutOfRangeError() | LogTruncationError():
                return self._out_of_range() or fault
            case _:
                return fault

    def _out_of_range(self) -> PositionOutOfRange | None:
        try:
            first, end = (ask(list(self._at)) for ask in (self._consumer.beginning_offsets, self._consumer.end_offsets))
        except KafkaError:
            return None
        outside = [each for each, position in self._at.items() if not first[each] <= position <= end[each]]
        return next((PositionOutOfRange(each, self._at[each], first[each], end[each]) for each in outside), None)


def _at(partition: Partition) -> TopicPartition:
    return TopicPartition(partition.topic, partition.number)


def _ids(reach: Reach, topics: Sequence[str]) -> dict[str, UUID]:
    found = describe(reach, topics)
    if missing := [name for name in topics if name not in found]:
        raise Refused(f"There is no topic {', '.join(missing)}.")
    return {name: each.topic_id for name, each in found.items()}
