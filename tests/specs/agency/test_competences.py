"""What a unit is competent for: area by region by language by day."""

from datetime import date

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from domain.agency import AGENCY, Question
from domain.agency.commands import DeclareCompetence, WithdrawCompetence
from domain.agency.events import CompetenceDeclared, CompetenceWithdrawn, UnitRetired, UnitSuspended
from domain.agency.rules import ACompetenceEndsWithinItsPeriod, ACompetenceIdIsUsedOnce, AnExistingUnitIsMeant
from domain.reference import countries, crime_areas
from domain.refusal import InvalidInput
from tests.support.agencies import DIRECTORY_KEEPER, agency, unit
from tests.support.given import given

AN_AGENCY = agency("FR-SPOC", "FR")
CYBER = "FR-SPOC/CYBER"
EUROPE = "150"
EVENTS = (AN_AGENCY, *unit("FR-SPOC", CYBER, "CYBERCRIME_AND_DIGITAL_EVIDENCE", EUROPE))
WITH_UNIT = given(AGENCY, *EVENTS)
DAY = date(2026, 3, 2)


def asked(crime_area: str, region: str | None, language: str | None, on: date) -> Question:
    return Question(crime_area=crime_area, region=region, language=language, on=on)


def declared(
    competence_id: str, *, areas: tuple[str, ...] = ("DRUGS",), regions: tuple[str, ...] = ("FR",)
) -> DeclareCompetence:
    return DeclareCompetence(
        agency_id="FR-SPOC",
        unit_id=CYBER,
        competence_id=competence_id,
        crime_areas=areas,
        regions=regions,
        languages=("en",),
        valid_from=DAY,
    )


def withdrawn(valid_to: date) -> WithdrawCompetence:
    return WithdrawCompetence(
        agency_id="FR-SPOC", unit_id=CYBER, competence_id="CYBER-1", valid_to=valid_to, reason="moved"
    )


def test_competence_for_a_parent_area_covers_its_children() -> None:
    assert WITH_UNIT.state.is_competent(CYBER, asked("DIGITAL_FORENSICS", "FR", "en", DAY))
    assert not WITH_UNIT.state.is_competent(CYBER, asked("DRUGS", "FR", "en", DAY))


def test_competence_for_a_child_area_does_not_cover_its_parent() -> None:
    spec = given(AGENCY, AN_AGENCY, *unit("FR-SPOC", CYBER, "CYBERCRIME"))
    assert not spec.state.is_competent(CYBER, asked("CYBERCRIME_AND_DIGITAL_EVIDENCE", "FR", "en", DAY))


def test_competence_for_a_region_covers_its_countries_and_no_others() -> None:
    assert WITH_UNIT.state.is_competent(CYBER, asked("CYBERCRIME", "155", "en", DAY))
    assert not WITH_UNIT.state.is_competent(CYBER, asked("CYBERCRIME", "JP", "en", DAY))
    assert not WITH_UNIT.state.is_competent(CYBER, asked("CYBERCRIME", "WORLD", "en", DAY))


def test_competence_holds_in_its_languages_only() -> None:
    assert not WITH_UNIT.state.is_competent(CYBER, asked("CYBERCRIME", "FR", "fr", DAY))
    assert WITH_UNIT.state.is_competent(CYBER, asked("CYBERCRIME", "FR", None, DAY))


def test_competence_holds_from_its_first_day() -> None:
    assert WITH_UNIT.state.is_competent(CYBER, asked("CYBERCRIME", "FR", "en", date(2020, 1, 1)))
    assert not WITH_UNIT.state.is_competent(CYBER, asked("CYBERCRIME", "FR", "en", date(2019, 12, 31)))


def test_a_suspended_unit_is_competent_for_nothing() -> None:
    suspended = UnitSuspended(agency_id="FR-SPOC", unit_id=CYBER, suspended_from=DAY, reason="flood")
    assert not given(AGENCY, *EVENTS, suspended).state.is_competent(CYBER, asked("CYBERCRIME", "FR", "en", DAY))


def test_an_unknown_unit_is_competent_for_nothing() -> None:
    assert not WITH_UNIT.state.is_competent("FR-SPOC/NONE", asked("CYBERCRIME", "FR", "en", DAY))


def test_a_competence_is_declared() -> None:
    WITH_UNIT.when(declared("CYBER-2"), by=DIRECTORY_KEEPER).then(
        CompetenceDeclared(
            agency_id="FR-SPOC",
            unit_id=CYBER,
            competence_id="CYBER-2",
            crime_areas=("DRUGS",),
            regions=("FR",),
            languages=("en",),
            valid_from=DAY,
        )
    )


def test_a_competence_id_is_used_once() -> None:
    WITH_UNIT.when(declared("CYBER-1"), by=DIRECTORY_KEEPER).refused(ACompetenceIdIsUsedOnce)


def test_the_crime_areas_of_a_competence_must_exist() -> None:
    command = declared("CYBER-2", areas=("DRUGS", "ASTROLOGY"))
    refusal = WITH_UNIT.when(command, by=DIRECTORY_KEEPER).refused(InvalidInput)
    assert refusal.field == "crimeAreas"
    assert "ASTROLOGY" in refusal.rule


def test_the_regions_of_a_competence_must_exist() -> None:
    command = declared("CYBER-2", regions=("XQ",))
    assert WITH_UNIT.when(command, by=DIRECTORY_KEEPER).refused(InvalidInput).field == "regions"


def test_a_retired_unit_gets_no_competence() -> None:
    retired = UnitRetired(agency_id="FR-SPOC", unit_id=CYBER, valid_to=DAY, reason="merged")
    spec = given(AGENCY, *EVENTS, retired)
    spec.when(declared("CYBER-2"), by=DIRECTORY_KEEPER).refused(AnExistingUnitIsMeant)


def test_a_competence_is_withdrawn() -> None:
    after = WITH_UNIT.when(withdrawn(DAY), by=DIRECTORY_KEEPER)
    after.then(
        CompetenceWithdrawn(agency_id="FR-SPOC", unit_id=CYBER, competence_id="CYBER-1", valid_to=DAY, reason="moved")
    )
    assert after.state.is_competent(CYBER, asked("CYBERCRIME", "FR", "en", date(2026, 3, 1)))
    assert not after.state.is_competent(CYBER, asked("CYBERCRIME", "FR", "en", DAY))


def test_a_competence_ends_within_its_period() -> None:
    WITH_UNIT.when(withdrawn(date(2020, 1, 1)), by=DIRECTORY_KEEPER).refused(ACompetenceEndsWithinItsPeriod)
    WITH_UNIT.when(withdrawn(date(2020, 1, 2)), by=DIRECTORY_KEEPER).then(
        CompetenceWithdrawn(
            agency_id="FR-SPOC", unit_id=CYBER, competence_id="CYBER-1", valid_to=date(2020, 1, 2), reason="moved"
        )
    )


@settings(max_examples=25, deadline=None)
@for_all(
    area=st.sampled_from([area.code for area in crime_areas.all()]),
    country=st.sampled_from(countries.codes()),
    on=st.dates(),
)
def test_whoever_is_competent_for_the_world_is_competent_wherever_it_is_for_a_country(
    area: str, country: str, on: date
) -> None:
    question = asked(area, country, "en", on)
    near = given(AGENCY, AN_AGENCY, *unit("FR-SPOC", CYBER, area, country)).state
    wide = given(AGENCY, AN_AGENCY, *unit("FR-SPOC", CYBER, area, "WORLD")).state
    assert near.is_competent(CYBER, question) == wide.is_competent(CYBER, question)
