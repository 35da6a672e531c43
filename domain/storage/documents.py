"""Writes an event with its envelope as one JSON document, and reads it back, also in earlier versions.

It must not know where documents are kept.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Generic, NamedTuple, TypeVar
from uuid import UUID

import msgspec

from domain.event import Envelope, Event, Recorded
from domain.refusal import InvalidInput
from domain.storage.faults import LogDamaged
from domain.upcasting import Payload, upcast

__all__ = ["Documents", "StoredRow", "UnknownEvent", "aggregate_of"]

E = TypeVar("E")

NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
"""The character NUL as JSON writes it: PostgreSQL's text cannot hold it, so no read model could show it."""


@dataclass(frozen=True, slots=True)
class UnknownEvent(Event):
    """An event of a later program: its topic or version is not known here. data: its payload as UTF-8 JSON."""

    TOPIC: ClassVar[str] = ""
    VERSION: ClassVar[int] = 0
    ERASES: ClassVar[bool] = False

    topic: str
    data: bytes


def aggregate_of(event: Event) -> str:
    """This will name the aggregate that an event belongs to: the first word of its topic."""
    topic = event.topic if isinstance(event, UnknownEvent) else event.TOPIC
    return topic.partition(".")[0]


class StoredRow(NamedTuple):
    """What a row of the log holds of one event. case_id stands in the envelope too; the column is for its index."""

    originator_id: UUID
    version: int
    topic: str
    state: bytes
    case_id: UUID | None


class _Body(msgspec.Struct, Generic[E]):
    data: E


class Documents:
    """Reads and writes the events of given types. Made once: it keeps a decoder for each type."""

    def __init__(self, types: Mapping[str, type[Event]]) -> None:
        self._types = types
        self._envelope = msgspec.json.Decoder(Envelope)
        self._raw = msgspec.json.Decoder(_Body[msgspec.Raw])
        self._bodies = {topic: msgspec.json.Decoder(_Body[kind]) for topic, kind in types.items()}  # type: ignore[valid-type]  # the type is found in the catalogue
        self._encode = msgspec.json.Encoder().encode

    def write(self, event: Event, envelope: Envelope) -> StoredRow:
        """This will write a document, and read its payload back, so that nothing unreadable is ever stored.

        Raises InvalidInput for text that cannot be stored, LogDamaged for a payload that its own type refuses.
        """
        try:
            state = self._encode(envelope)[:-1] + b',"data":' + self._encode(event) + b"}"
        except UnicodeEncodeError as error:
            raise InvalidInput(field="text", rule="holds half a character", accepted="Unicode text") from error
        if b"\\u0000" in state and NUL.search(state):
            raise InvalidInput(field="text", rule="holds the character NUL", accepted="text without U+0000")
        self._typed(event.TOPIC, state)
        return StoredRow(envelope.aggregate_id, envelope.aggregate_version, event.TOPIC, state, envelope.case_id)

    def read(self, topic: str, state: bytes, position: int) -> Recorded:
        """This will read a document; one of a later program becomes an UnknownEvent."""
        try:
            envelope = self._envelope.decode(state)
        except msgspec.MsgspecError as error:
            raise LogDamaged(f"the envelope at position {position} ({topic}) cannot be read: {error}") from error
        return Recorded(self._event(topic, envelope.schema_version, state), envelope, position)

    def _event(self, topic: str, version: int, state: bytes) -> Event:
        kind = self._types.get(topic)
        if kind is None or version > kind.VERSION:
            return UnknownEvent(topic, bytes(self._raw.decode(state).data))
        if version < kind.VERSION:
            return self._raised(topic, version, state)
        return self._typed(topic, state)

    def _typed(self, topic: str, state: bytes) -> Event:
        try:
            return self._bodies[topic].decode(state).data
        except msgspec.MsgspecError as error:
            raise LogDamaged(f"the payload of a {topic} cannot be read: {error}") from error

    def _raised(self, topic: str, version: int, state: bytes) -> Event:
        kind = self._types[topic]
        payload = msgspec.json.decode(self._raw.decode(state).data, type=dict[str, object])
        raised: Payload = upcast(topic, version, kind.VERSION, payload)
        try:
            return msgspec.convert(raised, kind)
        except msgspec.ValidationError as error:
            raise LogDamaged(f"version {version} of {topic} does not rise to {kind.VERSION}: {error}") from error
