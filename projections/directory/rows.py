"""What the directory's queries take and return.

They must not carry more than the directory shows to everybody signed in.
"""

from dataclasses import dataclass
from datetime import date

from domain.vocabulary import AgencyRole

__all__ = [
    "AgencyFilter", "AgencyRoleRow", "AgencyRow", "CompetenceRow", "ContactRow", "UnitFilter", "UnitRow",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRoleRow:
    """A role in the channels of cooperation; valid_to: the first day without it."""

    role: AgencyRole
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """How an agency or a unit is reached."""

    address: str
    always_open: bool
    hours: str | None
    tz: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetenceRow:
    """What a unit is competent for; valid_to: the first day without it."""

    competence_id: str
    crime_areas: tuple[str, ...]
    regions: tuple[str, ...]
    languages: tuple[str, ...]
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRow:
    """An agency. version: of its stream, for `expectedVersion`. country None for international bodies."""

    agency_id: str
    name: str
    country: str | None
    tz: str
    languages: tuple[str, ...]
    roles: tuple[AgencyRoleRow, ...]
    contact: ContactRow | None
    unit_count: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit of an agency. valid_to: the first day without it; suspended_from: since when it takes nothing new."""

    unit_id: str
    agency_id: str
    name: str
    family: str | None
    valid_from: date
    valid_to: date | None
    suspended_from: date | None
    contact: ContactRow | None
    competences: tuple[CompetenceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyFilter:
    """Which agencies. None does not filter.

    role: held on `on`, or ever where `on` is None; text: part of code or name, in any case.
    """

    country: str | None = None
    role: AgencyRole | None = None
    on: date | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFilter:
    """Which units. None does not filter. on: the unit exists on that day."""

    agency_id: str | None = None
    family: str | None = None
    on: date | None = None
