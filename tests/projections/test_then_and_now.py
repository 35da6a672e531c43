"""What people see of items, marked requests and their follow-ups as conditions change: by the stricter of then and now.

Every answer is asked twice: of the statements, and of row-level security without any statement's own conditions.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from domain.aggregate import Actor
from domain.erasure import ErasureReason
from domain.event import Event
from domain.followup.events import SourceKind
from domain.investigation.events import MemberClearanceChanged
from domain.item import events as of_item
from domain.marking import UNMARKED, Marking
from domain.request import events as of_request
from domain.vocabulary import Classification, Tlp
from projections.board import queries as board
from projections.board.rows import BoardView, RequestFilter
from projections.engine.walls import READER
from projections.followups import queries as followups
from projections.followups.rows import FollowUpFilter, FollowUpView
from projections.investigations import queries as investigations
from projections.investigations.rows import InvestigationRow
from projections.paging import Paging
from projections.timeline import queries as timeline
from projections.timeline.rows import CaseView, EntryFilter, EntryRow
from projections.viewer import Viewer
from tests.support.case_logs import case_log
from tests.support.conditions import FOLLOWUP, HELD, LEFT, LIFTED, REQUEST, opened, restricted, sent
from tests.support.given import NOW
from tests.support.histories import append_history
from tests.support.investigations import BEN, CASE, LENA, admitted, invited, joined
from tests.support.items import CARL, DORA, INGA, ITEM_ID, SECRET, WORLD, of, registered, shared
from tests.support.read_models import answer, follow

pytestmark = pytest.mark.postgres

TODAY = NOW.date()
BEN_ADMITTED = admitted("ben", "BE-SPOC")
BEFORE: tuple[Event, ...] = (*WORLD, BEN_ADMITTED)

Tell = Callable[..., str]


@pytest.fixture
def tell(database: str) -> Tell:
    """Tells what happened in the case, and gives the database in which it was folded."""

    def told(*events: Event) -> str:
        append_history(database, case_log(CASE, (*BEFORE, *events)))
        follow(database)
        return database

    return told


def _viewer(actor: Actor, today: date = TODAY) -> Viewer:
    return Viewer(member_id=actor.actor_id, agency_id=actor.agency_id or "", today=today)


def _entries(conninfo: str, viewer: Viewer, room: str = "item", **wanted: Any) -> list[EntryRow]:
    view = CaseView(viewer, CASE, EntryFilter(hide_system=False, **wanted))
    page = answer(conninfo, lambda c: timeline.timeline(c, view, Paging(first=200)))
    assert wanted or {row.position for row in page.rows} == _behind_the_wall(conninfo, viewer, "timeline_entries")
    return [row for row in page.rows if row.kind.startswith(f"{room}.")]


def _kinds(conninfo: str, actor: Actor, today: date = TODAY, room: str = "item") -> list[str]:
    return [row.kind.partition(".")[2] for row in _entries(conninfo, _viewer(actor, today), room)]


def _behind_the_wall(conninfo: str, viewer: Viewer, table: str, column: str = "position") -> set[Any]:
    statement = sql.SQL("SELECT {} FROM read.{}").format(sql.Identifier(column), sql.Identifier(table))
    with _reading(conninfo, viewer) as connection:
        return {row[0] for row in connection.execute(statement)}


@contextmanager
def _reading(conninfo: str, viewer: Viewer) -> Iterator[psycopg.Connection[Any]]:
    settings = {"member": viewer.member_id, "agency": viewer.agency_id, "today": viewer.today.isoformat()}
    with psycopg.connect(conninfo, autocommit=True, options=f"-c role={READER}") as connection:
        for name, value in settings.items():
            connection.execute("SELECT set_config('entente.' || %s, %s, false)", (name, value))
        yield connection


def _requests(conninfo: str, actor: Actor) -> list[UUID]:
    viewer = _viewer(actor)
    view = BoardView(viewer, RequestFilter(), NOW)
    found = [row.request_id for row in answer(conninfo, lambda c: board.requests(c, view, Paging())).rows]
    assert set(found) == _behind_the_wall(conninfo, viewer, "requests", "request_id")
    return found


def _followups(conninfo: str, actor: Actor) -> list[UUID]:
    viewer = _viewer(actor)
    view = FollowUpView(viewer, FollowUpFilter(), NOW)
    found = [row.followup_id for row in answer(conninfo, lambda c: followups.followups(c, view, Paging())).rows]
    assert set(found) == _behind_the_wall(conninfo, viewer, "followups", "followup_id")
    return found


def _row(conninfo: str, actor: Actor) -> InvestigationRow:
    row = answer(conninfo, lambda c: investigations.investigation(c, _viewer(actor), CASE))
    assert row is not None
    return row


def _overview(conninfo: str, actor: Actor) -> tuple[int, int, int]:
    row = _row(conninfo, actor)
    return row.requests, row.open_requests, row.open_followups


def test_only_its_holders_see_an_item_on_the_timeline(tell: Tell) -> None:
    told = tell(registered(), shared())

    assert _kinds(told, LENA) == _kinds(told, BEN) == ["ItemRegistered", "IntelligenceShared"]
    assert _kinds(told, DORA) == _kinds(told, INGA) == []


def test_an_imposed_restriction_hides_old_entries_too(tell: Tell) -> None:
    told = tell(registered(), shared(), restricted())

    assert _kinds(told, BEN) == []
    assert _kinds(told, CARL) == _kinds(told, LENA) == ["ItemRegistered", "IntelligenceShared", "RestrictionImposed"]


def test_a_lifted_restriction_keeps_hiding_what_was_recorded_under_it(tell: Tell) -> None:
    told = tell(registered(), shared(), restricted(), LIFTED)

    assert _kinds(told, BEN) == ["ItemRegistered", "IntelligenceShared", "RestrictionLifted"]
    assert _kinds(told, CARL) == [*_kinds(told, BEN)[:2], "RestrictionImposed", "RestrictionLifted"]


def test_what_was_given_to_named_persons_stays_with_them_when_it_is_loosened(tell: Tell) -> None:
    red = Marking(tlp=Tlp.RED)
    loosened = of_item.HandlingConditionsSet(item_id=ITEM_ID, marking=UNMARKED, reason="Published")
    told = tell(registered(red), shared(of("BE-SPOC", "carl")), loosened)

    assert _kinds(told, BEN) == []
    assert _kinds(told, CARL) == _kinds(told, LENA) == ["ItemRegistered", "IntelligenceShared", "HandlingConditionsSet"]


def test_an_entry_tells_no_recipient_of_the_others(tell: Tell) -> None:
    told = tell(registered(), shared(of("BE-SPOC"), of("DE-SPOC")))
    shown = {actor.actor_id: _entries(told, _viewer(actor))[-1] for actor in (LENA, BEN, DORA)}

    assert shown["lena"].agencies == ("FR-SPOC", "BE-SPOC", "DE-SPOC")
    assert shown["ben"].agencies == ("FR-SPOC", "BE-SPOC")
    assert (shown["ben"].from_agency_id, shown["ben"].to_agency_id) == ("FR-SPOC", "BE-SPOC")
    assert shown["dora"].to_agency_id == "DE-SPOC"
    assert "DE-SPOC" not in shown["ben"].summary_arguments
    assert _entries(told, _viewer(BEN), agencies=("DE-SPOC",)) == []
    assert len(_entries(told, _viewer(LENA), agencies=("DE-SPOC",))) == 1


def test_what_one_recipient_does_is_between_it_and_the_originator(tell: Tell) -> None:
    receipt = of_item.ItemReceiptConfirmed(item_id=ITEM_ID, agency_id="DE-SPOC")
    told = tell(registered(), shared(of("BE-SPOC"), of("DE-SPOC")), receipt)

    assert "ItemReceiptConfirmed" not in _kinds(told, BEN)
    assert _kinds(told, DORA)[-1] == _kinds(told, LENA)[-1] == "ItemReceiptConfirmed"


def test_who_the_item_was_taken_back_from_sees_nothing_of_it_any_more(tell: Tell) -> None:
    recalled = of_item.ItemRecalled(
        item_id=ITEM_ID, recall_id=UUID(int=25), from_agencies=("BE-SPOC",), reason="A mistake"
    )
    told = tell(registered(), shared(), recalled)

    assert _kinds(told, BEN) == _kinds(told, CARL) == []


def test_a_partner_that_left_sees_nothing_until_it_joins_and_its_members_are_admitted_again(tell: Tell) -> None:
    told = tell(registered(), shared(), LEFT)

    assert _entries(told, _viewer(BEN), room="investigation") == []
    assert _kinds(told, BEN) == []


def test_a_partner_that_joined_again_sees_the_item_again(tell: Tell) -> None:
    told = tell(registered(), shared(), LEFT, invited("BE-SPOC"), joined("BE-SPOC"), BEN_ADMITTED)

    assert _kinds(told, BEN) == ["ItemRegistered", "IntelligenceShared"]
    assert _kinds(told, CARL) == []


def test_a_clearance_opens_until_the_day_before_it_ends(tell: Tell) -> None:
    until = MemberClearanceChanged(
        investigation_id=CASE, member_id="ben", clearance=Classification.SECRET, valid_until=date(2026, 3, 10)
    )
    told = tell(until, registered(SECRET), shared(), *sent(SECRET))

    for room, kinds in {"item": ["ItemRegistered", "IntelligenceShared"], "request": ["RequestSent"]}.items():
        assert _kinds(told, BEN, date(2026, 3, 9), room) == kinds
        assert _kinds(told, BEN, date(2026, 3, 10), room) == []


def test_a_marked_request_exists_for_those_who_may_see_it_alone(tell: Tell) -> None:
    told = tell(*sent(SECRET))

    assert _requests(told, LENA) == _requests(told, CARL) == [REQUEST]
    assert _requests(told, BEN) == _requests(told, DORA) == []
    assert _overview(told, CARL) == (1, 1, 0)
    assert _overview(told, BEN) == (0, 0, 0)
    assert _kinds(told, BEN, room="request") == []
    assert _kinds(told, LENA, room="request") == ["RequestDrafted", "RequestSent"]


def test_a_compartment_is_held_or_the_request_does_not_exist(tell: Tell) -> None:
    told = tell(*sent(Marking(compartments=("HARBOUR",))))

    assert _requests(told, CARL) == [REQUEST]
    assert _requests(told, BEN) == []


def test_amber_strict_stays_between_the_parties_whoever_they_become(tell: Tell) -> None:
    passed_on = of_request.RequestRedirected(
        request_id=REQUEST, from_agency_id="BE-SPOC", to_agency_id="DE-SPOC", to_tz="Europe/Berlin", reason="Theirs"
    )
    told = tell(*sent(Marking(tlp=Tlp.AMBER_STRICT)), opened(SourceKind.REQUEST, REQUEST), passed_on)

    for actor in (LENA, BEN, DORA):
        assert _requests(told, actor) == [REQUEST]
        assert _followups(told, actor) == [FOLLOWUP]
    assert _requests(told, INGA) == _followups(told, INGA) == []
    assert _kinds(told, INGA, room="request") == _kinds(told, INGA, room="followup") == []


def test_a_draft_stays_with_its_agency_and_with_those_who_may_see_the_request(tell: Tell) -> None:
    told = tell(admitted("lars", "FR-SPOC"), *sent(SECRET))
    lars = Actor(actor_id="lars", agency_id="FR-SPOC")

    assert _kinds(told, lars, room="request") == []
    assert _kinds(told, CARL, room="request") == ["RequestSent"]


@pytest.mark.parametrize(
    ("source", "events"),
    [
        ((SourceKind.REQUEST, REQUEST), sent(SECRET)),
        ((SourceKind.SHARED_ITEM, ITEM_ID), (registered(SECRET), shared())),
    ],
)
def test_who_sees_the_source_sees_the_follow_up(
    tell: Tell, source: tuple[SourceKind, UUID], events: Sequence[Event]
) -> None:
    told = tell(*events, opened(*source))

    assert _followups(told, LENA) == _followups(told, CARL) == [FOLLOWUP]
    assert _followups(told, BEN) == _followups(told, DORA) == []
    assert _overview(told, CARL)[2] == 1
    assert _overview(told, BEN)[2] == 0
    assert _kinds(told, BEN, room="followup") == []


@pytest.mark.parametrize("unseen", [(registered(), shared(), HELD), sent(SECRET)])
def test_what_not_every_member_sees_does_not_move_the_overview(tell: Tell, unseen: Sequence[Event]) -> None:
    told = tell(*unseen, opened(SourceKind.SHARED_ITEM, ITEM_ID))
    assert _row(told, LENA).position == len(BEFORE)


def test_an_entry_names_other_items_to_those_alone_who_see_them(tell: Tell) -> None:
    reply = of_request.InterimReplyProvided(request_id=REQUEST, summary="A part", item_ids=(ITEM_ID,))
    told = tell(registered(), shared(of("BE-SPOC")), *sent(UNMARKED), reply)
    shown = {actor.actor_id: _entries(told, _viewer(actor), "request")[-1] for actor in (LENA, BEN, DORA)}

    assert {each.kind for each in shown.values()} == {"request.InterimReplyProvided"}
    assert shown["lena"].item_ids == shown["ben"].item_ids == (ITEM_ID,)
    assert shown["dora"].item_ids == ()
    assert str(ITEM_ID) not in "".join(each.summary_arguments for each in shown.values())


def test_an_entry_of_an_erasure_does_not_count_what_happened_to_the_item(tell: Tell) -> None:
    gone = of_item.ContentErased(
        item_id=ITEM_ID, reason=ErasureReason.COURT_ORDER, up_to_version=2, content_id=UUID(int=9), content_sha256="ab"
    )
    told = tell(registered(), shared(of("BE-SPOC")), gone)

    assert "version" not in _entries(told, _viewer(BEN))[-1].summary_arguments
