"""Facts about checkpoints: the log vouched for itself up to some event, and partners countersigned that.

They must not say anything of what the events below them hold.
"""

from uuid import UUID

from domain.event import Event, event

__all__ = ["CheckpointEvent", "CheckpointSealed", "CheckpointWitnessed"]


@event("checkpoint.CheckpointSealed")
class CheckpointSealed(Event):
    """The log had `size` events, whose Merkle tree has the root.

    root: 32 bytes in base64; note: the signed note; key: the verifying key as `name+id+key`; key_id: in hexadecimal.
    """

    checkpoint_id: UUID
    origin: str
    size: int
    root: str
    note: str
    key: str
    key_id: str


@event("checkpoint.CheckpointWitnessed")
class CheckpointWitnessed(Event):
    """A partner countersigned. signature: the line with its signature; key: its verifying key at that time."""

    checkpoint_id: UUID
    agency_id: str
    signature: str
    key: str
    key_id: str


CheckpointEvent = CheckpointSealed | CheckpointWitnessed
