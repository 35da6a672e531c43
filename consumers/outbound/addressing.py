"""Makes the messages of a stretch of the log: for our own topic, and for those of the agencies that may know.

It must not decide who may know what, nor hold the text of any event.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from consumers.contracts import Log, Record, Trace, encode, encode_checkpoint
from consumers.contracts.topics import CASE_EVENTS, to_agency
from consumers.kafka.sending import Message
from domain.checkpoint.events import CheckpointSealed
from domain.event import Recorded

__all__ = ["Told", "to_agencies", "to_ourselves"]

CAUSE = "ce_causationid"
CONVERSATION = "ce_correlationid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event to be told. leaf: its hash in the tree; trace: of the message behind it."""

    recorded: Recorded
    leaf: bytes
    trace: Trace | None = None


def to_ourselves(log: Log, told: Iterable[Told]) -> Iterator[Message]:
    """This will yield all of it in the order of the log. Raises LookupError for an event of a later program."""
    for each in told:
        yield from _messages(log, each, {CASE_EVENTS: encode(log, each.recorded, each.leaf, each.trace)})


def to_agencies(log: Log, told: Iterable[Told], known: Mapping[int, frozenset[str]]) -> Iterator[Message]:
    """This will yield, in the same order, what agencies may know. known: by position, to whom. Raises LookupError.

    An event names its cause, which may not be for all of them; a conversation is its own agency's alone.
    """
    for each in told:
        agencies = sorted(known.get(each.recorded.position, ()))
        if agencies:
            record, acting = encode(log, each.recorded, each.leaf, each.trace), each.recorded.envelope.acting_agency_id
            own, foreign = _without(record, {CAUSE}), _without(record, {CAUSE, CONVERSATION})
            yield from _messages(log, each, {to_agency(name): own if name == acting else foreign for name in agencies})


def _messages(log: Log, told: Told, references: Mapping[str, Record]) -> Iterator[Message]:
    """A checkpoint goes whole, too, behind its reference. references: by topic."""
    yield from (_message(topic, record) for topic, record in references.items())
    if isinstance(told.recorded.event, CheckpointSealed):
        whole = encode_checkpoint(log, told.recorded)
        yield from (_message(topic, whole) for topic in references)


def _without(record: Record, names: set[str]) -> Record:
    return Record(record.key, record.value, tuple(each for each in record.headers if each[0] not in names))


def _message(topic: str, record: Record) -> Message:
    return Message(topic=topic, key=record.key, value=record.value, headers=tuple(record.headers))
