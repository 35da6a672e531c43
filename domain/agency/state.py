"""An agency as its decisions and the other rooms see it: roles, units, competences, contact points.

It must not know who may change it, nor what is refused.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import singledispatch
from uuid import UUID

from domain.agency import events
from domain.agency.competence import Competence, Question, is_valid_on
from domain.agency.standing import StandingAuthorisation, authorisation_of
from domain.erasure import has_texts
from domain.event import Recorded
from domain.vocabulary import AgencyRole

__all__ = ["Agency", "ContactPoint", "HeldRole", "Suspension", "Unit", "evolve"]


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role and its period; valid_to is the first day without it."""

    role: AgencyRole
    valid_from: date
    valid_to: date | None = None

    def is_valid(self, on: date) -> bool:
        """True when it is held on the day."""
        return is_valid_on(on, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class Suspension:
    """A period without new assignments; active_from is the first day after it, None while it lasts."""

    suspended_from: date
    active_from: date | None = None


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """How a unit or agency is reached; tz is the IANA zone of the opening hours."""

    address: str
    always_open: bool
    hours: str | None
    tz: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of an agency; valid_to is the first day after its end."""

    unit_id: str
    name: str
    family: str | None = None
    valid_from: date
    valid_to: date | None = None
    competences: Mapping[str, Competence] = field(default_factory=dict)
    suspensions: tuple[Suspension, ...] = ()
    contact: ContactPoint | None = None

    def exists_on(self, on: date) -> bool:
        """True between registration and retirement."""
        return is_valid_on(on, self.valid_from, self.valid_to)

    def is_suspended(self, on: date) -> bool:
        """True when it takes no new assignments on the day."""
        return any(is_valid_on(on, spell.suspended_from, spell.active_from) for spell in self.suspensions)

    def is_active(self, on: date) -> bool:
        """True when it takes assignments on the day: neither suspended nor retired."""
        return self.exists_on(on) and not self.is_suspended(on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An agency with its units; the empty one (`is_known` False) stands for a code nobody registered.

    holds_texts: something was written since the last erasure, if any; erased_up_to: version, 0 where none was.
    """

    agency_id: str = ""
    name: str = ""
    country: str | None = None
    tz: str = "UTC"
    languages: tuple[str, ...] = ()
    roles: tuple[HeldRole, ...] = ()
    units: Mapping[str, Unit] = field(default_factory=dict)
    contact: ContactPoint | None = None
    witness_keys: tuple[str, ...] = ()
    former_witness_keys: tuple[str, ...] = ()
    standing_authorisations: Mapping[UUID, StandingAuthorisation] = field(default_factory=dict)
    holds_texts: bool = False
    erased_up_to: int = 0
    version: int = 0

    @property
    def is_known(self) -> bool:
        """True when the agency is registered."""
        return bool(self.agency_id)

    def holds(self, role: AgencyRole, on: date) -> bool:
        """True when the agency holds the role on the day."""
        return any(held.role is role and held.is_valid(on) for held in self.roles)

    def is_unit_active(self, unit_id: str, on: date) -> bool:
        """True when the agency has the unit and it takes assignments on the day."""
        unit = self.units.get(unit_id)
        return unit is not None and unit.is_active(on)

    def is_competent(self, unit_id: str, question: Question) -> bool:
        """True when the unit is active on the day and one of its competences covers what is asked."""
        unit = self.units.get(unit_id)
        if unit is None or not unit.is_active(question.on):
            return False
        return any(competence.fit(question) for competence in unit.competences.values())

    def standing_authorisation_for(self, from_agency: str, to_agency: str, crime_area: str, *on: date) -> UUID | None:
        """This will find the agency's consent to passing on what comes from it, on all of some days; None for none."""
        covering = (
            each.authorisation_id
            for each in self.standing_authorisations.values()
            if all(each.covers(from_agency, to_agency, crime_area, day) for day in on)
        )
        return next(covering, None)


def evolve(agency: Agency, recorded: Recorded) -> Agency:
    """This will take an event into the state."""
    event = recorded.event
    holds_texts = has_texts(event) or (agency.holds_texts and not event.ERASES)
    return replace(_apply(event, agency), version=recorded.envelope.aggregate_version, holds_texts=holds_texts)


@singledispatch
def _apply(_event: object, agency: Agency) -> Agency:
    return agency


def _with_unit(agency: Agency, unit_id: str, change: Callable[[Unit], Unit]) -> Agency:
    if unit_id not in agency.units:
        return agency
    return replace(agency, units={**agency.units, unit_id: change(agency.units[unit_id])})


@_apply.register
def _registered(event: events.AgencyRegistered, agency: Agency) -> Agency:
    return replace(
        agency,
        agency_id=event.agency_id,
        name=event.name,
        country=event.country,
        tz=event.tz,
        languages=event.languages,
    )


@_apply.register
def _role_declared(event: events.AgencyRoleDeclared, agency: Agency) -> Agency:
    return replace(agency, roles=(*agency.roles, HeldRole(event.role, event.valid_from, event.valid_to)))


@_apply.register
def _role_withdrawn(event: events.AgencyRoleWithdrawn, agency: Agency) -> Agency:
    def ended(held: HeldRole) -> HeldRole:
        lasts = held.role is event.role and (held.valid_to is None or held.valid_to > event.valid_to)
        return replace(held, valid_to=event.valid_to) if lasts else held

    return replace(agency, roles=tuple(ended(held) for held in agency.roles))


@_apply.register
def _unit_registered(event: events.UnitRegistered, agency: Agency) -> Agency:
    unit = Unit(
        unit_id=event.unit_id,
        name=event.name,
        family=event.family,
        valid_from=event.valid_from,
        valid_to=event.valid_to,
    )
    return replace(agency, units={**agency.units, event.unit_id: unit})


@_apply.register
def _competence_declared(event: events.CompetenceDeclared, agency: Agency) -> Agency:
    declared = Competence(
        competence_id=event.competence_id,
        crime_areas=event.crime_areas,
        regions=event.regions,
        languages=event.languages,
        valid_from=event.valid_from,
        valid_to=event.valid_to,
    )

    def change(unit: Unit) -> Unit:
        return replace(unit, competences={**unit.competences, event.competence_id: declared})

    return _with_unit(agency, event.unit_id, change)


@_apply.register
def _competence_withdrawn(event: events.CompetenceWithdrawn, agency: Agency) -> Agency:
    def change(unit: Unit) -> Unit:
        held = unit.competences.get(event.competence_id)
        if held is None:
            return unit
        return replace(
            unit, competences={**unit.competences, event.competence_id: replace(held, valid_to=event.valid_to)}
        )

    return _with_unit(agency, event.unit_id, change)


@_apply.register
def _contact_changed(event: events.ContactPointChanged, agency: Agency) -> Agency:
    contact = ContactPoint(event.address, event.always_open, event.hours, event.tz)
    if event.unit_id is None:
        return replace(agency, contact=contact)
    return _with_unit(agency, event.unit_id, lambda unit: replace(unit, contact=contact))


@_apply.register
def _suspended(event: events.UnitSuspended, agency: Agency) -> Agency:
    spell = Suspension(event.suspended_from)
    return _with_unit(agency, event.unit_id, lambda unit: replace(unit, suspensions=(*unit.suspensions, spell)))


@_apply.register
def _reactivated(event: events.UnitReactivated, agency: Agency) -> Agency:
    def ended(spell: Suspension) -> Suspension:
        return spell if spell.active_from is not None else Suspension(spell.suspended_from, event.active_from)

    def change(unit: Unit) -> Unit:
        return replace(unit, suspensions=tuple(ended(spell) for spell in unit.suspensions))

    return _with_unit(agency, event.unit_id, change)


@_apply.register
def _retired(event: events.UnitRetired, agency: Agency) -> Agency:
    return _with_unit(agency, event.unit_id, lambda unit: replace(unit, valid_to=event.valid_to))


@_apply.register
def _key_declared(event: events.WitnessKeyDeclared, agency: Agency) -> Agency:
    return replace(agency, witness_keys=(*agency.witness_keys, event.key))


@_apply.register
def _key_withdrawn(event: events.WitnessKeyWithdrawn, agency: Agency) -> Agency:
    gone = tuple(key for key in agency.witness_keys if key.split("+")[1] == event.key_id)
    kept = tuple(key for key in agency.witness_keys if key not in gone)
    return replace(agency, witness_keys=kept, former_witness_keys=(*agency.former_witness_keys, *gone))


@_apply.register
def _authorised(event: events.StandingAuthorisationGiven, agency: Agency) -> Agency:
    given = {event.authorisation_id: authorisation_of(event)}
    return replace(agency, standing_authorisations={**agency.standing_authorisations, **given})


@_apply.register
def _unauthorised(event: events.StandingAuthorisationRevoked, agency: Agency) -> Agency:
    known = agency.standing_authorisations.items()
    ended = {key: each.ended(event.revoked_on) for key, each in known if key == event.authorisation_id}
    return replace(agency, standing_authorisations={**agency.standing_authorisations, **ended})


@_apply.register
def _erased(event: events.AgencyTextsErased, agency: Agency) -> Agency:
    return replace(agency, erased_up_to=event.up_to_version)
