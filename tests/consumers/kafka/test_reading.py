"""Specs of the partition reader on a genuine broker."""

import time
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import pytest
from kafka import KafkaAdminClient, TopicPartition
from kafka.coordinator.assignors.range import RangePartitionAssignor

from consumers.kafka.faults import Infrastructure, PositionOutOfRange, Refused
from consumers.kafka.partitions import Batch, Partition, Received
from consumers.kafka.positions import group_positions
from consumers.kafka.reach import Reach
from consumers.kafka.reading import PartitionReader, Reading
from consumers.kafka.sending import Message, Sending, TransactionalSender
from consumers.kafka.topics import WantedTopic, create, describe
from tests.support.foreign_clients import Read, send_with_kcat
from tests.support.kafka import fresh_name, fresh_topic
from tests.support.processes import eventually

pytestmark = pytest.mark.kafka


class Keeper:
    """Keeps positions in memory, from 0, as the tables of a database would."""

    def __init__(self, first: int = 0) -> None:
        self.kept: dict[Partition, int] = {}
        self.asked = 0
        self._first = first

    def __call__(self, partitions: Sequence[Partition]) -> Mapping[Partition, int]:
        self.asked += 1
        return {each: self.kept.setdefault(each, self._first) for each in partitions}

    def keep(self, batches: Sequence[Batch]) -> None:
        self.kept.update({each.partition: each.next_position for each in batches})


def _reading(topic: str, **others: Any) -> Reading:
    return Reading(topics=(topic,), group=fresh_name("group"), session_s=6.0, **others)


def _send(reach: Reach, topic: str, *values: bytes) -> None:
    with TransactionalSender(reach, Sending(name=fresh_name(), group=fresh_name())) as sender:
        sender.send([Message(topic=topic, key=value, value=value) for value in values], {})


def _received(reader: PartitionReader, keeper: Keeper, count: int) -> list[bytes | None]:
    return [each.value for each in _messages(reader, keeper, count)]


def _messages(reader: PartitionReader, keeper: Keeper, count: int) -> list[Received]:
    messages: list[Received] = []

    def are_all_there() -> bool:
        batches = reader.poll(0.5)
        keeper.keep(batches)
        messages.extend(message for batch in batches for message in batch.messages)
        return len(messages) >= count

    assert eventually(are_all_there)
    return messages


def _assigned(reader: PartitionReader, count: int) -> bool:
    def is_so() -> bool:
        reader.poll(0.2)
        return len(reader.partitions) == count

    return eventually(is_so)


def test_reading_begins_at_the_position_that_the_caller_keeps(reach: Reach) -> None:
    topic = fresh_topic(reach, partitions=1)
    _send(reach, topic, b"0", b"1", b"2", b"3")
    with PartitionReader(reach, _reading(topic), Keeper(first=2)) as reader:
        (batch,) = _first(reader)
    assert (batch.start, [each.value for each in batch.messages], batch.next_position) == (2, [b"2", b"3"], 4)
    assert batch.partition.topic_id == describe(reach, [topic])[topic].topic_id


def _first(reader: PartitionReader) -> list[Batch]:
    found: list[Batch] = []

    def is_there() -> bool:
        found.extend(reader.poll(0.5))
        return bool(found)

    assert eventually(is_there)
    return found


def test_what_the_broker_has_recorded_decides_nothing(reach: Reach) -> None:
    topic = fresh_topic(reach, partitions=1)
    _send(reach, topic, b"0", b"1")
    reading, keeper = _reading(topic), Keeper()
    with PartitionReader(reach, reading, keeper) as reader:
        _received(reader, keeper, 2)
        reader.show(keeper.kept)
        assert eventually(lambda: reader.poll(0.1) == [] and group_positions(reach, reading.group) == {(topic, 0): 2})
    with PartitionReader(reach, reading, Keeper()) as again:
        assert _received(again, Keeper(), 2) == [b"0", b"1"]


def test_what_is_not_committed_is_not_read(reach: Reach) -> None:
    topic, keeper = fresh_topic(reach, partitions=1), Keeper()
    sender = TransactionalSender(reach, Sending(name=fresh_name(), group=fresh_name()))
    sender._producer.begin_transaction()
    sender._producer.send(topic, b"never").get(10)
    sender._producer.abort_transaction()
    sender.close()
    _send(reach, topic, b"committed")
    with PartitionReader(reach, _reading(topic), keeper) as reader:
        assert _received(reader, keeper, 1) == [b"committed"]


def test_two_readers_share_the_partitions_and_the_one_that_stays_takes_over(reach: Reach) -> None:
    topic, keeper = fresh_topic(reach, partitions=4), Keeper()
    reading = _reading(topic)
    with PartitionReader(reach, reading, keeper) as stays:
        assert _assigned(stays, 4)
        with PartitionReader(reach, reading, keeper) as leaves:
            assert eventually(lambda: not (stays.poll(0.1) or leaves.poll(0.1)) and len(leaves.partitions) == 2)
            assert not stays.partitions & leaves.partitions
        assert _assigned(stays, 4)
        _send(reach, topic, *(b"%d" % number for number in range(20)))
        assert len(_received(stays, keeper, 20)) == 20


def test_what_the_keeper_of_positions_raises_is_raised_as_it_is_until_it_answers(reach: Reach) -> None:
    topic, keeper = fresh_topic(reach, partitions=1), Keeper()
    _send(reach, topic, b"0")
    down = [True]

    def positions(partitions: Sequence[Partition]) -> Mapping[Partition, int]:
        if down:
            raise ConnectionError
        return keeper(partitions)

    with PartitionReader(reach, _reading(topic), positions) as reader:
        with pytest.raises(ConnectionError):
            _assigned(reader, 1)
        with pytest.raises(ConnectionError):
            reader.poll(0.1)
        down.clear()
        assert _received(reader, keeper, 1) == [b"0"]


class SlowOnce(RangePartitionAssignor):  # type: ignore[misc]  # the client brings no types
    """Outlasts one look of the reader at its second assignment: that look ends between the two steps of joining."""

    pauses_s: ClassVar[list[float]] = []

    @classmethod
    def assign(cls, cluster: Any, members: Any) -> Any:
        time.sleep(cls.pauses_s.pop() if cls.pauses_s else 0)
        return super().assign(cluster, members)


class SlowReading(Reading):
    def options(self) -> dict[str, Any]:
        return {**Reading.options(self), "partition_assignment_strategy": [SlowOnce]}


def test_a_join_that_one_look_left_half_way_is_gone_on_with_by_the_next(reach: Reach) -> None:
    topic = fresh_topic(reach, partitions=1)
    with PartitionReader(reach, SlowReading(topics=(topic,), group=fresh_name(), session_s=6.0), Keeper()) as reader:
        assert _assigned(reader, 1)
        SlowOnce.pauses_s.append(0.5)
        with KafkaAdminClient(bootstrap_servers=list(reach.bootstrap)) as admin:
            admin.create_partitions({topic: 2})
        assert _assigned(reader, 2)


def test_a_partition_without_a_position_is_refused(reach: Reach) -> None:
    with PartitionReader(reach, _reading(fresh_topic(reach)), lambda _: {}) as reader, pytest.raises(Refused):
        _assigned(reader, 3)


@pytest.mark.parametrize("position", [1, 99])
def test_a_position_that_the_topic_does_not_hold_is_told_with_what_it_holds(reach: Reach, position: int) -> None:
    topic = fresh_topic(reach, partitions=1)
    _send(reach, topic, b"0", b"1", b"2")
    _delete_before(reach, topic, 2)
    with PartitionReader(reach, _reading(topic), Keeper(position)) as reader, pytest.raises(PositionOutOfRange) as told:
        _received(reader, Keeper(), 1)
    assert (told.value.position, told.value.first, told.value.end) == (position, 2, 4)


def _delete_before(reach: Reach, topic: str, offset: int) -> None:
    with KafkaAdminClient(bootstrap_servers=list(reach.bootstrap)) as admin:
        admin.delete_records({TopicPartition(topic, 0): offset})


def test_reading_stops_where_a_topic_was_made_anew(reach: Reach) -> None:
    topic, keeper = fresh_topic(reach, partitions=1), Keeper()
    _send(reach, topic, b"old")
    with PartitionReader(reach, _reading(topic), keeper) as reader:
        _received(reader, keeper, 1)
        _delete(reach, topic)
        create(reach, [WantedTopic(name=topic, partitions=1)])
        with pytest.raises((Refused, Infrastructure)):
            _received(reader, keeper, 1)
    with PartitionReader(reach, _reading(topic), keeper) as again:
        assert _assigned(again, 1)
    assert len(keeper.kept) == 2


def test_reading_stops_where_a_topic_is_gone(reach: Reach) -> None:
    topic, keeper = fresh_topic(reach, partitions=1), Keeper()
    with PartitionReader(reach, _reading(topic), keeper) as reader:
        assert _assigned(reader, 1)
        _delete(reach, topic)
        with pytest.raises(Infrastructure):
            _received(reader, keeper, 1)


def _delete(reach: Reach, topic: str) -> None:
    with KafkaAdminClient(bootstrap_servers=list(reach.bootstrap)) as admin:
        admin.delete_topics([topic])
    assert eventually(lambda: describe(reach, [topic]) == {})


def test_a_topic_that_does_not_exist_is_refused(reach: Reach) -> None:
    with pytest.raises(Refused):
        PartitionReader(reach, _reading(fresh_name()), Keeper())


def test_nothing_is_read_from_a_paused_partition_until_it_is_resumed(reach: Reach) -> None:
    topic, keeper = fresh_topic(reach, partitions=1), Keeper()
    with PartitionReader(reach, _reading(topic), keeper) as reader:
        assert _assigned(reader, 1)
        reader.pause(reader.partitions)
        _send(reach, topic, b"0")
        assert reader.poll(1.0) == []
        reader.resume(reader.partitions)
        assert _received(reader, keeper, 1) == [b"0"]


def test_a_reader_that_waits_longer_than_it_may_work_stays_in_its_group(reach: Reach) -> None:
    topic, keeper = fresh_topic(reach, partitions=1), Keeper()
    with PartitionReader(reach, _reading(topic, work_s=2.0), keeper) as reader:
        assert _assigned(reader, 1)
        _send(reach, topic, b"0")
        reader.wait(4.0)
        assert keeper.asked == 1
        assert _received(reader, keeper, 1) == [b"0"]


def test_after_a_seek_the_messages_come_again(reach: Reach) -> None:
    topic, keeper = fresh_topic(reach, partitions=1), Keeper()
    _send(reach, topic, b"0", b"1")
    with PartitionReader(reach, _reading(topic), keeper) as reader:
        _received(reader, keeper, 2)
        (partition,) = reader.partitions
        reader.seek(partition, 1)
        assert _received(reader, keeper, 1) == [b"1"]
        assert reader.ends() == {partition: 3}


def test_a_header_whose_name_is_no_text_holds_nothing_up(reach: Reach) -> None:
    topic, keeper = fresh_topic(reach, partitions=1), Keeper()
    strange = Read(0, 0, b"k", b"strange", {"caf\xe9": b"1", "plain": b"2"})
    send_with_kcat(reach.bootstrap[0], topic, strange)
    _send(reach, topic, b"next")

    with PartitionReader(reach, _reading(topic), keeper) as reader:
        received = _messages(reader, keeper, 2)

    assert [each.value for each in received] == [b"strange", b"next"]
    assert list(received[0].headers) == [("caf\\xe9", b"1"), ("plain", b"2")]
