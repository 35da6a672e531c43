"""Which parts of a shared item are told to whom, by what it is found, and what erasing leaves of it."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from psycopg import AsyncConnection

from domain.item import events
from domain.item.vocabulary import EvaluationScheme
from domain.marking import Marking
from domain.vocabulary import ERASED, Classification, Handling, Tlp
from projections.items import queries
from projections.items.rows import CopyStanding, ItemFilter
from tests.support.investigations import CASE
from tests.support.item_register import (
    BEN,
    DORA,
    INGA,
    LENA,
    Register,
    erased,
    onward,
    restricted,
    total,
)
from tests.support.items import (
    ITEM_ID,
    OTHER_HASH,
    REGISTERED,
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


def test_whom_it_passed_an_item_on_to_is_known_to_it_whoever_gave_it_before(register: Register) -> None:
    register.tell(registered(), shared(of("BE-SPOC"), of("IT-SPOC")))
    register.tell(events.ItemReceiptConfirmed(item_id=ITEM_ID, agency_id="IT-SPOC"))
    register.tell(onward("DE-SPOC"), onward("IT-SPOC"))

    async def told(connection: AsyncConnection[Any]) -> list[tuple[str, str, CopyStanding | None, object]]:
        rows = (await queries.copies(connection, BEN, [ITEM_ID]))[ITEM_ID]
        return [(row.agency_id, row.from_agency_id, row.standing, row.confirmed_at) for row in rows]

    assert answer(register.conninfo, told) == [
        ("BE-SPOC", "FR-SPOC", CopyStanding.HELD, None),
        ("DE-SPOC", "BE-SPOC", None, None),
        ("IT-SPOC", "BE-SPOC", None, None),
    ]
    assert total(register, BEN, ItemFilter(holder_agency_id="IT-SPOC")) == 1


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

    async def standings(connection: AsyncConnection[Any]) -> dict[str, tuple[CopyStanding | None, str | None]]:
        rows = (await queries.copies(connection, LENA, [ITEM_ID]))[ITEM_ID]
        return {row.agency_id: (row.standing, row.kept_because) for row in rows}

    assert answer(register.conninfo, standings) == {
        "BE-SPOC": (CopyStanding.RESTRICTED, None),
        "DE-SPOC": (CopyStanding.KEPT, "Court file"),
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
