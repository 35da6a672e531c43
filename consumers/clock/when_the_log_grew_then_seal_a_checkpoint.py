"""When the log has grown by so much, or for so long, then a checkpoint of it is sealed.

It must not compute the root, nor say when it is time: that stands in sealing.py.
"""

from uuid import UUID, uuid5

from consumers.clock.submitting import CLOCK
from domain.aggregate import Submission
from domain.checkpoint.commands import SealCheckpoint
from domain.checkpoint.text import CheckpointText
from domain.signed_note import SignedNote, SigningKey

__all__ = ["seal"]

NAMESPACE = UUID("6a0c8c35-8a2e-5d0b-b0d5-1d4f7b1c9e10")
"""Namespace of the ids of these commands; never to change, or a checkpoint would be asked for twice."""


def seal(text: CheckpointText, key: SigningKey) -> Submission:
    """This will sign a checkpoint and submit it, as of now; who repeats it repeats the same id."""
    note = SignedNote(str(text), (key.sign(str(text)),))
    command = SealCheckpoint(checkpoint_id=text.id, note=str(note), key=str(key.verifying_key))
    return Submission(command=command, command_id=uuid5(NAMESPACE, str(note)), actor=CLOCK)
