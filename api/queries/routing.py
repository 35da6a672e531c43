"""Which unit should get a request, and why: the routing proposal as the schema shows it.

It must not rank anything: `domain.routing` does, over the directory as it stands.
"""

import strawberry

from api.wording import enum_of
from domain.routing import Criterion, Proposal

__all__ = ["RoutingProposal", "proposal_of"]

enum_of(Criterion)


@strawberry.type(description="A competent unit and the reasons of its rank.")
class ProposedUnit:
    """A competent unit and the reasons of its rank."""

    rank: int = strawberry.field(description="1 is closest.")
    agency_id: str = strawberry.field(description="Code of its agency.")
    unit_id: str = strawberry.field(description="Code of the unit.")
    name: str = strawberry.field(description="Its name.")
    competence_id: str = strawberry.field(description="Id of the competence that fits.")
    is_always_open: bool = strawberry.field(description="Reached at every hour of every day.")
    reasons: list[str] = strawberry.field(description="Why it stands at its rank, as sentences.")


@strawberry.type(description="The competent units, closest first, or what the last candidates failed on.")
class RoutingProposal:
    """The competent units, closest first."""

    units: list[ProposedUnit] = strawberry.field(description="The competent units, closest first.")
    failed: Criterion | None = strawberry.field(
        description="On what the last candidates failed; null where there are units."
    )
    explanation: str | None = strawberry.field(description="The same as a sentence.")


def proposal_of(proposal: Proposal) -> RoutingProposal:
    """This will show a proposal."""
    units = [
        ProposedUnit(
            rank=unit.rank,
            agency_id=unit.agency_id,
            unit_id=unit.unit_id,
            name=unit.name,
            competence_id=unit.competence_id,
            is_always_open=unit.is_always_open,
            reasons=list(unit.reasons),
        )
        for unit in proposal.units
    ]
    return RoutingProposal(units=units, failed=proposal.failed, explanation=proposal.explanation)
