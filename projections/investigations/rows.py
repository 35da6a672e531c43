"""What the investigations' queries take and return.

They must not carry anything of an investigation of which the viewer is no active member.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.investigation.vocabulary import LegalBasisKind, MemberRole, PartnerRole, Phase

__all__ = ["AgreementRow", "InvestigationFilter", "InvestigationRow", "MemberRow", "PartnerRow", "PartnerStanding"]


class PartnerStanding(StrEnum):
    """Where an agency stands towards an investigation; only JOINED takes part."""

    INVITED = "INVITED"
    JOINED = "JOINED"
    DECLINED = "DECLINED"
    LEFT = "LEFT"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationFilter:
    """Which investigations. Empty tuples and None do not filter. text: part of reference or title, in any case."""

    phases: tuple[Phase, ...] = ()
    crime_area: str | None = None
    lead_agency_id: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRow:
    """The agreement as last recorded or amended; amendments: how often it was."""

    reference: str
    signed_on: date
    valid_from: date | None
    valid_to: date | None
    third_party_access: str | None
    amendments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationRow:
    """An investigation at a glance.

    Counts are of what the viewer may see: requests without other agencies' drafts; open: neither closed nor withdrawn.
    version: of the investigation's own stream, for `expectedVersion`; position: the last event of the case.
    is_erased: its own texts are gone, and ERASED stands in place of the title and of what third parties may see.
    opened_at: occurred, None when the date is unknown; updated_at: recorded; both aware, UTC.
    """

    investigation_id: UUID
    reference: str
    title: str
    is_erased: bool
    phase: Phase
    crime_areas: tuple[str, ...]
    legal_basis: LegalBasisKind
    lead_agency_id: str
    planned_end: date | None
    agreement: AgreementRow | None
    compartments: tuple[str, ...]
    active_partners: int
    active_members: int
    requests: int
    open_requests: int
    open_followups: int
    opened_at: datetime | None
    updated_at: datetime
    version: int
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRow:
    """An agency and its part. from / to: when it joined and left (occurred where dated, else recorded), aware, UTC."""

    investigation_id: UUID
    agency_id: str
    role: PartnerRole
    standing: PartnerStanding
    is_lead: bool
    active_from: datetime | None
    active_to: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """A person and its part. is_active: admitted, not revoked, and its agency takes part."""

    investigation_id: UUID
    member_id: str
    agency_id: str
    role: MemberRole
    is_active: bool
    is_administrator: bool
    clearance: str | None
    compartments: tuple[str, ...]
    active_from: datetime
    active_to: datetime | None
