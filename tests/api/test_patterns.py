"""Patterns across cases: routes between countries and crime areas that rise, counted over what the viewer sees."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from tests.api.conftest import CONTENT, Case, opened_case
from tests.api.test_access_ledger import accesses_of
from tests.api.test_hits import register
from tests.api.test_sharing_items import shared
from tests.support.served import Person, Served

pytestmark = pytest.mark.postgres

ROUTES = """query($filter: RouteFilterInput) { routes(filter: $filter) { totalCount nodes { fromCountry toCountry
  crimeArea requests items hits total
  evidence { totalCount nodes { kind thingId registrationId fromAgencyId toAgencyId } } } } }"""
RISING = """query($until: String) { risingCrimeAreas(until: $until, months: 1) { minN since until areas { crimeArea n
  recent before ratio ratioLow ratioHigh pValue adjustedPValue isReal
  evidence(first: 200) { totalCount nodes { thingId } } } } }"""

THIS_MONTH = f"{datetime.now(UTC):%Y-%m}"


@pytest.fixture
def beta(house: Served) -> Case:
    """Another investigation, with other people of the same agencies."""
    return opened_case(house, "beta")


def routes(house: Served, person: Person, **filter_: object) -> dict[tuple[str, str], dict[str, Any]]:
    """The routes that a person is told of, by their ends."""
    house.settle()
    told = person.ask(ROUTES, filter=filter_ or None)["routes"]
    assert told["totalCount"] == len(told["nodes"])
    return {(each["fromCountry"], each["toCountry"]): each for each in told["nodes"]}


def rising(house: Served, person: Person, until: str = THIS_MONTH) -> dict[str, Any]:
    house.settle()
    told: dict[str, Any] = person.ask(RISING, until=until)["risingCrimeAreas"]
    return told


def ask_again(case: Case, times: int, area: str = "CYBERCRIME") -> None:
    for _ in range(times):
        drafted = case.leader.did(
            "draftRequest", investigationId=case.id, requestingAgencyId="FR-SPOC", requestingUnitId="FR-SPOC/CYBER",
            requestedAgencyId="DE-BKA", content={**CONTENT, "crimeArea": area},
        )  # fmt: skip
        case.leader.did("sendRequest", requestId=drafted["aggregateId"])


def test_a_request_an_item_and_a_hit_go_the_way_of_one_route(house: Served, case: Case, beta: Case) -> None:
    item = shared(case)
    register(case.leader, case.id)
    register(beta.partner, beta.id)

    route = routes(house, case.leader)["FR", "DE"]

    assert (route["requests"], route["items"], route["hits"], route["total"]) == (1, 1, 1, 3)
    assert route["crimeArea"] == "CYBERCRIME"
    assert route["evidence"]["totalCount"] == 3
    things = {each["kind"]: each for each in route["evidence"]["nodes"]}
    assert (things["REQUEST"]["thingId"], things["ITEM"]["thingId"]) == (case.request, item)
    assert UUID(things["HIT"]["registrationId"])
    assert {(each["fromAgencyId"], each["toAgencyId"]) for each in things.values()} == {("FR-SPOC", "DE-BKA")}


def test_each_side_of_a_hit_counts_it_from_its_own_country(house: Served, case: Case, beta: Case) -> None:
    register(case.leader, case.id)
    register(beta.partner, beta.id)

    assert routes(house, case.leader, kinds=["HIT"])["FR", "DE"]["hits"] == 1
    assert routes(house, beta.partner, kinds=["HIT"])["DE", "FR"]["hits"] == 1


def test_one_of_another_case_is_told_of_its_own_alone(house: Served, case: Case, beta: Case) -> None:
    shared(case)
    ask_again(case, 2)

    assert routes(house, beta.leader)["FR", "DE"]["total"] == 1
    assert routes(house, house.person("nobody", "FR-SPOC")) == {}


def test_a_draft_goes_nowhere(house: Served, case: Case) -> None:
    case.leader.did(
        "draftRequest", investigationId=case.id, requestingAgencyId="FR-SPOC", requestingUnitId="FR-SPOC/CYBER",
        requestedAgencyId="DE-BKA", content={**CONTENT, "crimeArea": "DRUGS"},
    )  # fmt: skip

    assert routes(house, case.leader, crimeArea="DRUGS") == {}
    assert [each["crimeArea"] for each in rising(house, case.leader)["areas"]] == ["CYBERCRIME"]


def test_only_the_months_asked_for_are_counted(house: Served, case: Case) -> None:
    assert set(routes(house, case.leader, firstMonth=THIS_MONTH, lastMonth=THIS_MONTH)) == {("FR", "DE")}
    assert routes(house, case.leader, lastMonth="2020-01") == {}


@pytest.mark.parametrize("filter_", [{"fromCountry": "DE"}, {"toCountry": "FR"}, {"crimeArea": "X"}, {"kinds": "HIT"}])
def test_a_filter_leaves_the_others_out(house: Served, case: Case, filter_: dict[str, object]) -> None:
    assert routes(house, case.leader, **filter_) == {}


def test_what_is_no_month_is_refused_naming_the_field(house: Served, case: Case) -> None:
    house.settle()
    answers = [
        case.leader.post(ROUTES, filter={"firstMonth": "March"}),
        case.leader.post(RISING, until="2026-3"),
    ]

    assert [each["errors"][0]["extensions"]["field"] for each in answers] == ["filter.firstMonth", "until"]


def test_an_item_that_is_told_as_evidence_stands_in_the_ledger(house: Served, case: Case) -> None:
    item = shared(case)

    routes(house, case.partner)
    house.carry()

    assert [each["way"] for each in accesses_of(case, item)] == ["routes"]


def test_nothing_is_said_of_a_crime_area_with_few_requests(house: Served, case: Case) -> None:
    ask_again(case, 8)

    (area,) = rising(house, case.leader)["areas"]

    assert (area["n"], area["recent"], area["before"], area["evidence"]["totalCount"]) == (9, 9, 0, 9)
    assert {area[each] for each in ("ratio", "ratioLow", "pValue", "adjustedPValue", "isReal")} == {None}


def test_a_crime_area_that_was_not_there_before_rises(house: Served, case: Case) -> None:
    ask_again(case, 9)
    ask_again(case, 1, "DRUGS")

    told = rising(house, case.leader)
    area, few = told["areas"]

    assert (area["crimeArea"], area["n"], area["isReal"], few["isReal"]) == ("CYBERCRIME", 10, True, None)
    assert area["pValue"] == area["adjustedPValue"] < 0.01
    assert (area["ratio"], area["ratioHigh"]) == (None, None)
    assert area["ratioLow"] > 1
    assert case.request in [each["thingId"] for each in area["evidence"]["nodes"]]
    assert len(area["evidence"]["nodes"]) == told["minN"] == 10


def test_who_sees_no_request_sees_no_crime_area(house: Served, case: Case) -> None:
    ask_again(case, 9)

    assert rising(house, house.person("nobody", "DE-BKA"))["areas"] == []
