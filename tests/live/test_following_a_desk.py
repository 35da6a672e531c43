"""My desk and the lag as they change: whole, when there is something new for the viewer, and at no other time."""

import pytest

from api.subscriptions import following
from tests.api.conftest import Case, opened_case
from tests.api.test_sharing_items import registered, shared
from tests.live.test_following_a_case import reminded
from tests.support.live import Live
from tests.support.served import Served

pytestmark = pytest.mark.postgres


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pace is the only thing that is other than in service."""
    monkeypatch.setattr(following, "PACE_S", 0.2)


DESK = """subscription($after: Position, $filter: DeskFilterInput) { myDesk(after: $after, filter: $filter) { position
  desk { tally { overdue kinds { kind entries } } entries { nodes { kind subjectId nextCommand } } } } }"""

LAG = "subscription { readModelLag(everySeconds: 1) { at models { model events } } }"


def kinds(told: dict[str, dict[str, dict[str, list[dict[str, str]]]]]) -> list[str]:
    """The kinds of what waits, in the order of the desk."""
    return [each["kind"] for each in told["desk"]["entries"]["nodes"]]


def test_the_desk_comes_first_as_it_is_and_then_as_it_changes(door: Live, case: Case, house: Served) -> None:
    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(DESK)
        first = socket.told()
        shared(case)
        house.settle()
        then = socket.told()

    assert kinds(first) == ["REQUEST_TO_ACKNOWLEDGE"]
    assert kinds(then) == ["REQUEST_TO_ACKNOWLEDGE", "RECEIPT_TO_CONFIRM"]
    assert then["position"] > first["position"]


def test_a_desk_that_does_not_change_brings_no_message(door: Live, case: Case, house: Served) -> None:
    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(DESK)
        socket.told()
        opened_case(house, "beta")
        registered(case)
        house.settle()

        assert socket.is_silent(1.5)


def test_who_has_the_desk_of_now_is_told_when_it_changes(door: Live, case: Case, house: Served) -> None:
    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(DESK)
        position = socket.told()["position"]
    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(DESK, after=position)
        assert socket.is_silent()
        case.partner.did("confirmReceipt", requestId=case.request)
        house.settle()

        assert socket.told()["desk"]["entries"]["nodes"][0]["nextCommand"] == "acknowledgeRequest"


def test_who_comes_back_from_beyond_the_log_is_told_so(door: Live, case: Case) -> None:
    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(DESK, after=10**9)

        assert socket.receive()["payload"][0]["extensions"]["code"] == "NOT_YET_VISIBLE"


def test_who_comes_back_later_is_told_the_desk_as_it_is_now(door: Live, case: Case, house: Served) -> None:
    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(DESK)
        position = socket.told()["position"]
    case.partner.did("confirmReceipt", requestId=case.request)
    house.settle()

    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(DESK, after=position)

        assert socket.told()["desk"]["entries"]["nodes"][0]["nextCommand"] == "acknowledgeRequest"


def test_a_filter_narrows_the_desk_that_is_followed(door: Live, case: Case, house: Served) -> None:
    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(DESK, filter={"kinds": ["RECEIPT_TO_CONFIRM"]})
        first = socket.told()
        reminded(case, "Changes no receipt")
        house.settle()

        assert kinds(first) == []
        assert socket.is_silent(1.5)


def test_who_is_revoked_is_left_with_an_empty_desk(door: Live, case: Case, house: Served) -> None:
    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(DESK)
        socket.told()
        case.leader.did("revokeMember", investigationId=case.id, memberId="partner-alpha", reason="Left the team")
        house.settle()

        assert kinds(socket.told()) == []


def test_the_lag_is_told_at_its_pace_whether_or_not_anything_happens(door: Live, case: Case) -> None:
    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(LAG)
        told = [socket.told(), socket.told(), socket.told()]

    assert {each["model"] for each in told[0]["models"]} >= {"timeline", "board"}
    assert len({each["at"] for each in told}) == 3


def test_the_desk_is_looked_at_by_its_pace_and_not_because_something_happened(
    door: Live, case: Case, house: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "PACE_S", 3.0)
    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(DESK)
        socket.told()
        shared(case)
        house.settle()

        assert socket.is_silent(1.0)
        assert kinds(socket.told()) == ["REQUEST_TO_ACKNOWLEDGE", "RECEIPT_TO_CONFIRM"]
