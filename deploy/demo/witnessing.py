"""Has the log of the sample stories sealed, and lets one of the partners countersign it: the Dutch one, once.

It must not sign for any other log: its key lies in the directory of the demo.
"""

from pathlib import Path
from uuid import uuid5

from consumers.clock import ClockWork
from deploy.checkpoint_key import kept_key, make_key
from deploy.demo.cast import SANNE
from deploy.demo.playing import play
from deploy.demo.stage import SAMPLES
from domain.agency.commands import DeclareWitnessKey
from domain.aggregate import Command, Submission
from domain.checkpoint.commands import WitnessCheckpoint
from domain.checkpoint.text import CheckpointText

__all__ = ["KEY", "seal_and_witness"]

KEY, NAME = "witness-key", "checkpoints.nl-ltd.example"
"""The file in the demo's directory, and how the key is called."""


def seal_and_witness(work: ClockWork, directory: Path) -> None:
    """This will seal what is due, and have the first checkpoint countersigned; a second time changes nothing."""
    if work.sealing is None:
        return
    work.sealing.seal_if_due()
    checkpoints = work.sealing.tree.checkpoints()
    if not checkpoints:
        return
    path = directory / KEY
    key = kept_key(path) if path.exists() else make_key(path, NAME)
    text = CheckpointText.of(checkpoints[0].note)
    declared = DeclareWitnessKey(agency_id=SANNE.agency_id, key=str(key.verifying_key))
    signature = str(key.sign(str(text)))
    signed = WitnessCheckpoint(checkpoint_id=text.id, agency_id=SANNE.agency_id, signature=signature)
    steps = (_by_sanne("witness key", declared), _by_sanne("witness", signed))
    play(work.log, (lambda _present: steps,), work.now())


def _by_sanne(name: str, command: Command) -> Submission:
    return Submission(command=command, command_id=uuid5(SAMPLES, name), actor=SANNE.actor)
