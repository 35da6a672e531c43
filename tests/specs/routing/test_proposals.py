"""Which unit should get a request, and why."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from domain.agency import AGENCY, Agency
from domain.agency.events import (
    CompetenceDeclared,
    CompetenceWithdrawn,
    ContactPointChanged,
    UnitRegistered,
    UnitRetired,
)
from domain.event import Event
from domain.refusal import InvalidInput
from domain.routing import Criterion, Proposal, Wanted, propose
from tests.support.agencies import agency, unit
from tests.support.given import given

DAY = date(2026, 3, 2)
WANTED = Wanted(crime_area="CYBERCRIME", region="FR", language="en", on=DAY)


def having(agency_id: str, *events: Event) -> Agency:
    return given(AGENCY, agency(agency_id), *events).state


def speaking(agency_id: str, *languages: str) -> Agency:
    start, unit_id = date(2020, 1, 1), f"{agency_id}/CYBER"
    return having(
        agency_id,
        UnitRegistered(agency_id=agency_id, unit_id=unit_id, name="Cyber", family=None, valid_from=start),
        CompetenceDeclared(
            agency_id=agency_id,
            unit_id=unit_id,
            competence_id="ONE",
            crime_areas=("CYBERCRIME",),
            regions=("FR",),
            languages=languages,
            valid_from=start,
        ),
    )


def always_open(agency_id: str) -> ContactPointChanged:
    return ContactPointChanged(
        agency_id=agency_id, unit_id=None, address="desk@x.example", always_open=True, hours=None, tz="UTC"
    )


def units(proposal: Proposal) -> list[str]:
    return [proposed.unit_id for proposed in proposal.units]


def test_the_area_itself_comes_before_its_parent() -> None:
    parent = having("AA", *unit("AA", "AA/PARENT", "CYBERCRIME_AND_DIGITAL_EVIDENCE", "FR"))
    exact = having("BB", *unit("BB", "BB/EXACT", "CYBERCRIME", "WORLD"))
    proposal = propose([parent, exact], WANTED)
    assert units(proposal) == ["BB/EXACT", "AA/PARENT"]
    assert "competent for CYBERCRIME itself" in proposal.units[0].reasons
    assert "competent for CYBERCRIME_AND_DIGITAL_EVIDENCE, which covers it" in proposal.units[1].reasons


def test_a_country_comes_before_its_region_and_that_before_the_world() -> None:
    world = having("AA", *unit("AA", "AA/WORLD", "CYBERCRIME", "WORLD"))
    europe = having("BB", *unit("BB", "BB/EUROPE", "CYBERCRIME", "150"))
    western = having("CC", *unit("CC", "CC/WESTERN", "CYBERCRIME", "155"))
    country = having("DD", *unit("DD", "DD/COUNTRY", "CYBERCRIME", "FR"))
    proposal = propose([world, europe, western, country], WANTED)
    assert units(proposal) == ["DD/COUNTRY", "CC/WESTERN", "BB/EUROPE", "AA/WORLD"]
    assert "for FR itself" in proposal.units[0].reasons
    assert "for 150, which contains FR" in proposal.units[2].reasons


def test_the_working_language_comes_before_further_ones() -> None:
    proposal = propose([speaking("AA", "fr", "en"), speaking("BB", "en", "fr")], WANTED)
    assert units(proposal) == ["BB/CYBER", "AA/CYBER"]
    assert "en is its working language" in proposal.units[0].reasons
    assert "en is among its languages" in proposal.units[1].reasons


def test_a_unit_reached_day_and_night_comes_first_only_when_it_is_urgent() -> None:
    near = having("AA", *unit("AA", "AA/NEAR", "CYBERCRIME", "FR"))
    awake = having("BB", *unit("BB", "BB/AWAKE", "CYBERCRIME", "WORLD"), always_open("BB"))
    assert units(propose([near, awake], WANTED)) == ["AA/NEAR", "BB/AWAKE"]
    urgent = propose([near, awake], replace(WANTED, is_urgent=True))
    assert units(urgent) == ["BB/AWAKE", "AA/NEAR"]
    assert urgent.units[0].reasons[0] == "reached day and night"


def test_a_unit_is_proposed_once_with_its_closest_competence() -> None:
    wide = unit("AA", "AA/ONE", "CYBERCRIME", "WORLD")
    near = replace(unit("AA", "AA/ONE", "CYBERCRIME", "FR")[1], competence_id="NEAR")  # type: ignore[type-var]
    proposal = propose([having("AA", *wide, near)], WANTED)
    assert [proposed.competence_id for proposed in proposal.units] == ["NEAR"]


def test_only_units_of_the_agency_asked_are_proposed_where_one_is_named() -> None:
    one = having("AA", *unit("AA", "AA/ONE", "CYBERCRIME"))
    other = having("BB", *unit("BB", "BB/TWO", "CYBERCRIME"))
    assert units(propose([one, other], replace(WANTED, agency_id="BB"))) == ["BB/TWO"]


def test_nobody_competent_for_the_area_is_told_so() -> None:
    proposal = propose([having("AA", *unit("AA", "AA/DRUGS", "DRUGS"))], WANTED)
    assert proposal.failed is Criterion.CRIME_AREA
    assert proposal.explanation == "No unit is competent for CYBERCRIME."


def test_nobody_competent_in_the_region_is_told_so_with_those_of_others() -> None:
    proposal = propose([having("AA", *unit("AA", "AA/ONE", "CYBERCRIME", "JP"))], WANTED)
    assert proposal.failed is Criterion.REGION
    assert proposal.explanation is not None
    assert "AA/ONE" in proposal.explanation


def test_nobody_who_works_in_the_language_is_told_so_with_the_languages_there_are() -> None:
    proposal = propose([speaking("AA", "fr", "de")], WANTED)
    assert proposal.failed is Criterion.LANGUAGE
    assert proposal.explanation == "No competent unit works in en; AA/CYBER in de, fr."


def test_nobody_competent_on_the_day_is_told_so() -> None:
    ended = CompetenceWithdrawn(agency_id="AA", unit_id="AA/ONE", competence_id="ONE-1", valid_to=DAY, reason="moved")
    proposal = propose([having("AA", *unit("AA", "AA/ONE", "CYBERCRIME"), ended)], WANTED)
    assert proposal.failed is Criterion.DATE
    earlier = replace(WANTED, on=date(2026, 3, 1))
    assert units(propose([having("AA", *unit("AA", "AA/ONE", "CYBERCRIME"), ended)], earlier)) == ["AA/ONE"]


def test_units_that_have_ended_are_told_of() -> None:
    retired = UnitRetired(agency_id="AA", unit_id="AA/ONE", valid_to=DAY, reason="merged")
    proposal = propose([having("AA", *unit("AA", "AA/ONE", "CYBERCRIME"), retired)], WANTED)
    assert proposal.failed is Criterion.IN_SERVICE


def test_a_unit_tells_by_which_area_region_and_language_it_is_competent() -> None:
    parent = having("AA", *unit("AA", "AA/PARENT", "CYBERCRIME_AND_DIGITAL_EVIDENCE", "150"))
    best = propose([parent], WANTED).units[0]
    assert (best.covering_area, best.covering_region) == ("CYBERCRIME_AND_DIGITAL_EVIDENCE", "150")
    assert best.language_place == 0


def test_what_was_not_sought_is_not_told_of_a_unit() -> None:
    best = propose([speaking("AA", "en")], replace(WANTED, region=None, language=None)).units[0]
    assert (best.covering_region, best.language_place) == (None, None)


def test_a_unit_that_is_passed_over_tells_on_what_the_closest_of_its_competences_failed() -> None:
    far = having("AA", *unit("AA", "AA/FAR", "CYBERCRIME", "JP"))
    proposal = propose([far, speaking("BB", "de"), speaking("CC", "en")], WANTED)
    passed_over = [(each.unit_id, each.failed) for each in proposal.passed_over]
    assert passed_over == [("AA/FAR", Criterion.REGION), ("BB/CYBER", Criterion.LANGUAGE)]


def test_neither_who_is_proposed_nor_who_is_not_competent_for_the_area_is_passed_over() -> None:
    other = having("AA", *unit("AA", "AA/DRUGS", "DRUGS"))
    assert propose([other, speaking("BB", "en")], WANTED).passed_over == ()


def test_an_empty_directory_has_nobody() -> None:
    assert propose([], WANTED).failed is Criterion.CRIME_AREA


def test_an_unknown_area_is_refused_by_name() -> None:
    with pytest.raises(InvalidInput) as refused:
        propose([], replace(WANTED, crime_area="ASTROLOGY"))
    assert refused.value.field == "crimeArea"


def test_an_unknown_region_is_refused_by_name() -> None:
    with pytest.raises(InvalidInput) as refused:
        propose([], replace(WANTED, region="XQ"))
    assert refused.value.field == "region"


@settings(max_examples=20, deadline=None)
@for_all(
    order=st.permutations(
        [
            having("AA", *unit("AA", "AA/ONE", "CYBERCRIME", "WORLD")),
            having("BB", *unit("BB", "BB/ONE", "CYBERCRIME", "150"), *unit("BB", "BB/TWO", "CYBERCRIME", "150")),
            having("CC", *unit("CC", "CC/ONE", "CYBERCRIME_AND_DIGITAL_EVIDENCE", "FR")),
            speaking("DD", "fr", "en"),
        ]
    )
)
def test_the_order_of_the_agencies_changes_nothing(order: list[Agency]) -> None:
    assert units(propose(order, WANTED)) == ["DD/CYBER", "BB/ONE", "BB/TWO", "AA/ONE", "CC/ONE"]
