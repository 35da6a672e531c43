"""A request that is late keeps its limit and comes first, before and after its breach is on record."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from domain.aggregate import Actor
from domain.event import ActorKind
from domain.request.commands import RecordTimeLimitBreach, WithdrawRequest
from domain.request.events import WithdrawalReason
from domain.vocabulary import Obligation
from projections.board import queries
from projections.board.rows import BoardView, ClockStanding, RequestFilter, RequestRow
from projections.paging import Paging
from projections.viewer import Viewer
from projections.waiting import wait_for
from tests.support.overdue import ASKING, SENT, World, send, submit, world
from tests.support.read_models import answer

pytestmark = pytest.mark.postgres

CLOCK = Actor(actor_id="clock", kind=ActorKind.PROCESS)
LONG_AFTER = SENT + timedelta(days=200)


@pytest.fixture
def opened(database: str) -> Iterator[World]:
    with world(database) as made:
        yield made


def board(opened: World, wanted: RequestFilter | None = None) -> list[RequestRow]:
    """The board as the requested agency sees it now."""
    view = BoardView(Viewer(member_id="ben", agency_id="SE-ASKED"), wanted or RequestFilter(), opened.now.at)
    assert answer(opened.conninfo, lambda c: wait_for(c, opened.log.head(), ["board"], 30))
    return list(answer(opened.conninfo, lambda c: queries.requests(c, view, Paging())).rows)


def breach(opened: World, request: UUID) -> None:
    """The breach of the only request is recorded as of its limit; then much time passes."""
    (row,) = board(opened)
    assert row.next_due is not None
    opened.now.at = row.next_due
    submit(opened, CLOCK, RecordTimeLimitBreach(request_id=request, obligation=Obligation.PROVIDE, cycle=1))
    opened.now.at = LONG_AFTER


def late(opened: World) -> UUID:
    """One request whose breach is on record long before another one is sent."""
    (first,) = send(opened)
    breach(opened, first)
    send(opened)
    return first


def test_a_late_request_keeps_its_limit_when_its_breach_is_recorded(opened: World) -> None:
    (request,) = send(opened)
    (before,) = board(opened)

    breach(opened, request)

    (after,) = board(opened)
    assert before.next_due is not None
    assert (after.next_due, after.is_overdue) == (before.next_due, True)


def test_a_late_request_comes_before_those_whose_limits_still_run(opened: World) -> None:
    request = late(opened)

    rows = board(opened)

    assert [row.is_overdue for row in rows] == [True, False]
    assert rows[0].request_id == request


def test_a_late_request_is_found_by_a_limit_before_the_present_and_by_its_standing(opened: World) -> None:
    request = late(opened)

    due = board(opened, RequestFilter(due_before=opened.now.at))
    overdue = board(opened, RequestFilter(standing=ClockStanding.OVERDUE))

    assert [row.request_id for row in due] == [row.request_id for row in overdue] == [request]


def test_what_ended_late_has_no_limit_any_more(opened: World) -> None:
    request = late(opened)

    submit(opened, ASKING, WithdrawRequest(request_id=request, reason=WithdrawalReason.DUPLICATE))

    rows = {row.request_id: row for row in board(opened)}
    assert (rows[request].next_due, rows[request].is_overdue) == (None, False)
    assert rows[request] == board(opened)[-1]
