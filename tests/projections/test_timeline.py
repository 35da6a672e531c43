"""A timeline holds every event of a case once, in the order of the world, as exactly dated as it is known."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from psycopg import AsyncConnection

from domain.catalogue import EVENT_TYPES
from domain.event import Recorded
from domain.investigation.events import InvestigationOpened
from domain.investigation.vocabulary import Direction
from domain.occurred import Precision
from domain.refusal import InvalidInput
from domain.request.events import FinalReplyProvided, RequestSent
from projections.paging import Page, Paging
from projections.timeline import queries
from projections.timeline.kinds import KINDS
from projections.timeline.rows import CaseView, EntryFilter, EntryRow
from projections.viewer import Viewer
from tests.support.read_models import answer, everything

pytestmark = pytest.mark.postgres

END_OF_TIME = datetime.max.replace(tzinfo=UTC)
ALL = EntryFilter(hide_system=False)


@pytest.fixture(scope="session")
def case(told: Sequence[Recorded]) -> InvestigationOpened:
    return next(each.event for each in told if isinstance(each.event, InvestigationOpened))


@pytest.fixture(scope="session")
def viewer(case: InvestigationOpened) -> Viewer:
    return Viewer(member_id=case.first_member_id, agency_id=case.lead_agency_id)


def _entries(conninfo: str, viewer: Viewer, case_id: UUID, wanted: EntryFilter = ALL) -> list[EntryRow]:
    async def ask(connection: AsyncConnection[Any], paging: Paging) -> Page[EntryRow]:
        return await queries.timeline(connection, CaseView(viewer, case_id, wanted), paging)

    forward, backward = everything(conninfo, ask)
    assert forward == backward
    return forward


def test_every_event_of_the_case_but_foreign_drafts_items_and_what_rests_on_them_has_one_entry(
    folded: str, told: Sequence[Recorded], case: InvestigationOpened, viewer: Viewer
) -> None:
    entries = _entries(folded, viewer, case.investigation_id)

    of_case = {each.position: each for each in told if each.envelope.case_id == case.investigation_id}
    shown = {entry.position for entry in entries}
    not_for_all = ("item.", "review.")  # what a review says is for those who see what it rests on
    missing = [each for at, each in of_case.items() if at not in shown]
    missing = [each for each in missing if not each.event.TOPIC.startswith(not_for_all)]
    assert len(entries) == len(shown)
    assert {each.event.TOPIC for each in missing} <= {"request.RequestDrafted", "request.RequestDraftRevised"}
    assert all(each.envelope.acting_agency_id != viewer.agency_id for each in missing)


def test_entries_come_as_they_happened_and_the_undated_last(
    folded: str, case: InvestigationOpened, viewer: Viewer
) -> None:
    entries = _entries(folded, viewer, case.investigation_id)

    keys = [(entry.occurred_from is None, entry.occurred_from or END_OF_TIME, entry.position) for entry in entries]
    assert keys == sorted(keys)
    assert entries[-1].precision is Precision.UNKNOWN


def test_a_partial_date_is_shown_as_partial(folded: str, case: InvestigationOpened, viewer: Viewer) -> None:
    entries = _entries(folded, viewer, case.investigation_id)

    of_a_day = next(entry for entry in entries if entry.precision is Precision.DAY)
    assert of_a_day.occurred_from is not None
    assert of_a_day.occurred_until == of_a_day.occurred_from + timedelta(days=1)


def test_entries_run_from_one_side_to_the_other(
    folded: str, told: Sequence[Recorded], case: InvestigationOpened, viewer: Viewer
) -> None:
    sent = next(
        each.event
        for each in told
        if isinstance(each.event, RequestSent) and each.event.investigation_id == case.investigation_id
    )
    wanted = EntryFilter(request_id=sent.request_id, kinds=(RequestSent.TOPIC, FinalReplyProvided.TOPIC))

    entries = _entries(folded, viewer, case.investigation_id, wanted)

    first = entries[0]
    assert (first.from_agency_id, first.to_agency_id) == (sent.requesting_agency_id, sent.requested_agency_id)
    assert first.direction_for(sent.requested_agency_id) is Direction.INCOMING
    assert first.direction_for(sent.requesting_agency_id) is Direction.OUTGOING


@pytest.mark.parametrize("direction", list(Direction))
def test_the_filter_by_direction_agrees_with_the_entries(
    folded: str, case: InvestigationOpened, viewer: Viewer, direction: Direction
) -> None:
    agency_id = viewer.agency_id
    wanted = EntryFilter(direction=direction, direction_of=agency_id, hide_system=False)

    found = _entries(folded, viewer, case.investigation_id, wanted)

    every = _entries(folded, viewer, case.investigation_id)
    assert found == [entry for entry in every if entry.direction_for(agency_id) is direction]


def test_a_direction_needs_an_agency(folded: str, case: InvestigationOpened, viewer: Viewer) -> None:
    wanted = EntryFilter(direction=Direction.INCOMING)

    with pytest.raises(InvalidInput, match="direction"):
        answer(folded, lambda c: queries.timeline(c, CaseView(viewer, case.investigation_id, wanted), Paging()))


def test_a_window_keeps_what_touches_it(folded: str, case: InvestigationOpened, viewer: Viewer) -> None:
    every = [entry for entry in _entries(folded, viewer, case.investigation_id) if entry.occurred_from is not None]
    start, end = every[3].occurred_from, every[-3].occurred_from
    wanted = EntryFilter(occurred_from=start, occurred_until=end, hide_system=False)

    found = _entries(folded, viewer, case.investigation_id, wanted)

    assert start is not None
    assert end is not None
    assert found == [e for e in every if e.occurred_from and e.occurred_from < end and _end(e) >= start]


def _end(entry: EntryRow) -> datetime:
    return entry.occurred_until or entry.occurred_from or END_OF_TIME


def test_text_is_found_as_it_is_written(folded: str, case: InvestigationOpened, viewer: Viewer) -> None:
    found = _entries(folded, viewer, case.investigation_id, EntryFilter(text="HAPPENED; 50%"))
    nothing = _entries(folded, viewer, case.investigation_id, EntryFilter(text="happened%50"))

    assert {entry.text for entry in found} == {"It happened; 50%.\nregister"}
    assert nothing == []


def test_a_filter_that_no_database_can_hold_is_refused(folded: str, case: InvestigationOpened, viewer: Viewer) -> None:
    wanted = EntryFilter(agencies=("FR-\0",))

    with pytest.raises(InvalidInput, match="database"):
        answer(folded, lambda c: queries.timeline(c, CaseView(viewer, case.investigation_id, wanted), Paging()))


def test_the_system_is_hidden_unless_asked_for(folded: str, case: InvestigationOpened, viewer: Viewer) -> None:
    shown = _entries(folded, viewer, case.investigation_id, EntryFilter())
    every = _entries(folded, viewer, case.investigation_id)
    total = answer(folded, lambda c: queries.timeline_total(c, CaseView(viewer, case.investigation_id, EntryFilter())))

    assert shown == [entry for entry in every if not entry.is_system]
    assert total == len(shown)


def test_one_entry_is_found_by_its_event(folded: str, case: InvestigationOpened, viewer: Viewer) -> None:
    first = _entries(folded, viewer, case.investigation_id)[0]

    found = answer(folded, lambda c: queries.entry(c, viewer, first.event_id))
    absent = answer(folded, lambda c: queries.entry(c, viewer, uuid4()))

    assert found == first
    assert absent is None


def test_every_event_of_a_case_has_a_kind() -> None:
    known = {kind.topic for kind in KINDS.values()}

    of_no_case = ("agency.", "checkpoint.", "ledger.", "identifier.")  # a hit is told to each side by itself
    assert {topic for topic in EVENT_TYPES if not topic.startswith(of_no_case)} == known
