"""A message of a gateway becomes the command that it asks for, and counts once however it is sent."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from consumers.contracts import MessageRefused, Reason, Trace, decode
from consumers.contracts.registry import COMMANDS
from domain.agency.commands import SuspendUnit
from domain.commanding import created_id
from domain.event import ActorKind
from domain.item.commands import RegisterItem
from domain.occurred import Precision
from domain.request.commands import AcknowledgeRequest
from domain.vocabulary import Channel
from tests.golden.messages import COMMAND_EXAMPLES, kept
from tests.support.messages import CASE, TOPIC, Sent, acknowledgement

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def refused(sent: Sent) -> MessageRefused:
    with pytest.raises(MessageRefused) as told:
        sent.read()
    return told.value


def test_a_message_becomes_its_command() -> None:
    message = acknowledgement().read()

    assert message.command == AcknowledgeRequest(
        request_id=UUID("0b1c2d3e-0000-4000-8000-000000000002"), note="Being dealt with."
    )
    assert (message.agency, message.gateway, message.subject) == ("FR-SPOC", "siena-1", CASE)
    assert message.occurred.at == datetime(2026, 3, 4, 9, 15, tzinfo=UTC)


def test_both_modes_say_the_same() -> None:
    sent = acknowledgement()

    assert sent.read() == sent.read_structured()
    assert sent.read() == sent.read_structured("application/CloudEvents+json; charset=UTF-8")


def test_a_repeat_has_the_same_command_id_and_content() -> None:
    first = acknowledgement().read()
    repeat = acknowledgement().given(traceparent=PARENT).read()

    assert (repeat.command_id, repeat.content_sha256) == (first.command_id, first.content_sha256)


@pytest.mark.parametrize(
    "changed",
    [
        acknowledgement().saying(note="Another."),
        acknowledgement().given(time="2026-03-04T10:16:00+01:00"),
        acknowledgement().given(actor="member-7"),
    ],
)
def test_other_content_under_the_same_id_is_told_apart(changed: Sent) -> None:
    first, other = acknowledgement().read(), changed.read()

    assert other.command_id == first.command_id
    assert other.content_sha256 != first.content_sha256


def test_another_source_has_other_commands_under_the_same_id() -> None:
    other = acknowledgement().given(source="urn:entente:FR-SPOC:siena-2").read()

    assert other.command_id != acknowledgement().read().command_id


def test_all_that_is_told_besides_reaches_the_submission() -> None:
    told = {
        "actor": "member-7", "channel": "SIENA", "externalref": "M-2026-17", "expectedversion": "4",
        "correlationid": CASE, "causationid": CASE,
    }  # fmt: skip
    submission = acknowledgement().given(**told).read().submission()

    assert (submission.actor.actor_id, submission.actor.agency_id) == ("member-7", "FR-SPOC")
    assert submission.actor.kind is ActorKind.GATEWAY
    assert (submission.channel, submission.external_ref, submission.expected_version) == (Channel.SIENA, "M-2026-17", 4)
    assert submission.correlation_id == submission.causation_id == UUID(CASE)


def test_without_a_person_the_gateway_acts_under_a_name_that_no_person_bears() -> None:
    submission = acknowledgement().read().submission()

    assert submission.actor.actor_id == "gateway:FR-SPOC:siena-1"
    assert refused(acknowledgement().given(actor="gateway:FR-SPOC:siena-1")).field == "ce_actor"


def test_less_than_a_moment_may_be_known() -> None:
    partly = acknowledgement().given(occurredat="2026-02", occurredtz="Europe/Paris").read()
    unknown = acknowledgement().given(occurredat="").read()

    assert (partly.occurred.precision, partly.occurred.tz) == (Precision.MONTH, "Europe/Paris")
    assert unknown.occurred.precision is Precision.UNKNOWN


def test_the_trace_of_the_event_goes_before_that_of_the_transport() -> None:
    hop = ("traceparent", PARENT.replace("0af", "1bf").encode())
    sent, traced = acknowledgement(), acknowledgement().given(traceparent=PARENT, tracestate="a=1")

    assert decode(TOPIC, sent.key, sent.value, [*sent.headers, hop]).trace == Trace(hop[1].decode())
    assert decode(TOPIC, sent.key, traced.value, [*traced.headers, hop]).trace == Trace(PARENT, "a=1")


def test_a_malformed_trace_of_the_transport_is_passed_over() -> None:
    sent = acknowledgement()

    assert decode(TOPIC, sent.key, sent.value, [*sent.headers, ("traceparent", b"00-0-0-0")]).trace is None
    assert refused(sent.given(traceparent="00-0-0-0")).reason is Reason.ATTRIBUTE_INVALID


def test_attributes_that_we_do_not_know_are_kept() -> None:
    assert acknowledgement().given(knativearrivaltime="now").read().others == {"knativearrivaltime": "now"}


def test_the_sender_does_not_choose_the_id_of_what_it_creates() -> None:
    kind = "eu.entente.item.RegisterItem.v1"
    data = kept(COMMAND_EXAMPLES)[kind][0]
    message = Sent(acknowledgement().given(type=kind).attributes, data).read()

    assert isinstance(message.command, RegisterItem)
    assert message.command.item_id == created_id("FR-SPOC", message.command_id)
    assert refused(Sent(acknowledgement().given(type=kind).attributes, {**data, "itemId": CASE})).field == "data.itemId"


def test_a_message_of_the_directory_is_about_the_agency() -> None:
    kind = "eu.entente.agency.SuspendUnit.v1"
    sent = Sent(
        acknowledgement().given(type=kind, subject="FR-SPOC").attributes,
        kept(COMMAND_EXAMPLES)[kind][0],
        key=b"FR-SPOC",
    )

    assert isinstance(sent.read().command, SuspendUnit)
    assert refused(sent.given(subject=CASE)).field == "ce_subject"
    assert refused(acknowledgement().given(subject="FR-SPOC")).reason is Reason.KEY_MISMATCH


@pytest.mark.parametrize(
    ("sent", "reason", "field"),
    [
        (acknowledgement().given(id=None), Reason.ATTRIBUTE_INVALID, "ce_id"),
        (acknowledgement().given(id=" "), Reason.ATTRIBUTE_INVALID, "ce_id"),
        (acknowledgement().given(specversion="0.3"), Reason.NOT_A_CLOUDEVENT, "ce_specversion"),
        (acknowledgement().given(time=None), Reason.ATTRIBUTE_INVALID, "ce_time"),
        (acknowledgement().given(time="2026-02-30T10:00:00Z"), Reason.ATTRIBUTE_INVALID, "ce_time"),
        (acknowledgement().given(time="2026-03-04T10:15:00"), Reason.ATTRIBUTE_INVALID, "ce_time"),
        (acknowledgement().given(time="0001-01-01T00:00:00+14:00"), Reason.ATTRIBUTE_INVALID, "ce_time"),
        (acknowledgement().given(occurredat="soon"), Reason.ATTRIBUTE_INVALID, "ce_occurredat"),
        (acknowledgement().given(occurredtz="Europe/Nowhere"), Reason.ATTRIBUTE_INVALID, "ce_occurredtz"),
        (acknowledgement().given(source="urn:entente:DE-SPOC:siena-1"), Reason.SOURCE_NOT_ALLOWED, "ce_source"),
        (acknowledgement().given(type="eu.entente.request.Nothing.v1"), Reason.UNKNOWN_TYPE, "ce_type"),
        (acknowledgement().given(type="eu.entente.request.AcknowledgeRequest.v2"), Reason.UNKNOWN_TYPE, "ce_type"),
        (acknowledgement().given(dataschema="urn:entente:schema:x"), Reason.OTHER_SCHEMA, "ce_dataschema"),
        (acknowledgement().given(partitionkey="other"), Reason.KEY_MISMATCH, "key"),
        (acknowledgement().given(Upper="x"), Reason.ATTRIBUTE_INVALID, "ce_Upper"),
        (acknowledgement().given(data="x"), Reason.ATTRIBUTE_INVALID, "ce_data"),
        (acknowledgement().given(other="\x1b[2J"), Reason.ATTRIBUTE_INVALID, "ce_other"),
        (acknowledgement().saying(note=3), Reason.SCHEMA_INVALID, "data.note"),
        (acknowledgement().saying(note="two\nlines"), Reason.SCHEMA_INVALID, "data.note"),
        (acknowledgement().saying(notes="x"), Reason.SCHEMA_INVALID, "data.notes"),
        (acknowledgement().saying(request_id=CASE), Reason.SCHEMA_INVALID, "data.request_id"),
        (acknowledgement().saying(requestId="17"), Reason.SCHEMA_INVALID, "data.requestId"),
        (acknowledgement().saying(requestId=None), Reason.SCHEMA_INVALID, "data.requestId"),
    ],
)  # fmt: skip
def test_what_breaks_the_contract_is_refused_by_its_field(sent: Sent, reason: Reason, field: str) -> None:
    told = refused(sent)

    assert (told.reason, told.field) == (reason, field)
    assert told.rule
    assert told.accepted


def test_a_missing_field_is_named_with_what_it_takes() -> None:
    told = refused(Sent(acknowledgement().attributes, {}))

    assert (told.field, told.rule) == ("data.requestId", "is missing")
    assert told.accepted.startswith("a UUID")


def test_a_fault_within_a_part_is_named_by_its_path() -> None:
    kind = "eu.entente.request.DraftRequest.v1"
    data = kept(COMMAND_EXAMPLES)[kind][0]
    wrong = {**data, "content": {**data["content"], "urgency": "SOON"}}
    told = refused(Sent(acknowledgement().given(type=kind).attributes, wrong))

    assert (told.field, told.rule) == ("data.content.urgency", "is none of the list")
    assert told.accepted == "one of ROUTINE, URGENT, EMERGENCY"


@pytest.mark.parametrize("key", [None, b"", CASE.upper().encode(), b"\xff"])
def test_the_key_is_the_subject_and_nothing_else(key: bytes | None) -> None:
    told = refused(Sent(acknowledgement().attributes, acknowledgement().data, key=key))

    assert told.reason in (Reason.KEY_MISMATCH, Reason.BAD_ENCODING)


@pytest.mark.parametrize("topic", ["entente.out.to-FR-SPOC.v1", "entente.in.fr.v1", "entente.in.FR-SPOC.v1\n"])
def test_only_inbound_topics_are_read(topic: str) -> None:
    told = refused(Sent(acknowledgement().attributes, acknowledgement().data, topic=topic))

    assert told.reason is Reason.SOURCE_NOT_ALLOWED


def test_a_refusal_repeats_nothing_that_people_wrote() -> None:
    told = refused(acknowledgement().saying(note="Jean Dupont\x07"))

    assert "Dupont" not in f"{told} {told.rule} {told.accepted}"


def test_a_name_made_up_by_the_sender_is_cut_and_cleaned() -> None:
    told = refused(acknowledgement().saying(**{"\x1b[2J" + "x" * 1_000: 1}))

    assert len(told.field) <= 100
    assert told.field.isprintable()


@pytest.mark.parametrize("kind", COMMANDS)
def test_every_command_but_those_of_our_processes_is_read(kind: str) -> None:
    subject = "FR-SPOC" if COMMANDS[kind].room == "agency" else CASE
    attributes = acknowledgement().given(type=kind, subject=subject).attributes
    read = [Sent(attributes, data, key=subject.encode()).read() for data in kept(COMMAND_EXAMPLES)[kind]]

    assert {type(message.command) for message in read} == {COMMANDS[kind].command}
