"""Keys, notes and checkpoints that specs start from.

They must not be used outside of tests: the seeds of these keys are known to everybody.
"""

from datetime import UTC, datetime

from domain.checkpoint.events import CheckpointSealed
from domain.checkpoint.text import CheckpointText
from domain.signed_note import SignedNote, SigningKey

__all__ = ["LOG_KEY", "ORIGIN", "WITNESS_KEY", "note_of", "sealed"]

ORIGIN = "log.example/entente"
LOG_KEY = SigningKey(ORIGIN, bytes(range(32)))
WITNESS_KEY = SigningKey("fr-spoc.example/witness", bytes(range(1, 33)))
SEALED_AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def note_of(size: int = 7, root: bytes = bytes(32), key: SigningKey = LOG_KEY) -> SignedNote:
    """This will sign a checkpoint of the log ORIGIN."""
    text = str(CheckpointText(ORIGIN, size, root, SEALED_AT))
    return SignedNote(text, (key.sign(text),))


def sealed(size: int = 7) -> CheckpointSealed:
    """This will seal a checkpoint with a root of zeros."""
    note = note_of(size)
    text = CheckpointText.of(note)
    return CheckpointSealed(
        checkpoint_id=text.id,
        origin=ORIGIN,
        size=size,
        root="AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        note=str(note),
        key=str(LOG_KEY.verifying_key),
        key_id=LOG_KEY.verifying_key.key_id.hex(),
    )
