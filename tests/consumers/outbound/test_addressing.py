"""Specs of the messages that an event becomes: for our own topic, and for agencies that may know it."""

import msgspec

from consumers.contracts import Log, Trace
from consumers.contracts.registry import CHECKPOINT
from consumers.contracts.topics import CASE_EVENTS, to_agency
from consumers.kafka.sending import Message
from consumers.outbound.addressing import Told, to_agencies, to_ourselves
from domain.event import Recorded
from tests.support.checkpoints import sealed
from tests.support.histories import history

(SOME, *_) = [each for each in history(seed=3, cases=1, requests=1) if each.envelope.acting_agency_id == "FR-SPOC"]
EVENT = Recorded(
    SOME.event,
    msgspec.structs.replace(
        SOME.envelope, causation_id=SOME.envelope.event_id, correlation_id=SOME.envelope.aggregate_id
    ),
    7,
)
TRACE = Trace("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")


def test_an_event_that_nobody_else_may_know_is_for_our_own_topic_alone() -> None:
    (message,) = _messages(EVENT)

    assert message.topic == CASE_EVENTS


def test_an_event_goes_to_our_own_topic_and_to_those_who_may_know_it() -> None:
    messages = _messages(EVENT, "DE-BKA", "FR-SPOC")

    assert [each.topic for each in messages] == [CASE_EVENTS, to_agency("DE-BKA"), to_agency("FR-SPOC")]
    assert len({(each.key, each.value, _header(each, "ce_id")) for each in messages}) == 1


def test_the_cause_of_an_event_stays_with_us() -> None:
    own, *others = _messages(EVENT, "DE-BKA", "FR-SPOC")

    assert _header(own, "ce_causationid") == str(EVENT.envelope.causation_id)
    assert [_header(each, "ce_causationid") for each in others] == [None, None]


def test_a_conversation_is_told_to_the_agency_that_acted_alone() -> None:
    own, foreign, acting = _messages(EVENT, "DE-BKA", "FR-SPOC")

    told = [_header(each, "ce_correlationid") for each in (own, foreign, acting)]
    assert told == [str(EVENT.envelope.correlation_id), None, str(EVENT.envelope.correlation_id)]


def test_a_trace_goes_on_with_everybody_who_is_told() -> None:
    told = _messages(EVENT, "X", trace=TRACE)

    assert [_header(each, "traceparent") for each in told] == [TRACE.parent, TRACE.parent]


def test_a_checkpoint_goes_whole_to_everybody_beside_its_reference() -> None:
    messages = _messages(Recorded(sealed(), EVENT.envelope, 7), "DE-BKA")

    topics = [each.topic for each in messages if _header(each, "ce_type") == CHECKPOINT]
    assert topics == [CASE_EVENTS, to_agency("DE-BKA")]
    assert len(messages) == 4


def test_the_same_event_makes_the_same_bytes_each_time() -> None:
    assert _messages(EVENT, "DE-BKA") == _messages(EVENT, "DE-BKA")


def _messages(recorded: Recorded, *agencies: str, trace: Trace | None = None) -> list[Message]:
    log, told = Log("spec"), [Told(recorded=recorded, leaf=bytes(32), trace=trace)]
    return [*to_ourselves(log, told), *to_agencies(log, told, {recorded.position: frozenset(agencies)})]


def _header(message: Message, name: str) -> str | None:
    value = dict(message.headers).get(name)
    return None if value is None else value.decode()
