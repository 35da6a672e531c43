"""Sealing and countersigning of checkpoints, and how they are decided.

They must not look at the log: who seals computes the root, and verification shows whether it was true.
"""

from base64 import b64encode
from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from domain.agency import AGENCY, Agency
from domain.aggregate import Act, Decision, command
from domain.checkpoint.events import CheckpointSealed, CheckpointWitnessed
from domain.checkpoint.permissions import sealing_process, witness
from domain.checkpoint.rules import (
    ACheckpointCarriesTheLogsSignature,
    AWitnessSignatureIsTrueOfTheCheckpoint,
    AWitnessSignsOnce,
    AWitnessSignsWithADeclaredKey,
)
from domain.checkpoint.state import Checkpoint
from domain.checkpoint.text import CheckpointText
from domain.refusal import InvalidInput
from domain.signed_note import Malformed, NoteSignature, SignedNote, VerifyingKey
from domain.vocabulary import AgencyCode, WitnessKey

__all__ = ["DECISIONS", "SealCheckpoint", "WitnessCheckpoint"]

Note = Annotated[
    str, Meta(min_length=1, max_length=4_000, description="A signed note: text, empty line, lines with signatures.")
]
SignatureLine = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=400,
        description="The line with a signature: a dash, a space, the key's name, a space, base64.",
    ),
]


@command(aggregate_id="checkpoint_id")
class SealCheckpoint:
    """Record that the log has grown to a size with a root. note: signed by `key`, the log's own."""

    checkpoint_id: UUID
    note: Note
    key: WitnessKey


@command(aggregate_id="checkpoint_id")
class WitnessCheckpoint:
    """Countersign a checkpoint for an agency, with a key that the agency has declared."""

    checkpoint_id: UUID
    agency_id: AgencyCode
    signature: SignatureLine


def _seal(command: SealCheckpoint, _state: Checkpoint, _act: Act) -> Iterable[CheckpointSealed]:
    try:
        note, key = SignedNote.parse(command.note), VerifyingKey.parse(command.key)
        text = CheckpointText.of(note)
    except Malformed as error:
        raise InvalidInput(field="note", rule=str(error), accepted="a signed checkpoint") from error
    if text.id != command.checkpoint_id:
        raise InvalidInput(field="checkpointId", rule="is not of this log and size", accepted=str(text.id))
    if key.name != text.origin or not key.signed(note):
        raise ACheckpointCarriesTheLogsSignature(origin=text.origin)
    yield CheckpointSealed(
        checkpoint_id=command.checkpoint_id,
        origin=text.origin,
        size=text.size,
        root=b64encode(text.root).decode(),
        note=command.note,
        key=str(key),
        key_id=key.key_id.hex(),
    )


def _witness(command: WitnessCheckpoint, state: Checkpoint, act: Act) -> Iterable[CheckpointWitnessed]:
    try:
        signature = NoteSignature.parse(command.signature)
    except Malformed as error:
        raise InvalidInput(field="signature", rule=str(error), accepted="a line — name base64") from error
    key = _declared(act.facts.of(AGENCY, command.agency_id), signature)
    if (command.agency_id, key.key_id.hex()) in state.witnesses:
        raise AWitnessSignsOnce(agency_id=command.agency_id)
    if not key.verifies(SignedNote.parse(state.note).text, signature):
        raise AWitnessSignatureIsTrueOfTheCheckpoint(agency_id=command.agency_id)
    yield CheckpointWitnessed(
        checkpoint_id=command.checkpoint_id,
        agency_id=command.agency_id,
        signature=str(signature),
        key=str(key),
        key_id=key.key_id.hex(),
    )


def _declared(agency: Agency, signature: NoteSignature) -> VerifyingKey:
    for declared in agency.witness_keys:
        key = VerifyingKey.parse(declared)
        if (key.name, key.key_id) == (signature.name, signature.key_id):
            return key
    raise AWitnessSignsWithADeclaredKey(agency_id=agency.agency_id, name=signature.name)


DECISIONS = (
    Decision(command=SealCheckpoint, decide=_seal, may=sealing_process, creates=True),
    Decision(command=WitnessCheckpoint, decide=_witness, may=witness),
)
