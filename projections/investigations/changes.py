"""What each event changes in the overview of an investigation.

It must not fail on any history that the domain lets happen, nor look at a clock.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from domain.event import Envelope
from domain.investigation import events
from domain.investigation.vocabulary import Phase
from projections.investigations.folded import Agreement, Folded, Member, Partner
from projections.investigations.rows import PartnerStanding

__all__ = ["CHANGES"]


def _since(envelope: Envelope) -> datetime:
    """When it happened, where that is known, else when it was recorded."""
    return envelope.occurred_at or envelope.recorded_at


def _invited(folded: Folded, event: events.PartnerInvited, _envelope: Envelope) -> None:
    partner = folded.partners.get(event.agency_id)
    if partner is None:
        folded.partners[event.agency_id] = Partner(event.role, PartnerStanding.INVITED)
    else:
        partner.role = event.role
        partner.standing = PartnerStanding.JOINED if partner.takes_part else PartnerStanding.INVITED


def _joined(folded: Folded, event: events.PartnerJoined, envelope: Envelope) -> None:
    folded.partners[event.agency_id] = Partner(event.role, PartnerStanding.JOINED, _since(envelope))


def _declined(folded: Folded, event: events.PartnerDeclined, _envelope: Envelope) -> None:
    partner = folded.partners.get(event.agency_id)
    if partner is not None and not partner.takes_part:
        partner.standing = PartnerStanding.DECLINED


def _left(folded: Folded, event: events.PartnerLeft, envelope: Envelope) -> None:
    partner = folded.partners.get(event.agency_id)
    if partner is not None:
        partner.standing, partner.active_to = PartnerStanding.LEFT, _since(envelope)
    for member in folded.members.values():
        if member.agency_id == event.agency_id:
            _end(member, envelope)


def _end(member: Member, envelope: Envelope) -> None:
    if member.is_admitted:
        member.is_admitted, member.active_to = False, _since(envelope)
    member.is_administrator, member.compartments = False, []


def _admitted(folded: Folded, event: events.MemberAdmitted, envelope: Envelope) -> None:
    before = folded.members.get(event.member_id)
    folded.members[event.member_id] = Member(
        event.agency_id,
        event.role,
        _since(envelope),
        is_administrator=before is not None and before.is_administrator,
        clearance=event.clearance,
    )


def _cleared(folded: Folded, event: events.MemberClearanceChanged, _envelope: Envelope) -> None:
    if member := folded.members.get(event.member_id):
        member.clearance, member.clearance_until = event.clearance, event.valid_until


def _role_changed(folded: Folded, event: events.MemberRoleChanged, _envelope: Envelope) -> None:
    if member := folded.members.get(event.member_id):
        member.role = event.role


def _revoked(folded: Folded, event: events.MemberAccessRevoked, envelope: Envelope) -> None:
    if member := folded.members.get(event.member_id):
        _end(member, envelope)


def _designated(folded: Folded, event: events.SpaceAdministratorDesignated, _envelope: Envelope) -> None:
    if member := folded.members.get(event.member_id):
        member.is_administrator = True


def _relieved(folded: Folded, event: events.SpaceAdministratorRelieved, _envelope: Envelope) -> None:
    if member := folded.members.get(event.member_id):
        member.is_administrator = False


def _defined(folded: Folded, event: events.CompartmentDefined, _envelope: Envelope) -> None:
    if event.compartment not in folded.compartments:
        folded.compartments.append(event.compartment)


def _granted(folded: Folded, event: events.CompartmentAccessGranted, _envelope: Envelope) -> None:
    member = folded.members.get(event.member_id)
    if member is not None and event.compartment not in member.compartments:
        member.compartments.append(event.compartment)


def _ungranted(folded: Folded, event: events.CompartmentAccessRevoked, _envelope: Envelope) -> None:
    member = folded.members.get(event.member_id)
    if member is not None and event.compartment in member.compartments:
        member.compartments.remove(event.compartment)


def _agreed(folded: Folded, event: events.AgreementRecorded, _envelope: Envelope) -> None:
    folded.agreement = Agreement(
        event.reference, event.signed_on, event.valid_from, event.valid_to, event.third_party_access
    )


def _amended(folded: Folded, event: events.AgreementAmended, _envelope: Envelope) -> None:
    if folded.agreement is not None:
        folded.agreement.signed_on = event.signed_on
        folded.agreement.valid_to = event.valid_to or folded.agreement.valid_to
        folded.agreement.third_party_access = event.third_party_access or folded.agreement.third_party_access
        folded.agreement.amendments += 1


def _started(folded: Folded, event: events.OperationalPhaseStarted, _envelope: Envelope) -> None:
    folded.phase, folded.planned_end = Phase.OPERATIONAL, event.planned_end


def _extended(folded: Folded, event: events.OperationPeriodExtended, _envelope: Envelope) -> None:
    folded.planned_end = event.planned_end


def _into(phase: Phase) -> Callable[[Folded, Any, Envelope], None]:
    def change(folded: Folded, _event: object, _envelope: Envelope) -> None:
        folded.phase = phase

    return change


CHANGES: Mapping[type, Callable[[Folded, Any, Envelope], None]] = {
    events.PartnerInvited: _invited,
    events.PartnerJoined: _joined,
    events.PartnerDeclined: _declined,
    events.PartnerLeft: _left,
    events.MemberAdmitted: _admitted,
    events.MemberRoleChanged: _role_changed,
    events.MemberClearanceChanged: _cleared,
    events.MemberAccessRevoked: _revoked,
    events.SpaceAdministratorDesignated: _designated,
    events.SpaceAdministratorRelieved: _relieved,
    events.CompartmentDefined: _defined,
    events.CompartmentAccessGranted: _granted,
    events.CompartmentAccessRevoked: _ungranted,
    events.AgreementRecorded: _agreed,
    events.AgreementAmended: _amended,
    events.OperationalPhaseStarted: _started,
    events.OperationPeriodExtended: _extended,
    events.PostOperationalPhaseEntered: _into(Phase.POST_OPERATIONAL),
    events.InvestigationClosed: _into(Phase.CLOSED),
    events.InvestigationReopened: _into(Phase.OPERATIONAL),
    events.InvestigationArchived: _into(Phase.ARCHIVED),
}
"""Event class -> its change; every other event of the case only moves `updated_at` and `position`."""
