"""Standing authorisations: an originator's consent to onward sharing, given once, for a term."""

from datetime import date
from uuid import UUID

from domain.agency import AGENCY
from domain.agency.commands import GiveStandingAuthorisation, RevokeStandingAuthorisation
from domain.agency.events import StandingAuthorisationGiven, StandingAuthorisationRevoked
from domain.agency.rules import (
    APeriodEndsAfterItBegins,
    AStandingAuthorisationDoesNotReachBack,
    AStandingAuthorisationIsGivenOnce,
    AStandingAuthorisationJoinsThreeAgencies,
    AStandingAuthorisationLastsTwoYearsAtMost,
    OnlyALastingAuthorisationIsRevoked,
    OnlyARegisteredAgencyIsAuthorised,
)
from domain.refusal import InvalidInput, NotPermitted
from domain.vocabulary import Role
from tests.support.agencies import DIRECTORY_KEEPER, IMPORTER, agency, person
from tests.support.given import given

ANNA = person("anna", "FR-SPOC", Role.AGENCY_ADMINISTRATOR)
ID = UUID("6f3e5c1e-53a7-4f5a-8f59-0a7f3c1d2b11")
TODAY, NEXT_YEAR = date(2026, 3, 2), date(2027, 3, 2)
FRANCE = (
    given(AGENCY, agency("FR-SPOC", "FR"))
    .knowing(AGENCY, "BE-SPOC", agency("BE-SPOC", "BE"))
    .knowing(AGENCY, "DE-SPOC", agency("DE-SPOC", "DE"))
)


def giving(
    to_agency_id: str = "DE-SPOC",
    *,
    areas: tuple[str, ...] = ("CYBERCRIME",),
    valid_from: date = TODAY,
    valid_until: date = NEXT_YEAR,
) -> GiveStandingAuthorisation:
    return GiveStandingAuthorisation(
        agency_id="FR-SPOC",
        authorisation_id=ID,
        from_agency_id="BE-SPOC",
        to_agency_id=to_agency_id,
        crime_areas=areas,
        valid_from=valid_from,
        valid_until=valid_until,
        purpose="Takedown of servers",
    )


def gave(
    areas: tuple[str, ...] = ("CYBERCRIME",), valid_from: date = TODAY, valid_until: date = NEXT_YEAR
) -> StandingAuthorisationGiven:
    return StandingAuthorisationGiven(
        agency_id="FR-SPOC",
        authorisation_id=ID,
        from_agency_id="BE-SPOC",
        to_agency_id="DE-SPOC",
        crime_areas=areas,
        valid_from=valid_from,
        valid_until=valid_until,
        purpose="Takedown of servers",
    )


REVOKE = RevokeStandingAuthorisation(agency_id="FR-SPOC", authorisation_id=ID, reason="New policy")
REVOKED = StandingAuthorisationRevoked(agency_id="FR-SPOC", authorisation_id=ID, revoked_on=TODAY, reason="New policy")
GIVEN = given(AGENCY, agency("FR-SPOC", "FR"), gave())


def found(*events: StandingAuthorisationGiven | StandingAuthorisationRevoked, area: str, on: date) -> UUID | None:
    state = given(AGENCY, agency("FR-SPOC", "FR"), *events).state
    return state.standing_authorisation_for("BE-SPOC", "DE-SPOC", area, on)


def test_an_administrator_of_the_originator_gives_it() -> None:
    after = FRANCE.when(giving(), by=ANNA).then(gave())
    assert after.state.standing_authorisation_for("BE-SPOC", "DE-SPOC", "CYBERCRIME", TODAY) == ID


def test_nobody_gives_it_for_another_agency_not_even_who_keeps_the_directory_or_imports() -> None:
    FRANCE.when(giving(), by=person("bea", "BE-SPOC", Role.AGENCY_ADMINISTRATOR)).refused(NotPermitted)
    FRANCE.when(giving(), by=person("anna", "FR-SPOC")).refused(NotPermitted)
    FRANCE.when(giving(), by=DIRECTORY_KEEPER).refused(NotPermitted)
    FRANCE.when(giving(), by=IMPORTER).refused(NotPermitted)


def test_it_covers_areas_below_and_none_beside() -> None:
    assert found(gave(("CYBERCRIME_AND_DIGITAL_EVIDENCE",)), area="CYBERCRIME", on=TODAY) == ID
    assert found(gave(("CYBERCRIME",)), area="DRUGS", on=TODAY) is None


def test_without_areas_it_covers_all() -> None:
    assert found(gave(()), area="DRUGS", on=TODAY) == ID


def test_it_covers_one_way_between_two_agencies() -> None:
    state = GIVEN.state
    assert state.standing_authorisation_for("DE-SPOC", "BE-SPOC", "CYBERCRIME", TODAY) is None
    assert state.standing_authorisation_for("BE-SPOC", "AT-SPOC", "CYBERCRIME", TODAY) is None


def test_it_holds_from_its_first_day_to_the_day_before_its_end() -> None:
    assert found(gave(), area="CYBERCRIME", on=date(2026, 3, 1)) is None
    assert found(gave(), area="CYBERCRIME", on=date(2027, 3, 1)) == ID
    assert found(gave(), area="CYBERCRIME", on=NEXT_YEAR) is None


def test_it_is_given_once() -> None:
    GIVEN.when(giving(), by=ANNA).refused(AStandingAuthorisationIsGivenOnce)


def test_it_joins_three_agencies() -> None:
    FRANCE.when(giving("FR-SPOC"), by=ANNA).refused(AStandingAuthorisationJoinsThreeAgencies)
    FRANCE.when(giving("BE-SPOC"), by=ANNA).refused(AStandingAuthorisationJoinsThreeAgencies)


def test_only_agencies_of_the_directory_are_named() -> None:
    refusal = FRANCE.when(giving("XX-SPOC"), by=ANNA).refused(OnlyARegisteredAgencyIsAuthorised)
    assert refusal.field == "to_agency_id"


def test_its_crime_areas_exist() -> None:
    assert FRANCE.when(giving(areas=("ASTROLOGY",)), by=ANNA).refused(InvalidInput).field == "crimeAreas"


def test_it_ends_after_it_begins() -> None:
    refusal = FRANCE.when(giving(valid_until=TODAY), by=ANNA).refused(APeriodEndsAfterItBegins)
    assert refusal.field == "valid_until"


def test_it_does_not_reach_back_before_the_day_on_which_it_is_given() -> None:
    FRANCE.when(giving(valid_from=date(2026, 2, 28)), by=ANNA).refused(AStandingAuthorisationDoesNotReachBack)
    FRANCE.when(giving(valid_from=date(2026, 3, 1)), by=ANNA).then(gave(valid_from=date(2026, 3, 1)))


def test_it_lasts_two_years_at_most() -> None:
    FRANCE.when(giving(valid_until=date(2028, 3, 3)), by=ANNA).refused(AStandingAuthorisationLastsTwoYearsAtMost)
    FRANCE.when(giving(valid_until=date(2028, 3, 2)), by=ANNA).then(gave(valid_until=date(2028, 3, 2)))


def test_two_years_from_a_leap_day_end_on_the_first_of_march() -> None:
    leap, last = date(2028, 2, 29), date(2030, 3, 1)
    FRANCE.when(giving(valid_from=leap, valid_until=last), by=ANNA).then(gave(valid_from=leap, valid_until=last))


def test_it_is_revoked_at_once() -> None:
    after = GIVEN.when(REVOKE, by=ANNA).then(REVOKED)
    assert after.state.standing_authorisation_for("BE-SPOC", "DE-SPOC", "CYBERCRIME", TODAY) is None


def test_what_was_passed_on_before_stays_covered() -> None:
    before = gave(valid_from=date(2026, 2, 1))
    assert found(before, REVOKED, area="CYBERCRIME", on=date(2026, 3, 1)) == ID


def test_only_what_lasts_is_revoked() -> None:
    given(AGENCY, agency("FR-SPOC", "FR")).when(REVOKE, by=ANNA).refused(OnlyALastingAuthorisationIsRevoked)
    given(AGENCY, agency("FR-SPOC", "FR"), gave(), REVOKED).when(REVOKE, by=ANNA).refused(
        OnlyALastingAuthorisationIsRevoked
    )


def test_nobody_revokes_it_for_another_agency() -> None:
    GIVEN.when(REVOKE, by=person("bea", "BE-SPOC", Role.AGENCY_ADMINISTRATOR)).refused(NotPermitted)
