"""Reads a Kafka message of a gateway into a command, or refuses it with a reason.

It must not look at anything but the message: whether the sender may, and whether it came before, others decide.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

import msgspec

from consumers.contracts.attributes import ATTRIBUTES, TRACE_PARENT, checked
from consumers.contracts.cloudevents import Headers, opened, plain_headers
from consumers.contracts.message import Message, Trace, command_id_of
from consumers.contracts.naming import GATEWAY
from consumers.contracts.refusing import MessageRefused, Reason
from consumers.contracts.registry import COMMANDS, CommandType
from consumers.contracts.strict_json import utf8
from consumers.contracts.topics import agency_of
from consumers.contracts.validating import built
from domain.commanding import created_id
from domain.occurred import Occurred, exactly, is_in_calendar, is_zone, parse_occurred
from domain.refusal import InvalidInput
from domain.vocabulary import Channel, is_line, is_person

__all__ = ["content_digest", "decode"]

DIRECTORY = "agency"
"""The room whose things belong to no case."""

NOT_CONTENT = frozenset({"specversion", "datacontenttype", "dataschema", "partitionkey", "traceparent", "tracestate"})
"""Attributes that may differ between a message and its repeat."""

CONTENT = ATTRIBUTES.keys() - NOT_CONTENT

TRACED = re.compile(TRACE_PARENT)

TRACE_HEADERS = frozenset({"traceparent", "tracestate"})


def decode(topic: str, key: bytes | None, value: bytes | None, headers: Headers) -> Message:
    """This will read a message as the client hands it over.

    topic: it came by; key: has to be the subject, in UTF-8; headers: in order, with repetitions.
    Raises MessageRefused, and nothing else whatever the bytes are.
    """
    agency = agency_of(topic)
    attributes, data = opened(value, headers)
    checked(attributes)
    gateway = _gateway(attributes["source"], agency)
    kind = _kind(attributes)
    _require_place(kind, agency, attributes, key)
    command_id = command_id_of(attributes["source"], attributes["id"])
    return Message(
        topic=topic,
        agency=agency,
        gateway=gateway,
        source=attributes["source"],
        id=attributes["id"],
        type=kind.message_type,
        subject=attributes["subject"],
        command=built(kind, data, created_id(agency, command_id) if kind.created else None),
        command_id=command_id,
        occurred=_occurred(attributes),
        content_sha256=content_digest(attributes, data),
        actor=_actor(attributes),
        expected_version=_whole(attributes.get("expectedversion")),
        channel=Channel(attributes["channel"]) if "channel" in attributes else Channel.OTHER,
        external_ref=_reference(attributes),
        correlation_id=_uuid(attributes.get("correlationid")),
        causation_id=_uuid(attributes.get("causationid")),
        trace=_trace(attributes, headers),
        others={name: text for name, text in attributes.items() if name not in ATTRIBUTES},
    )


@lru_cache(maxsize=1_024)
def _gateway(source: str, agency: str) -> str:
    """Only the agency may write to the topic; that the source names it too, keeps its gateways' ids apart."""
    found = GATEWAY.fullmatch(source)
    if found is None or found["agency"] != agency:
        accepted = f"urn:entente:{agency}:<gateway>"
        raise MessageRefused(
            Reason.SOURCE_NOT_ALLOWED, field="ce_source", rule="is not of the topic's agency", accepted=accepted
        )
    return found["gateway"]


def _kind(attributes: Mapping[str, str]) -> CommandType:
    kind = COMMANDS.get(attributes["type"])
    if kind is None:
        accepted = "a command that CONTRACTS.md lists, such as eu.entente.request.SendRequest.v1"
        raise MessageRefused(Reason.UNKNOWN_TYPE, field="ce_type", rule="is not accepted", accepted=accepted)
    if "dataschema" in attributes and attributes["dataschema"] != kind.schema:
        raise MessageRefused(
            Reason.OTHER_SCHEMA, field="ce_dataschema", rule="is not that of the type", accepted=kind.schema
        )
    return kind


def _require_place(kind: CommandType, agency: str, attributes: Mapping[str, str], key: bytes | None) -> None:
    """What is about one case has one key, so that it lies in one partition, in order."""
    subject = attributes["subject"]
    if (subject == agency) != (kind.room == DIRECTORY):
        accepted = agency if kind.room == DIRECTORY else "id of the case: a UUID in small letters"
        raise _misplaced("ce_subject", "is not what the message is about", accepted)
    if key is None or utf8(key, "key") != subject or attributes.get("partitionkey", subject) != subject:
        raise _misplaced("key", "is not the subject", "the subject, in UTF-8")


def _misplaced(field: str, rule: str, accepted: str) -> MessageRefused:
    return MessageRefused(Reason.KEY_MISMATCH, field=field, rule=rule, accepted=accepted)


def _occurred(attributes: Mapping[str, str]) -> Occurred:
    text, zone = attributes.get("occurredat"), attributes.get("occurredtz", "UTC")
    told = _told(text, zone) if text is not None or not is_zone(zone) else None
    moment = _moment(attributes["time"])
    return exactly(moment, zone) if told is None else told


def _told(text: str | None, zone: str) -> Occurred:
    try:
        return parse_occurred(text, zone, field="occurredat")
    except InvalidInput as wrong:
        raise _invalid(wrong.field.lower(), wrong.accepted) from wrong


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise _invalid("time", ATTRIBUTES["time"].accepted) from error
    if not is_in_calendar(moment):
        raise _invalid("time", "a year from 1583 to 9998")
    return moment


def _actor(attributes: Mapping[str, str]) -> str | None:
    actor = attributes.get("actor")
    if actor is not None and not is_person(actor):
        raise _invalid("actor", "id of a person, not of a process, a gateway or an import")
    return actor


def _reference(attributes: Mapping[str, str]) -> str | None:
    reference = attributes.get("externalref")
    if reference is not None and not is_line(reference):
        raise _invalid("externalref", ATTRIBUTES["externalref"].accepted)
    return reference


def _whole(text: str | None) -> int | None:
    return None if text is None else int(text)


def _uuid(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)


def _trace(attributes: Mapping[str, str], headers: Headers) -> Trace | None:
    """The event's own trace, else that of the transport; W3C has a malformed one of the latter passed over."""
    told = attributes if "traceparent" in attributes else plain_headers(headers, TRACE_HEADERS)
    parent = told.get("traceparent")
    return Trace(parent, told.get("tracestate")) if parent and TRACED.fullmatch(parent) else None


def content_digest(attributes: Mapping[str, str], data: object) -> str:
    """This will condense what decides on the effect (SHA-256): the order of names and the mode say nothing."""
    content = {name: text for name, text in attributes.items() if name in CONTENT}
    return sha256(msgspec.json.encode([content, data], order="sorted")).hexdigest()


def _invalid(attribute: str, accepted: str) -> MessageRefused:
    return MessageRefused(Reason.ATTRIBUTE_INVALID, field=f"ce_{attribute}", rule="does not fit", accepted=accepted)
