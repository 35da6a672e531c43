"""Makes the messages of a stretch of the log: each event for our own topic and for those of the agencies that may know.

It must not decide who may know what, nor hold the text of any event.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from consumers.contracts import Log, Record, Trace, encode, encode_checkpoint
from consumers.contracts.topics import CASE_EVENTS, to_agency
from consumers.kafka.sending import Message
from domain.checkpoint.events import CheckpointSealed
from domain.event import Recorded

__all__ = ["Told", "addressed"]

CAUSE = "ce_causationid"
CONVERSATION = "ce_correlationid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event to be told. leaf: its hash in the tree; agencies: that may know it; trace: of the message behind it."""

    recorded: Recorded
    leaf: bytes
    agencies: frozenset[str]
    trace: Trace | None = None


def addressed(log: Log, told: Iterable[Told]) -> Iterator[Message]:
    """This will yield the messages in the order of the log. Raises LookupError for an event of a later program."""
    for each in told:
        record = encode(log, each.recorded, each.leaf, each.trace)
        yield _message(CASE_EVENTS, record)
        yield from _to_agencies(each, record)
        if isinstance(each.recorded.event, CheckpointSealed):
            whole = encode_checkpoint(log, each.recorded)
            yield from (_message(topic, whole) for topic in (CASE_EVENTS, *map(to_agency, sorted(each.agencies))))


def _to_agencies(told: Told, record: Record) -> Iterator[Message]:
    """An event names its cause, which may not be for all of them; a conversation is its own agency's alone."""
    acting = told.recorded.envelope.acting_agency_id
    own, foreign = _without(record, {CAUSE}), _without(record, {CAUSE, CONVERSATION})
    for agency in sorted(told.agencies):
        yield _message(to_agency(agency), own if agency == acting else foreign)


def _without(record: Record, names: set[str]) -> Record:
    return Record(record.key, record.value, tuple(each for each in record.headers if each[0] not in names))


def _message(topic: str, record: Record) -> Message:
    return Message(topic=topic, key=record.key, value=record.value, headers=tuple(record.headers))
