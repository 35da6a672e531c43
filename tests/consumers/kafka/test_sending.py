"""Specs of the transactional sender on a genuine broker."""

import pytest

from consumers.kafka.faults import Fenced, Infrastructure, Refused, WrongSetting
from consumers.kafka.positions import Kept, group_positions
from consumers.kafka.reach import Reach
from consumers.kafka.sending import Message, Sending, TransactionalSender
from tests.support.kafka import fresh_name, fresh_topic, standing

pytestmark = pytest.mark.kafka


def _sending(**others: object) -> Sending:
    return Sending(name=fresh_name("sender"), group=fresh_name("group"), **others)  # type: ignore[arg-type]  # as named


def _messages(topic: str, count: int, key: bytes = b"case") -> list[Message]:
    return [Message(topic=topic, key=key, value=b"%d" % number) for number in range(count)]


def test_messages_and_position_are_committed_together(reach: Reach) -> None:
    topic, sending = fresh_topic(reach), _sending()
    with TransactionalSender(reach, sending) as sender:
        placed = sender.send(_messages(topic, 3), {(topic, 0): 17})
        assert [each.offset for each in placed] == [0, 1, 2]
        assert sender.positions() == {(topic, 0): 17}
    assert [each.value for each in standing(reach.bootstrap[0], topic)] == [b"0", b"1", b"2"]


def test_messages_of_one_key_stand_in_one_partition_in_the_order_given(reach: Reach) -> None:
    topic = fresh_topic(reach, partitions=4)
    with TransactionalSender(reach, _sending()) as sender:
        sender.send(_messages(topic, 50, b"a") + _messages(topic, 50, b"b"), {})
        sender.send(_messages(topic, 50, b"a"), {})
    stood = [each for each in standing(reach.bootstrap[0], topic) if each.key == b"a"]
    assert len({each.partition for each in stood}) == 1
    assert [each.value for each in stood] == [b"%d" % number for number in [*range(50), *range(50)]]


def test_headers_and_tombstones_arrive_as_they_were_given(reach: Reach) -> None:
    topic = fresh_topic(reach)
    headers = (("ce_id", b"1"), ("ce_source", "ß".encode()))
    with TransactionalSender(reach, _sending()) as sender:
        sender.send([Message(topic=topic, key=b"k", value=None, headers=headers)], {})
    (stood,) = standing(reach.bootstrap[0], topic)
    assert (stood.value, tuple(stood.headers)) == (None, headers)


def test_a_message_needs_no_key(reach: Reach) -> None:
    topic = fresh_topic(reach)
    with TransactionalSender(reach, _sending()) as sender:
        sender.send([Message(topic=topic, key=None, value=b"v")], {})
    assert [each.key for each in standing(reach.bootstrap[0], topic)] == [None]


def test_what_is_noted_beside_a_position_is_committed_with_it(reach: Reach) -> None:
    topic = fresh_topic(reach)
    with TransactionalSender(reach, _sending()) as sender:
        sender.send(_messages(topic, 1), {(topic, 0): Kept(17, "ß"), (topic, 1): 4})
        assert sender.kept() == {(topic, 0): Kept(17, "ß"), (topic, 1): Kept(4)}
        assert sender.positions() == {(topic, 0): 17, (topic, 1): 4}


def test_positions_are_committed_also_without_a_message(reach: Reach) -> None:
    topic = fresh_topic(reach)
    with TransactionalSender(reach, _sending()) as sender:
        sender.send((), {(topic, 0): 5})
        assert sender.positions() == {(topic, 0): 5}


def test_a_second_sender_of_the_same_name_shuts_out_the_first(reach: Reach) -> None:
    topic, sending = fresh_topic(reach), _sending()
    with TransactionalSender(reach, sending) as first, TransactionalSender(reach, sending) as second:
        with pytest.raises(Fenced):
            first.send(_messages(topic, 2), {(topic, 0): 1})
        second.send(_messages(topic, 1), {(topic, 0): 2})
        assert first.is_used_up
    assert len(standing(reach.bootstrap[0], topic)) == 1
    assert group_positions(reach, sending.group) == {(topic, 0): 2}


def test_a_message_that_is_too_large_is_refused_before_anything_is_sent(reach: Reach) -> None:
    topic = fresh_topic(reach)
    with TransactionalSender(reach, _sending(message_bytes=2_000)) as sender:
        with pytest.raises(Refused):
            sender.send([*_messages(topic, 1), Message(topic=topic, key=b"k", value=bytes(2_000))], {})
        sender.send([Message(topic=topic, key=b"k", value=bytes(1_900))], {})
    assert [len(each.value) for each in standing(reach.bootstrap[0], topic, committed=False)] == [1_900]


def test_what_the_broker_refuses_is_told_as_refused_and_leaves_nothing(reach: Reach) -> None:
    topic, sending = fresh_topic(reach, max_message_bytes="1000"), _sending(compression=None)
    with TransactionalSender(reach, sending) as sender:
        with pytest.raises(Refused):
            sender.send([Message(topic=topic, key=b"k", value=bytes(5_000))], {(topic, 0): 1})
        assert sender.is_used_up
    assert standing(reach.bootstrap[0], topic) == []
    assert group_positions(reach, sending.group) == {}


def test_a_sender_that_is_used_up_sends_nothing_more(reach: Reach) -> None:
    topic = fresh_topic(reach)
    sender = TransactionalSender(reach, _sending())
    sender.close()
    with pytest.raises(Infrastructure):
        sender.send(_messages(topic, 1), {})
    sender.close()


def test_the_patience_must_end_before_the_transaction_does() -> None:
    with pytest.raises(WrongSetting):
        _sending(patience_s=30.0, transaction_s=30.0).options()
    assert _sending(patience_s=29.0, transaction_s=30.0).options()["transaction_timeout_ms"] == 30_000
