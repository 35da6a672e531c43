"""What members sign on confidentiality, and up to which level they are cleared.

It must not throw anybody out: a member who does not sign in time is shown as an exception.
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from domain.aggregate import Act, Decision, command, timed_exactly
from domain.event import ActorKind
from domain.investigation.commands.conditions import (
    require_active_member,
    require_not_archived,
    require_open,
    require_partner,
    require_signed_in_the_past,
)
from domain.investigation.events import (
    ConfidentialityAgreementSigned,
    ConfidentialityRequired,
    MemberClearanceChanged,
)
from domain.investigation.permissions import clearing, signatory, steward
from domain.investigation.rules import (
    AClearanceEndsAfterItBegins,
    ASignatureIsRecordedOnce,
    AVersionIsSignedOnceItIsInForce,
    OnlyARequiredVersionIsSigned,
    TheChangeIsAChange,
    VersionsOfConfidentialityFollowEachOther,
)
from domain.investigation.state import Investigation
from domain.refusal import InvalidInput
from domain.vocabulary import AgencyCode, Classification, Code, MemberId

__all__ = ["DECISIONS", "ChangeMemberClearance", "RecordConfidentialitySignature", "RequireConfidentiality"]

DaysToSign = Annotated[int, Meta(ge=0, le=365, description="Days that members have to sign, 0 to 365.")]


@command(aggregate_id="investigation_id")
class RequireConfidentiality:
    """Say which version of the agreement on confidentiality members sign from a day on; it replaces the one before.

    version: its code, such as V2. valid_from: the first day on which it is in force. days_to_sign: how long those have
    for it who are members by then; afterwards they are listed as exceptions.
    """

    investigation_id: UUID
    version: Code
    valid_from: date
    days_to_sign: DaysToSign = 14


@command(aggregate_id="investigation_id")
class RecordConfidentialitySignature:
    """Record that a person of a partner agency signed the agreement on confidentiality.

    version: what was signed; any code while the investigation requires none. signed_on: the day of signature.
    """

    investigation_id: UUID
    member_id: MemberId
    agency_id: AgencyCode
    version: Code
    signed_on: date


@command(aggregate_id="investigation_id")
class ChangeMemberClearance:
    """Say up to which level of classified information a member is cleared from now on.

    clearance: missing for none. valid_until: the first day without it; missing while no end is known.
    """

    investigation_id: UUID
    member_id: MemberId
    clearance: Classification | None = None
    valid_until: date | None = None


def _require(command: RequireConfidentiality, state: Investigation, _act: Act) -> Iterable[ConfidentialityRequired]:
    require_open(state)
    known = state.confidentiality
    if command.version in known.versions or (known.required and command.valid_from <= known.required[-1].valid_from):
        raise VersionsOfConfidentialityFollowEachOther(version=command.version)
    yield ConfidentialityRequired(
        investigation_id=command.investigation_id,
        version=command.version,
        valid_from=command.valid_from,
        days_to_sign=command.days_to_sign,
    )


def _sign(
    command: RecordConfidentialitySignature, state: Investigation, act: Act
) -> Iterable[ConfidentialityAgreementSigned]:
    require_not_archived(state)
    require_partner(state, command.agency_id)
    known = state.confidentiality
    if known.required and command.version not in known.versions:
        raise OnlyARequiredVersionIsSigned(version=command.version)
    if known.holds(command.member_id, command.agency_id, command.version):
        raise ASignatureIsRecordedOnce(version=command.version)
    require_signed_in_the_past(command.signed_on, act)
    came_into_force = known.valid_from(command.version)
    is_early = came_into_force is not None and command.signed_on < came_into_force
    if is_early and act.actor.kind is not ActorKind.IMPORT:
        raise AVersionIsSignedOnceItIsInForce(valid_from=came_into_force, signed_on=command.signed_on)
    yield ConfidentialityAgreementSigned(
        investigation_id=command.investigation_id,
        member_id=command.member_id,
        agency_id=command.agency_id,
        version=command.version,
        signed_on=command.signed_on,
    )


def _clear(command: ChangeMemberClearance, state: Investigation, act: Act) -> Iterable[MemberClearanceChanged]:
    require_not_archived(state)
    member = require_active_member(state, command.member_id)
    if command.valid_until is not None and command.clearance is None:
        raise InvalidInput(field="validUntil", rule="no clearance has no end", accepted="an end together with a level")
    if command.valid_until is not None and command.valid_until <= act.recorded_at.date():
        raise AClearanceEndsAfterItBegins(valid_until=command.valid_until)
    if (member.clearance, member.clearance_until) == (command.clearance, command.valid_until):
        raise TheChangeIsAChange(clearance=member.clearance)
    yield MemberClearanceChanged(
        investigation_id=command.investigation_id,
        member_id=command.member_id,
        clearance=command.clearance,
        valid_until=command.valid_until,
    )


DECISIONS = (
    Decision(command=RequireConfidentiality, decide=timed_exactly(_require), may=steward),
    Decision(command=RecordConfidentialitySignature, decide=timed_exactly(_sign), may=signatory),
    Decision(command=ChangeMemberClearance, decide=timed_exactly(_clear), may=clearing),
)
