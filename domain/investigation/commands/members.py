"""Persons who may enter the space, and those who administer it.

It must not let in anybody whose agency takes no part.
"""

from collections.abc import Iterable
from uuid import UUID

from domain.aggregate import Act, Decision, command, lies_before, timed_exactly
from domain.event import Event
from domain.investigation.commands.conditions import (
    require_active_member,
    require_confidentiality,
    require_not_archived,
    require_open,
    require_other_administrator,
    require_partner,
)
from domain.investigation.events import (
    MemberAccessRevoked,
    MemberAdmitted,
    MemberRoleChanged,
    SpaceAdministratorDesignated,
    SpaceAdministratorRelieved,
)
from domain.investigation.permissions import steward
from domain.investigation.rules import (
    AMemberIsAdmittedAfterTheOpening,
    OnlyAnAdministratorIsRelieved,
    TheChangeIsAChange,
)
from domain.investigation.state import Investigation
from domain.investigation.vocabulary import MemberRole
from domain.vocabulary import AgencyCode, Classification, Line, MemberId

__all__ = [
    "DECISIONS", "AdmitMember", "ChangeMemberRole", "DesignateAdministrator", "RelieveAdministrator", "RevokeMember",
]  # fmt: skip


@command(aggregate_id="investigation_id")
class AdmitMember:
    """Let a person of a partner agency enter the space who has signed the agreement on confidentiality.

    clearance: the highest level of classified information the person may see; missing: none.
    The role ADMINISTRATOR designates the person as administrator too.
    """

    investigation_id: UUID
    member_id: MemberId
    agency_id: AgencyCode
    role: MemberRole
    clearance: Classification | None = None


@command(aggregate_id="investigation_id")
class ChangeMemberRole:
    """Give a member another role. To ADMINISTRATOR designates, from ADMINISTRATOR relieves."""

    investigation_id: UUID
    member_id: MemberId
    role: MemberRole


@command(aggregate_id="investigation_id")
class RevokeMember:
    """End a person's access at once."""

    investigation_id: UUID
    member_id: MemberId
    reason: Line


@command(aggregate_id="investigation_id")
class DesignateAdministrator:
    """Let a member administer the space beside its role."""

    investigation_id: UUID
    member_id: MemberId


@command(aggregate_id="investigation_id")
class RelieveAdministrator:
    """Let a member no longer administer the space; one whose role is ADMINISTRATOR becomes a plain member."""

    investigation_id: UUID
    member_id: MemberId
    reason: Line | None = None


def _admit(command: AdmitMember, state: Investigation, act: Act) -> Iterable[Event]:
    require_open(state)
    require_partner(state, command.agency_id)
    if state.is_active_member(command.member_id):
        raise TheChangeIsAChange("The person is a member already.", remedy="Change the member's role instead.")
    require_confidentiality(state, command.member_id, command.agency_id, act)
    if lies_before(act, state.opened_at):
        raise AMemberIsAdmittedAfterTheOpening(opened_at=state.opened_at, occurred_at=act.occurred.at)
    yield MemberAdmitted(
        investigation_id=command.investigation_id,
        member_id=command.member_id,
        agency_id=command.agency_id,
        role=command.role,
        clearance=command.clearance,
    )
    if command.role is MemberRole.ADMINISTRATOR:
        yield SpaceAdministratorDesignated(investigation_id=command.investigation_id, member_id=command.member_id)


def _change_role(command: ChangeMemberRole, state: Investigation, _act: Act) -> Iterable[Event]:
    require_not_archived(state)
    member = require_active_member(state, command.member_id)
    if member.role is command.role:
        raise TheChangeIsAChange(role=member.role)
    administers = member.member_id in state.administrators
    is_relieved = administers and member.role is MemberRole.ADMINISTRATOR
    if is_relieved:
        require_other_administrator(state, member.member_id)
    yield MemberRoleChanged(investigation_id=command.investigation_id, member_id=member.member_id, role=command.role)
    if is_relieved:
        yield SpaceAdministratorRelieved(investigation_id=command.investigation_id, member_id=member.member_id)
    elif command.role is MemberRole.ADMINISTRATOR and not administers:
        yield SpaceAdministratorDesignated(investigation_id=command.investigation_id, member_id=member.member_id)


def _revoke(command: RevokeMember, state: Investigation, _act: Act) -> Iterable[MemberAccessRevoked]:
    require_not_archived(state)
    require_active_member(state, command.member_id)
    require_other_administrator(state, command.member_id)
    yield MemberAccessRevoked(
        investigation_id=command.investigation_id,
        member_id=command.member_id,
        reason=command.reason,
    )


def _designate(
    command: DesignateAdministrator, state: Investigation, _act: Act
) -> Iterable[SpaceAdministratorDesignated]:
    require_not_archived(state)
    require_active_member(state, command.member_id)
    if command.member_id in state.administrators:
        raise TheChangeIsAChange("The member administers the space already.")
    yield SpaceAdministratorDesignated(investigation_id=command.investigation_id, member_id=command.member_id)


def _relieve(command: RelieveAdministrator, state: Investigation, _act: Act) -> Iterable[Event]:
    require_not_archived(state)
    if command.member_id not in state.administrators:
        raise OnlyAnAdministratorIsRelieved(member_id=command.member_id)
    require_other_administrator(state, command.member_id)
    yield SpaceAdministratorRelieved(
        investigation_id=command.investigation_id,
        member_id=command.member_id,
        reason=command.reason,
    )
    if state.member_role(command.member_id) is MemberRole.ADMINISTRATOR:
        yield MemberRoleChanged(
            investigation_id=command.investigation_id,
            member_id=command.member_id,
            role=MemberRole.MEMBER,
        )


DECISIONS = (
    Decision(command=AdmitMember, decide=timed_exactly(_admit), may=steward),
    Decision(command=ChangeMemberRole, decide=timed_exactly(_change_role), may=steward),
    Decision(command=RevokeMember, decide=timed_exactly(_revoke), may=steward),
    Decision(command=DesignateAdministrator, decide=timed_exactly(_designate), may=steward),
    Decision(command=RelieveAdministrator, decide=timed_exactly(_relieve), may=steward),
)
