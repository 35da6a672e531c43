"""Conditions that several commands of an investigation share.

They must not know the commands.
"""

from datetime import date, datetime, timedelta

from domain.agency import AGENCY
from domain.aggregate import Act
from domain.event import ActorKind
from domain.investigation.rules import (
    AMemberBelongsToAPartner,
    AMemberSignsConfidentialityFirst,
    AnAgencyIsRegisteredFirst,
    AnArchivedInvestigationRests,
    ASignatureIsNotDatedAhead,
    OnlyAMemberIsMeant,
    TheInvestigationIsOpen,
    TheLastAdministratorStays,
)
from domain.investigation.state import Investigation, Member
from domain.investigation.vocabulary import Phase

__all__ = [
    "require_active_member", "require_confidentiality", "require_not_archived", "require_open",
    "require_other_administrator", "require_partner", "require_registered", "require_signed_in_the_past",
]  # fmt: skip

AHEAD = timedelta(hours=14)
"""By how much the earliest time zone is ahead of UTC: there the next day has begun already."""


def require_open(state: Investigation) -> None:
    """This will refuse what begins something new after the end."""
    require_not_archived(state)
    if not state.is_open:
        raise TheInvestigationIsOpen(phase=state.phase)


def require_not_archived(state: Investigation) -> None:
    """This will refuse any change of what rests."""
    if state.phase is Phase.ARCHIVED:
        raise AnArchivedInvestigationRests


def require_registered(agency_id: str, act: Act, *, field: str = "agency_id") -> None:
    """This will refuse an agency that the directory does not know."""
    if not act.facts.of(AGENCY, agency_id).is_known:
        raise AnAgencyIsRegisteredFirst(agency_id=agency_id, field=field)


def require_partner(state: Investigation, agency_id: str) -> None:
    """This will refuse an agency that takes no part."""
    if not state.is_partner(agency_id):
        raise AMemberBelongsToAPartner(agency_id=agency_id)


def require_active_member(state: Investigation, member_id: str) -> Member:
    """This will find an active member, or refuse."""
    if not state.is_active_member(member_id):
        raise OnlyAMemberIsMeant(member_id=member_id)
    return state.members[member_id]


def require_other_administrator(state: Investigation, *leaving: str) -> None:
    """This will refuse to leave the space without an administrator (invariant 22)."""
    if state.administrators and not state.administrators.difference(leaving):
        raise TheLastAdministratorStays


def require_signed_in_the_past(signed_on: date, act: Act) -> None:
    """This will refuse a signature of a day that has begun nowhere yet."""
    if signed_on > _latest_day(act.recorded_at):
        raise ASignatureIsNotDatedAhead(signed_on=signed_on)


def require_confidentiality(state: Investigation, member_id: str, agency_id: str, act: Act) -> None:
    """This will refuse a person who has not signed what is in force; an import passes, as history may not know it."""
    if act.actor.kind is ActorKind.IMPORT:
        return
    day = _latest_day(act.occurred.at or act.recorded_at)
    if not state.confidentiality.has_signed(member_id, agency_id, day):
        wanted = state.confidentiality.in_force(day)
        raise AMemberSignsConfidentialityFirst(member_id=member_id, version=wanted and wanted.version)


def _latest_day(moment: datetime) -> date:
    return (moment + AHEAD).date()
