"""Writes what we send as Kafka messages: CloudEvents in binary mode, the same bytes each time.

It must not choose who is told of what: whoever calls has decided that. An event is sent again under the same id after a
crash, and a reader that has it passes it over.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

import msgspec

from consumers.contracts.message import Trace
from consumers.contracts.naming import schema_name
from consumers.contracts.registry import CHECKPOINT, type_of_event
from consumers.contracts.sending import Checkpoint, Reference
from domain.checkpoint.events import CheckpointSealed
from domain.event import Recorded

__all__ = ["Log", "Record", "encode", "encode_checkpoint"]

DIRECTORY_KEY = "directory"
"""Key of events that belong to no case: they keep their order among each other."""


@dataclass(frozen=True, slots=True)
class Record:
    """A Kafka message to be sent. headers: in order, each name once."""

    key: bytes
    value: bytes
    headers: Sequence[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Log:
    """The log that is told of. name: as in its checkpoints; epoch: grows when a restored log goes on in its place.

    Two logs never share a source, so that ids of the one are no repeats of the other.
    """

    name: str
    epoch: int = 1

    @property
    def source(self) -> str:
        """What ce_source says of it."""
        return f"urn:entente:log:{self.name}:{self.epoch}"


def encode(log: Log, recorded: Recorded, leaf_hash: bytes, trace: Trace | None = None) -> Record:
    """This will write the reference of an event. leaf_hash: 32 bytes, as the tree has it.

    Raises LookupError for an event of a later program: it has no type here to be sent under.
    """
    envelope = recorded.envelope
    subject = str(envelope.case_id) if envelope.case_id else DIRECTORY_KEY
    attributes = {
        "id": str(envelope.event_id),
        "source": log.source,
        "type": type_of_event(type(recorded.event)),
        "subject": subject,
        "time": _written(envelope.recorded_at),
        "sequence": str(recorded.position),
        "correlationid": _id(envelope.correlation_id),
        "causationid": _id(envelope.causation_id),
    }
    return _record(attributes, Reference.of(recorded, leaf_hash), trace)


def encode_checkpoint(log: Log, recorded: Recorded) -> Record:
    """This will write a checkpoint, whole. recorded: the event CheckpointSealed. Raises TypeError for another one."""
    if not isinstance(recorded.event, CheckpointSealed):
        raise TypeError(f"{type(recorded.event).__name__} is no checkpoint")
    attributes = {
        "id": str(uuid5(recorded.envelope.event_id, CHECKPOINT)),  # the reference of the event has the id of the event
        "source": log.source,
        "type": CHECKPOINT,
        "subject": DIRECTORY_KEY,
        "time": _written(recorded.envelope.recorded_at),
        "sequence": str(recorded.position),
    }
    return _record(attributes, Checkpoint.of(recorded.event, recorded), None)


def _record(attributes: dict[str, str], data: Reference | Checkpoint, trace: Trace | None) -> Record:
    """Trace context stands twice: as CloudEvents carries it, and where tracers look."""
    carried = {} if trace is None else {"traceparent": trace.parent, "tracestate": trace.state or ""}
    told = {
        "specversion": "1.0",
        **attributes,
        "dataschema": schema_name(attributes["type"]),
        "partitionkey": attributes["subject"],
        **carried,
    }
    headers = {"content-type": "application/json", **{f"ce_{name}": text for name, text in told.items()}, **carried}
    return Record(
        key=attributes["subject"].encode(),
        value=msgspec.json.encode(data),
        headers=tuple((name, text.encode()) for name, text in headers.items() if text),
    )


def _written(moment: datetime) -> str:
    """RFC 3339 in UTC, as the JSON of the data has it."""
    return msgspec.json.encode(moment).decode().strip('"')


def _id(value: UUID | None) -> str:
    return "" if value is None else str(value)
