"""The figures of a pair of agencies as they change: whole, when they differ for the viewer, and at no other time."""

from typing import Any

import pytest

from api.subscriptions import cooperation
from tests.api.conftest import Case, opened_case
from tests.live.test_following_a_case import reminded
from tests.support.live import Live
from tests.support.served import Served

pytestmark = pytest.mark.postgres

PAIR = """subscription($metrics: [Metric!]!, $known: String) {
  cooperationPair(requestingAgencyId: "FR-SPOC", requestedAgencyId: "DE-BKA", metrics: $metrics, known: $known,
    thresholds: {minN: 1}) { mark cooperation { groups(first: 5) { nodes { figures { name n } } } } } }"""


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pace is the only thing that is other than in service."""
    monkeypatch.setattr(cooperation, "PACE_S", 0.2)


def sent(told: Any) -> list[int]:
    """On how many requests sent the figures rest; nothing where there is no group."""
    groups = told["cooperation"]["groups"]["nodes"]
    return [each["n"] for group in groups for each in group["figures"] if each["name"] == "sent"]


def test_figures_come_first_as_they_are_and_then_as_they_change(door: Live, case: Case, house: Served) -> None:
    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(PAIR, metrics=["M2"])
        first = socket.told()
        case.partner.did("confirmReceipt", requestId=case.request)
        case.partner.did("acknowledgeRequest", requestId=case.request)
        house.settle()

        assert socket.told()["mark"] != first["mark"]


def test_requests_that_are_not_for_the_viewer_bring_no_message(door: Live, case: Case, house: Served) -> None:
    with door.signed_in(case.leader.token) as socket:
        socket.subscribe(PAIR, metrics=["M1"])
        first = socket.told()
        opened_case(house, "beta")
        reminded(case, "Changes no figure")
        house.settle()

        assert sent(first) == [1]
        assert socket.is_silent(1.5)


def test_who_has_the_figures_of_now_is_not_told_them_again(door: Live, case: Case) -> None:
    with door.signed_in(case.leader.token) as socket:
        socket.subscribe(PAIR, metrics=["M1"])
        mark = socket.told()["mark"]

    with door.signed_in(case.leader.token) as socket:
        socket.subscribe(PAIR, metrics=["M1"], known=mark)

        assert socket.is_silent(1.5)


def test_what_compares_two_directions_is_refused(door: Live, case: Case) -> None:
    with door.signed_in(case.leader.token) as socket:
        socket.subscribe(PAIR, metrics=["M23"])
        message = socket.receive()

    assert message["type"] == "error"
    assert "M23 compares two directions" in message["payload"][0]["message"]


def test_who_is_revoked_is_left_without_figures(door: Live, case: Case, house: Served) -> None:
    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(PAIR, metrics=["M1"])
        first = socket.told()
        case.leader.did("revokeMember", investigationId=case.id, memberId="partner-alpha", reason="Left the team")
        house.settle()

        assert (sent(first), sent(socket.told())) == ([1], [])
