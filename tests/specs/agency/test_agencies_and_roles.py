"""What the directory accepts and refuses of agencies and their roles."""

from datetime import date

from domain.agency import AGENCY, Agency
from domain.agency.commands import DeclareAgencyRole, RegisterAgency, WithdrawAgencyRole
from domain.agency.events import AgencyRegistered, AgencyRoleDeclared, AgencyRoleWithdrawn
from domain.agency.rules import APeriodEndsAfterItBegins, ARoleIsHeldOnceAtATime, OnlyAHeldRoleIsWithdrawn
from domain.application_rules import NothingBeginsTwice
from domain.refusal import InvalidInput, NotFound, NotPermitted
from domain.vocabulary import AgencyRole, Role
from tests.support.agencies import CLOCK, DIRECTORY_KEEPER, IMPORTER, agency, person
from tests.support.given import given

AN_AGENCY = agency("FR-SPOC", "FR")
REGISTER = RegisterAgency(agency_id="FR-SPOC", name="FR-SPOC", country="FR", tz="Europe/Paris", languages=("fr", "en"))
AS_SPOC_IN_2025 = AgencyRoleDeclared(
    agency_id="FR-SPOC", role=AgencyRole.SPOC, valid_from=date(2025, 1, 1), valid_to=date(2026, 1, 1)
)


def declared(valid_from: date, valid_to: date | None = None) -> DeclareAgencyRole:
    return DeclareAgencyRole(agency_id="FR-SPOC", role=AgencyRole.SPOC, valid_from=valid_from, valid_to=valid_to)


def test_the_keeper_of_the_directory_registers_an_agency() -> None:
    given(AGENCY).when(REGISTER, by=DIRECTORY_KEEPER).then(
        AgencyRegistered(agency_id="FR-SPOC", name="FR-SPOC", country="FR", tz="Europe/Paris", languages=("fr", "en"))
    )


def test_an_agency_is_known_once_it_is_registered() -> None:
    after = given(AGENCY).when(REGISTER, by=IMPORTER)
    assert not Agency().is_known
    assert after.state.is_known
    assert after.state.tz == "Europe/Paris"


def test_an_agency_is_registered_once() -> None:
    given(AGENCY, AN_AGENCY).when(REGISTER, by=DIRECTORY_KEEPER).refused(NothingBeginsTwice)


def test_an_administrator_of_an_agency_registers_no_agency() -> None:
    by = person("anna", "FR-SPOC", Role.AGENCY_ADMINISTRATOR)
    given(AGENCY).when(REGISTER, by=by).refused(NotPermitted)


def test_the_clock_registers_no_agency() -> None:
    given(AGENCY).when(REGISTER, by=CLOCK).refused(NotPermitted)


def test_the_time_zone_of_an_agency_must_exist() -> None:
    command = RegisterAgency(agency_id="FR-SPOC", name="x", country="FR", tz="Europe/Atlantis", languages=("fr",))
    assert given(AGENCY).when(command, by=DIRECTORY_KEEPER).refused(InvalidInput).field == "tz"


def test_the_country_of_an_agency_must_exist() -> None:
    command = RegisterAgency(agency_id="FR-SPOC", name="x", country="XQ", tz="UTC", languages=("fr",))
    assert given(AGENCY).when(command, by=DIRECTORY_KEEPER).refused(InvalidInput).field == "country"


def test_an_agency_can_be_asked_in_some_language() -> None:
    command = RegisterAgency(agency_id="FR-SPOC", name="x", country="FR", tz="UTC", languages=())
    assert given(AGENCY).when(command, by=DIRECTORY_KEEPER).refused(InvalidInput).field == "languages"


def test_an_international_body_has_no_country() -> None:
    command = RegisterAgency(agency_id="IO-GS", name="x", tz="UTC", languages=("en",))
    assert given(AGENCY).when(command, by=DIRECTORY_KEEPER).state.country is None


def test_nothing_is_declared_of_an_agency_that_is_not_registered() -> None:
    given(AGENCY).when(declared(date(2026, 1, 1)), by=DIRECTORY_KEEPER).refused(NotFound)


def test_a_role_is_held_from_its_first_day_to_the_day_before_its_end() -> None:
    state = given(AGENCY, AN_AGENCY, AS_SPOC_IN_2025).state
    assert not state.holds(AgencyRole.SPOC, date(2024, 12, 31))
    assert state.holds(AgencyRole.SPOC, date(2025, 1, 1))
    assert state.holds(AgencyRole.SPOC, date(2025, 12, 31))
    assert not state.holds(AgencyRole.SPOC, date(2026, 1, 1))


def test_a_role_is_not_held_twice_at_a_time() -> None:
    spec = given(AGENCY, AN_AGENCY, AS_SPOC_IN_2025)
    spec.when(declared(date(2025, 12, 31)), by=DIRECTORY_KEEPER).refused(ARoleIsHeldOnceAtATime)


def test_a_role_may_be_held_again_from_the_day_after_its_end() -> None:
    spec = given(AGENCY, AN_AGENCY, AS_SPOC_IN_2025)
    spec.when(declared(date(2026, 1, 1)), by=DIRECTORY_KEEPER).then(
        AgencyRoleDeclared(agency_id="FR-SPOC", role=AgencyRole.SPOC, valid_from=date(2026, 1, 1))
    )


def test_a_role_cannot_end_on_the_day_it_begins() -> None:
    command = declared(date(2026, 1, 1), date(2026, 1, 1))
    given(AGENCY, AN_AGENCY).when(command, by=DIRECTORY_KEEPER).refused(APeriodEndsAfterItBegins)


def test_a_role_may_last_one_day() -> None:
    command = declared(date(2026, 1, 1), date(2026, 1, 2))
    assert given(AGENCY, AN_AGENCY).when(command, by=DIRECTORY_KEEPER).state.holds(AgencyRole.SPOC, date(2026, 1, 1))


def test_a_held_role_is_withdrawn() -> None:
    command = WithdrawAgencyRole(agency_id="FR-SPOC", role=AgencyRole.SPOC, valid_to=date(2025, 12, 31))
    after = given(AGENCY, AN_AGENCY, AS_SPOC_IN_2025).when(command, by=DIRECTORY_KEEPER)
    after.then(AgencyRoleWithdrawn(agency_id="FR-SPOC", role=AgencyRole.SPOC, valid_to=date(2025, 12, 31)))
    assert not after.state.holds(AgencyRole.SPOC, date(2025, 12, 31))


def test_a_role_that_has_ended_is_not_withdrawn() -> None:
    command = WithdrawAgencyRole(agency_id="FR-SPOC", role=AgencyRole.SPOC, valid_to=date(2026, 1, 1))
    spec = given(AGENCY, AN_AGENCY, AS_SPOC_IN_2025)
    spec.when(command, by=DIRECTORY_KEEPER).refused(OnlyAHeldRoleIsWithdrawn)
