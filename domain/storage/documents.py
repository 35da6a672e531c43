"""Writes an event with its envelope as one JSON document, its operational texts sealed, and reads it back.

It must not know where documents are kept.
"""

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Generic, NamedTuple, TypeVar
from uuid import UUID

import msgspec

from domain.event import Envelope, Event, Recorded
from domain.operational import places_of
from domain.refusal import InvalidInput
from domain.storage.faults import LogDamaged
from domain.storage.keyring import Keyring
from domain.storage.sealing import Part, Sealing, bound_to
from domain.upcasting import Payload, upcast

__all__ = ["SEALED", "Documents", "StoredRow", "UnknownEvent", "aggregate_of", "begins_with"]

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


def begins_with(event_id: UUID) -> bytes:
    """This will write what the document of an event begins with, as only that of this event does."""
    return b'{"event_id":"%b"' % str(event_id).encode()


class StoredRow(NamedTuple):
    """What a row of the log holds of one event. case_id stands in the envelope too; the column is for its index.

    wrapped: the key of its sealed texts, None where it has none; erases: the earlier keys of its stream are destroyed.
    """

    originator_id: UUID
    version: int
    topic: str
    state: bytes
    case_id: UUID | None
    wrapped: bytes | None = None
    erases: bool = False


class _Body(msgspec.Struct, Generic[E]):
    data: E


class _Fields(msgspec.Struct):
    """sealed: the box, which JSON holds in base64; documents of the time before boxes have none."""

    data: dict[str, Part]
    sealed: bytes | None = None


SEALED = b'"sealed":"'
"""What every document with a box contains; others may in their payload."""


class Documents:
    """Reads and writes the events of given types. Made once: it keeps a decoder for each type."""

    def __init__(self, types: Mapping[str, type[Event]], keyring: Keyring) -> None:
        self._types = types
        self._places = {topic: places for topic, kind in types.items() if (places := places_of(kind))}
        self._sealing = Sealing(keyring)
        self._envelope = msgspec.json.Decoder(Envelope)
        self._raw = msgspec.json.Decoder(_Body[msgspec.Raw])
        self._fields = msgspec.json.Decoder(_Fields)
        self._bodies = {topic: msgspec.json.Decoder(_Body[kind]) for topic, kind in types.items()}  # type: ignore[valid-type]  # the type is found in the catalogue
        self._encode = msgspec.json.Encoder().encode

    def write(self, event: Event, envelope: Envelope) -> StoredRow:
        """This will write a document, and read its payload back, so that nothing unreadable is ever stored.

        Raises InvalidInput for text that cannot be stored, LogDamaged for a payload that its own type refuses.
        """
        try:
            head, payload = self._encode(envelope)[:-1] + b',"data":', self._encode(event)
        except UnicodeEncodeError as error:
            raise InvalidInput(field="text", rule="holds half a character", accepted="Unicode text") from error
        state, topic, wrapped = head + payload + b"}", event.TOPIC, None
        if b"\\u0000" in state and NUL.search(state):
            raise InvalidInput(field="text", rule="holds the character NUL", accepted="text without U+0000")
        self._typed(topic, state)
        stream_id, version = envelope.aggregate_id, envelope.aggregate_version
        places = self._places.get(topic)
        sealed = self._sealing.seal(payload, places, bound_to(stream_id, version, topic)) if places else None
        if sealed:
            state = head + sealed.payload + b"," + SEALED + b64encode(sealed.box) + b'"}'
            wrapped = sealed.wrapped
        return StoredRow(stream_id, version, topic, state, envelope.case_id, wrapped, event.ERASES)

    def read(self, topic: str, state: bytes, position: int, wrapped: bytes | None = None) -> Recorded:
        """This will read a document; one of a later program becomes an UnknownEvent. wrapped: its key, where it stands.

        Sealed texts whose key is gone are read as ERASED. Raises LogDamaged, and WrongMasterKey for another's key.
        """
        envelope = self.envelope(topic, state, position)
        if wrapped is not None:
            state = self._opened(topic, state, envelope, wrapped)
        is_erased = self.is_erased(state, wrapped)
        return Recorded(self.as_it_stands(topic, envelope.schema_version, state), envelope, position, is_erased)

    def envelope(self, topic: str, state: bytes, position: int) -> Envelope:
        """This will read the envelope of a document. Raises LogDamaged."""
        try:
            return self._envelope.decode(state)
        except msgspec.MsgspecError as error:
            raise LogDamaged(f"the envelope at position {position} ({topic}) cannot be read: {error}") from error

    def is_erased(self, state: bytes, wrapped: bytes | None) -> bool:
        """This will tell whether a document has texts, and lost their key."""
        return wrapped is None and SEALED in state and self._fields.decode(state).sealed is not None

    def as_it_stands(self, topic: str, version: int, state: bytes) -> Event:
        """This will read the payload of a document; sealed texts are read as ERASED. Raises LogDamaged."""
        kind = self._types.get(topic)
        if kind is None or version > kind.VERSION:
            return UnknownEvent(topic, bytes(self._raw.decode(state).data))
        if version < kind.VERSION:
            return self._raised(topic, version, state)
        return self._typed(topic, state)

    def _opened(self, topic: str, state: bytes, envelope: Envelope, wrapped: bytes) -> bytes:
        """The document as it was before its texts were sealed; its envelope is left out."""
        found = self._fields.decode(state)
        if found.sealed is None:
            raise LogDamaged(f"version {envelope.aggregate_version} of stream {envelope.aggregate_id} lost its texts")
        bound = bound_to(envelope.aggregate_id, envelope.aggregate_version, topic)
        self._sealing.open(found.data, found.sealed, wrapped, bound)
        return self._encode({"data": found.data})

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
