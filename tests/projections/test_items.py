"""Who finds a shared item in the register, with which of its parts; everybody else finds nothing at all."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from psycopg import AsyncConnection

from domain.erasure import ErasureReason
from domain.investigation.events import MemberAccessRevoked, PartnerLeft
from domain.item import events
from domain.item.vocabulary import EvaluationScheme
from domain.marking import Marking
from domain.vocabulary import ERASED, Classification, Handling, Tlp
from projections.items import queries
from projections.items.rows import CopyStanding, ItemFilter
from projections.paging import Paging
from projections.viewer import Viewer
from tests.support.given import NOW
from tests.support.investigations import CASE
from tests.support.item_register import Register, viewer
from tests.support.items import (
    IN_HARBOUR,
    ITEM_ID,
    OTHER_HASH,
    RED,
    REGISTERED,
    SECRET,
    SHARED,
    of,
    registered,
    shared,
)  # fmt: skip
from tests.support.read_models import answer, everything

pytestmark = pytest.mark.postgres

LENA, LUC = viewer("lena", "FR-SPOC"), viewer("luc", "FR-SPOC")
BEN, CARL = viewer("ben", "BE-SPOC"), viewer("carl", "BE-SPOC")
DORA, INGA = viewer("dora", "DE-SPOC"), viewer("inga", "IT-SPOC")
ALL = (LENA, LUC, BEN, CARL, DORA, INGA)
RESTRICTION = UUID("1c7a4d1b-0d8f-4c4e-8f4e-6a3c0e9d5b13")


@pytest.fixture
def register(database: str) -> Register:
    return Register(database)


def restricted(marking: Marking = Marking(), **changes: Any) -> events.RestrictionImposed:  # noqa: B008  # it is frozen
    fields: dict[str, Any] = {
        "restriction_id": RESTRICTION, "by_agency_id": "FR-SPOC", "own_use_only": False, "recipients": None,
        "to_confirm": ("BE-SPOC",), "reason": "The source is in danger",
    }  # fmt: skip
    return events.RestrictionImposed(item_id=ITEM_ID, marking=marking, **{**fields, **changes})


def onward(to_agency_id: str) -> events.ItemSharedOnward:
    return events.ItemSharedOnward(
        item_id=ITEM_ID, by_agency_id="BE-SPOC", recipient=of(to_agency_id), purpose="Find the driver"
    )


def erased() -> events.ContentErased:
    return events.ContentErased(
        item_id=ITEM_ID, reason=ErasureReason.COURT_ORDER, up_to_version=9, content_id=None, content_sha256="ab" * 32,
        explanation="Order 7",
    )  # fmt: skip


def total(register: Register, reader: Viewer, wanted: ItemFilter = ItemFilter()) -> int:  # noqa: B008  # it is frozen
    """The count, after checking that the pages hold as many, in both directions."""

    async def ask(connection: AsyncConnection[Any]) -> int:
        return await queries.items_total(connection, reader, wanted)

    forward, backward = everything(register.conninfo, lambda c, p: queries.items(c, reader, wanted, p), size=1)
    assert forward == backward
    assert answer(register.conninfo, ask) == len(forward)
    return len(forward)


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


def test_a_clearance_is_worth_nothing_after_its_last_day(register: Register) -> None:
    register.tell(registered(SECRET), SHARED)
    stranger = Viewer(member_id="carl", agency_id="DE-SPOC", today=NOW.date())

    assert register.item(CARL) is not None
    assert register.item(stranger) is None


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


def test_a_recipient_knows_the_originator_itself_and_whom_it_gave_it_to(register: Register) -> None:
    register.tell(registered(), shared(of("BE-SPOC"), of("IT-SPOC", "inga")), onward("DE-SPOC"))

    async def known(connection: AsyncConnection[Any]) -> dict[str, list[tuple[str, str]]]:
        found = {each.member_id: await queries.copies(connection, each, [ITEM_ID]) for each in (LENA, BEN, DORA, INGA)}
        return {who: [(row.agency_id, row.from_agency_id) for row in rows[ITEM_ID]] for who, rows in found.items()}

    assert answer(register.conninfo, known) == {
        "lena": [("BE-SPOC", "FR-SPOC"), ("IT-SPOC", "FR-SPOC"), ("DE-SPOC", "BE-SPOC")],
        "ben": [("BE-SPOC", "FR-SPOC"), ("DE-SPOC", "BE-SPOC")],
        "dora": [("DE-SPOC", "BE-SPOC")],
        "inga": [("IT-SPOC", "FR-SPOC")],
    }


def test_a_holder_cannot_be_probed_by_who_may_not_know_it(register: Register) -> None:
    register.tell(registered(), shared(of("BE-SPOC"), of("IT-SPOC")))
    wanted = ItemFilter(holder_agency_id="IT-SPOC")

    assert (total(register, LENA, wanted), total(register, BEN, wanted), total(register, INGA, wanted)) == (1, 0, 1)


def test_what_an_item_answers_is_known_to_whom_it_answered(register: Register) -> None:
    request = uuid4()
    register.tell(
        registered(),
        events.IntelligenceShared(item_id=ITEM_ID, recipients=(of("BE-SPOC"),), request_id=request),
        shared(of("DE-SPOC")),
    )
    wanted, own_initiative = ItemFilter(request_id=request), ItemFilter(spontaneous=True)

    assert [total(register, each, wanted) for each in (LENA, BEN, DORA)] == [1, 1, 0]
    assert [total(register, each, own_initiative) for each in (LENA, BEN, DORA)] == [1, 0, 1]


def test_the_marking_shown_is_the_one_that_binds_the_viewers_agency(register: Register) -> None:
    worded = Marking(handling=(Handling.H3,), handling_text="Call before use")
    own = restricted(Marking(tlp=Tlp.AMBER), by_agency_id="BE-SPOC", own_use_only=True, to_confirm=())
    register.tell(registered(worded), shared(of("BE-SPOC"), of("DE-SPOC")), own)

    rows = [register.item(each) for each in (BEN, DORA)]

    assert [row and (row.tlp, row.handling, row.handling_text) for row in rows] == [
        (Tlp.AMBER, (Handling.H3,), "Call before use"),
        (None, (Handling.H3,), "Call before use"),
    ]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (ItemFilter(investigation_id=CASE, kind=REGISTERED.kind, originator_agency_id="FR-SPOC"), 1),
        (ItemFilter(text="plates"), 1),
        (ItemFilter(text="100%"), 0),
        (ItemFilter(tlp_at_least=Tlp.GREEN), 1),
        (ItemFilter(tlp_at_least=Tlp.RED), 0),
        (ItemFilter(classification_at_least=Classification.RESTRICTED), 0),
        (ItemFilter(erased=True), 0),
        (ItemFilter(erase_by=date(2026, 3, 30)), 1),
        (ItemFilter(erase_by=date(2026, 3, 29)), 0),
        (ItemFilter(review_by=date(2030, 1, 1)), 0),
    ],
)
def test_items_are_found_by_what_they_are(register: Register, wanted: ItemFilter, found: int) -> None:
    register.tell(registered(Marking(tlp=Tlp.AMBER)), SHARED)

    assert total(register, BEN, wanted) == found


def test_an_evaluation_by_a_recipient_is_for_itself_and_the_originator(register: Register) -> None:
    by = [
        events.ItemEvaluated(
            item_id=ITEM_ID, by_agency_id=agency, scheme=EvaluationScheme.EUROPOL_4X4, source_code="B",
            information_code="2",
        )
        for agency in ("FR-SPOC", "BE-SPOC")
    ]  # fmt: skip
    register.tell(registered(), shared(of("BE-SPOC"), of("DE-SPOC")), *by)

    async def known(connection: AsyncConnection[Any]) -> list[list[str]]:
        found = [await queries.evaluations(connection, each, [ITEM_ID]) for each in (LENA, BEN, DORA)]
        return [[row.agency_id for row in rows[ITEM_ID]] for rows in found]

    assert answer(register.conninfo, known) == [["BE-SPOC", "FR-SPOC"], ["BE-SPOC", "FR-SPOC"], ["FR-SPOC"]]


def test_what_happens_between_others_moves_nothing_that_a_recipient_reads(register: Register) -> None:
    register.tell(registered(), shared(of("BE-SPOC"), of("DE-SPOC")))
    before = register.item(DORA)

    register.tell(onward("IT-SPOC"), events.ItemReceiptConfirmed(item_id=ITEM_ID, agency_id="BE-SPOC"))

    after = register.item(DORA)
    assert before is not None
    assert after is not None
    assert (after.updated_at, after.position) == (before.updated_at, before.position)


def test_a_copy_tells_what_became_of_it(register: Register) -> None:
    recall = uuid4()
    register.tell(
        registered(),
        shared(of("BE-SPOC"), of("DE-SPOC"), of("IT-SPOC")),
        restricted(recipients=(of("IT-SPOC"), of("DE-SPOC"))),
        events.ItemRecalled(item_id=ITEM_ID, recall_id=recall, from_agencies=("DE-SPOC",), reason="A mistake"),
        events.RecallConfirmed(item_id=ITEM_ID, recall_id=recall, agency_id="DE-SPOC", kept_because="Court file"),
    )

    async def standings(connection: AsyncConnection[Any]) -> dict[str, tuple[CopyStanding, str | None]]:
        rows = (await queries.copies(connection, LENA, [ITEM_ID]))[ITEM_ID]
        return {row.agency_id: (row.standing, row.kept_because) for row in rows}

    assert answer(register.conninfo, standings) == {
        "BE-SPOC": (CopyStanding.RESTRICTED, None),
        "DE-SPOC": (CopyStanding.RETURNED, "Court file"),
        "IT-SPOC": (CopyStanding.HELD, None),
    }


def told_whole(register: Register) -> Register:
    """An item about which people wrote as much as they can."""
    worded = Marking(handling=(Handling.H3,), handling_text="Call before use")
    correction = events.ItemCorrected(
        item_id=ITEM_ID, field="title", right_value="Plates at both gates", reason="Misread", content_sha256=OTHER_HASH
    )
    consent = uuid4()
    asked = events.OnwardSharingRequested(
        item_id=ITEM_ID, consent_id=consent, by_agency_id="BE-SPOC", to_agency_id="DE-SPOC", purpose="Find the driver"
    )
    given = events.OnwardSharingAuthorised(item_id=ITEM_ID, consent_id=consent, conditions="Once")
    recalled = events.ItemRecalled(item_id=ITEM_ID, recall_id=consent, from_agencies=("DE-SPOC",), reason="A mistake")
    returned = events.RecallConfirmed(item_id=ITEM_ID, recall_id=consent, agency_id="DE-SPOC", kept_because="Court")
    return register.tell(
        registered(worded), SHARED, correction, restricted(worded), asked, given, onward("DE-SPOC"), recalled, returned
    )


def test_a_correction_is_shown_in_place_of_what_was_wrong(register: Register) -> None:
    row = told_whole(register).item(BEN)

    assert row is not None
    assert (row.title, row.content_sha256, row.has_content) == ("Plates at both gates", OTHER_HASH, False)


def test_erasing_leaves_no_text_but_the_explanation(register: Register) -> None:
    told_whole(register).tell(erased())

    row = register.item(BEN)
    everything_kept = str(register.followed_and_rebuilt()[0])

    assert row is not None
    assert (row.title, row.handling_text, row.is_erased, row.erasure_explanation) == (ERASED, ERASED, True, "Order 7")
    assert not [
        text for text in ("gate", "driver", "Call", "danger", "Once", "Court", "Camera") if text in everything_kept
    ]


def test_a_rebuild_after_erasing_equals_following(register: Register) -> None:
    followed, rebuilt = told_whole(register).tell(erased()).followed_and_rebuilt()

    assert followed == rebuilt
    assert len(followed["item_copies"]) == 2


def test_a_rebuild_before_erasing_equals_following(register: Register) -> None:
    followed, rebuilt = told_whole(register).followed_and_rebuilt()

    assert followed == rebuilt


def test_a_retention_that_was_extended_is_due_later(register: Register) -> None:
    register.tell(registered())
    last_day = date(2026, 3, 30)
    before = total(register, LENA, ItemFilter(erase_by=last_day))

    register.tell(
        events.RetentionExtended(
            item_id=ITEM_ID, review_on=last_day, erase_on=last_day + timedelta(days=30), reason="The trial goes on"
        )
    )

    assert before == 1
    assert total(register, LENA, ItemFilter(erase_by=last_day)) == 0
    assert total(register, LENA, ItemFilter(review_by=last_day)) == 1
