"""A member sees what is of its investigations and its agency, through every query, and nothing else exists for it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from psycopg import AsyncConnection

from domain.aggregate import Actor
from domain.event import Recorded
from domain.investigation import AGGREGATE as INVESTIGATION
from domain.investigation.events import InvestigationOpened
from domain.investigation.readers import reader_of
from domain.investigation.state import Investigation
from domain.need_to_know import Reader, denial
from domain.request import REQUEST, Request
from domain.request.events import RequestDrafted, RequestDraftRevised, RequestSent
from projections.board import queries as board
from projections.board.rows import BoardView, RequestFilter, RequestOrder, RequestRow
from projections.investigations import queries as investigations
from projections.investigations.rows import InvestigationFilter
from projections.paging import Page, Paging
from projections.timeline import queries as timeline
from projections.timeline.rows import CaseView, EntryFilter, EntryRow
from projections.viewer import Viewer
from tests.support.histories import AGENCIES
from tests.support.read_models import answer, everything, viewer_of

pytestmark = pytest.mark.postgres

NOW = datetime(2026, 1, 1, tzinfo=UTC)
DRAFTS = (RequestDrafted, RequestDraftRevised)


def _states(told: Sequence[Recorded]) -> dict[UUID, Investigation]:
    states: dict[UUID, Investigation] = {}
    for each in told:
        if each.event.TOPIC.startswith("investigation."):
            case = each.envelope.aggregate_id
            states[case] = INVESTIGATION.evolve(states.get(case, INVESTIGATION.initial), each)
    return states


def _open_to(told: Sequence[Recorded], viewer: Viewer) -> set[UUID]:
    """The domain's own answer: the cases in which the person is an active member of an active partner."""
    return {
        case
        for case, state in _states(told).items()
        if state.is_active_member(viewer.member_id) and state.members[viewer.member_id].agency_id == viewer.agency_id
    }


def _requests_open_to(told: Sequence[Recorded], viewer: Viewer) -> set[UUID]:
    """The domain's own answer: the requests whose needs the person meets; before any investigation, its parties."""
    cases = _states(told)
    requests: dict[UUID, Request] = {}
    for each in told:
        if each.event.TOPIC.startswith("request."):
            stream = each.envelope.aggregate_id
            requests[stream] = REQUEST.evolve(requests.get(stream, REQUEST.initial), each)
    return {stream for stream, each in requests.items() if denial(_reader(cases, each, viewer), each.need) is None}


def _reader(cases: dict[UUID, Investigation], request: Request, viewer: Viewer) -> Reader:
    if request.investigation_id is None:
        return Reader(member_id=viewer.member_id, agency_id=viewer.agency_id, is_member=True)
    actor = Actor(actor_id=viewer.member_id, agency_id=viewer.agency_id)
    return reader_of(cases[request.investigation_id], actor, viewer.today)


def _all_cases(told: Sequence[Recorded]) -> Iterator[UUID]:
    return iter({each.envelope.case_id for each in told if each.envelope.case_id is not None})


def _entries(conninfo: str, viewer: Viewer, case: UUID) -> list[EntryRow]:
    ask = partial(_page_of_timeline, viewer, case)
    return everything(conninfo, ask, size=50)[0]


async def _page_of_timeline(
    viewer: Viewer, case: UUID, connection: AsyncConnection[Any], paging: Paging
) -> Page[EntryRow]:
    return await timeline.timeline(connection, CaseView(viewer, case, EntryFilter(hide_system=False)), paging)


@pytest.mark.parametrize("agency_id", AGENCIES)
def test_a_member_sees_exactly_its_investigations(folded: str, told: Sequence[Recorded], agency_id: str) -> None:
    viewer = viewer_of(agency_id)

    forward, backward = everything(
        folded, lambda c, p: investigations.investigations(c, viewer, InvestigationFilter(), p), size=2
    )

    assert {row.investigation_id for row in forward} == _open_to(told, viewer)
    assert forward == backward


@pytest.mark.parametrize("agency_id", AGENCIES[:4])
@pytest.mark.parametrize("order", list(RequestOrder))
def test_a_member_sees_exactly_the_requests_it_may(
    folded: str, told: Sequence[Recorded], agency_id: str, order: RequestOrder
) -> None:
    viewer = viewer_of(agency_id)
    view = BoardView(viewer, RequestFilter(order=order), NOW)

    forward, backward = everything(folded, lambda c, p: board.requests(c, view, p))
    total = answer(folded, lambda c: board.requests_total(c, view))

    assert {row.request_id for row in forward} == _requests_open_to(told, viewer)
    assert forward == backward
    assert total == len(forward)


@pytest.mark.parametrize("agency_id", AGENCIES[:3])
def test_a_timeline_is_empty_for_who_may_not_see_the_case(
    folded: str, told: Sequence[Recorded], agency_id: str
) -> None:
    viewer = viewer_of(agency_id)
    visible = _open_to(told, viewer) | {
        request for request in _requests_open_to(told, viewer) if request in set(_all_cases(told))
    }

    shown = {case for case in _all_cases(told) if _entries(folded, viewer, case)}

    assert shown == visible


@pytest.mark.parametrize("agency_id", AGENCIES[:3])
def test_drafts_stand_only_on_the_timeline_of_their_own_agency(
    folded: str, told: Sequence[Recorded], agency_id: str
) -> None:
    viewer = viewer_of(agency_id)
    own = {
        each.event.request_id
        for each in told
        if isinstance(each.event, RequestDrafted) and each.event.requesting_agency_id == agency_id
    }

    entries = [entry for case in _all_cases(told) for entry in _entries(folded, viewer, case)]

    assert {entry.request_id for entry in entries if entry.kind in {draft.TOPIC for draft in DRAFTS}} <= own


def test_a_person_acting_for_another_agency_sees_nothing_of_the_case(folded: str, told: Sequence[Recorded]) -> None:
    opened = next(each.event for each in told if isinstance(each.event, InvestigationOpened))
    stranger = Viewer(member_id=opened.first_member_id, agency_id="XX-SPOC")

    seen = answer(folded, lambda c: investigations.investigation(c, stranger, opened.investigation_id))

    assert seen is None


def test_single_things_and_their_parts_are_hidden_like_lists(folded: str, told: Sequence[Recorded]) -> None:
    stranger = Viewer(member_id="nobody", agency_id="XX-SPOC")
    cases = tuple(_all_cases(told))
    requests = tuple(each.event.request_id for each in told if isinstance(each.event, RequestSent))
    event_id = told[-1].envelope.event_id

    async def ask(connection: AsyncConnection[Any]) -> list[list[Any]]:
        return [
            [await investigations.investigation(connection, stranger, case) for case in cases],
            [await board.request(connection, stranger, request, at=NOW) for request in requests],
            [await timeline.entry(connection, stranger, event_id)],
            [await investigations.may_see_case(connection, stranger, case) or None for case in cases],
            [rows or None for rows in (await investigations.partners(connection, stranger, cases)).values()],
            [rows or None for rows in (await investigations.members(connection, stranger, cases)).values()],
            [rows or None for rows in (await board.clocks(connection, stranger, requests, at=NOW)).values()],
        ]

    answers = answer(folded, ask)

    assert {one for some in answers for one in some} == {None}


def test_counts_are_of_what_the_viewer_may_see(folded: str) -> None:
    viewer = viewer_of(AGENCIES[0])
    rows, _ = everything(folded, lambda c, p: investigations.investigations(c, viewer, InvestigationFilter(), p))
    seen, _ = everything(folded, lambda c, p: board.requests(c, BoardView(viewer, RequestFilter(), NOW), p))

    assert rows
    assert {row.investigation_id: row.requests for row in rows} == {
        row.investigation_id: _count(seen, row.investigation_id) for row in rows
    }


def _count(seen: Sequence[RequestRow], case: UUID) -> int:
    return sum(row.investigation_id == case for row in seen)
