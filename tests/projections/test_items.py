"""Who finds a shared item in the register: everybody else finds nothing at all, and counts nothing."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from psycopg import AsyncConnection

from domain.investigation.events import MemberAccessRevoked, MemberClearanceChanged, PartnerLeft
from domain.item import events
from domain.marking import Marking
from domain.vocabulary import Classification, Handling, Tlp
from projections.items import queries
from projections.items.rows import ItemFilter
from projections.paging import Paging
from projections.viewer import Viewer
from tests.support.given import NOW
from tests.support.investigations import CASE
from tests.support.item_register import (
    ALL,
    BEN,
    DORA,
    LENA,
    RESTRICTION,
    Register,
    restricted,
    total,
)
from tests.support.items import (
    IN_HARBOUR,
    ITEM_ID,
    RED,
    SECRET,
    SHARED,
    of,
    registered,
    shared,
)  # fmt: skip
from tests.support.read_models import answer

pytestmark = pytest.mark.postgres


@pytest.fixture
def register(database: str) -> Register:
    return Register(database)


def test_only_the_originator_sees_what_is_not_shared(register: Register) -> None:
    register.tell(registered())

    assert register.seen_by(*ALL) == {"lena", "luc"}


def test_an_item_is_seen_by_the_members_of_those_it_was_given_to(register: Register) -> None:
    register.tell(registered(), SHARED)

    assert register.seen_by(*ALL) == {"lena", "luc", "ben", "carl"}


@pytest.mark.parametrize(
    ("marking", "seen"),
    [
        (SECRET, {"lena", "carl"}),
        (Marking(classification=Classification.RESTRICTED), {"lena", "carl", "inga"}),
        (IN_HARBOUR, {"lena", "carl"}),
        (Marking(compartments=("AIRPORT",)), set()),
        (Marking(tlp=Tlp.AMBER_STRICT, handling=(Handling.H2,)), {member.member_id for member in ALL}),
    ],
)
def test_a_marking_narrows_who_sees_it(register: Register, marking: Marking, seen: set[str]) -> None:
    register.tell(registered(marking), shared(of("BE-SPOC"), of("DE-SPOC"), of("IT-SPOC")))

    assert register.seen_by(*ALL) == seen


def test_what_is_red_is_seen_by_the_named_persons_and_the_originator(register: Register) -> None:
    register.tell(registered(RED), shared(of("BE-SPOC", "ben"), of("DE-SPOC")))

    assert register.seen_by(*ALL) == {"lena", "luc", "ben"}


def test_a_clearance_is_worth_nothing_from_its_end_on(register: Register) -> None:
    end = NOW.date() + timedelta(days=30)
    cleared = MemberClearanceChanged(
        investigation_id=CASE, member_id="ben", clearance=Classification.SECRET, valid_until=end
    )
    register.tell(registered(SECRET), SHARED, cleared)

    assert register.item(replace(BEN, today=end - timedelta(days=1))) is not None
    assert register.item(replace(BEN, today=end)) is None


def test_a_later_restriction_reaches_who_has_the_item(register: Register) -> None:
    register.tell(registered(), shared(of("BE-SPOC"), of("DE-SPOC")), restricted(SECRET))

    assert register.seen_by(*ALL) == {"lena", "carl"}


def test_a_restriction_may_leave_an_agency_out_until_it_is_lifted(register: Register) -> None:
    register.tell(registered(), shared(of("BE-SPOC"), of("DE-SPOC")), restricted(recipients=(of("DE-SPOC"),)))
    during = register.seen_by(*ALL)

    register.tell(events.RestrictionLifted(item_id=ITEM_ID, restriction_id=RESTRICTION, reason="The danger passed"))

    assert during == {"lena", "luc", "dora"}
    assert register.seen_by(*ALL) == {"lena", "luc", "dora", "ben", "carl"}


def test_who_restricts_itself_restricts_nobody_else(register: Register) -> None:
    own = restricted(SECRET, by_agency_id="BE-SPOC", own_use_only=True, to_confirm=())
    register.tell(registered(), shared(of("BE-SPOC"), of("DE-SPOC")), own)

    assert register.seen_by(*ALL) == {"lena", "luc", "carl", "dora"}


def test_a_recalled_item_is_gone_for_its_recipient(register: Register) -> None:
    recalled = events.ItemRecalled(item_id=ITEM_ID, recall_id=uuid4(), from_agencies=("BE-SPOC",), reason="A mistake")
    register.tell(registered(), shared(of("BE-SPOC"), of("DE-SPOC")), recalled)

    assert register.seen_by(*ALL) == {"lena", "luc", "dora"}


def test_the_members_of_a_partner_that_left_see_it_no_more(register: Register) -> None:
    register.tell(registered(), SHARED, PartnerLeft(investigation_id=CASE, agency_id="BE-SPOC", reason="done"))

    assert register.seen_by(*ALL) == {"lena", "luc"}


def test_who_was_revoked_sees_it_no_more(register: Register) -> None:
    register.tell(registered(), SHARED, MemberAccessRevoked(investigation_id=CASE, member_id="ben", reason="moved"))

    assert register.seen_by(*ALL) == {"lena", "luc", "carl"}


def test_an_item_that_is_not_for_the_viewer_and_no_item_are_told_alike(register: Register) -> None:
    register.tell(registered(), SHARED)

    async def parts(connection: AsyncConnection[Any], item_id: UUID) -> list[Any]:
        wanted = ItemFilter(request_id=item_id)
        return [
            await queries.items_of(connection, DORA, [item_id]),
            await queries.copies(connection, DORA, [item_id]),
            await queries.evaluations(connection, DORA, [item_id]),
            await queries.restrictions(connection, DORA, [item_id]),
            await queries.items(connection, DORA, wanted, Paging()),
        ]

    unseen = answer(register.conninfo, lambda c: parts(c, ITEM_ID))

    assert unseen == answer(register.conninfo, lambda c: parts(c, uuid4()))


def test_counts_and_pages_hold_what_the_viewer_sees_alone(register: Register) -> None:
    second, third = uuid4(), uuid4()
    register.tell(registered(), SHARED)
    register.tell(
        registered(item_id=second),
        events.IntelligenceShared(item_id=second, recipients=(of("DE-SPOC"),)),
        item_id=second,
    )
    register.tell(
        registered(SECRET, item_id=third),
        events.IntelligenceShared(item_id=third, recipients=(of("BE-SPOC"),)),
        item_id=third,
    )

    assert {each.member_id: total(register, each) for each in ALL} == {
        "lena": 3, "luc": 2, "ben": 1, "carl": 2, "dora": 1, "inga": 0,
    }  # fmt: skip


def test_a_version_counts_nothing_that_is_hidden(register: Register) -> None:
    register.tell(registered(), shared(of("BE-SPOC"), of("DE-SPOC")))
    before = {each.member_id: _version(register, each) for each in (DORA, BEN)}
    register.tell(events.ItemReceiptConfirmed(item_id=ITEM_ID, agency_id="BE-SPOC"))

    assert _version(register, DORA) == before["dora"]
    assert _version(register, BEN) == before["ben"] + 1
    assert _version(register, LENA) == 3


def _version(register: Register, reader: Viewer) -> int:
    row = register.item(reader)
    assert row is not None
    return row.version
