"""The room of checkpoints, as the application sees it.

It must not decide anything itself.
"""

from collections.abc import Iterable

from domain.aggregate import Aggregate, StreamKey
from domain.checkpoint.commands import DECISIONS, WitnessCheckpoint
from domain.checkpoint.state import Checkpoint, evolve

__all__ = ["CHECKPOINT"]


def _reads(command: object, _state: Checkpoint) -> Iterable[StreamKey]:
    if isinstance(command, WitnessCheckpoint):
        yield StreamKey("agency", command.agency_id)


CHECKPOINT = Aggregate(
    name="checkpoint",
    initial=Checkpoint(),
    evolve=evolve,
    decisions=DECISIONS,
    case_of=lambda _checkpoint: None,
    reads=_reads,
)
