"""What is sent is a CloudEvent in binary mode, the same bytes each time, and holds nothing that people wrote."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import ClassVar

import pytest
from msgspec import structs

from consumers.contracts import (
    DeadLetter,
    Log,
    MessageRefused,
    Place,
    Reason,
    Refusal,
    Trace,
    decode,
    encode,
    encode_checkpoint,
)
from consumers.contracts.cloudevents import opened
from consumers.contracts.dead_letters import HEADERS
from consumers.contracts.registry import EVENTS
from domain.aggregate import AnActHasAnExactMoment
from domain.checkpoint.events import CheckpointSealed
from domain.event import Event, Recorded, event
from domain.operational import places_of, texts_at
from domain.refusal import CommandIdReused, Conflict, InvalidInput, NotFound, NotPermitted, Refused
from domain.request.events import RequestSent
from tests.golden.samples import envelope_of, sample_of
from tests.support.messages import TOPIC, acknowledgement

LOG = Log("entente/log")
HASH = b"\x07" * 32
PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@event("request.SentByALaterProgram")
class SentByALaterProgram(Event):
    """Not known here."""

    TOPIC: ClassVar[str]


def recorded(kind: type[Event]) -> Recorded:
    return Recorded(sample_of(kind), envelope_of(kind), position=7)


def test_an_event_is_sent_as_a_reference_under_its_own_id() -> None:
    sent = recorded(RequestSent)
    record = encode(LOG, sent, HASH)
    attributes, data = opened(record.value, record.headers)

    assert attributes["id"] == str(sent.envelope.event_id)
    assert attributes["type"] == f"eu.entente.request.RequestSent.v{RequestSent.VERSION}"
    assert (attributes["source"], attributes["sequence"]) == ("urn:entente:log:entente/log:1", "7")
    assert record.key == attributes["subject"].encode() == str(sent.envelope.case_id).encode()
    assert isinstance(data, dict)
    assert (data["eventId"], data["position"], data["hash"]) == (attributes["id"], 7, HASH.hex())


@pytest.mark.parametrize("kind", EVENTS.values(), ids=EVENTS)
def test_no_message_holds_what_people_wrote_or_who_acted(kind: type[Event]) -> None:
    sent = recorded(kind)
    record = encode(LOG, sent, HASH)
    whole = record.value + record.key + b"".join(value for _, value in record.headers)
    texts = texts_at(sent.event, places_of(kind)) if places_of(kind) else ()
    written = [*texts, sent.envelope.actor_id, str(sent.envelope.external_ref)]

    assert [text for text in written if text.encode() in whole or json.dumps(text).encode() in whole] == []


def test_the_same_event_is_the_same_bytes() -> None:
    assert encode(LOG, recorded(RequestSent), HASH) == encode(LOG, recorded(RequestSent), HASH)


def test_a_log_that_was_restored_goes_on_under_another_source() -> None:
    assert Log("entente/log", epoch=2).source != LOG.source


def test_a_trace_stands_where_cloudevents_and_where_tracers_look() -> None:
    headers = dict(encode(LOG, recorded(RequestSent), HASH, Trace(PARENT)).headers)

    assert headers["ce_traceparent"] == headers["traceparent"] == PARENT.encode()
    assert "tracestate" not in headers


def test_events_without_a_case_have_a_key_too() -> None:
    sent = recorded(RequestSent)
    record = encode(LOG, structs.replace(sent, envelope=structs.replace(sent.envelope, case_id=None)), HASH)

    assert record.key == b"directory"


def test_an_event_of_a_later_program_has_no_type() -> None:
    with pytest.raises(LookupError):
        encode(LOG, Recorded(SentByALaterProgram(), envelope_of(RequestSent)), HASH)


def test_a_checkpoint_is_sent_whole_under_an_id_of_its_own() -> None:
    sealed = recorded(CheckpointSealed)
    record = encode_checkpoint(LOG, sealed)
    attributes, data = opened(record.value, record.headers)

    assert isinstance(sealed.event, CheckpointSealed)
    assert isinstance(data, dict)
    assert (data["note"], data["size"]) == (sealed.event.note, sealed.event.size)
    assert attributes["id"] != str(sealed.envelope.event_id)


def test_nothing_else_is_sent_as_a_checkpoint() -> None:
    with pytest.raises(TypeError):
        encode_checkpoint(LOG, recorded(RequestSent))


def dead_letter(**changed: str) -> DeadLetter:
    sent = acknowledgement().given(**changed)
    with pytest.raises(MessageRefused) as refused:
        sent.read()
    at = datetime(2026, 3, 4, 9, 15, tzinfo=UTC)
    return DeadLetter(Place(TOPIC, 3, 17), sent.key, sent.value, sent.headers, Refusal.of(refused.value, at))


def test_a_dead_letter_keeps_what_came_and_says_why() -> None:
    letter = dead_letter(type="eu.entente.request.Nothing.v1")
    headers = letter.all_headers()
    told = dict(headers)

    assert headers[: len(letter.headers)] == tuple(letter.headers)
    assert (told["entente_reason"], told["entente_field"]) == (b"unknown_type", b"ce_type")
    assert (told["__connect.errors.topic"], told["__connect.errors.offset"]) == (TOPIC.encode(), b"17")
    assert told["entente_payload_sha256"] == sha256(letter.value or b"").hexdigest().encode()
    assert told["__connect.errors.stage"] == b"VALUE_CONVERTER"


def test_what_a_sender_puts_under_our_names_stands_before_ours() -> None:
    letter = dead_letter(type="eu.entente.request.Nothing.v1")
    forged = DeadLetter(
        letter.place, letter.key, letter.value, [("entente_reason", b"none"), *letter.headers], letter.refusal
    )

    assert dict(forged.all_headers())["entente_reason"] == b"unknown_type"


def test_what_the_domain_refuses_is_told_with_the_code_of_its_rule() -> None:
    refusal = Refusal(
        reason=Reason.RULE_VIOLATED,
        field="data.requestId",
        rule="The request was acknowledged before.",
        accepted="nothing",
        at=datetime(2026, 3, 4, tzinfo=UTC),
        code="A_REQUEST_IS_ACKNOWLEDGED_ONCE",
    )
    letter = dead_letter(type="eu.entente.request.Nothing.v1")
    told = dict(DeadLetter(letter.place, letter.key, None, (), refusal).all_headers())

    assert told["entente_code"] == b"A_REQUEST_IS_ACKNOWLEDGED_ONCE"
    assert told["__connect.errors.stage"] == b"TASK_PUT"
    assert set(told) == set(HEADERS)


@pytest.mark.parametrize(
    ("refused", "reason", "code"),
    [
        (NotFound(), Reason.NOT_FOUND, ""),
        (NotPermitted("No."), Reason.NOT_PERMITTED, ""),
        (Conflict(), Reason.CONFLICT, ""),
        (CommandIdReused(), Reason.ID_REUSED, ""),
        (InvalidInput(field="due_utc", rule="no", accepted="yes"), Reason.SCHEMA_INVALID, ""),
        (AnActHasAnExactMoment(), Reason.RULE_VIOLATED, "AN_ACT_HAS_AN_EXACT_MOMENT"),
    ],
)  # fmt: skip
def test_whatever_the_domain_refuses_has_its_reason(refused: Refused, reason: Reason, code: str) -> None:
    told = Refusal.by_domain(refused, datetime(2026, 3, 4, tzinfo=UTC))

    assert (told.reason, told.code, told.rule) == (reason, code, refused.message)


def test_the_field_that_the_domain_blames_is_named_as_in_the_message() -> None:
    refused = InvalidInput(field="content.reply_by_utc", rule="no", accepted="yes")

    assert Refusal.by_domain(refused, datetime(2026, 3, 4, tzinfo=UTC)).field == "data.content.replyByUtc"


def test_a_dead_letter_is_refused_again_for_the_same_reason() -> None:
    letter = dead_letter(time="yesterday")

    with pytest.raises(MessageRefused) as again:
        decode(TOPIC, letter.key, letter.value, letter.all_headers())
    assert again.value.reason is letter.refusal.reason
