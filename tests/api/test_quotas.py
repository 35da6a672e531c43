"""Points of members and agencies, places for operations: what is beyond is refused before a database is asked."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.identity.bearer import Bearer
from api.quotas.allowance import AGENCY_PAUSE_S, MOST_BUCKETS, REFUSED, Allowance, Quotas
from api.quotas.places import Places, PlacesLimit
from api.transport.asking import NotAsked
from tests.api.conftest import Case, with_directory
from tests.support.served import Served

LIST = "{ requests(first: 10) { nodes { state } } }"


class Hand:
    """A clock that is moved by hand."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def bearer(member: str, agency: str = "FR-SPOC") -> Bearer:
    expires_at = datetime(2030, 1, 1, tzinfo=UTC)
    return Bearer(member_id=member, agency_id=agency, unit_id=None, roles=frozenset(), expires_at=expires_at)


@given(spent=st.lists(st.tuples(st.integers(0, 500), st.floats(0, 30)), max_size=20))
def test_nobody_takes_more_than_a_bucket_and_what_flows_in(spent: list[tuple[int, float]]) -> None:
    clock, taken, begun = Hand(), 0, Hand.now
    allowance = Allowance(600, clock)
    for points, pause_s in spent:
        if allowance.wait_s("ada") == 0:
            allowance.spend("ada", points)
            taken += points
        clock.now += pause_s

    dearest = max((points for points, _ in spent), default=0)

    assert taken <= 600 + (clock.now - begun) * 10 + dearest + 1


def test_an_empty_bucket_says_when_it_holds_something_again() -> None:
    clock = Hand()
    allowance = Allowance(600, clock)
    allowance.spend("ada", 900)

    waits = allowance.wait_s("ada")
    clock.now += waits

    assert waits == pytest.approx(30)
    assert allowance.wait_s("ada") == 0
    assert allowance.wait_s("bob") == 0


def test_full_buckets_are_forgotten() -> None:
    clock = Hand()
    allowance = Allowance(600, clock)
    for n in range(MOST_BUCKETS):
        allowance.spend(f"member {n}", 1)
    met = allowance.buckets
    clock.now += 61

    allowance.spend("ada", 1)

    assert (met, allowance.buckets) == (MOST_BUCKETS, 1)


def test_a_member_learns_nothing_of_others_but_that_the_bucket_of_its_agency_is_empty() -> None:
    quotas = Quotas(of_member=1_000, of_agency=1_500, seconds=Hand())
    quotas.spend(bearer("bob"), 999)
    quotas.admit(bearer("ada"))
    quotas.spend(bearer("cid"), 5_000)

    with pytest.raises(NotAsked) as refused:
        quotas.admit(bearer("ada"))
    quotas.admit(bearer("dora", "DE-BKA"))

    assert refused.value.facts == {"whose": "AGENCY", "limit": 1_500, "retryAfter": AGENCY_PAUSE_S}
    assert refused.value.headers == {"retry-after": str(AGENCY_PAUSE_S)}


FEW = PlacesLimit(at_work=1, waiting=1, of_member=2, patience_s=0.05)


async def taken(places: Places, members: list[str]) -> list[str]:
    """What becomes of operations of these members that all stay at work."""
    told: list[str] = []

    async def at_work(member: str) -> None:
        try:
            async with places.place(bearer(member)):
                told.append("taken")
                await asyncio.sleep(0.2)
        except NotAsked as refused:
            told.append(refused.code)

    async with asyncio.TaskGroup() as group:
        for member in members:
            group.create_task(at_work(member))
    return sorted(told)


def test_what_finds_no_place_in_time_is_told_to_come_back() -> None:
    told = asyncio.run(taken(Places(FEW), ["ada", "bob", "cid"]))

    assert told == ["TOO_BUSY", "TOO_BUSY", "taken"]


def test_one_member_does_not_take_all_places() -> None:
    told = asyncio.run(taken(Places(FEW), ["ada", "ada", "ada"]))

    assert told == ["TOO_BUSY", "TOO_MANY_AT_ONCE", "taken"]


def test_a_place_is_given_back_whatever_happened() -> None:
    async def used() -> list[str]:
        places = Places(FEW)
        for _ in range(5):
            async with AsyncExitStack() as stack:
                await stack.enter_async_context(places.place(bearer("ada")))
        return await taken(places, ["ada"])

    assert asyncio.run(used()) == ["taken"]


def test_who_may_wait_for_a_place_is_not_turned_away() -> None:
    async def scene() -> None:
        places = Places(PlacesLimit(at_work=1, waiting=1))
        async with places.place(bearer("ada")):
            places.require_room()

    asyncio.run(scene())


@pytest.mark.postgres
def test_where_nobody_may_wait_any_more_it_is_said_before_it_is_looked_who_asks(database: str) -> None:
    with with_directory(database, places=PlacesLimit(at_work=0, waiting=0)) as house:
        answer = house.client.post("/graphql", json={"query": LIST})

    assert (answer.status_code, code_of(answer)) == (503, "TOO_BUSY")
    assert answer.headers["retry-after"] == "2"


@pytest.fixture
def scarce(database: str) -> Iterator[Served]:
    """A house where a member has 100 points a minute."""
    with with_directory(database, member_points=100, agency_points=150) as opened:
        opened.settle()
        yield opened


def asked(house: Served, member: str, query: str = LIST) -> httpx.Response:
    headers = {"authorization": f"Bearer {house.token(member, 'FR-SPOC')}"}
    return house.client.post("/graphql", json={"query": query}, headers=headers)


def code_of(response: httpx.Response) -> Any:
    return response.json()["errors"][0]["extensions"]["code"]


@pytest.mark.postgres
def test_who_has_used_up_its_points_is_refused_and_told_when_to_come_back(scarce: Served) -> None:
    answered = [asked(scarce, "ada").status_code for _ in range(7)]

    refused = asked(scarce, "ada")

    assert set(answered) == {200}
    assert (refused.status_code, code_of(refused)) == (429, "RATE_LIMITED")
    assert 1 <= int(refused.headers["retry-after"]) == refused.json()["errors"][0]["extensions"]["retryAfter"]
    assert asked(scarce, "bob").status_code == 200


@pytest.mark.postgres
def test_what_is_refused_is_not_for_nothing_either(scarce: Served) -> None:
    answered = [asked(scarce, "ada", "{").status_code for _ in range(100 // REFUSED + 1)]

    assert set(answered) == {200}
    assert asked(scarce, "ada").status_code == 429


@pytest.mark.postgres
def test_who_is_refused_costs_no_database(scarce: Served, database: str) -> None:
    _ = [asked(scarce, "ada") for _ in range(7)]
    with psycopg.connect(database) as blocking:
        blocking.execute("LOCK TABLE read.requests IN ACCESS EXCLUSIVE MODE")

        assert asked(scarce, "ada").status_code == 429


def recorded(case: Case) -> int:
    """The position of a fact that was just recorded."""
    fact = {"kind": "INCIDENT", "text": "It began", "source": "Report 1", "grade": "OFFICIAL"}
    return int(case.leader.did("recordFact", investigationId=case.id, factId=str(uuid4()), **fact)["position"])


@pytest.mark.postgres
def test_an_answer_tells_its_cost_and_the_position_it_reflects(house: Served, case: Case) -> None:
    told = case.leader.post(LIST)["extensions"]
    last = recorded(case)
    behind = case.leader.post(LIST)["extensions"]
    house.settle()

    assert told["cost"] == {"rows": 15, "limit": 20_000}
    assert behind["position"] == told["position"] < last
    assert case.leader.post(LIST)["extensions"]["position"] == last


@pytest.mark.postgres
def test_what_reads_nothing_reflects_no_position(house: Served) -> None:
    assert house.person("ada", "FR-SPOC").post("{ __typename }")["extensions"] == {"cost": {"rows": 0, "limit": 20_000}}
