"""Whatever bytes come in, the codec answers with a message or with its own refusal, and with nothing else."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from consumers.contracts import Message, MessageRefused, decode
from consumers.contracts.attributes import ATTRIBUTES
from consumers.contracts.cloudevents import Headers
from consumers.contracts.registry import COMMANDS
from tests.golden.messages import COMMAND_EXAMPLES, kept
from tests.support.messages import CASE, TOPIC, acknowledgement

EXAMPLES = kept(COMMAND_EXAMPLES)

NAMES = st.sampled_from([f"ce_{name}" for name in ATTRIBUTES] + ["content-type", "traceparent"]) | st.text(max_size=20)
VALUES = (
    st.none()
    | st.binary(max_size=60)
    | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass"))
    | st.sampled_from([b"application/json", b"application/cloudevents+json", b"1.0", CASE.encode()])
)
HEADERS = st.lists(st.tuples(NAMES, VALUES), max_size=20)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def answered(key: bytes | None, value: bytes | None, headers: Headers) -> Message | MessageRefused:
    try:
        return decode(TOPIC, key, value, headers)
    except MessageRefused as refused:
        return refused


def sound(answer: Message | MessageRefused) -> bool:
    """A refusal can be stored and sent: its parts are texts that any UTF-8 holds."""
    if isinstance(answer, Message):
        return bool(answer.submission().command_id)
    parts = (answer.field, answer.rule, answer.accepted, str(answer))
    return all(part.encode() and "\0" not in part for part in parts)


@given(st.none() | st.binary(), st.none() | st.binary(), HEADERS)
def test_any_message_is_read_or_refused(key: bytes | None, value: bytes | None, headers: Headers) -> None:
    assert sound(answered(key, value, headers))


@given(st.binary())
def test_any_value_of_a_sound_message_is_read_or_refused(value: bytes) -> None:
    sent = acknowledgement()

    assert sound(answered(sent.key, value, sent.headers))
    assert sound(answered(sent.key, value, [("content-type", b"application/cloudevents+json")]))


@given(st.sampled_from(sorted(ATTRIBUTES)), st.text())
def test_any_value_of_an_attribute_is_read_or_refused(name: str, text: str) -> None:
    sent = acknowledgement()
    value = json.dumps({**sent.attributes, name: text, "data": sent.data}).encode()

    assert sound(answered(sent.key, value, [("content-type", b"application/cloudevents+json")]))


@given(st.data())
def test_any_value_of_any_field_of_any_command_is_read_or_refused(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(COMMANDS)))
    fields: dict[str, Any] = dict(EXAMPLES[kind][0])
    fields[data.draw(st.sampled_from(sorted(fields)) | st.text())] = data.draw(JSON)
    subject = "FR-SPOC" if COMMANDS[kind].room == "agency" else CASE
    headers = acknowledgement().given(type=kind, subject=subject).headers

    assert sound(answered(subject.encode(), json.dumps(fields).encode(), headers))
