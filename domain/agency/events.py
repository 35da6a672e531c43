"""Facts about agencies, their units, what these are competent for and how they are reached.

They must not carry personal data of people at the agency beyond an official contact address.
"""

from datetime import date
from uuid import UUID

from domain.erasure import ErasureReason
from domain.event import Event, event
from domain.vocabulary import AgencyRole, RecordedText

__all__ = [
    "AgencyEvent", "AgencyRegistered", "AgencyRoleDeclared", "AgencyRoleWithdrawn", "AgencyTextsErased",
    "CompetenceDeclared", "CompetenceWithdrawn", "ContactPointChanged", "StandingAuthorisationGiven",
    "StandingAuthorisationRevoked", "UnitReactivated", "UnitRegistered", "UnitRetired", "UnitSuspended",
    "WitnessKeyDeclared", "WitnessKeyWithdrawn",
]  # fmt: skip


@event("agency.AgencyRegistered")
class AgencyRegistered(Event):
    """An agency entered the directory.

    tz: IANA zone in which its calendar days end; country None for international bodies.
    """

    agency_id: str
    name: str
    country: str | None
    tz: str
    languages: tuple[str, ...]


@event("agency.AgencyRoleDeclared")
class AgencyRoleDeclared(Event):
    """The agency holds a role in the channels of cooperation from a date on."""

    agency_id: str
    role: AgencyRole
    valid_from: date
    valid_to: date | None = None


@event("agency.AgencyRoleWithdrawn")
class AgencyRoleWithdrawn(Event):
    """The agency no longer holds the role from a date on."""

    agency_id: str
    role: AgencyRole
    valid_to: date


@event("agency.UnitRegistered")
class UnitRegistered(Event):
    """A unit of the agency exists from a date on. family: the kind of unit (reference/unit_families)."""

    agency_id: str
    unit_id: str
    name: str
    family: str | None
    valid_from: date
    valid_to: date | None = None


@event("agency.CompetenceDeclared")
class CompetenceDeclared(Event):
    """A unit is competent for each crime area in each region in each language, from and to a date.

    regions: ISO 3166-1 alpha-2 codes, or UN M49 region codes, or `WORLD`; competence_id: unique within the agency.
    """

    agency_id: str
    unit_id: str
    competence_id: str
    crime_areas: tuple[str, ...]
    regions: tuple[str, ...]
    languages: tuple[str, ...]
    valid_from: date
    valid_to: date | None = None


@event("agency.CompetenceWithdrawn")
class CompetenceWithdrawn(Event):
    """The competence ends: valid_to is the first day without it."""

    agency_id: str
    unit_id: str
    competence_id: str
    valid_to: date
    reason: RecordedText


@event("agency.ContactPointChanged", version=2)
class ContactPointChanged(Event):
    """How a unit (or the agency itself, unit_id None) is reached.

    hours: opening hours as text, such as `Mo-Fr 08:00-17:00`; None when always_open.
    Version 1 had `is_24_7` and no hours or tz.
    """

    agency_id: str
    unit_id: str | None
    address: str
    always_open: bool
    hours: str | None
    tz: str


@event("agency.UnitSuspended")
class UnitSuspended(Event):
    """The unit takes no new assignments from a date on."""

    agency_id: str
    unit_id: str
    suspended_from: date
    reason: RecordedText


@event("agency.UnitReactivated")
class UnitReactivated(Event):
    """The unit takes assignments again from a date on."""

    agency_id: str
    unit_id: str
    active_from: date


@event("agency.UnitRetired")
class UnitRetired(Event):
    """The unit ends: valid_to is the first day without it."""

    agency_id: str
    unit_id: str
    valid_to: date
    reason: RecordedText


@event("agency.WitnessKeyDeclared")
class WitnessKeyDeclared(Event):
    """The agency countersigns checkpoints of the log with a key. key: `name+id+key`; key_id: in hexadecimal."""

    agency_id: str
    key: str
    key_id: str


@event("agency.WitnessKeyWithdrawn")
class WitnessKeyWithdrawn(Event):
    """The agency countersigns no more with the key; what it signed before stands."""

    agency_id: str
    key_id: str
    reason: RecordedText


@event("agency.StandingAuthorisationGiven")
class StandingAuthorisationGiven(Event):
    """One agency may pass on to another what comes from this agency, without asking each time.

    crime_areas: codes, each with the areas below it; empty for all. valid_until: the first day without it.
    """

    agency_id: str
    authorisation_id: UUID
    from_agency_id: str
    to_agency_id: str
    crime_areas: tuple[str, ...]
    valid_from: date
    valid_until: date
    purpose: RecordedText


@event("agency.StandingAuthorisationRevoked")
class StandingAuthorisationRevoked(Event):
    """A standing authorisation ended before its time: revoked_on is the first day without it."""

    agency_id: str
    authorisation_id: UUID
    revoked_on: date
    reason: RecordedText


@event("agency.AgencyTextsErased", erases=True)
class AgencyTextsErased(Event):
    """What the agency wrote in the directory is gone: purposes of standing authorisations, and reasons.

    up_to_version: the last version of the agency whose texts are gone. Names, contacts and periods stay.
    """

    agency_id: str
    reason: ErasureReason
    up_to_version: int
    explanation: RecordedText | None = None


AgencyEvent = (
    AgencyRegistered | AgencyRoleDeclared | AgencyRoleWithdrawn | UnitRegistered | CompetenceDeclared
    | CompetenceWithdrawn | ContactPointChanged | UnitSuspended | UnitReactivated | UnitRetired
    | StandingAuthorisationGiven | StandingAuthorisationRevoked
    | WitnessKeyDeclared | WitnessKeyWithdrawn | AgencyTextsErased
)  # fmt: skip
