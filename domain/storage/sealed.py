"""The checkpoints that stand in the log: each with the signatures of all who countersigned it.

It must not verify them: that is `verification`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

from msgspec import MsgspecError, Struct
from msgspec.json import Decoder

from domain.checkpoint.text import CheckpointText
from domain.signed_note import Malformed, NoteSignature, SignedNote

__all__ = [
    "SEALED",
    "WITNESSED",
    "CheckpointRow",
    "SaidOfCheckpoint",
    "SealedCheckpoint",
    "said_in",
    "sealed_checkpoints",
]

SEALED, WITNESSED = "checkpoint.CheckpointSealed", "checkpoint.CheckpointWitnessed"


class SaidOfCheckpoint(Struct):
    """What an event says of a checkpoint or of a witness's key; the rest of its payload is passed over."""

    checkpoint_id: UUID | None = None
    agency_id: str = ""
    size: int = 0
    note: str = ""
    key: str = ""
    signature: str = ""


class _Body(Struct):
    data: SaidOfCheckpoint


_body = Decoder(_Body).decode
NOTHING = SaidOfCheckpoint()


class CheckpointRow(NamedTuple):
    """One stored event of a checkpoint."""

    position: int
    topic: str
    state: bytes


@dataclass(frozen=True, slots=True)
class SealedCheckpoint:
    """A checkpoint as it stands in the log. position: of its event; key: with which the log signed."""

    checkpoint_id: UUID | None
    position: int
    note: SignedNote
    key: str

    @property
    def text(self) -> CheckpointText:
        """What it says."""
        return CheckpointText.of(self.note)


def said_in(state: bytes) -> SaidOfCheckpoint:
    """This will read the document of an event; one that cannot be read says nothing."""
    try:
        return _body(state).data
    except MsgspecError:
        return NOTHING


def sealed_checkpoints(rows: Iterable[CheckpointRow]) -> list[SealedCheckpoint]:
    """This will put checkpoints and the signatures below them together, in the order of sealing.

    What cannot be read is left out: verification says what is wrong with it.
    """
    found: dict[UUID | None, SealedCheckpoint] = {}
    for row in rows:
        said = said_in(row.state)
        try:
            if row.topic == SEALED:
                checkpoint = SealedCheckpoint(said.checkpoint_id, row.position, SignedNote.parse(said.note), said.key)
                CheckpointText.of(checkpoint.note)
                found[said.checkpoint_id] = checkpoint
            elif said.checkpoint_id in found:
                sealed = found[said.checkpoint_id]
                note = sealed.note.with_signatures([NoteSignature.parse(said.signature)])
                found[said.checkpoint_id] = replace(sealed, note=note)
        except Malformed:
            continue
    return list(found.values())
