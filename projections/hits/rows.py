"""What the queries of registrations and hits take and return.

They must not carry anything that the viewer may not see: rows are made after the access predicate.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from domain.identifier.vocabulary import DismissalReason, EndReason, HitStanding, IdentifierKind
from domain.vocabulary import Classification

__all__ = ["HitFilter", "HitRow", "LinkKind", "LinkRow", "RateRow", "RegistrationFilter", "RegistrationRow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HitFilter:
    """Which hits; None or empty does not filter.

    investigation_id: of your own side; agency_id: on the other side; kinds: of identifiers; standings: for your side.
    """

    investigation_id: UUID | None = None
    agency_id: str | None = None
    kinds: tuple[IdentifierKind, ...] = ()
    standings: tuple[HitStanding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationFilter:
    """Which registrations; None or empty does not filter.

    by_command_id: of the command that registered it; standing: true for those that still meet others today.
    """

    investigation_id: UUID | None = None
    by_command_id: UUID | None = None
    kinds: tuple[IdentifierKind, ...] = ()
    standing: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HitRow:
    """A hit as the viewer's side knows it.

    investigation_id, request_id: the own case; other_*: null where the viewer is not told, or not in that case itself.
    opened_request_id: drafted from it last, where the viewer sees that; told_at: aware, UTC.
    """

    hit_id: UUID
    registration_id: UUID
    drawer_id: UUID
    kind: IdentifierKind
    agency_id: str
    investigation_id: UUID | None
    request_id: UUID | None
    crime_area: str
    is_disclosed: bool
    other_agency_id: str | None
    other_investigation_id: UUID | None
    other_request_id: UUID | None
    standing: HitStanding
    dismissal: DismissalReason | None
    opened_request_id: UUID | None
    told_at: datetime
    told_position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationRow:
    """A registration of the viewer's own agency. valid_until: the first day without it; ended_at: aware, UTC."""

    registration_id: UUID
    drawer_id: UUID
    kind: IdentifierKind
    key_id: str
    investigation_id: UUID | None
    request_id: UUID | None
    is_discreet: bool
    classification: Classification | None
    compartments: tuple[str, ...]
    persons: tuple[str, ...]
    command_id: UUID
    registered_by: str
    registered_at: datetime
    valid_until: date
    ended_at: datetime | None
    end_reason: EndReason | None
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRow:
    """How many identifiers an agency registered for an investigation on a day (UTC)."""

    agency_id: str
    day: date
    registrations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkKind:
    """How many identifiers of a kind two cases share."""

    kind: IdentifierKind
    hits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """A case of the viewer and what it shares identifiers with.

    other_investigation_id: where the viewer is in that case, too; else the link is with an agency, or with nobody
    named. hit_ids: the latest hundred; first_at, last_at: aware, UTC, when the viewer's side was told.
    """

    link_id: str
    investigation_id: UUID
    other_agency_id: str | None
    other_investigation_id: UUID | None
    hits: int
    kinds: tuple[LinkKind, ...]
    hit_ids: tuple[UUID, ...]
    first_at: datetime
    last_at: datetime
