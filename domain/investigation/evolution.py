"""How each event changes what is known of a joint investigation.

It must not fail, look at a clock, or refuse anything: what happened, happened.
"""

from collections.abc import Callable
from functools import singledispatch

from msgspec.structs import replace

from domain.erasure import has_texts, without_texts
from domain.event import Envelope, Recorded
from domain.investigation import events
from domain.investigation.confidentiality import Requirement, Signature
from domain.investigation.state import Agreement, Investigation, Member, Moment, Partner, Spell
from domain.investigation.vocabulary import MemberRole, PartnerRole, Phase

__all__ = ["evolve"]


def evolve(state: Investigation, recorded: Recorded) -> Investigation:
    """This will take an event into the state."""
    event = recorded.event
    holds_texts = has_texts(event) or (state.holds_texts and not event.ERASES)
    after = replace(state, version=recorded.envelope.aggregate_version, holds_texts=holds_texts)
    return _apply(event, after, recorded.envelope)


@singledispatch
def _apply(_event: object, state: Investigation, _envelope: Envelope) -> Investigation:
    return state


@_apply.register
def _opened(event: events.InvestigationOpened, state: Investigation, envelope: Envelope) -> Investigation:
    lead = Partner(agency_id=event.lead_agency_id, role=PartnerRole.PARTY, spells=(Spell(_moment(envelope)),))
    first = Member(member_id=event.first_member_id, agency_id=event.lead_agency_id, role=MemberRole.LEADER)
    return replace(
        state,
        investigation_id=event.investigation_id,
        reference=event.reference,
        title=event.title,
        crime_areas=event.crime_areas,
        legal_basis=event.legal_basis,
        lead_agency_id=event.lead_agency_id,
        partners={lead.agency_id: lead},
        members={first.member_id: first},
        administrators=frozenset({first.member_id}),
    )


@_apply.register
def _invited(event: events.PartnerInvited, state: Investigation, _envelope: Envelope) -> Investigation:
    earlier = state.partners.get(event.agency_id)
    spells = () if earlier is None else earlier.spells
    invited = Partner(agency_id=event.agency_id, role=event.role, is_invited=True, spells=spells)
    return replace(state, partners={**state.partners, event.agency_id: invited})


@_apply.register
def _joined(event: events.PartnerJoined, state: Investigation, envelope: Envelope) -> Investigation:
    earlier = state.partners.get(event.agency_id)
    spells = () if earlier is None else earlier.spells
    joined = Partner(agency_id=event.agency_id, role=event.role, spells=(*spells, Spell(_moment(envelope))))
    return replace(state, partners={**state.partners, event.agency_id: joined})


@_apply.register
def _declined(event: events.PartnerDeclined, state: Investigation, _envelope: Envelope) -> Investigation:
    return _with_partner(state, event.agency_id, lambda partner: replace(partner, is_invited=False))


@_apply.register
def _left(event: events.PartnerLeft, state: Investigation, envelope: Envelope) -> Investigation:
    def ended(partner: Partner) -> Partner:
        spells = (*partner.spells[:-1], *(replace(spell, left=_moment(envelope)) for spell in partner.spells[-1:]))
        return replace(partner, spells=spells)

    gone = [member.member_id for member in state.members.values() if member.agency_id == event.agency_id]
    return _without_access(_with_partner(state, event.agency_id, ended), *gone)


@_apply.register
def _agreed(event: events.AgreementRecorded, state: Investigation, _envelope: Envelope) -> Investigation:
    agreement = Agreement(
        reference=event.reference,
        signed_on=event.signed_on,
        valid_from=event.valid_from,
        valid_to=event.valid_to,
        limits=event.limits,
        third_party_access=event.third_party_access,
    )
    return replace(state, agreement=agreement)


@_apply.register
def _amended(event: events.AgreementAmended, state: Investigation, _envelope: Envelope) -> Investigation:
    if state.agreement is None:
        return state
    replaced = {limit.obligation for limit in event.limits}
    kept = (limit for limit in state.agreement.limits if limit.obligation not in replaced)
    agreement = replace(
        state.agreement,
        signed_on=event.signed_on,
        valid_to=event.valid_to or state.agreement.valid_to,
        limits=(*kept, *event.limits),
        third_party_access=event.third_party_access or state.agreement.third_party_access,
    )
    return replace(state, agreement=agreement)


@_apply.register
def _started(event: events.OperationalPhaseStarted, state: Investigation, _envelope: Envelope) -> Investigation:
    return replace(state, phase=Phase.OPERATIONAL, planned_end=event.planned_end)


@_apply.register
def _extended(event: events.OperationPeriodExtended, state: Investigation, _envelope: Envelope) -> Investigation:
    return replace(state, planned_end=event.planned_end)


@_apply.register
def _ended(_event: events.PostOperationalPhaseEntered, state: Investigation, _envelope: Envelope) -> Investigation:
    return replace(state, phase=Phase.POST_OPERATIONAL)


@_apply.register
def _closed(_event: events.InvestigationClosed, state: Investigation, _envelope: Envelope) -> Investigation:
    return replace(state, phase=Phase.CLOSED)


@_apply.register
def _reopened(_event: events.InvestigationReopened, state: Investigation, _envelope: Envelope) -> Investigation:
    return replace(state, phase=Phase.OPERATIONAL)


@_apply.register
def _archived(_event: events.InvestigationArchived, state: Investigation, _envelope: Envelope) -> Investigation:
    return replace(state, phase=Phase.ARCHIVED)


@_apply.register
def _designated(event: events.SpaceAdministratorDesignated, state: Investigation, _envelope: Envelope) -> Investigation:
    return replace(state, administrators=state.administrators | {event.member_id})


@_apply.register
def _relieved(event: events.SpaceAdministratorRelieved, state: Investigation, _envelope: Envelope) -> Investigation:
    return replace(state, administrators=state.administrators - {event.member_id})


@_apply.register
def _admitted(event: events.MemberAdmitted, state: Investigation, _envelope: Envelope) -> Investigation:
    member = Member(member_id=event.member_id, agency_id=event.agency_id, role=event.role, clearance=event.clearance)
    return replace(state, members={**state.members, event.member_id: member})


@_apply.register
def _role_changed(event: events.MemberRoleChanged, state: Investigation, _envelope: Envelope) -> Investigation:
    return _with_member(state, event.member_id, lambda member: replace(member, role=event.role))


@_apply.register
def _cleared(event: events.MemberClearanceChanged, state: Investigation, _envelope: Envelope) -> Investigation:
    def change(member: Member) -> Member:
        return replace(member, clearance=event.clearance, clearance_until=event.valid_until)

    return _with_member(state, event.member_id, change)


@_apply.register
def _required(event: events.ConfidentialityRequired, state: Investigation, _envelope: Envelope) -> Investigation:
    required = Requirement(version=event.version, valid_from=event.valid_from, days_to_sign=event.days_to_sign)
    return replace(state, confidentiality=state.confidentiality.requiring(required))


@_apply.register
def _signed(event: events.ConfidentialityAgreementSigned, state: Investigation, _envelope: Envelope) -> Investigation:
    signature = Signature(version=event.version, agency_id=event.agency_id, signed_on=event.signed_on)
    return replace(state, confidentiality=state.confidentiality.with_signature(event.member_id, signature))


@_apply.register
def _activity(event: events.JointActivityRecorded, state: Investigation, _envelope: Envelope) -> Investigation:
    return replace(state, activities={**state.activities, event.activity_id: event.agencies})


@_apply.register
def _cancelled(event: events.JointActivityCancelled, state: Investigation, _envelope: Envelope) -> Investigation:
    return replace(state, cancelled_activities=state.cancelled_activities | {event.activity_id})


@_apply.register
def _revoked(event: events.MemberAccessRevoked, state: Investigation, _envelope: Envelope) -> Investigation:
    return _without_access(state, event.member_id)


@_apply.register
def _compartment(event: events.CompartmentDefined, state: Investigation, _envelope: Envelope) -> Investigation:
    return replace(state, compartments=state.compartments | {event.compartment})


@_apply.register
def _granted(event: events.CompartmentAccessGranted, state: Investigation, _envelope: Envelope) -> Investigation:
    def change(member: Member) -> Member:
        return replace(member, compartments=member.compartments | {event.compartment})

    return _with_member(state, event.member_id, change)


@_apply.register
def _ungranted(event: events.CompartmentAccessRevoked, state: Investigation, _envelope: Envelope) -> Investigation:
    def change(member: Member) -> Member:
        return replace(member, compartments=member.compartments - {event.compartment})

    return _with_member(state, event.member_id, change)


@_apply.register
def _fact(event: events.FactRecorded, state: Investigation, _envelope: Envelope) -> Investigation:
    return replace(state, fact_ids=state.fact_ids.plus(event.fact_id))


@_apply.register
def _contradiction(event: events.ContradictionRecorded, state: Investigation, _envelope: Envelope) -> Investigation:
    return replace(state, contradiction_ids=state.contradiction_ids.plus(event.contradiction_id))


@_apply.register
def _erased(event: events.InvestigationTextsErased, state: Investigation, _envelope: Envelope) -> Investigation:
    return replace(without_texts(state), erased_up_to=event.up_to_version)


def _moment(envelope: Envelope) -> Moment:
    return Moment(envelope.occurred, envelope.recorded_at)


def _with_partner(state: Investigation, agency_id: str, change: Callable[[Partner], Partner]) -> Investigation:
    if agency_id not in state.partners:
        return state
    return replace(state, partners={**state.partners, agency_id: change(state.partners[agency_id])})


def _with_member(state: Investigation, member_id: str, change: Callable[[Member], Member]) -> Investigation:
    if member_id not in state.members:
        return state
    return replace(state, members={**state.members, member_id: change(state.members[member_id])})


def _without_access(state: Investigation, *member_ids: str) -> Investigation:
    gone = {
        member_id: replace(state.members[member_id], is_active=False, compartments=frozenset())
        for member_id in member_ids
        if member_id in state.members
    }
    return replace(state, members={**state.members, **gone}, administrators=state.administrators - gone.keys())
