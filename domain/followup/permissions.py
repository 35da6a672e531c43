"""Who may act on a follow-up.

An outsider is answered as if there were no follow-up (invariant 24). It must not know when an act may happen.
"""

from typing import Protocol
from uuid import UUID

from domain.aggregate import Act
from domain.event import ActorKind
from domain.followup.sources import is_seen
from domain.followup.state import FollowUp
from domain.investigation import INVESTIGATION, Investigation
from domain.investigation.vocabulary import MemberRole
from domain.refusal import NotFound, NotPermitted

__all__ = ["OF_THE_OPERATOR", "assigned_side", "opener", "opening_side"]

OF_THE_OPERATOR = frozenset({ActorKind.IMPORT, ActorKind.PROCESS})


class OfInvestigation(Protocol):
    """A command that names the investigation."""

    @property
    def investigation_id(self) -> UUID:
        """Its id."""
        ...

    @property
    def opened_by_agency_id(self) -> str | None:
        """Code of the agency that opens it; None for the acting agency."""
        ...


def opener(command: OfInvestigation, _state: FollowUp, act: Act) -> None:
    """This will let pass members who do not only read, for the agency they act for; raises NotFound, NotPermitted."""
    if act.actor.kind in OF_THE_OPERATOR:
        return
    _require_contributor(act.facts.of(INVESTIGATION, command.investigation_id), act)
    if command.opened_by_agency_id not in (None, act.actor.agency_id):
        raise NotPermitted(
            "A follow-up is opened for one's own agency.", remedy="Leave the agency out, or name the one you act for."
        )


def opening_side(_command: object, state: FollowUp, act: Act) -> None:
    """This will let pass the agency that opened it; raises NotFound, NotPermitted."""
    _require_side(state, act, state.opened_by_agency_id, "Only the agency that opened the follow-up may do this.")


def assigned_side(_command: object, state: FollowUp, act: Act) -> None:
    """This will let pass the agency that is to do it; raises NotFound, NotPermitted."""
    side = state.assigned_agency_id or state.opened_by_agency_id
    _require_side(state, act, side, "Only the agency that is to do it may do this.")


def _require_side(state: FollowUp, act: Act, agency_id: str, message: str) -> None:
    if act.actor.kind in OF_THE_OPERATOR:
        return
    if not is_seen(state.grown_out_of, state.investigation_id, act):
        raise NotFound
    _require_contributor(act.facts.of(INVESTIGATION, state.investigation_id), act)
    if act.actor.agency_id != agency_id:
        raise NotPermitted(message, remedy=f"Ask {agency_id}.")


def _require_contributor(investigation: Investigation, act: Act) -> None:
    if not investigation.admits(act.actor):
        raise NotFound
    if investigation.member_role(act.actor.actor_id) is MemberRole.READER:
        raise NotPermitted("A reader changes nothing.", remedy="Ask an administrator of the space for another role.")
