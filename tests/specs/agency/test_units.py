"""What the directory accepts and refuses of units: their registration, suspension, end and contact points."""

from datetime import date

from domain.agency import AGENCY
from domain.agency.commands import ChangeContactPoint, ReactivateUnit, RegisterUnit, RetireUnit, SuspendUnit
from domain.agency.events import (
    ContactPointChanged,
    UnitReactivated,
    UnitRegistered,
    UnitRetired,
    UnitSuspended,
)
from domain.agency.rules import (
    AnExistingUnitIsMeant,
    APeriodEndsAfterItBegins,
    ARetiredUnitStaysRetired,
    AUnitCarriesItsAgencysCode,
    AUnitIsRegisteredOnce,
    OnlyAnActiveUnitIsSuspended,
    OnlyASuspendedUnitIsReactivated,
)
from domain.refusal import InvalidInput, NotPermitted
from domain.vocabulary import Role
from tests.support.agencies import DIRECTORY_KEEPER, agency, person, unit
from tests.support.given import given

AN_AGENCY = agency("FR-SPOC", "FR")
CYBER = "FR-SPOC/CYBER"
WITH_UNIT = given(AGENCY, AN_AGENCY, *unit("FR-SPOC", CYBER, "CYBERCRIME"))
SUSPENDED = UnitSuspended(agency_id="FR-SPOC", unit_id=CYBER, suspended_from=date(2026, 3, 1), reason="flood")
WITH_SUSPENDED_UNIT = given(AGENCY, AN_AGENCY, *unit("FR-SPOC", CYBER, "CYBERCRIME"), SUSPENDED)
RETIRED = UnitRetired(agency_id="FR-SPOC", unit_id=CYBER, valid_to=date(2026, 6, 1), reason="merged")
WITH_RETIRED_UNIT = given(AGENCY, AN_AGENCY, *unit("FR-SPOC", CYBER, "CYBERCRIME"), RETIRED)
OWN_ADMINISTRATOR = person("anna", "FR-SPOC", Role.AGENCY_ADMINISTRATOR)


def registered(unit_id: str, family: str | None = None) -> RegisterUnit:
    return RegisterUnit(agency_id="FR-SPOC", unit_id=unit_id, name="Drugs", family=family, valid_from=date(2026, 1, 1))


def suspended(on: date) -> SuspendUnit:
    return SuspendUnit(agency_id="FR-SPOC", unit_id=CYBER, suspended_from=on, reason="flood")


def reactivated(on: date) -> ReactivateUnit:
    return ReactivateUnit(agency_id="FR-SPOC", unit_id=CYBER, active_from=on)


def retired(on: date, unit_id: str = CYBER) -> RetireUnit:
    return RetireUnit(agency_id="FR-SPOC", unit_id=unit_id, valid_to=on, reason="merged")


def reached(hours: str | None, *, always_open: bool, unit_id: str | None = CYBER) -> ChangeContactPoint:
    return ChangeContactPoint(
        agency_id="FR-SPOC", unit_id=unit_id, address="desk@x.example", always_open=always_open, hours=hours, tz="UTC"
    )


def test_an_administrator_registers_a_unit_of_its_own_agency() -> None:
    WITH_UNIT.when(registered("FR-SPOC/DRUGS"), by=OWN_ADMINISTRATOR).then(
        UnitRegistered(
            agency_id="FR-SPOC", unit_id="FR-SPOC/DRUGS", name="Drugs", family=None, valid_from=date(2026, 1, 1)
        )
    )


def test_an_administrator_of_another_agency_registers_no_unit() -> None:
    by = person("bert", "BE-SPOC", Role.AGENCY_ADMINISTRATOR)
    WITH_UNIT.when(registered("FR-SPOC/DRUGS"), by=by).refused(NotPermitted)


def test_an_officer_of_the_agency_registers_no_unit() -> None:
    WITH_UNIT.when(registered("FR-SPOC/DRUGS"), by=person("carl", "FR-SPOC")).refused(NotPermitted)


def test_a_unit_carries_its_agencys_code() -> None:
    WITH_UNIT.when(registered("BE-SPOC/DRUGS"), by=DIRECTORY_KEEPER).refused(AUnitCarriesItsAgencysCode)


def test_a_unit_is_registered_once() -> None:
    WITH_UNIT.when(registered(CYBER), by=DIRECTORY_KEEPER).refused(AUnitIsRegisteredOnce)


def test_the_family_of_a_unit_must_exist() -> None:
    refusal = WITH_UNIT.when(registered("FR-SPOC/DRUGS", "ASTROLOGY"), by=DIRECTORY_KEEPER).refused(InvalidInput)
    assert refusal.field == "family"
    assert "CRIME_ANALYSIS" in refusal.accepted


def test_an_active_unit_is_suspended() -> None:
    after = WITH_UNIT.when(suspended(date(2026, 3, 1)), by=OWN_ADMINISTRATOR).then(SUSPENDED)
    assert after.state.is_unit_active(CYBER, date(2026, 2, 28))
    assert not after.state.is_unit_active(CYBER, date(2026, 3, 1))


def test_a_suspended_unit_is_not_suspended_again() -> None:
    command = suspended(date(2026, 4, 1))
    WITH_SUSPENDED_UNIT.when(command, by=DIRECTORY_KEEPER).refused(OnlyAnActiveUnitIsSuspended)


def test_a_suspended_unit_is_reactivated_from_the_day_after_at_the_earliest() -> None:
    after = WITH_SUSPENDED_UNIT.when(reactivated(date(2026, 3, 2)), by=OWN_ADMINISTRATOR)
    after.then(UnitReactivated(agency_id="FR-SPOC", unit_id=CYBER, active_from=date(2026, 3, 2)))
    assert not after.state.is_unit_active(CYBER, date(2026, 3, 1))
    assert after.state.is_unit_active(CYBER, date(2026, 3, 2))


def test_a_suspension_lasts_a_day_at_least() -> None:
    command = reactivated(date(2026, 3, 1))
    WITH_SUSPENDED_UNIT.when(command, by=DIRECTORY_KEEPER).refused(OnlyASuspendedUnitIsReactivated)


def test_only_a_suspended_unit_is_reactivated() -> None:
    WITH_UNIT.when(reactivated(date(2026, 3, 2)), by=DIRECTORY_KEEPER).refused(OnlyASuspendedUnitIsReactivated)


def test_a_retired_unit_is_not_reactivated() -> None:
    spec = given(AGENCY, AN_AGENCY, *unit("FR-SPOC", CYBER, "CYBERCRIME"), SUSPENDED, RETIRED)
    spec.when(reactivated(date(2026, 6, 1)), by=DIRECTORY_KEEPER).refused(ARetiredUnitStaysRetired)


def test_a_unit_is_retired() -> None:
    after = WITH_UNIT.when(retired(date(2026, 6, 1)), by=OWN_ADMINISTRATOR).then(RETIRED)
    assert after.state.is_unit_active(CYBER, date(2026, 5, 31))
    assert not after.state.is_unit_active(CYBER, date(2026, 6, 1))


def test_a_unit_ends_earlier_than_was_said_but_not_later() -> None:
    WITH_RETIRED_UNIT.when(retired(date(2026, 6, 1)), by=DIRECTORY_KEEPER).refused(ARetiredUnitStaysRetired)
    after = WITH_RETIRED_UNIT.when(retired(date(2026, 5, 31)), by=DIRECTORY_KEEPER)
    assert not after.state.is_unit_active(CYBER, date(2026, 5, 31))


def test_a_unit_does_not_end_before_it_began() -> None:
    WITH_UNIT.when(retired(date(2020, 1, 1)), by=DIRECTORY_KEEPER).refused(APeriodEndsAfterItBegins)


def test_a_unit_that_does_not_exist_does_not_end() -> None:
    command = retired(date(2026, 6, 1), "FR-SPOC/NONE")
    WITH_UNIT.when(command, by=DIRECTORY_KEEPER).refused(AnExistingUnitIsMeant)


def test_a_unit_tells_its_opening_hours() -> None:
    WITH_UNIT.when(reached("Mo-Fr 08:00-17:00", always_open=False), by=OWN_ADMINISTRATOR).then(
        ContactPointChanged(
            agency_id="FR-SPOC",
            unit_id=CYBER,
            address="desk@x.example",
            always_open=False,
            hours="Mo-Fr 08:00-17:00",
            tz="UTC",
        )
    )


def test_a_contact_point_open_day_and_night_has_no_hours() -> None:
    refusal = WITH_UNIT.when(reached("Mo-Fr", always_open=True), by=OWN_ADMINISTRATOR).refused(InvalidInput)
    assert refusal.field == "hours"
    after = WITH_UNIT.when(reached(None, always_open=True, unit_id=None), by=OWN_ADMINISTRATOR)
    assert after.state.contact is not None
    assert after.state.contact.always_open
