"""Nobody is told over a socket what is not for them, and everybody is told what is: each case from its beginning on."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from domain.request.events import RequestSent
from projections.need_to_know import BY_PARAMETERS, sees_entry
from projections.timeline import statements
from tests.leaks import measuring, planted, planted_figures, waiting
from tests.leaks.asking import VIEWS, Asker, canaries_in
from tests.leaks.conftest import World
from tests.support.live import PATIENCE_S, Live, Socket, live

pytestmark = pytest.mark.postgres

FOLLOW = """subscription($case: UUID!) { caseTimeline(caseId: $case, after: 0, filter: {hideSystem: false}) {
  position entries { position eventId text itemIds summaryArguments { value } } } }"""

DESK = """subscription { myDesk { desk { tally { kinds { entries } } entries(first: 200) { totalCount
  nodes { kind subjectId partId otherAgencyId investigationId investigation { investigationId } } } } } }"""

ENTRY = sees_entry(BY_PARAMETERS, "e", "read.timeline")

PAIR = """subscription($asking: String!, $asked: String!) {
  cooperationPair(requestingAgencyId: $asking, requestedAgencyId: $asked, metrics: [M1], thresholds: {minN: 1}) {
    cooperation { groups(first: 5) { totalCount nodes { figures { name n } } } } } }"""

QUIET_S = 1.0
"""Seconds without a message after which a person who has all that is its own is told no more."""


@pytest.fixture(scope="module")
def seed() -> int:
    """A world in which the planted leaks have something to leak."""
    return 21


@pytest.fixture(scope="module")
def door(world: World) -> Iterator[Live]:
    with live(world.house) as opened:
        yield opened


def found_by(world: World, door: Live) -> list[str]:
    """What some people of each agency, and those outside, are told too much or too little."""
    people = (*world.people[::3], world.people[-2])
    askers = [Asker(world.house, world.oracle, each, "subscriptions") for each in people]
    ways = (followed, desk_followed, pairs_followed)
    return [each for asker in askers for way in ways for each in way(door, asker)]


def followed(door: Live, asker: Asker) -> Iterator[str]:
    """A person is told of each case what the oracle lets it see; of one that is not its own, that there is none."""
    cases = {str(number): case for number, case in enumerate(_cases(asker))}
    due = sum(1 for case in cases.values() for _ in asker.oracle.entries(asker.person, case))
    with door.signed_in(asker.signed().token) as socket:
        for known_as, case in cases.items():
            socket.subscribe(FOLLOW, known_as=known_as, case=str(case))
        told = _all_told(socket, cases, due)
    for case, entries in told.items():
        allowed = [each.envelope.event_id for each in asker.oracle.entries(asker.person, case)]
        among = sum(each.envelope.case_id == case for each in asker.oracle.log)
        yield from asker.sets(f"of {case}", [each["eventId"] for each in entries], allowed, among)
        yield from asker.words("followed", entries)
        if [each["position"] for each in entries] != sorted(each["position"] for each in entries):
            yield f"subscriptions: {asker.person.member_id}: {case} out of order"


def desk_followed(door: Live, asker: Asker) -> Iterator[str]:
    """The desk that is followed is the one that can be asked for."""
    with door.signed_in(asker.signed().token) as socket:
        socket.subscribe(DESK)
        told = socket.told()["desk"]
    entries, _ = waiting.entries(asker)
    followed = map(waiting.named, told["entries"]["nodes"])
    yield from asker.sets("desk followed", list(followed), map(waiting.named, entries), len(entries))
    yield from asker.number("desk followed", told["entries"]["totalCount"], len(entries))


def pairs_followed(door: Live, asker: Asker) -> Iterator[str]:
    """The figures of each pair of agencies rest on as many requests as the person sees, also where these are none."""
    seen = measuring.seen_pairs(asker)
    for asking, asked in _pairs(asker):
        with door.signed_in(asker.signed().token) as socket:
            socket.subscribe(PAIR, asking=asking, asked=asked)
            groups = socket.told()["cooperation"]["groups"]["nodes"]
        sent = sum(each["n"] for group in groups for each in group["figures"] if each["name"] == "sent")
        yield from asker.number(f"followed of {asking} to {asked}", sent, seen[asking, asked])


def _pairs(asker: Asker) -> list[tuple[str, str]]:
    sent = (each.event for each in asker.oracle.log if isinstance(each.event, RequestSent))
    return sorted({(each.requesting_agency_id, each.requested_agency_id) for each in sent})


def _cases(asker: Asker) -> list[UUID]:
    return sorted({each.envelope.case_id for each in asker.oracle.log if each.envelope.case_id})


def _all_told(socket: Socket, cases: dict[str, UUID], due: int) -> dict[UUID, list[dict[str, str]]]:
    told: dict[UUID, list[dict[str, str]]] = {each: [] for each in cases.values()}
    while True:
        try:
            message = socket.receive(PATIENCE_S if sum(map(len, told.values())) < due else QUIET_S)
        except TimeoutError:
            return told
        if message["type"] == "next":
            told[cases[message["id"]]] += message["payload"]["data"]["caseTimeline"]["entries"]
        else:
            assert message["payload"][0]["extensions"] == {"code": "NOT_FOUND"}
            assert canaries_in(message) == set()


def test_everybody_is_told_what_is_for_them_and_nothing_else(world: World, door: Live) -> None:
    found = found_by(world, door)

    assert found == [], (world.seed, len(found), found[:20])
    assert VIEWS.by_way["subscriptions"] >= 1_000


def test_entries_for_every_member_are_found(world: World, door: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "SINCE", statements.SINCE.replace(ENTRY, "true"))

    with planted.without_walls(world.conninfo):
        assert found_by(world, door) != []


def test_figures_of_every_request_are_found(world: World, door: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    planted_figures.PLANTED[0].plant(monkeypatch)
    askers = [Asker(world.house, world.oracle, each, "subscriptions") for each in world.people]

    with planted.without_walls(world.conninfo):
        assert any(found for asker in askers for found in pairs_followed(door, asker))
