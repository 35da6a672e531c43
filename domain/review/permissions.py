"""Who may act in a review.

An outsider is answered as if there were no review (invariant 24). It must not know when an act may happen.
"""

from typing import Protocol
from uuid import UUID

from domain.aggregate import Act
from domain.investigation import INVESTIGATION, Investigation
from domain.investigation.vocabulary import MemberRole
from domain.refusal import InvalidInput, NotFound, NotPermitted
from domain.review.seeing import OF_THE_OPERATOR
from domain.review.state import Review

__all__ = ["acting_agency", "contributor", "lead", "opener", "steward"]


class OfInvestigation(Protocol):
    """A command that names the investigation."""

    @property
    def investigation_id(self) -> UUID:
        """Its id."""
        ...


def acting_agency(named: str | None, act: Act) -> str:
    """This will return the agency for which a thing is done: the actor's own, which only an import names otherwise."""
    agency_id = named or act.actor.agency_id
    if agency_id is None:
        raise InvalidInput(field="agencyId", rule="missing", accepted="the code of a partner")
    if act.actor.kind not in OF_THE_OPERATOR and agency_id != act.actor.agency_id:
        raise NotPermitted(
            "One acts for one's own agency.", remedy="Leave the agency out, or name the one you act for."
        )
    return agency_id


def opener(command: OfInvestigation, _review: Review, act: Act) -> None:
    """This will let pass administrators of the space and leaders of the lead agency; raises NotFound, NotPermitted."""
    _require_steward(command.investigation_id, act)


def steward(_command: object, review: Review, act: Act) -> None:
    """This will let pass administrators of the space and leaders of the lead agency; raises NotFound, NotPermitted."""
    _require_steward(review.investigation_id, act)


def contributor(_command: object, review: Review, act: Act) -> None:
    """This will let pass every member who does not only read; raises NotFound, NotPermitted."""
    _require_contributor(review.investigation_id, act)


def lead(_command: object, review: Review, act: Act) -> None:
    """This will let pass contributors of the lead agency; raises NotFound, NotPermitted."""
    investigation = _require_contributor(review.investigation_id, act)
    if act.actor.kind not in OF_THE_OPERATOR and act.actor.agency_id != investigation.lead_agency_id:
        raise NotPermitted("Only the lead agency answers for all.", remedy=f"Ask {investigation.lead_agency_id}.")


def _require_steward(investigation_id: UUID, act: Act) -> None:
    investigation = _require_member(investigation_id, act)
    actor = act.actor
    is_leader = investigation.member_role(actor.actor_id) is MemberRole.LEADER
    leads = is_leader and actor.agency_id == investigation.lead_agency_id
    if actor.kind not in OF_THE_OPERATOR and not leads and actor.actor_id not in investigation.administrators:
        raise NotPermitted(
            "Only an administrator of the space or a leader of the lead agency may do this.",
            remedy="Ask an administrator of the space.",
        )


def _require_contributor(investigation_id: UUID, act: Act) -> Investigation:
    investigation = _require_member(investigation_id, act)
    if investigation.member_role(act.actor.actor_id) is MemberRole.READER:
        raise NotPermitted("A reader changes nothing.", remedy="Ask an administrator of the space for another role.")
    return investigation


def _require_member(investigation_id: UUID, act: Act) -> Investigation:
    investigation = act.facts.of(INVESTIGATION, investigation_id)
    if act.actor.kind not in OF_THE_OPERATOR and not investigation.admits(act.actor):
        raise NotFound
    return investigation
