"""Facts about a joint investigation: its phases, partners, members, compartments and agreement.

They must not carry what was learned in the investigation, except as operational text of a recorded fact.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from domain.event import Event, event
from domain.investigation.vocabulary import FactKind, LegalBasisKind, MemberRole, PartnerRole, SourceGrade
from domain.vocabulary import Classification, Obligation, OperationalText

__all__ = [
    "AgreedLimit", "AgreementAmended", "AgreementRecorded", "Claim", "CompartmentAccessGranted",
    "CompartmentAccessRevoked", "CompartmentDefined", "ContradictionRecorded", "FactRecorded", "InvestigationArchived",
    "InvestigationClosed", "InvestigationEvent", "InvestigationOpened", "InvestigationReopened", "MemberAccessRevoked",
    "MemberAdmitted", "MemberRoleChanged", "OperationPeriodExtended", "OperationalPhaseStarted", "PartnerDeclined",
    "PartnerInvited", "PartnerJoined", "PartnerLeft", "PostOperationalPhaseEntered", "SpaceAdministratorDesignated",
    "SpaceAdministratorRelieved",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedLimit:
    """A time limit that the partners agreed on. limit: ISO 8601 duration; counting: ELAPSED or CALENDAR_DAY_END."""

    obligation: Obligation
    limit: timedelta
    counting: str = "ELAPSED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One of several sources that contradict each other."""

    claim: OperationalText
    source: str
    grade: SourceGrade


@event("investigation.InvestigationOpened")
class InvestigationOpened(Event):
    """A space for a joint investigation was opened by its lead agency.

    title must carry no operational or personal text.
    """

    investigation_id: UUID
    reference: str
    title: str
    crime_areas: tuple[str, ...]
    legal_basis: LegalBasisKind
    lead_agency_id: str
    first_member_id: str


@event("investigation.PartnerInvited")
class PartnerInvited(Event):
    """An agency was asked to take part."""

    investigation_id: UUID
    agency_id: str
    role: PartnerRole


@event("investigation.PartnerJoined")
class PartnerJoined(Event):
    """An invited agency takes part from now on."""

    investigation_id: UUID
    agency_id: str
    role: PartnerRole


@event("investigation.PartnerDeclined")
class PartnerDeclined(Event):
    """An invited agency does not take part."""

    investigation_id: UUID
    agency_id: str
    reason: str | None = None


@event("investigation.PartnerLeft")
class PartnerLeft(Event):
    """An agency no longer takes part; its members lose access."""

    investigation_id: UUID
    agency_id: str
    reason: str


@event("investigation.AgreementRecorded")
class AgreementRecorded(Event):
    """The partners' agreement was recorded: its date, its period, its own time limits, what third parties may see."""

    investigation_id: UUID
    reference: str
    signed_on: date
    valid_from: date
    valid_to: date | None
    limits: tuple[AgreedLimit, ...] = ()
    third_party_access: str | None = None


@event("investigation.AgreementAmended")
class AgreementAmended(Event):
    """The agreement was amended from now on.

    limits: each replaces the earlier limit of its obligation, the others stay; valid_to: the new first day after the
    period, None where the period stays; third_party_access None: what was agreed before stays.
    """

    investigation_id: UUID
    reference: str
    signed_on: date
    reason: str
    limits: tuple[AgreedLimit, ...] = ()
    third_party_access: str | None = None
    valid_to: date | None = None


@event("investigation.OperationalPhaseStarted")
class OperationalPhaseStarted(Event):
    """Joint operations began; planned_end is the first day after the planned period."""

    investigation_id: UUID
    planned_end: date | None = None


@event("investigation.OperationPeriodExtended")
class OperationPeriodExtended(Event):
    """The operational period was extended."""

    investigation_id: UUID
    planned_end: date
    reason: str


@event("investigation.SpaceAdministratorDesignated")
class SpaceAdministratorDesignated(Event):
    """A member now administers the space."""

    investigation_id: UUID
    member_id: str


@event("investigation.SpaceAdministratorRelieved")
class SpaceAdministratorRelieved(Event):
    """A member no longer administers the space."""

    investigation_id: UUID
    member_id: str
    reason: str | None = None


@event("investigation.MemberAdmitted")
class MemberAdmitted(Event):
    """A person of a partner agency may enter the space."""

    investigation_id: UUID
    member_id: str
    agency_id: str
    role: MemberRole
    clearance: Classification | None = None


@event("investigation.MemberRoleChanged")
class MemberRoleChanged(Event):
    """A member's role in the space changed."""

    investigation_id: UUID
    member_id: str
    role: MemberRole


@event("investigation.MemberAccessRevoked")
class MemberAccessRevoked(Event):
    """A member may no longer enter the space, effective at once."""

    investigation_id: UUID
    member_id: str
    reason: str


@event("investigation.CompartmentDefined")
class CompartmentDefined(Event):
    """A part of the space is reserved to those who hold its compartment. name must carry no operational text."""

    investigation_id: UUID
    compartment: str
    name: str


@event("investigation.CompartmentAccessGranted")
class CompartmentAccessGranted(Event):
    """A member holds a compartment."""

    investigation_id: UUID
    compartment: str
    member_id: str


@event("investigation.CompartmentAccessRevoked")
class CompartmentAccessRevoked(Event):
    """A member no longer holds a compartment."""

    investigation_id: UUID
    compartment: str
    member_id: str
    reason: str


@event("investigation.PostOperationalPhaseEntered")
class PostOperationalPhaseEntered(Event):
    """Joint operations ended; prosecution and evaluation go on."""

    investigation_id: UUID


@event("investigation.InvestigationClosed")
class InvestigationClosed(Event):
    """The investigation was closed; forced_reason says why although work was open."""

    investigation_id: UUID
    reason: str
    forced_reason: str | None = None
    open_work: int = 0


@event("investigation.InvestigationReopened")
class InvestigationReopened(Event):
    """A closed investigation is operational again."""

    investigation_id: UUID
    reason: str


@event("investigation.InvestigationArchived")
class InvestigationArchived(Event):
    """The investigation rests; nothing changes in it any more."""

    investigation_id: UUID


@event("investigation.FactRecorded")
class FactRecorded(Event):
    """A fact of the outside world was put on the timeline with its source.

    actors: agency codes, country codes or names as the source has them; date_note: how a date was derived, if it was.
    """

    investigation_id: UUID
    fact_id: str
    kind: FactKind
    text: OperationalText
    source: str
    grade: SourceGrade
    also_sources: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    addressee: str | None = None
    unit: str | None = None
    date_note: str | None = None


@event("investigation.ContradictionRecorded")
class ContradictionRecorded(Event):
    """Sources disagree; their claims stand side by side, and none is preferred."""

    investigation_id: UUID
    contradiction_id: str
    about: OperationalText
    claims: tuple[Claim, ...]


InvestigationEvent = (
    InvestigationOpened | PartnerInvited | PartnerJoined | PartnerDeclined | PartnerLeft | AgreementRecorded
    | AgreementAmended | OperationalPhaseStarted | OperationPeriodExtended | SpaceAdministratorDesignated
    | SpaceAdministratorRelieved | MemberAdmitted | MemberRoleChanged | MemberAccessRevoked | CompartmentDefined
    | CompartmentAccessGranted | CompartmentAccessRevoked | PostOperationalPhaseEntered | InvestigationClosed
    | InvestigationReopened | InvestigationArchived | FactRecorded | ContradictionRecorded
)  # fmt: skip
