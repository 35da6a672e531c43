"""Who may act in a joint investigation.

An outsider is answered as if there were no investigation (invariant 24). It must not know when an act may happen.
"""

from typing import Protocol

from domain.aggregate import Act
from domain.event import ActorKind
from domain.investigation.state import Investigation
from domain.investigation.vocabulary import MemberRole
from domain.refusal import NotFound, NotPermitted
from domain.vocabulary import Role

__all__ = [
    "answering_agency", "clearing", "contributor", "one_of_the_activity", "opener", "signatory", "steward",
    "steward_of_lead", "steward_or_own_leader",
]  # fmt: skip

OF_THE_OPERATOR = frozenset({ActorKind.IMPORT, ActorKind.PROCESS})
"""Actors that stand for no agency: they pass as members, the rules bind them all the same."""


class OfLead(Protocol):
    """A command that names the lead agency."""

    @property
    def lead_agency_id(self) -> str:
        """Code of the agency."""
        ...


class OfPartner(Protocol):
    """A command that names a partner."""

    @property
    def agency_id(self) -> str:
        """Code of the agency."""
        ...


class OfMember(Protocol):
    """A command that names a person."""

    @property
    def member_id(self) -> str:
        """Id of the person."""
        ...


class OfActivity(Protocol):
    """A command that names a joint activity."""

    @property
    def activity_id(self) -> str:
        """Id of the activity."""
        ...


def opener(command: OfLead, _state: Investigation, act: Act) -> None:
    """This will let pass who may open investigations for the agency it acts for; raises NotPermitted."""
    if act.actor.kind is ActorKind.IMPORT:
        return
    if Role.INVESTIGATION_OPENER not in act.actor.roles or act.actor.agency_id != command.lead_agency_id:
        raise NotPermitted(
            "Only a person who may open investigations opens one, for its own agency.",
            remedy="Ask for the role INVESTIGATION_OPENER, and open it for the agency you act for.",
        )


def steward(_command: object, state: Investigation, act: Act) -> None:
    """This will let pass administrators of the space and leaders; raises NotFound, NotPermitted."""
    if act.actor.kind in OF_THE_OPERATOR:
        return
    _require_member(state, act)
    if not _is_steward(state, act):
        raise NotPermitted(
            "Only an administrator of the space or a leader may do this.", remedy="Ask an administrator of the space."
        )


def steward_of_lead(command: object, state: Investigation, act: Act) -> None:
    """This will let pass administrators of the space and leaders, of the lead agency; raises NotFound, NotPermitted."""
    steward(command, state, act)
    if act.actor.kind not in OF_THE_OPERATOR and act.actor.agency_id != state.lead_agency_id:
        raise NotPermitted("Only the lead agency may do this.", remedy=f"Ask {state.lead_agency_id}.")


def steward_or_own_leader(command: OfPartner, state: Investigation, act: Act) -> None:
    """This will let pass administrators, leaders of the lead agency, and the agency's own leaders."""
    steward(command, state, act)
    if act.actor.kind in OF_THE_OPERATOR or act.actor.actor_id in state.administrators:
        return
    if act.actor.agency_id not in (state.lead_agency_id, command.agency_id):
        raise NotPermitted(
            "A leader withdraws its own agency; another only an administrator or the lead agency.",
            remedy="Ask an administrator of the space.",
        )


def signatory(command: OfMember, state: Investigation, act: Act) -> None:
    """This will let pass administrators, leaders, and a member for itself; raises NotFound, NotPermitted."""
    if not (state.admits(act.actor) and act.actor.actor_id == command.member_id):
        steward(command, state, act)


def clearing(command: OfMember, state: Investigation, act: Act) -> None:
    """This will let pass administrators, leaders of the lead agency, and leaders of the member's own agency."""
    steward(command, state, act)
    if act.actor.kind in OF_THE_OPERATOR or act.actor.actor_id in state.administrators:
        return
    member = state.members.get(command.member_id)
    if act.actor.agency_id not in (state.lead_agency_id, member and member.agency_id):
        raise NotPermitted(
            "A leader clears members of its own agency; others only an administrator or the lead agency.",
            remedy="Ask a leader of the member's agency, or an administrator of the space.",
        )


def one_of_the_activity(command: OfActivity, state: Investigation, act: Act) -> None:
    """This will let pass administrators, leaders, and contributors of the agencies that took part in the activity."""
    contributor(command, state, act)
    if act.actor.kind in OF_THE_OPERATOR or _is_steward(state, act):
        return
    if act.actor.agency_id not in state.activities.get(command.activity_id, (act.actor.agency_id,)):
        raise NotPermitted(
            "Only who took part in a joint activity cancels it.", remedy="Ask one of its agencies, or a leader."
        )


def contributor(_command: object, state: Investigation, act: Act) -> None:
    """This will let pass every member who does not only read; raises NotFound, NotPermitted."""
    if act.actor.kind in OF_THE_OPERATOR:
        return
    _require_member(state, act)
    is_reader = state.member_role(act.actor.actor_id) is MemberRole.READER
    if is_reader and act.actor.actor_id not in state.administrators:
        raise NotPermitted("A reader records nothing.", remedy="Ask an administrator of the space for another role.")


def answering_agency(command: OfPartner, state: Investigation, act: Act) -> None:
    """This will let pass who may bind an agency that has an invitation; raises NotFound, NotPermitted."""
    if act.actor.kind is ActorKind.IMPORT:
        return
    may_bind = not act.actor.roles.isdisjoint({Role.INVESTIGATION_OPENER, Role.AGENCY_ADMINISTRATOR})
    invited = state.partners.get(command.agency_id)
    has_invitation = invited is not None and invited.is_invited
    if may_bind and act.actor.agency_id == command.agency_id and has_invitation:
        return
    _require_member(state, act)
    raise NotPermitted(
        "Only the invited agency answers its invitation.",
        remedy="Let a person of that agency answer who may open investigations or administers the agency.",
    )


def _require_member(state: Investigation, act: Act) -> None:
    if not state.admits(act.actor):
        raise NotFound


def _is_steward(state: Investigation, act: Act) -> bool:
    is_leader = state.member_role(act.actor.actor_id) is MemberRole.LEADER
    return is_leader or act.actor.actor_id in state.administrators
