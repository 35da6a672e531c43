"""Takes a CloudEvent out of a Kafka message, in binary or in structured mode.

It must not know any type of event, nor what an attribute means. Other readers make up an id where none was sent, let
one of two equal headers win, and hand on what is no JSON as text; each of these defeats that a message counts once.
Source: Kafka Protocol Binding for CloudEvents 1.0.2, JSON Event Format for CloudEvents 1.0.2.
"""

import re
from collections.abc import Mapping, Sequence

from consumers.contracts.attributes import PREFIX
from consumers.contracts.refusing import MessageRefused, Reason
from consumers.contracts.strict_json import parse, utf8

__all__ = ["LARGEST_HEADERS", "Headers", "opened", "plain_headers"]

Headers = Sequence[tuple[str, bytes | None]]
"""As a client hands them over: in order, a name perhaps more than once."""

LARGEST_HEADERS = 16_384
"""Bytes of all headers together, names and values."""

MOST_HEADERS = 64

CONTENT_TYPE = "content-type"
JSON = re.compile(r'application/json\s*(?:;\s*charset="?utf-8"?\s*)?', re.IGNORECASE)
STRUCTURED = re.compile(r'application/cloudevents\+json\s*(?:;\s*charset="?utf-8"?\s*)?', re.IGNORECASE)

WANTED = "content-type application/json with ce_ headers, or application/cloudevents+json; both in UTF-8"


def opened(value: bytes | None, headers: Headers) -> tuple[dict[str, str], object]:
    """This will return the attributes, each as the text that CloudEvents writes it as, and the data, read from JSON.

    Raises MessageRefused, for anything that is no CloudEvent or whose data is no JSON.
    """
    named = _named(headers)
    content_type = named.get(CONTENT_TYPE, "")
    if value is None:
        raise _no_event("value", "there is none")
    if STRUCTURED.fullmatch(content_type):
        return _structured(value, _attributes(named))
    if JSON.fullmatch(content_type):
        attributes = _attributes(named)
        attributes["datacontenttype"] = "application/json"
        return attributes, parse(value, "data")
    raise _no_event(CONTENT_TYPE, "is none that is read")


def plain_headers(headers: Headers, names: frozenset[str]) -> dict[str, str]:
    """This will read headers that are no attributes, such as those of a tracer, where they are ASCII."""
    found = [(name, value) for name, value in headers if name in names and value is not None]
    return {name: value.decode() for name, value in found if value.isascii()}


def _named(headers: Headers) -> dict[str, str]:
    """The headers that say something of the event; what others put there is theirs."""
    if len(headers) > MOST_HEADERS or _size_of(headers) > LARGEST_HEADERS:
        accepted = f"{MOST_HEADERS} headers of {LARGEST_HEADERS} bytes together"
        raise MessageRefused(Reason.TOO_LARGE, field="headers", rule="are too large", accepted=accepted)
    named: dict[str, str] = {}
    for name, value in headers:
        if not name.startswith(PREFIX) and name != CONTENT_TYPE:
            continue
        if name in named:
            raise MessageRefused(Reason.DUPLICATE_NAME, field=name, rule="stands twice", accepted="each header once")
        if value is None:
            raise MessageRefused(Reason.ATTRIBUTE_INVALID, field=name, rule="has no value", accepted="a text")
        named[name] = value.decode() if value.isascii() else utf8(value, name)
    return named


def _size_of(headers: Headers) -> int:
    size = 0
    for name, value in headers:
        size += len(name) + (len(value) if value else 0)
    return size


def _attributes(named: Mapping[str, str]) -> dict[str, str]:
    return {name[len(PREFIX) :]: text for name, text in named.items() if name != CONTENT_TYPE}


def _structured(value: bytes, repeated: Mapping[str, str]) -> tuple[dict[str, str], object]:
    """repeated: what stands in the headers as well; it has to say the same."""
    event = parse(value, "value")
    if not isinstance(event, dict):
        raise _no_event("value", "is no object")
    if "data_base64" in event or "data" not in event:
        raise _no_event("data", "is not there as JSON")
    attributes = {name: _canonical(name, told) for name, told in event.items() if name != "data" and told is not None}
    if not JSON.fullmatch(attributes.setdefault("datacontenttype", "application/json")):
        raise _no_event("datacontenttype", "is not application/json")
    for name, text in repeated.items():
        if attributes.get(name) != text:
            raise _no_event(f"{PREFIX}{name}", "differs from what the value says")
    return attributes, event["data"]


def _canonical(name: str, told: object) -> str:
    """An attribute in JSON is a text, a whole number or a truth; each has one way to be written as text."""
    if isinstance(told, bool):
        return str(told).lower()
    if isinstance(told, int) and -(2**31) <= told < 2**31:
        return str(told)
    if isinstance(told, str):
        return told
    raise MessageRefused(
        Reason.ATTRIBUTE_INVALID,
        field=f"{PREFIX}{name}",
        rule="is no attribute",
        accepted="a text, whole number or truth",
    )


def _no_event(field: str, rule: str) -> MessageRefused:
    return MessageRefused(Reason.NOT_A_CLOUDEVENT, field=field, rule=rule, accepted=WANTED)
