"""What we send, as it stands in the value of a message: references of events, and checkpoints.

It must not hold any text that people wrote, nor say who acted: whoever may know reads that over the interface.
"""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from msgspec import Meta, Struct

from domain.checkpoint.events import CheckpointSealed
from domain.event import Audience, Recorded
from domain.occurred import Precision

__all__ = ["Checkpoint", "Reference"]

Moment = Annotated[datetime, Meta(tz=True)]
Position = Annotated[int, Meta(ge=1)]
Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]


class Reference(Struct, frozen=True, kw_only=True, rename="camel"):
    """An event by its ids, its place in the log and its marking; its content stays in the log.

    position: in the log, from 1 without gaps; hash: the leaf hash of the stored event, 64 hexadecimal digits, which
    proofs of inclusion are about; recorded_at, occurred_at, occurred_until: with offset, in UTC; case_id: null for the
    directory.
    """

    event_id: UUID
    position: Position
    hash: Hash
    aggregate: str
    aggregate_id: UUID
    case_id: UUID | None
    recorded_at: Moment
    occurred_at: Moment | None
    occurred_precision: Precision
    occurred_until: Moment | None
    acting_agency_id: str | None
    marking: Audience

    @classmethod
    def of(cls, recorded: Recorded, leaf_hash: bytes) -> Self:
        """This will refer to an event of the log. leaf_hash: 32 bytes, as the tree has it."""
        envelope = recorded.envelope
        return cls(
            event_id=envelope.event_id,
            position=recorded.position,
            hash=leaf_hash.hex(),
            aggregate=recorded.event.TOPIC.partition(".")[0],
            aggregate_id=envelope.aggregate_id,
            case_id=envelope.case_id,
            recorded_at=envelope.recorded_at,
            occurred_at=envelope.occurred_at,
            occurred_precision=envelope.occurred_precision,
            occurred_until=envelope.occurred_until,
            acting_agency_id=envelope.acting_agency_id,
            marking=envelope.audience,
        )


class Checkpoint(Struct, frozen=True, kw_only=True, rename="camel"):
    """What the log was at a moment, signed by it: to be kept, compared with later ones, and countersigned.

    origin: name of the log; size: events; root: 32 bytes in base64; note: the signed note (C2SP); key: name+id+key.
    """

    checkpoint_id: UUID
    position: Position
    recorded_at: Moment
    origin: str
    size: int
    root: str
    note: str
    key: str

    @classmethod
    def of(cls, sealed: CheckpointSealed, recorded: Recorded) -> Self:
        """This will make it of the event by which it stands in the log. recorded: the same, in its envelope."""
        return cls(
            checkpoint_id=sealed.checkpoint_id,
            position=recorded.position,
            recorded_at=recorded.envelope.recorded_at,
            origin=sealed.origin,
            size=sealed.size,
            root=sealed.root,
            note=sealed.note,
            key=sealed.key,
        )
