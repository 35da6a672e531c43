"""What the queries of the partnership take and return.

They must not carry anything that the viewer may not see: rows are made after the access predicate.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from domain.investigation.vocabulary import ActivityKind
from domain.occurred import Precision

__all__ = [
    "ActivityFilter", "ActivityRow", "AuthorisationRow", "ConfidentialityRow", "ExceptionRow", "SignatureRow",
    "VersionRow",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFilter:
    """Which joint activities; None does not filter. agency_id: one that took part."""

    investigation_id: UUID | None = None
    agency_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRow:
    """A joint activity. held_from / held_until: aware, UTC, as Occurred; cancelled_at None while it stands."""

    investigation_id: UUID
    activity_id: str
    kind: ActivityKind
    title: str
    place: str | None
    agencies: tuple[str, ...]
    persons_count: int | None
    held_from: datetime | None
    held_until: datetime | None
    held_precision: Precision
    held_tz: str
    recorded_at: datetime
    cancelled_at: datetime | None
    cancellation_reason: str | None
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A version of the agreement on confidentiality that members sign from a day on."""

    version: str
    valid_from: date
    days_to_sign: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRow:
    """That a person signed a version."""

    member_id: str
    agency_id: str
    version: str
    signed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionRow:
    """An active member who has not signed the version in force in time; due_on: the last day on which it was."""

    member_id: str
    agency_id: str
    version: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidentialityRow:
    """Confidentiality in an investigation as of a day; in_force None where nothing is required on it."""

    in_force: VersionRow | None
    versions: tuple[VersionRow, ...]
    signatures: tuple[SignatureRow, ...]
    exceptions: tuple[ExceptionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorisationRow:
    """A standing authorisation. valid_until: the first day without it; revoked_on: the same, where it ended earlier."""

    authorisation_id: UUID
    agency_id: str
    from_agency_id: str
    to_agency_id: str
    crime_areas: tuple[str, ...]
    valid_from: date
    valid_until: date
    purpose: str
    revoked_on: date | None
    revocation_reason: str | None
    position: int
