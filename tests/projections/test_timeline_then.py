"""What a timeline tells as of a moment: no more than it told then, and no more than it tells now."""

from collections.abc import Callable
from typing import Any

import pytest

from domain.aggregate import Actor
from domain.event import Event
from domain.item.events import ItemEvent
from domain.marking import Marking
from domain.request import events as of_request
from domain.request.events import RequestEvent
from domain.vocabulary import Tlp
from projections.as_of import AsOf
from projections.paging import Paging
from projections.reading import Replayed
from projections.timeline import queries as timeline
from projections.timeline.rows import CaseView, EntryFilter, EntryRow
from projections.viewer import Viewer
from tests.support.case_logs import case_log
from tests.support.conditions import LIFTED, REQUEST, restricted, sent
from tests.support.given import NOW
from tests.support.histories import append_history
from tests.support.investigations import BEN, CASE, LENA, admitted
from tests.support.items import DORA, ITEM_ID, WORLD, of, registered, shared
from tests.support.read_models import answer, follow
from tests.support.replays import past_of

pytestmark = pytest.mark.postgres

BEFORE: tuple[Event, ...] = (*WORLD, admitted("ben", "BE-SPOC"))
OF_THINGS = {each.TOPIC for each in (*ItemEvent.__args__, *RequestEvent.__args__)}

Entries = Callable[[Actor, int], list[EntryRow]]
Tell = Callable[..., Entries]


@pytest.fixture
def tell(database: str) -> Tell:
    """Tells what happened in the case, and gives what its timeline tells somebody as of so many of these events."""

    def told(*events: Event) -> Entries:
        append_history(database, case_log(CASE, (*BEFORE, *events)))
        follow(database)
        return entries

    def entries(actor: Actor, known: int) -> list[EntryRow]:
        past = past_of(database, CASE, AsOf(position=len(BEFORE) + known))
        viewer = Viewer(member_id=actor.actor_id, agency_id=actor.agency_id or "", today=NOW.date())
        view = CaseView(viewer, CASE, EntryFilter(hide_system=False))

        async def ask(connection: Any) -> list[EntryRow]:
            page = await timeline.timeline(Replayed(connection, past), view, Paging(first=200))
            return [row for row in page.rows if row.kind in OF_THINGS]

        return answer(database, ask)

    return told


def _kinds(entries: list[EntryRow]) -> list[str]:
    return [each.kind.partition(".")[2] for each in entries]


def test_before_it_was_shared_an_item_is_on_no_recipients_timeline(tell: Tell) -> None:
    entries = tell(registered(), shared())

    assert _kinds(entries(LENA, 1)) == ["ItemRegistered"]
    assert _kinds(entries(BEN, 1)) == []
    assert _kinds(entries(BEN, 2)) == ["ItemRegistered", "IntelligenceShared"]


def test_while_a_restriction_stood_it_hid_the_item(tell: Tell) -> None:
    entries = tell(registered(), shared(), restricted(), LIFTED)

    assert _kinds(entries(BEN, 2)) == ["ItemRegistered", "IntelligenceShared"]
    assert _kinds(entries(BEN, 3)) == []
    assert _kinds(entries(BEN, 4)) == ["ItemRegistered", "IntelligenceShared", "RestrictionLifted"]


def test_what_is_restricted_now_is_hidden_in_the_past_as_well(tell: Tell) -> None:
    entries = tell(registered(), shared(), restricted())

    assert _kinds(entries(BEN, 2)) == []


def test_before_it_was_passed_on_a_request_is_on_no_other_partys_timeline(tell: Tell) -> None:
    passed_on = of_request.RequestRedirected(
        request_id=REQUEST, from_agency_id="BE-SPOC", to_agency_id="DE-SPOC", to_tz="Europe/Berlin", reason="Theirs"
    )
    entries = tell(*sent(Marking(tlp=Tlp.AMBER_STRICT)), passed_on)

    assert _kinds(entries(BEN, 2)) == ["RequestSent"]
    assert _kinds(entries(DORA, 2)) == []
    assert _kinds(entries(DORA, 3)) == ["RequestSent", "RequestRedirected"]


def test_an_entry_names_no_item_that_its_reader_did_not_see_yet(tell: Tell) -> None:
    reply = of_request.InterimReplyProvided(request_id=REQUEST, summary="A part", item_ids=(ITEM_ID,))
    entries = tell(registered(), *sent(None), reply, shared(of("BE-SPOC")))

    assert entries(LENA, 4)[-1].item_ids == (ITEM_ID,)
    assert entries(BEN, 4)[-1].item_ids == ()
    assert entries(BEN, 5)[-2].item_ids == (ITEM_ID,)
