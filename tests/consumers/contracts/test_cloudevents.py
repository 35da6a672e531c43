"""A CloudEvent is read as the Kafka binding says, and nothing that two readers could take for different things."""

import json
import re

import pytest

from consumers.contracts import MessageRefused, Reason, decode
from consumers.contracts.cloudevents import LARGEST_HEADERS, Headers, opened
from consumers.contracts.strict_json import DEEPEST, LARGEST_VALUE, parse
from tests.support.imports import SHARED
from tests.support.messages import TOPIC, acknowledgement

FEATURE = SHARED / "conformance/cloudevents-conformance/features/kafka-protocol-binding.feature"

MADE = '''
    Scenario: Binary content mode
    Given a Kafka message with payload:
        """
        {"message": "Bonjour"}
        """
    And Kafka headers:
        | ce_specversion | 1.0 |
        | ce_id | 17 |
        | content-type | application/json |
    Then the attributes are:
        | id | 17 |
        | specversion | 1.0 |
        | datacontenttype | application/json |
    And the data is equal to the following JSON:
        """
        {"message": "Bonjour"}
        """
    Scenario Outline: Structured content mode (<contentType>)
    Given a Kafka message with payload:
        """
        {"specversion": "1.0", "id": "17", "datacontenttype": "application/json", "data": {"message": "Bonjour"}}
        """
    And Kafka headers:
        | content-type | <contentType> |
    Then the attributes are:
        | id | 17 |
        | specversion | 1.0 |
        | datacontenttype | application/json |
    And the data is equal to the following JSON:
        """
        {"message": "Bonjour"}
        """
    Examples:
    | application/cloudevents+json |
'''
"""For a machine without the published scenarios."""


def scenarios() -> list[str]:
    text = FEATURE.read_text(encoding="utf-8") if FEATURE.exists() else MADE
    return re.split(r"Scenario[^\n]*\n", text)[1:]


def table(text: str) -> dict[str, str]:
    rows = re.findall(r"^\s*\|\s*(\S+)\s*\|\s*(.*?)\s*\|\s*$", text, re.MULTILINE)
    return {name: value for name, value in rows if name != "key"}


@pytest.mark.real_input
@pytest.mark.parametrize("scenario", scenarios(), ids=["binary", "structured"])
def test_the_published_scenarios_of_the_binding_hold(scenario: str) -> None:
    payload, data = re.findall(r'"""(.*?)"""', scenario, re.DOTALL)
    headers = table(scenario.partition("Kafka headers:")[2].partition("Then")[0])
    attributes = table(scenario.partition("attributes are:")[2].partition("And")[0])
    given = [
        (name, value.replace("<contentType>", "application/cloudevents+json").encode())
        for name, value in headers.items()
    ]

    assert opened(payload.encode(), given) == (attributes, json.loads(data))


def reason_of(value: bytes | None, headers: Headers) -> Reason:
    with pytest.raises(MessageRefused) as told:
        decode(TOPIC, acknowledgement().key, value, headers)
    return told.value.reason


SENT = acknowledgement()
STRUCTURED: Headers = [("content-type", b"application/cloudevents+json")]


@pytest.mark.parametrize(
    ("value", "headers", "reason"),
    [
        (None, SENT.headers, Reason.NOT_A_CLOUDEVENT),
        (SENT.value, [], Reason.NOT_A_CLOUDEVENT),
        (SENT.value, [("content-type", b"text/plain"), *SENT.headers[1:]], Reason.NOT_A_CLOUDEVENT),
        (SENT.value, [("content-type", b"application/json;charset=x"), *SENT.headers[1:]], Reason.NOT_A_CLOUDEVENT),
        (SENT.structured, [("content-type", b"application/cloudevents-batch+json")], Reason.NOT_A_CLOUDEVENT),
        (SENT.structured, [*STRUCTURED, ("ce_id", b"other")], Reason.NOT_A_CLOUDEVENT),
        (b"[]", STRUCTURED, Reason.NOT_A_CLOUDEVENT),
        (b'{"id": "1"}', STRUCTURED, Reason.NOT_A_CLOUDEVENT),
        (b'{"data_base64": "e30=", "data": {}}', STRUCTURED, Reason.NOT_A_CLOUDEVENT),
        (b'{"datacontenttype": "text/plain", "data": ""}', STRUCTURED, Reason.NOT_A_CLOUDEVENT),
        (b'{"id": ["1"], "data": {}}', STRUCTURED, Reason.ATTRIBUTE_INVALID),
        (b'{"id": "1", "id": "2", "data": {}}', STRUCTURED, Reason.DUPLICATE_NAME),
        (SENT.value, [*SENT.headers, ("ce_id", b"M-17")], Reason.DUPLICATE_NAME),
        (SENT.value, [*SENT.headers, ("content-type", b"application/json")], Reason.DUPLICATE_NAME),
        (SENT.value, [*SENT.headers, ("ce_actor", b"\xff")], Reason.BAD_ENCODING),
        (SENT.value, [*SENT.headers, ("ce_actor", None)], Reason.ATTRIBUTE_INVALID),
        (SENT.value, [*SENT.headers, *[("x", b"")] * 64], Reason.TOO_LARGE),
        (SENT.value, [*SENT.headers, ("x", b"x" * LARGEST_HEADERS)], Reason.TOO_LARGE),
        (b" " * LARGEST_VALUE + SENT.value, SENT.headers, Reason.TOO_LARGE),
        (b"", SENT.headers, Reason.BAD_ENCODING),
        (b"\xff", SENT.headers, Reason.BAD_ENCODING),
        (b"{", SENT.headers, Reason.BAD_ENCODING),
        (b"\xef\xbb\xbf{}", SENT.headers, Reason.BAD_ENCODING),
        (b'{"a": NaN}', SENT.headers, Reason.BAD_ENCODING),
        (b'{"a": 1e999}', SENT.headers, Reason.BAD_ENCODING),
        (b'{"a": "\\ud800"}', SENT.headers, Reason.BAD_ENCODING),
        (b'{"a": "\\u0000"}', SENT.headers, Reason.BAD_ENCODING),
        (b"9" * 5_000, SENT.headers, Reason.BAD_ENCODING),
        (b"[" * 100_000, SENT.headers, Reason.TOO_DEEP),
        (b"9" * 400, SENT.headers, Reason.SCHEMA_INVALID),
    ],
)  # fmt: skip
def test_what_is_no_sound_cloudevent_is_refused(value: bytes | None, headers: Headers, reason: Reason) -> None:
    assert reason_of(value, headers) is reason


def test_headers_of_others_may_stand_twice_and_hold_anything() -> None:
    others: Headers = [("x-hop", b"\xff"), ("x-hop", None), ("traceparent", b"\xff")]

    assert decode(TOPIC, SENT.key, SENT.value, [*SENT.headers, *others]) == SENT.read()


def test_headers_may_repeat_what_a_structured_message_says() -> None:
    repeated = [each for each in SENT.headers if each[0] != "content-type"]

    assert decode(TOPIC, SENT.key, SENT.structured, [*STRUCTURED, *repeated]) == SENT.read()


def test_an_attribute_that_is_null_is_not_there() -> None:
    value = json.dumps({**SENT.attributes, "actor": None, "data": SENT.data}).encode()

    assert decode(TOPIC, SENT.key, value, STRUCTURED) == SENT.read()


def test_whole_numbers_and_truths_are_attributes_too() -> None:
    value = json.dumps({**SENT.attributes, "expectedversion": 4, "flagged": True, "data": SENT.data}).encode()
    message = decode(TOPIC, SENT.key, value, STRUCTURED)

    assert (message.expected_version, message.others) == (4, {"flagged": "true"})


def test_as_deep_as_the_limit_is_read() -> None:
    assert parse(b"[" * DEEPEST + b"]" * DEEPEST, "value") is not None
    with pytest.raises(MessageRefused):
        parse(b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1), "value")


def test_as_large_as_the_limit_is_read() -> None:
    text = json.dumps("x" * (LARGEST_VALUE - 2)).encode()

    assert parse(text, "value") == "x" * (LARGEST_VALUE - 2)


def test_many_names_in_one_object_are_compared_in_time() -> None:
    names = {f"n{number}": 0 for number in range(60_000)}
    text = json.dumps(names)[:-1] + ', "n5": 0}'

    with pytest.raises(MessageRefused, match=r"value\.n5"):
        parse(text.encode(), "value")
