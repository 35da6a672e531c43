"""What lists tell beside their nodes: how many there are, and which codes there are to ask for."""

from datetime import date

import pytest

from domain.reference import crime_areas
from tests.api.conftest import Case, admit, opened_case
from tests.support.served import Served

pytestmark = pytest.mark.postgres

AREAS = "query($on: Date) { crimeAreas(on: $on) { code label parent } }"


def test_investigations_are_counted_over_all_pages_as_far_as_they_are_for_the_viewer(house: Served, case: Case) -> None:
    opened_case(house, "other")
    second = opened_case(house, "second")
    admit(second.leader, second.id, ("leader-alpha", "FR-SPOC"))
    house.settle()

    answer = case.leader.ask("{ investigations(first: 1) { totalCount nodes { reference } } }")
    found = case.leader.ask('{ investigations(filter: {text: "SECOND"}) { totalCount } }')

    assert (answer["investigations"]["totalCount"], len(answer["investigations"]["nodes"])) == (2, 1)
    assert found["investigations"]["totalCount"] == 1


def test_crime_areas_are_listed_with_what_covers_them(house: Served) -> None:
    areas = house.person("ada", "FR-SPOC").ask(AREAS)["crimeAreas"]

    known = {area["code"]: area for area in areas}
    assert set(known) == {area.code for area in crime_areas.all()}
    assert known["CHILD_SEXUAL_EXPLOITATION"]["parent"] == "CRIMES_AGAINST_CHILDREN_AND_TRAFFICKING"
    assert known["CYBERCRIME_AND_DIGITAL_EVIDENCE"] == {
        "code": "CYBERCRIME_AND_DIGITAL_EVIDENCE",
        "label": "Cybercrime and digital evidence",
        "parent": None,
    }


def test_crime_areas_are_those_in_use_on_a_day(house: Served) -> None:
    areas = house.person("ada", "FR-SPOC").ask(AREAS, on="2026-03-02")["crimeAreas"]

    day = date(2026, 3, 2)
    assert [area["code"] for area in areas] == [
        area.code for area in crime_areas.all() if crime_areas.exists(area.code, day)
    ]


def test_a_day_that_is_none_is_named_in_the_error(house: Served) -> None:
    (error,) = house.person("ada", "FR-SPOC").post(AREAS, on="soon")["errors"]

    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("INVALID_INPUT", "on")
