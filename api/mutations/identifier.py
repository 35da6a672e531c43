"""The commands of registered identifiers and hits, as mutations: the name of the field is the name of the command.

It must not say anything of a command that its own class does not say.
"""

import strawberry

from api.mutations.mutation import mutation
from domain.identifier import commands

__all__ = ["IdentifierMutations"]


@strawberry.type
class IdentifierMutations:
    """The commands of registered identifiers and hits."""

    register_identifier = mutation(commands.RegisterIdentifier)
    end_registration = mutation(commands.EndRegistration)
    acknowledge_hit = mutation(commands.AcknowledgeHit)
    disclose_hit = mutation(commands.DiscloseHit)
    dismiss_hit = mutation(commands.DismissHit)
