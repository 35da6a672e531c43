"""Opening a joint investigation, and agencies that join, decline and leave it.

It must not admit persons: being a partner makes nobody a member.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from domain.aggregate import Act, Decision, command, timed_exactly
from domain.event import Event
from domain.investigation.commands.conditions import (
    require_not_archived,
    require_open,
    require_other_administrator,
    require_registered,
    require_signed_in_the_past,
)
from domain.investigation.events import (
    ConfidentialityAgreementSigned,
    InvestigationOpened,
    PartnerDeclined,
    PartnerInvited,
    PartnerJoined,
    PartnerLeft,
)
from domain.investigation.permissions import answering_agency, opener, steward, steward_or_own_leader
from domain.investigation.rules import (
    AnAgencyIsInvitedOnce,
    OnlyAnInvitedAgencyAnswers,
    OnlyAPartnerLeaves,
    TheLeadAgencyStays,
)
from domain.investigation.state import Investigation, Partner
from domain.investigation.vocabulary import LegalBasisKind, PartnerRole
from domain.reference import crime_areas
from domain.refusal import InvalidInput
from domain.vocabulary import AgencyCode, Code, Line, MemberId

__all__ = [
    "DECISIONS", "AcceptInvitation", "DeclineInvitation", "InvitePartner", "OpenInvestigation", "WithdrawPartner",
]  # fmt: skip


@command(aggregate_id="investigation_id")
class OpenInvestigation:
    """Open the space of a joint investigation.

    reference: the file number among the partners. title: without operational or personal text. crime_areas: codes, the
    main one first. first_member_id: the person of the lead agency who leads and administers the space from the start.
    confidentiality_version: which version of the agreement on confidentiality that person has signed; missing where it
    has signed none yet. confidentiality_signed_on: the day of that signature; missing for the day of opening.
    """

    investigation_id: UUID
    reference: Line
    title: Line
    crime_areas: tuple[Code, ...]
    legal_basis: LegalBasisKind
    lead_agency_id: AgencyCode
    first_member_id: MemberId
    confidentiality_version: Code | None = None
    confidentiality_signed_on: date | None = None


@command(aggregate_id="investigation_id")
class InvitePartner:
    """Ask an agency to take part in a stated quality."""

    investigation_id: UUID
    agency_id: AgencyCode
    role: PartnerRole


@command(aggregate_id="investigation_id")
class AcceptInvitation:
    """Take part from now on, in the quality in which the agency was invited."""

    investigation_id: UUID
    agency_id: AgencyCode


@command(aggregate_id="investigation_id")
class DeclineInvitation:
    """Take no part."""

    investigation_id: UUID
    agency_id: AgencyCode
    reason: Line | None = None


@command(aggregate_id="investigation_id")
class WithdrawPartner:
    """Let an agency leave; its members lose access at once."""

    investigation_id: UUID
    agency_id: AgencyCode
    reason: Line


def _open(command: OpenInvestigation, _state: Investigation, act: Act) -> Iterable[Event]:
    unknown = [code for code in command.crime_areas if not crime_areas.exists(code, act.recorded_at.date())]
    if unknown or not command.crime_areas:
        raise InvalidInput(field="crimeAreas", rule=crime_areas.refusal(unknown), accepted=crime_areas.ACCEPTED)
    require_registered(command.lead_agency_id, act, field="lead_agency_id")
    yield InvestigationOpened(
        investigation_id=command.investigation_id,
        reference=command.reference,
        title=command.title,
        crime_areas=command.crime_areas,
        legal_basis=command.legal_basis,
        lead_agency_id=command.lead_agency_id,
        first_member_id=command.first_member_id,
    )
    yield from _first_signature(command, act)


def _first_signature(command: OpenInvestigation, act: Act) -> Iterable[ConfidentialityAgreementSigned]:
    if command.confidentiality_version is None:
        if command.confidentiality_signed_on is not None:
            raise InvalidInput(
                field="confidentialitySignedOn", rule="says not what was signed", accepted="a day with a version"
            )
        return
    signed_on = command.confidentiality_signed_on or (act.occurred.at or act.recorded_at).date()
    require_signed_in_the_past(signed_on, act)
    yield ConfidentialityAgreementSigned(
        investigation_id=command.investigation_id,
        member_id=command.first_member_id,
        agency_id=command.lead_agency_id,
        version=command.confidentiality_version,
        signed_on=signed_on,
    )


def _invite(command: InvitePartner, state: Investigation, act: Act) -> Iterable[PartnerInvited]:
    require_open(state)
    require_registered(command.agency_id, act)
    known = state.partners.get(command.agency_id)
    if known is not None and (known.takes_part or known.is_invited):
        raise AnAgencyIsInvitedOnce(agency_id=command.agency_id)
    yield PartnerInvited(
        investigation_id=command.investigation_id,
        agency_id=command.agency_id,
        role=command.role,
    )


def _invitation(state: Investigation, agency_id: str) -> Partner:
    invited = state.partners.get(agency_id)
    if invited is None or not invited.is_invited:
        raise OnlyAnInvitedAgencyAnswers(agency_id=agency_id)
    return invited


def _accept(command: AcceptInvitation, state: Investigation, _act: Act) -> Iterable[PartnerJoined]:
    require_open(state)
    invited = _invitation(state, command.agency_id)
    yield PartnerJoined(
        investigation_id=command.investigation_id,
        agency_id=command.agency_id,
        role=invited.role,
    )


def _decline(command: DeclineInvitation, state: Investigation, _act: Act) -> Iterable[PartnerDeclined]:
    require_not_archived(state)
    _invitation(state, command.agency_id)
    yield PartnerDeclined(
        investigation_id=command.investigation_id,
        agency_id=command.agency_id,
        reason=command.reason,
    )


def _withdraw(command: WithdrawPartner, state: Investigation, _act: Act) -> Iterable[PartnerLeft]:
    require_not_archived(state)
    if not state.is_partner(command.agency_id):
        raise OnlyAPartnerLeaves(agency_id=command.agency_id)
    if command.agency_id == state.lead_agency_id:
        raise TheLeadAgencyStays(agency_id=command.agency_id)
    leaving = (member.member_id for member in state.members.values() if member.agency_id == command.agency_id)
    require_other_administrator(state, *leaving)
    yield PartnerLeft(
        investigation_id=command.investigation_id,
        agency_id=command.agency_id,
        reason=command.reason,
    )


DECISIONS = (
    Decision(command=OpenInvestigation, decide=timed_exactly(_open), may=opener, creates=True),
    Decision(command=InvitePartner, decide=timed_exactly(_invite), may=steward),
    Decision(command=AcceptInvitation, decide=timed_exactly(_accept), may=answering_agency),
    Decision(command=DeclineInvitation, decide=timed_exactly(_decline), may=answering_agency),
    Decision(command=WithdrawPartner, decide=timed_exactly(_withdraw), may=steward_or_own_leader),
)
