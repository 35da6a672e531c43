"""What the client's own producer does when a broker stands still, and that our sender survives it.

Each pair shows the danger on the plain client first: when one of these fails, the library has been mended.
"""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from threading import Timer

import pytest
from kafka import KafkaProducer
from kafka.errors import KafkaError, KafkaTimeoutError, MessageSizeTooLargeError

from consumers.kafka.faults import Infrastructure
from consumers.kafka.positions import Kept, group_positions
from consumers.kafka.reach import Reach
from consumers.kafka.reading import PartitionReader, Reading
from consumers.kafka.sending import Message, Sending, TransactionalSender
from consumers.kafka.topics import describe
from tests.support.kafka import fresh_name, fresh_topic, standing
from tests.support.kafka_broker import OwnBroker, own_broker
from tests.support.processes import eventually

pytestmark = [pytest.mark.kafka, pytest.mark.process]

SHORT_MS = 1_500
PATIENCE_S = 3.0
LONGER_S = 20.0


@pytest.fixture(scope="module")
def broker() -> Iterator[OwnBroker]:
    with own_broker() as running:
        yield running


@pytest.fixture
def reach(broker: OwnBroker) -> Iterator[Reach]:
    yield Reach(bootstrap=(broker.bootstrap,))
    broker.thaw()


def _plain(broker: OwnBroker, **options: object) -> KafkaProducer:
    return KafkaProducer(bootstrap_servers=broker.bootstrap, request_timeout_ms=1_000, **options)


def _abandon(producer: KafkaProducer) -> None:
    producer._sender.force_close()
    producer._sender.join()
    with suppress(KafkaError):
        producer.close(timeout=0)


def _values(broker: OwnBroker, topic: str) -> list[bytes]:
    return [each.value for each in standing(broker.bootstrap, topic)]


def _ours(reach: Reach, group: str = "group", patience_s: float = PATIENCE_S) -> TransactionalSender:
    return TransactionalSender(reach, Sending(name=f"sender of {group}", group=group, patience_s=patience_s))


def _message(topic: str, value: bytes) -> Message:
    return Message(topic=topic, key=b"k", value=value)


def test_a_plain_producer_hangs_for_ever_once_a_sent_batch_expired(broker: OwnBroker, reach: Reach) -> None:
    topic = fresh_topic(reach, partitions=1)
    producer = _plain(broker, delivery_timeout_ms=SHORT_MS)
    producer.send(topic, b"before").get(LONGER_S)
    broker.freeze()
    with pytest.raises(KafkaTimeoutError):
        producer.send(topic, b"expires").get(LONGER_S)
    broker.thaw()
    later = producer.send(topic, b"later")
    with pytest.raises(KafkaTimeoutError):
        later.get(5.0)
    assert not later.is_done
    _abandon(producer)


def test_our_sender_gives_up_in_time_and_its_successor_goes_on(broker: OwnBroker, reach: Reach) -> None:
    topic, group = fresh_topic(reach, partitions=1), fresh_name("group")
    with _ours(reach, group) as sender:
        sender.send([_message(topic, b"before")], {(topic, 0): 1})
        broker.freeze()
        with pytest.raises(Infrastructure):
            sender.send([_message(topic, b"given up")], {(topic, 0): 2})
        broker.thaw()
    with _ours(reach, group, LONGER_S) as successor:
        assert successor.positions() == {(topic, 0): 1}
        successor.send([_message(topic, b"after")], {(topic, 0): 2})
    assert _values(broker, topic) == [b"before", b"after"]


def test_a_plain_transaction_commits_without_the_message_that_expired(broker: OwnBroker, reach: Reach) -> None:
    topic = fresh_topic(reach, partitions=1)
    producer = _plain(broker, delivery_timeout_ms=SHORT_MS, transactional_id=fresh_name())
    producer.init_transactions()
    producer.begin_transaction()
    producer.send(topic, b"first").get(LONGER_S)
    broker.freeze()
    with pytest.raises(KafkaTimeoutError):
        producer.send(topic, b"expires").get(LONGER_S)
    broker.thaw()
    producer.commit_transaction()
    _abandon(producer)
    assert b"first" in _values(broker, topic)


@contextmanager
def _thawing(broker: OwnBroker) -> Iterator[None]:
    """The broker goes on after a while, whatever the block does."""
    timer = Timer(1.0, broker.thaw)
    timer.start()
    yield
    timer.join()


def test_our_sender_outlasts_a_broker_that_stands_still_for_less_than_its_patience(
    broker: OwnBroker, reach: Reach
) -> None:
    topic, group = fresh_topic(reach, partitions=1), fresh_name("group")
    with _ours(reach, group, LONGER_S) as sender:
        sender.send([_message(topic, b"before")], {})
        broker.freeze()
        with _thawing(broker):
            sender.send([_message(topic, b"%d" % number) for number in range(3)], {(topic, 0): 3})
    assert _values(broker, topic) == [b"before", b"0", b"1", b"2"]
    assert group_positions(reach, group) == {(topic, 0): 3}


def test_a_call_that_the_client_never_ends_ends_with_our_patience(broker: OwnBroker, reach: Reach) -> None:
    topic = fresh_topic(reach, partitions=1)
    with _ours(reach, fresh_name("group")) as sender, pytest.raises(Infrastructure):
        sender.send([_message(topic, b"never")], {("no-such-topic", 0): 1})
    with _ours(reach, fresh_name("group"), LONGER_S):
        assert _values(broker, topic) == []


@pytest.fixture
def other_topic(reach: Reach) -> str:
    return fresh_topic(reach, partitions=1)


def test_one_refused_message_ends_a_plain_producer_for_all_topics(
    broker: OwnBroker, reach: Reach, other_topic: str
) -> None:
    narrow = fresh_topic(reach, partitions=1, max_message_bytes="1000")
    with closing(_plain(broker)) as producer:
        with pytest.raises(MessageSizeTooLargeError):
            producer.send(narrow, bytes(5_000)).get(LONGER_S)
        with pytest.raises(KafkaError):
            producer.send(other_topic, b"harmless").get(LONGER_S)


def test_a_plain_producer_that_failed_to_close_sends_later(broker: OwnBroker, reach: Reach) -> None:
    topic = fresh_topic(reach, partitions=1)
    producer = _plain(broker)
    producer.send(topic, b"before").get(LONGER_S)
    broker.freeze()
    producer.send(topic, b"late")
    with pytest.raises(KafkaTimeoutError):
        producer.close(timeout=1)
    broker.thaw()
    assert eventually(lambda: _values(broker, topic) == [b"before", b"late"])
    _abandon(producer)


def test_nothing_of_a_sender_that_gave_up_is_seen_later(broker: OwnBroker, reach: Reach) -> None:
    topic, group = fresh_topic(reach, partitions=1), fresh_name("group")
    with _ours(reach, group) as sender:
        sender.send([_message(topic, b"before")], {})
        broker.freeze()
        with pytest.raises(Infrastructure):
            sender.send([_message(topic, b"late")], {(topic, 0): 1})
        broker.thaw()
    with _ours(reach, group, LONGER_S):
        assert _values(broker, topic) == [b"before"]
    assert group_positions(reach, group) == {}


def test_a_reader_goes_on_after_its_broker_was_killed_and_tells_the_outage_who_asks(
    broker: OwnBroker, reach: Reach
) -> None:
    topic, kept = fresh_topic(reach, partitions=1), [0]
    reading = Reading(topics=(topic,), group=fresh_name("group"))
    with _ours(reach, fresh_name("group"), LONGER_S) as sender:
        sender.send([_message(topic, b"before")], {})
    with PartitionReader(reach, reading, lambda partitions: dict.fromkeys(partitions, kept[0])) as reader:
        assert _read(reader, kept) == [b"before"]
        broker.kill()
        assert reader.poll(0.5) == []
        with pytest.raises(Infrastructure):
            reader.ends()
        broker.start()
        with _ours(reach, fresh_name("group"), LONGER_S) as sender:
            sender.send([_message(topic, b"after")], {})
        assert _read(reader, kept) == [b"after"]


def _read(reader: PartitionReader, kept: list[int]) -> list[bytes | None]:
    read: list[bytes | None] = []

    def came() -> bool:
        for batch in reader.poll(0.5):
            read.extend(message.value for message in batch.messages)
            kept[:] = [batch.next_position]
        return bool(read)

    assert eventually(came)
    return read


def test_a_broker_that_is_not_there_leaves_no_thread_behind() -> None:
    before = threading.active_count()
    with pytest.raises(Infrastructure):
        describe(Reach(bootstrap=("127.0.0.1:1",), patience_s=0.5), ["any"])
    assert threading.active_count() == before


def test_our_sender_says_so_when_nobody_is_there() -> None:
    gone = Reach(bootstrap=("127.0.0.1:1",), patience_s=0.5)
    with pytest.raises(Infrastructure):
        TransactionalSender(gone, Sending(name="a", group="b"))


def test_what_was_committed_outlives_a_broker_that_is_killed(broker: OwnBroker, reach: Reach) -> None:
    topic, group, other = fresh_topic(reach, partitions=1), fresh_name("group"), fresh_topic(reach, partitions=1)
    with _ours(reach, group, LONGER_S) as sender:
        sender.send([_message(topic, b"before")], {(topic, 0): 1})
        broker.kill()
        broker.start()
        with _ours(reach, group, LONGER_S) as successor:
            assert successor.surely_kept((other, 0)) == {(topic, 0): Kept(1)}
            successor.send([_message(topic, b"after")], {(topic, 0): 2})
    assert _values(broker, topic) == [b"before", b"after"]
