"""What is to be confirmed or answered of shared items: told to who owes it and to the originator, to nobody else."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import AsyncConnection

from domain.investigation.events import PartnerLeft
from domain.item import events
from domain.marking import Marking
from projections.catalogue import READ_MODELS
from projections.desk.queries import DeskFilter, DeskRow, DeskView, desk
from projections.engine import prepare
from projections.items import owed
from projections.items.rows import (
    ConsentFilter,
    ConsentOutcome,
    ConsentRow,
    ConsentSide,
    ObligationFilter,
    ObligationKind,
    ObligationRow,
    ObligationSide,
    ObligationView,
)  # fmt: skip
from projections.paging import Paging
from projections.viewer import Viewer
from tests.support.given import NOW
from tests.support.investigations import CASE
from tests.support.item_register import Register, viewer
from tests.support.items import (
    CONSENT,
    ITEM_ID,
    SECRET,
    asked_onward,
    asked_use,
    evidence,
    evidence_shared,
    of,
    registered,
    shared,
)  # fmt: skip
from tests.support.read_models import answer, everything

pytestmark = pytest.mark.postgres

LENA, LUC = viewer("lena", "FR-SPOC"), viewer("luc", "FR-SPOC")
BEN, DORA = viewer("ben", "BE-SPOC"), viewer("dora", "DE-SPOC")
RESTRICTION, RECALL = uuid4(), uuid4()
EXCEPTIONS = ObligationFilter(side=ObligationSide.UNCONFIRMED)
LATER = NOW + timedelta(days=30)


@pytest.fixture
def register(database: str) -> Register:
    return Register(database)


def restricted(marking: Marking = Marking(), **changes: Any) -> events.RestrictionImposed:  # noqa: B008  # it is frozen
    fields: dict[str, Any] = {"recipients": None, "to_confirm": ("BE-SPOC", "DE-SPOC"), **changes}
    return events.RestrictionImposed(
        item_id=ITEM_ID, restriction_id=RESTRICTION, by_agency_id="FR-SPOC", own_use_only=False, marking=marking,
        reason="The source is in danger", **fields,
    )  # fmt: skip


def noted(agency_id: str) -> events.RestrictionConfirmed:
    return events.RestrictionConfirmed(item_id=ITEM_ID, restriction_id=RESTRICTION, agency_id=agency_id)


def recalled(*agencies: str) -> events.ItemRecalled:
    return events.ItemRecalled(item_id=ITEM_ID, recall_id=RECALL, from_agencies=agencies, reason="A mistake")


def obligations(
    register: Register, reader: Viewer, wanted: ObligationFilter = ObligationFilter(), at: datetime = LATER  # noqa: B008  # it is frozen
) -> list[ObligationRow]:  # fmt: skip
    """What is owed, after checking that pages and count agree."""
    view = ObligationView(reader, wanted, at)

    async def count(connection: AsyncConnection[Any]) -> int:
        return await owed.obligations_total(connection, view)

    forward, backward = everything(register.conninfo, lambda c, p: owed.obligations(c, view, p), size=1)
    assert forward == backward
    assert answer(register.conninfo, count) == len(forward)
    return forward


def debts(register: Register, reader: Viewer, wanted: ObligationFilter = ObligationFilter()) -> set[Any]:  # noqa: B008  # it is frozen
    return {(row.kind.value, row.agency_id, row.obligation_id) for row in obligations(register, reader, wanted)}


def consents(register: Register, reader: Viewer, wanted: ConsentFilter) -> list[ConsentRow]:
    """The questions, after checking that pages and count agree."""

    async def count(connection: AsyncConnection[Any]) -> int:
        return await owed.consents_total(connection, reader, wanted)

    forward, backward = everything(register.conninfo, lambda c, p: owed.consents(c, reader, wanted, p), size=1)
    assert forward == backward
    assert answer(register.conninfo, count) == len(forward)
    return forward


def test_evidence_is_to_be_confirmed_by_each_of_its_recipients(register: Register) -> None:
    register.tell(evidence(), evidence_shared(of("BE-SPOC"), of("DE-SPOC")))
    register.tell(events.ItemReceiptConfirmed(item_id=ITEM_ID, agency_id="DE-SPOC", content_sha256="ab" * 32))

    assert debts(register, BEN) == {("RECEIPT", "BE-SPOC", ITEM_ID)}
    assert debts(register, DORA) == set()
    assert debts(register, LENA, EXCEPTIONS) == {("RECEIPT", "BE-SPOC", ITEM_ID)}


def test_intelligence_asks_for_no_receipt(register: Register) -> None:
    register.tell(registered(), shared())

    assert debts(register, BEN) == set()


def test_a_restriction_is_to_be_confirmed_until_it_is(register: Register) -> None:
    register.tell(registered(), shared(of("BE-SPOC"), of("DE-SPOC")), restricted())
    before = debts(register, BEN)

    register.tell(noted("BE-SPOC"))

    assert before == {("RESTRICTION", "BE-SPOC", RESTRICTION)}
    assert debts(register, BEN) == set()
    assert debts(register, LENA, EXCEPTIONS) == {("RESTRICTION", "DE-SPOC", RESTRICTION)}


def reminded(agency_id: str) -> events.RestrictionReminderSent:
    return events.RestrictionReminderSent(item_id=ITEM_ID, restriction_id=RESTRICTION, agency_id=agency_id)


def listed(agency_id: str) -> events.RestrictionLeftUnconfirmed:
    return events.RestrictionLeftUnconfirmed(item_id=ITEM_ID, restriction_id=RESTRICTION, agency_id=agency_id)


def test_a_reminder_and_an_exception_are_told_to_who_owes_and_to_the_originator_alone(register: Register) -> None:
    register.tell(registered(), shared(of("BE-SPOC"), of("DE-SPOC")), restricted(), reminded("BE-SPOC"))
    register.tell(listed("BE-SPOC"))

    (of_ben,), (of_dora,) = obligations(register, BEN), obligations(register, DORA)
    told = {row.agency_id: row.listed_at is not None for row in obligations(register, LENA, EXCEPTIONS)}
    assert of_ben.reminded_at is not None
    assert of_ben.listed_at == of_ben.reminded_at + timedelta(hours=1)
    assert (of_dora.reminded_at, of_dora.listed_at) == (None, None)
    assert told == {"BE-SPOC": True, "DE-SPOC": False}


def on_desk(register: Register, reader: Viewer) -> list[tuple[str, str | None, bool]]:
    """Kind, other agency, and whether there was a reminder, of what waits on a desk of items."""
    with psycopg.connect(register.conninfo) as connection:
        prepare(connection, READ_MODELS)  # the desk reads the tables of all, here of none but items

    async def rows(connection: AsyncConnection[Any]) -> list[DeskRow]:
        page = await desk(connection, DeskView(reader, DeskFilter(), LATER), Paging(first=50))
        return list(page.rows)

    return [
        (row.kind.value, row.other_agency_id, row.reminded_at is not None) for row in answer(register.conninfo, rows)
    ]


def test_an_exception_stands_on_the_originators_desk_until_it_is_confirmed(register: Register) -> None:
    register.tell(registered(), shared(of("BE-SPOC"), of("DE-SPOC")), restricted(), reminded("BE-SPOC"))
    register.tell(listed("BE-SPOC"))
    before = [on_desk(register, each) for each in (LENA, BEN, DORA)]
    register.tell(noted("BE-SPOC"))

    assert before == [
        [("RESTRICTION_LEFT_UNCONFIRMED", "BE-SPOC", False)],
        [("RESTRICTION_TO_CONFIRM", "FR-SPOC", True)],
        [("RESTRICTION_TO_CONFIRM", "FR-SPOC", False)],
    ]
    assert on_desk(register, LENA) == on_desk(register, BEN) == []


def test_who_a_restriction_shuts_out_is_told_to_confirm_it_and_nothing_else(register: Register) -> None:
    register.tell(registered(), shared(of("BE-SPOC"), of("DE-SPOC")), restricted(SECRET, recipients=(of("BE-SPOC"),)))

    assert register.item(DORA) is None
    assert register.item(BEN) is None
    assert debts(register, DORA) == {("RESTRICTION", "DE-SPOC", RESTRICTION)}
    assert debts(register, BEN) == {("RESTRICTION", "BE-SPOC", RESTRICTION)}


def test_who_never_could_see_the_item_is_told_of_no_restriction(register: Register) -> None:
    register.tell(registered(SECRET), shared(of("BE-SPOC"), of("DE-SPOC")), restricted())
    carl = viewer("carl", "BE-SPOC")

    assert debts(register, carl) == {("RESTRICTION", "BE-SPOC", RESTRICTION)}
    assert debts(register, BEN) == set()
    assert debts(register, DORA) == set()


def test_a_lifted_restriction_is_owed_no_more(register: Register) -> None:
    lifted = events.RestrictionLifted(item_id=ITEM_ID, restriction_id=RESTRICTION, reason="The danger passed")
    register.tell(registered(), shared(), restricted(), lifted)

    assert debts(register, BEN) == set()
    assert debts(register, LENA, EXCEPTIONS) == set()


def test_a_recall_is_to_be_confirmed_by_who_has_lost_the_item(register: Register) -> None:
    register.tell(evidence(), evidence_shared(of("BE-SPOC")), recalled("BE-SPOC"))
    before = debts(register, BEN)

    register.tell(events.RecallConfirmed(item_id=ITEM_ID, recall_id=RECALL, agency_id="BE-SPOC"))

    assert before == {("RECALL", "BE-SPOC", RECALL)}
    assert debts(register, BEN) == set()
    assert debts(register, LENA, EXCEPTIONS) == set()


def test_others_learn_nothing_of_what_is_owed(register: Register) -> None:
    register.tell(registered(), shared(of("BE-SPOC"), of("DE-SPOC")), restricted(to_confirm=("BE-SPOC",)))

    assert debts(register, DORA) == set()
    assert debts(register, DORA, ObligationFilter(side=ObligationSide.UNCONFIRMED, after_hours=0)) == set()
    assert debts(register, viewer("ben", "DE-SPOC")) == set()


def test_what_a_partner_owes_that_left_stays_an_exception(register: Register) -> None:
    left = PartnerLeft(investigation_id=CASE, agency_id="BE-SPOC", reason="done")
    register.tell(registered(), shared(), restricted(to_confirm=("BE-SPOC",)), left)

    assert debts(register, BEN) == set()
    assert debts(register, LENA, EXCEPTIONS) == {("RESTRICTION", "BE-SPOC", RESTRICTION)}


@pytest.mark.parametrize(
    ("after_hours", "hours_passed", "listed"), [(None, 72, 0), (None, 73, 2), (24, 24, 0), (24, 25, 2), (0, 0, 2)]
)
def test_what_nobody_confirms_is_an_exception_after_some_hours(
    register: Register, after_hours: int | None, hours_passed: int, listed: int
) -> None:
    register.tell(registered(), shared(of("BE-SPOC"), of("DE-SPOC")), restricted())
    since = obligations(register, BEN)[0].since
    wanted = ObligationFilter(side=ObligationSide.UNCONFIRMED, after_hours=after_hours)

    assert len(obligations(register, LENA, wanted, at=since + timedelta(hours=hours_passed))) == listed


def test_obligations_are_found_by_kind_item_and_investigation(register: Register) -> None:
    register.tell(evidence(), evidence_shared(of("BE-SPOC"), of("DE-SPOC")), restricted())
    wanted = ObligationFilter(kinds=(ObligationKind.RECEIPT,), item_id=ITEM_ID, investigation_id=CASE)

    assert debts(register, BEN, wanted) == {("RECEIPT", "BE-SPOC", ITEM_ID)}
    assert debts(register, BEN, ObligationFilter(item_id=uuid4())) == set()


def test_a_question_stands_between_the_asker_and_the_originator(register: Register) -> None:
    register.tell(registered(), shared(of("BE-SPOC"), of("DE-SPOC")), asked_onward("IT-SPOC"))
    to_answer, asked = ConsentFilter(side=ConsentSide.TO_ANSWER), ConsentFilter(side=ConsentSide.ASKED)

    assert [row.purpose for row in consents(register, LENA, to_answer)] == ["Find the driver"]
    assert [row.consent_id for row in consents(register, BEN, asked)] == [CONSENT]
    assert consents(register, LENA, asked) == []
    assert consents(register, BEN, to_answer) == []
    assert consents(register, DORA, to_answer) + consents(register, DORA, asked) == []
    inga = viewer("inga", "IT-SPOC")
    assert consents(register, inga, to_answer) + consents(register, inga, asked) == []


def test_an_answered_question_is_told_from_an_open_one(register: Register) -> None:
    second = UUID(int=7)
    refused = events.JudicialUseRefused(item_id=ITEM_ID, consent_id=second, reason="Not in court")
    register.tell(registered(), shared(), asked_onward(), asked_use(second), refused)

    still_open = consents(register, LENA, ConsentFilter(answered=False))
    answered = consents(register, LENA, ConsentFilter(answered=True))

    assert [(row.consent_id, row.outcome) for row in still_open] == [(CONSENT, None)]
    assert [(row.outcome, row.answer) for row in answered] == [(ConsentOutcome.REFUSED, "Not in court")]


def test_who_lost_the_item_lost_what_it_asked_about_it(register: Register) -> None:
    register.tell(registered(), shared(), asked_onward(), recalled("BE-SPOC"))

    assert consents(register, BEN, ConsentFilter(side=ConsentSide.ASKED)) == []
    assert len(consents(register, LENA, ConsentFilter())) == 1


def test_an_originator_without_the_clearance_learns_of_no_question(register: Register) -> None:
    register.tell(registered(SECRET), shared(), asked_onward())

    assert consents(register, LUC, ConsentFilter()) == []
    assert len(consents(register, LENA, ConsentFilter())) == 1
