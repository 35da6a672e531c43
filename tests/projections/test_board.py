"""The board says of every clock what domain.clocks says, as of any moment, and what the clock process is to do."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from domain import clocks as law
from domain.clocks import Clock, ClockState
from domain.event import Recorded
from domain.investigation.vocabulary import Direction
from domain.refusal import InvalidInput
from domain.request.evolution import evolve
from domain.request.state import Request
from domain.request.transitions import State
from projections.board import queries
from projections.board.rows import BoardView, ClockRow, ClockStanding, RequestFilter, RequestRow
from projections.paging import Paging
from projections.viewer import Viewer
from tests.support.histories import AGENCIES
from tests.support.read_models import answer, everything, viewer_of

pytestmark = pytest.mark.postgres

BEGIN = datetime(2025, 1, 6, tzinfo=UTC)
MOMENTS = [BEGIN + timedelta(days=days) for days in (2, 4, 8, 12, 40, 200)]


@pytest.fixture(scope="session")
def states(told: Sequence[Recorded]) -> dict[UUID, Request]:
    found: dict[UUID, Request] = {}
    for each in told:
        if each.event.TOPIC.startswith("request."):
            request_id = each.envelope.aggregate_id
            found[request_id] = evolve(found.get(request_id, Request()), each)
    return found


def _key(row: ClockRow | Clock) -> str:
    return f"{row.obligation}/{row.cycle}"


def _rows(conninfo: str, viewer: Viewer, at: datetime, wanted: RequestFilter | None = None) -> list[RequestRow]:
    view = BoardView(viewer, wanted or RequestFilter(), at)
    return everything(conninfo, lambda c, p: queries.requests(c, view, p))[0]


def _clocks(conninfo: str, viewer: Viewer, at: datetime) -> dict[UUID, tuple[ClockRow, ...]]:
    ids = tuple(row.request_id for row in _rows(conninfo, viewer, at))
    return answer(conninfo, lambda c: queries.clocks(c, viewer, ids, at=at))


@pytest.mark.parametrize("at", MOMENTS)
def test_clocks_are_those_of_the_law_as_of_a_moment(folded: str, states: dict[UUID, Request], at: datetime) -> None:
    shown = _clocks(folded, viewer_of(AGENCIES[1]), at)

    assert any(shown.values())
    for request_id, rows in shown.items():
        expected = law.clocks(states[request_id].clock)
        assert [_facts_of_row(row) for row in rows] == [_facts_of_clock(clock, at) for clock in expected]


def _facts_of_row(row: ClockRow) -> tuple[object, ...]:
    return (
        _key(row), row.profile, row.citation, row.state, row.started_at, row.base_due, row.effective_due, row.warn_at,
        row.met_at, row.suspended, row.suspended_since, row.extended, row.is_warned, row.is_breach_recorded,
        row.is_annulled, row.is_at_risk, row.is_overdue, row.remaining,
    )  # fmt: skip


def _facts_of_clock(clock: Clock, at: datetime) -> tuple[object, ...]:
    return (
        _key(clock), clock.profile, clock.citation, clock.state, clock.started_utc, clock.base_due_utc,
        clock.effective_due_utc, clock.warn_utc, clock.met_utc, clock.suspended, clock.suspended_since_utc,
        clock.extended, clock.is_warned, clock.is_breach_recorded, clock.is_breach_annulled, law.at_risk(clock, at),
        law.overdue(clock, at), law.remaining(clock, at),
    )  # fmt: skip


@pytest.mark.parametrize("at", MOMENTS)
def test_what_the_clock_process_is_to_do_is_what_the_law_says_is_due(
    folded: str, states: dict[UUID, Request], at: datetime
) -> None:
    found = answer(folded, lambda c: queries.limits_to_act_on(c, at, 1_000))

    every = [(each, clock) for each, state in states.items() for clock in law.clocks(state.clock)]
    breaches = {(each, _key(clock)) for each, clock in every if law.breach_is_due(clock, at)}
    warnings = {(each, _key(clock)) for each, clock in every if law.warning_is_due(clock, at)}
    assert {(one.request_id, f"{one.obligation}/{one.cycle}") for one in found if one.is_breach} == breaches
    assert {(one.request_id, f"{one.obligation}/{one.cycle}") for one in found if not one.is_breach} == warnings
    assert [one.moment for one in found] == sorted(one.moment for one in found)


def test_a_request_shows_its_state_version_and_overlays(folded: str, states: dict[UUID, Request]) -> None:
    rows = _rows(folded, viewer_of(AGENCIES[2]), BEGIN)

    assert rows
    for row in rows:
        state = states[row.request_id]
        assert (row.state, row.cycle, row.version) == (state.state, state.cycle, len(state.history))
        assert row.awaiting_clarification == (state.awaiting_clarification is not None)
        assert (row.requested_agency_id, row.assigned_unit_id) == (state.requested_agency_id, state.unit_id)


@pytest.mark.parametrize("at", MOMENTS)
@pytest.mark.parametrize("standing", list(ClockStanding))
def test_requests_are_found_by_their_standing_as_of_a_moment(
    folded: str, states: dict[UUID, Request], at: datetime, standing: ClockStanding
) -> None:
    viewer = viewer_of(AGENCIES[0])
    holds = law.overdue if standing is ClockStanding.OVERDUE else law.at_risk

    found = {row.request_id for row in _rows(folded, viewer, at, RequestFilter(standing=standing))}

    everything_seen = [row.request_id for row in _rows(folded, viewer, at)]
    assert found == {
        each for each in everything_seen if any(holds(clock, at) for clock in law.clocks(states[each].clock))
    }


def test_requests_come_by_their_next_limit_and_those_without_one_last(folded: str) -> None:
    rows = _rows(folded, viewer_of(AGENCIES[0]), BEGIN)

    limits = [row.next_due for row in rows if row.next_due is not None]
    assert limits == sorted(limits)
    assert [row.next_due for row in rows[: len(limits)]] == limits


def test_requests_are_found_by_direction(folded: str) -> None:
    viewer = viewer_of(AGENCIES[0])
    wanted = RequestFilter(agency_id=AGENCIES[0], direction=Direction.OUTGOING, states=(State.CLOSED, State.ANSWERED))

    rows = _rows(folded, viewer, BEGIN, wanted)

    assert rows
    assert {row.requesting_agency_id for row in rows} == {AGENCIES[0]}
    assert {row.state for row in rows} <= {"CLOSED", "ANSWERED"}


def test_a_direction_needs_an_agency(folded: str) -> None:
    wanted = RequestFilter(direction=Direction.OUTGOING)

    with pytest.raises(InvalidInput, match="direction"):
        answer(folded, lambda c: queries.requests(c, BoardView(viewer_of("FR-SPOC"), wanted, BEGIN), Paging()))


def test_a_resting_clock_is_neither_overdue_nor_at_risk(folded: str) -> None:
    shown = [_clocks(folded, viewer_of(agency_id), MOMENTS[-1]) for agency_id in AGENCIES]

    resting = [row for found in shown for rows in found.values() for row in rows if row.state == ClockState.SUSPENDED]
    assert resting
    assert not any(row.is_overdue or row.is_at_risk for row in resting)
