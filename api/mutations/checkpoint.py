"""The commands of a checkpoint, as mutations: the name of the field is the name of the command.

It must not say anything of a command that its own class does not say.

Checkpoints are sealed by the clock process alone, which has no mutation.
"""

import strawberry

from api.mutations.mutation import mutation
from domain.checkpoint import commands

__all__ = ["CheckpointMutations"]


@strawberry.type
class CheckpointMutations:
    """The commands of a checkpoint."""

    witness_checkpoint = mutation(commands.WitnessCheckpoint)
