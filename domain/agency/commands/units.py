"""The life of a unit: registration, suspension, reactivation, end, and how it is reached.

It must not know what a unit is competent for.
"""

from collections.abc import Iterable
from datetime import date

from domain.agency.commands.agencies import require_period, require_zone
from domain.agency.events import ContactPointChanged, UnitReactivated, UnitRegistered, UnitRetired, UnitSuspended
from domain.agency.permissions import keeper_of_the_agency
from domain.agency.rules import (
    AnExistingUnitIsMeant,
    APeriodEndsAfterItBegins,
    ARetiredUnitStaysRetired,
    AUnitCarriesItsAgencysCode,
    AUnitIsRegisteredOnce,
    OnlyAnActiveUnitIsSuspended,
    OnlyASuspendedUnitIsReactivated,
)
from domain.agency.state import Agency, Unit
from domain.aggregate import Act, Decision, command
from domain.reference import unit_families
from domain.refusal import InvalidInput
from domain.vocabulary import AgencyCode, Code, Line, UnitCode

__all__ = [
    "DECISIONS", "ChangeContactPoint", "ReactivateUnit", "RegisterUnit", "RetireUnit", "SuspendUnit", "unit_of",
]  # fmt: skip


@command(aggregate_id="agency_id")
class RegisterUnit:
    """Register a unit of an agency. family: code of the kind of unit; valid_to: the first day after its end."""

    agency_id: AgencyCode
    unit_id: UnitCode
    name: Line
    family: Code | None = None
    valid_from: date
    valid_to: date | None = None


@command(aggregate_id="agency_id")
class ChangeContactPoint:
    """Say how a unit is reached, or the agency itself where unit_id is missing.

    address: an official address, never a person's. always_open: day and night. hours: opening hours in words, such as
    `Mo-Fr 08:00-17:00`, needed where it is not always open. tz: IANA zone of the hours.
    """

    agency_id: AgencyCode
    unit_id: UnitCode | None = None
    address: Line
    always_open: bool = False
    hours: Line | None = None
    tz: Line


@command(aggregate_id="agency_id")
class SuspendUnit:
    """Let a unit take no new assignments from a day on."""

    agency_id: AgencyCode
    unit_id: UnitCode
    suspended_from: date
    reason: Line


@command(aggregate_id="agency_id")
class ReactivateUnit:
    """Let a suspended unit take assignments again from a day on."""

    agency_id: AgencyCode
    unit_id: UnitCode
    active_from: date


@command(aggregate_id="agency_id")
class RetireUnit:
    """End a unit. valid_to: the first day without it."""

    agency_id: AgencyCode
    unit_id: UnitCode
    valid_to: date
    reason: Line


def unit_of(agency: Agency, unit_id: str) -> Unit:
    """This will find a unit of the agency; raises AnExistingUnitIsMeant."""
    if unit_id not in agency.units:
        raise AnExistingUnitIsMeant(unit_id=unit_id)
    return agency.units[unit_id]


def _register(command: RegisterUnit, agency: Agency, _act: Act) -> Iterable[UnitRegistered]:
    if command.unit_id.partition("/")[0] != command.agency_id:
        raise AUnitCarriesItsAgencysCode(unit_id=command.unit_id, agency_id=command.agency_id)
    if command.unit_id in agency.units:
        raise AUnitIsRegisteredOnce(unit_id=command.unit_id)
    if command.family is not None and not unit_families.exists(command.family):
        raise InvalidInput(field="family", rule="no such family of units", accepted=", ".join(unit_families.codes()))
    require_period(command.valid_from, command.valid_to)
    yield UnitRegistered(
        agency_id=command.agency_id,
        unit_id=command.unit_id,
        name=command.name,
        family=command.family,
        valid_from=command.valid_from,
        valid_to=command.valid_to,
    )


def _change_contact(command: ChangeContactPoint, agency: Agency, _act: Act) -> Iterable[ContactPointChanged]:
    require_zone(command.tz)
    if command.unit_id is not None:
        unit_of(agency, command.unit_id)
    if command.always_open == (command.hours is not None):
        raise InvalidInput(field="hours", rule="hours go with a point that is not always open, and only with it",
                           accepted="alwaysOpen true without hours, or false with hours")  # fmt: skip
    yield ContactPointChanged(
        agency_id=command.agency_id,
        unit_id=command.unit_id,
        address=command.address,
        always_open=command.always_open,
        hours=command.hours,
        tz=command.tz,
    )


def _suspend(command: SuspendUnit, agency: Agency, _act: Act) -> Iterable[UnitSuspended]:
    unit = unit_of(agency, command.unit_id)
    is_open_ended = any(spell.active_from is None for spell in unit.suspensions)
    if is_open_ended or not unit.is_active(command.suspended_from):
        raise OnlyAnActiveUnitIsSuspended(unit_id=command.unit_id, suspended_from=command.suspended_from)
    yield UnitSuspended(
        agency_id=command.agency_id,
        unit_id=command.unit_id,
        suspended_from=command.suspended_from,
        reason=command.reason,
    )


def _reactivate(command: ReactivateUnit, agency: Agency, _act: Act) -> Iterable[UnitReactivated]:
    unit = unit_of(agency, command.unit_id)
    current = [spell for spell in unit.suspensions if spell.active_from is None]
    if not any(spell.suspended_from < command.active_from for spell in current):
        raise OnlyASuspendedUnitIsReactivated(unit_id=command.unit_id, active_from=command.active_from)
    if not unit.exists_on(command.active_from):
        raise ARetiredUnitStaysRetired(unit_id=command.unit_id, valid_to=unit.valid_to)
    yield UnitReactivated(agency_id=command.agency_id, unit_id=command.unit_id, active_from=command.active_from)


def _retire(command: RetireUnit, agency: Agency, _act: Act) -> Iterable[UnitRetired]:
    unit = unit_of(agency, command.unit_id)
    if unit.valid_to is not None and unit.valid_to <= command.valid_to:
        raise ARetiredUnitStaysRetired(unit_id=command.unit_id, valid_to=unit.valid_to)
    if command.valid_to <= unit.valid_from:
        raise APeriodEndsAfterItBegins(valid_from=unit.valid_from, valid_to=command.valid_to)
    yield UnitRetired(
        agency_id=command.agency_id,
        unit_id=command.unit_id,
        valid_to=command.valid_to,
        reason=command.reason,
    )


DECISIONS = (
    Decision(command=RegisterUnit, decide=_register, may=keeper_of_the_agency),
    Decision(command=ChangeContactPoint, decide=_change_contact, may=keeper_of_the_agency),
    Decision(command=SuspendUnit, decide=_suspend, may=keeper_of_the_agency),
    Decision(command=ReactivateUnit, decide=_reactivate, may=keeper_of_the_agency),
    Decision(command=RetireUnit, decide=_retire, may=keeper_of_the_agency),
)
