"""When the texts of a joint investigation are erased, and by whom."""

from dataclasses import replace
from datetime import date

from domain.erasure import AnErasureForAnotherReasonIsExplained, ErasureReason, OnlyTextsThatAreThereAreErased
from domain.event import Event
from domain.investigation import INVESTIGATION, Investigation
from domain.investigation.commands import EraseInvestigationTexts, RecordFact, ReopenInvestigation
from domain.investigation.events import (
    AgreementRecorded,
    FactRecorded,
    InvestigationArchived,
    InvestigationClosed,
    InvestigationReopened,
    InvestigationTextsErased,
)
from domain.investigation.rules import AFactIsRecordedOnce, TextsAreErasedWhenTheInvestigationIsClosed
from domain.investigation.vocabulary import FactKind, SourceGrade
from domain.refusal import NotFound, NotPermitted
from domain.vocabulary import ERASED
from tests.support.agencies import CLOCK, IMPORTER
from tests.support.given import Given, given
from tests.support.investigations import BEA, BEN, CASE, LENA, OUTSIDER, WITH_PARTNER

FACT = FactRecorded(
    investigation_id=CASE,
    fact_id="1",
    kind=FactKind.INCIDENT,
    text="A container vanished",
    source="port register",
    grade=SourceGrade.OFFICIAL,
)
AGREED = AgreementRecorded(
    investigation_id=CASE,
    reference="A-1",
    signed_on=date(2026, 1, 10),
    valid_from=date(2026, 1, 15),
    valid_to=None,
    third_party_access="The harbour master reads the minutes",
)
CLOSED = InvestigationClosed(investigation_id=CASE, reason="done")
ARCHIVED = InvestigationArchived(investigation_id=CASE)
ERASE = EraseInvestigationTexts(investigation_id=CASE, reason=ErasureReason.COURT_ORDER)


def after(*events: Event) -> Given[Investigation]:
    return given(INVESTIGATION, *WITH_PARTNER, FACT, AGREED, *events)


def erased(up_to: int) -> InvestigationTextsErased:
    return InvestigationTextsErased(investigation_id=CASE, reason=ErasureReason.COURT_ORDER, up_to_version=up_to)


def for_another_reason(explanation: str | None) -> EraseInvestigationTexts:
    return EraseInvestigationTexts(investigation_id=CASE, reason=ErasureReason.OTHER, explanation=explanation)


def recording(fact_id: str) -> RecordFact:
    return RecordFact(
        investigation_id=CASE,
        fact_id=fact_id,
        kind=FactKind.VERDICT,
        text="Convicted",
        source="court",
        grade=SourceGrade.OFFICIAL,
    )


def test_a_steward_of_the_lead_agency_erases_the_texts_of_a_closed_investigation() -> None:
    after(CLOSED).when(ERASE, by=LENA).then(erased(9))


def test_the_texts_of_an_archived_investigation_are_erased() -> None:
    after(CLOSED, ARCHIVED).when(ERASE, by=LENA).then(erased(10))


def test_an_investigation_that_goes_on_keeps_its_texts() -> None:
    after().when(ERASE, by=LENA).refused(TextsAreErasedWhenTheInvestigationIsClosed)


def test_a_leader_of_another_partner_erases_nothing() -> None:
    refusal = after(CLOSED).when(ERASE, by=BEA).refused(NotPermitted)
    assert refusal.remedy == "Ask FR-SPOC."


def test_a_plain_member_erases_nothing() -> None:
    after(CLOSED).when(ERASE, by=BEN).refused(NotPermitted)


def test_an_outsider_learns_nothing() -> None:
    after(CLOSED).when(ERASE, by=OUTSIDER).refused(NotFound)


def test_a_process_erases_when_a_period_ends() -> None:
    after(CLOSED).when(ERASE, by=CLOCK).then(erased(9))


def test_an_import_erases() -> None:
    after(CLOSED).when(ERASE, by=IMPORTER).then(erased(9))


def test_nothing_is_erased_twice() -> None:
    once = after(CLOSED).when(ERASE, by=LENA).after
    once.when(ERASE, by=LENA).refused(OnlyTextsThatAreThereAreErased)


def test_what_was_recorded_since_is_erased_again() -> None:
    once = after(CLOSED).when(ERASE, by=LENA).after
    once.when(recording("2"), by=LENA).after.when(ERASE, by=LENA).then(erased(11))


def test_the_reason_other_wants_words() -> None:
    after(CLOSED).when(for_another_reason(None), by=LENA).refused(AnErasureForAnotherReasonIsExplained)


def test_the_reason_other_is_taken_with_words() -> None:
    done = after(CLOSED).when(for_another_reason("The treaty ended"), by=LENA)
    assert done.state.is_erased


def test_no_state_keeps_what_was_written() -> None:
    state = after(CLOSED).when(ERASE, by=LENA).state
    assert state.agreement is not None
    assert (state.title, state.reference) == (ERASED, "JIT-1")
    assert (state.agreement.third_party_access, state.agreement.reference) == (ERASED, "A-1")


def test_an_investigation_is_reopened_after_its_texts_are_gone() -> None:
    once = after(CLOSED).when(ERASE, by=LENA).after
    again = ReopenInvestigation(investigation_id=CASE, reason="An appeal")
    once.when(again, by=LENA).then(InvestigationReopened(investigation_id=CASE, reason="An appeal"))


def test_the_id_of_an_erased_fact_stays_taken() -> None:
    once = after(CLOSED).when(ERASE, by=LENA).after
    once.when(recording("1"), by=LENA).refused(AFactIsRecordedOnce)


def test_the_explanation_of_an_erasure_is_erased_by_the_next() -> None:
    explained = after(CLOSED).when(replace(ERASE, explanation="They asked"), by=LENA).after
    done = explained.when(ERASE, by=LENA)
    assert done.refusal is None
    done.after.when(ERASE, by=LENA).refused(OnlyTextsThatAreThereAreErased)
