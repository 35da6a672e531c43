"""Every command that a person may issue, as a mutation; one module per room of the domain."""

import strawberry

from api.mutations.agency import AgencyMutations
from api.mutations.checkpoint import CheckpointMutations
from api.mutations.followup import FollowUpMutations
from api.mutations.identifier import IdentifierMutations
from api.mutations.investigation import InvestigationMutations
from api.mutations.item import ItemMutations
from api.mutations.request import RequestMutations
from api.mutations.review import ReviewMutations

__all__ = ["Mutation"]


@strawberry.type(description="Every command that a person may issue. Each is safe to repeat with the same commandId.")
class Mutation(
    InvestigationMutations,
    RequestMutations,
    ItemMutations,
    ReviewMutations,
    FollowUpMutations,
    IdentifierMutations,
    AgencyMutations,
    CheckpointMutations,
):
    """Every command that a person may issue."""
