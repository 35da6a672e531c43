"""When the texts of a follow-up are erased, and by whom."""

from domain.erasure import AnErasureForAnotherReasonIsExplained, ErasureReason, OnlyTextsThatAreThereAreErased
from domain.event import Event
from domain.followup import FOLLOWUP, FollowUp
from domain.followup.commands import EraseFollowUpTexts
from domain.followup.events import FollowUpCancelled, FollowUpTextsErased, FollowUpVerified
from domain.followup.rules import TextsAreErasedWhenTheWorkIsFinished
from domain.investigation import INVESTIGATION
from domain.investigation.events import InvestigationArchived, InvestigationClosed
from domain.refusal import NotFound, NotPermitted
from tests.support.agencies import CLOCK, IMPORTER
from tests.support.followups import ASSIGNED, COMPLETED, FOLLOWUP_ID, OPENED
from tests.support.given import Given, Happened, given, happened
from tests.support.investigations import BEN, CASE, LENA, OUTSIDER, WITH_PARTNER

ERASE = EraseFollowUpTexts(followup_id=FOLLOWUP_ID, reason=ErasureReason.RETENTION_ENDED)
VERIFIED = (OPENED, ASSIGNED, happened(COMPLETED, by=BEN), FollowUpVerified(followup_id=FOLLOWUP_ID))
CANCELLED = (OPENED, FollowUpCancelled(followup_id=FOLLOWUP_ID, reason="obsolete"))
ARCHIVED = (InvestigationClosed(investigation_id=CASE, reason="done"), InvestigationArchived(investigation_id=CASE))


def after(*events: Event | Happened) -> Given[FollowUp]:
    return given(FOLLOWUP, *events).knowing(INVESTIGATION, CASE, *WITH_PARTNER)


def erased(up_to: int, reason: ErasureReason = ErasureReason.RETENTION_ENDED) -> FollowUpTextsErased:
    return FollowUpTextsErased(followup_id=FOLLOWUP_ID, reason=reason, up_to_version=up_to)


def for_another_reason(explanation: str | None) -> EraseFollowUpTexts:
    return EraseFollowUpTexts(followup_id=FOLLOWUP_ID, reason=ErasureReason.OTHER, explanation=explanation)


def test_the_texts_of_verified_work_are_erased_up_to_its_last_version() -> None:
    after(*VERIFIED).when(ERASE, by=LENA).then(erased(4))


def test_the_texts_of_cancelled_work_are_erased() -> None:
    after(*CANCELLED).when(ERASE, by=LENA).then(erased(2))


def test_work_that_awaits_its_verification_keeps_its_texts() -> None:
    refusal = after(*VERIFIED[:3]).when(ERASE, by=LENA).refused(TextsAreErasedWhenTheWorkIsFinished)
    assert refusal.remedy == "Verify or cancel it first."


def test_only_the_side_that_opened_it_erases() -> None:
    after(*VERIFIED).when(ERASE, by=BEN).refused(NotPermitted)


def test_an_outsider_learns_nothing() -> None:
    after(*VERIFIED).when(ERASE, by=OUTSIDER).refused(NotFound)


def test_a_process_erases_when_a_period_ends() -> None:
    after(*VERIFIED).when(ERASE, by=CLOCK).then(erased(4))


def test_an_import_erases() -> None:
    after(*VERIFIED).when(ERASE, by=IMPORTER).then(erased(4))


def test_texts_are_erased_in_an_archived_investigation_too() -> None:
    archived = given(FOLLOWUP, *VERIFIED).knowing(INVESTIGATION, CASE, *WITH_PARTNER, *ARCHIVED)
    archived.when(ERASE, by=LENA).then(erased(4))


def test_nothing_is_erased_twice() -> None:
    once = after(*VERIFIED).when(ERASE, by=LENA).after
    once.when(ERASE, by=LENA).refused(OnlyTextsThatAreThereAreErased)


def test_the_reason_other_wants_words() -> None:
    after(*VERIFIED).when(for_another_reason(None), by=LENA).refused(AnErasureForAnotherReasonIsExplained)


def test_the_reason_other_is_taken_with_words() -> None:
    done = after(*VERIFIED).when(for_another_reason("Asked by the owner"), by=LENA)
    assert [(event.reason, event.explanation) for event in done.events if isinstance(event, FollowUpTextsErased)] == [
        (ErasureReason.OTHER, "Asked by the owner")
    ]


def test_a_state_says_up_to_where_its_texts_are_gone() -> None:
    state = after(*VERIFIED).when(ERASE, by=LENA).state
    assert (state.is_erased, state.erased_up_to, state.version, state.holds_texts) == (True, 4, 5, False)


def test_the_explanation_of_an_erasure_is_erased_by_the_next() -> None:
    explained = after(*VERIFIED).when(for_another_reason("They asked"), by=LENA).after
    done = explained.when(ERASE, by=LENA)
    assert done.refusal is None
    done.after.when(ERASE, by=LENA).refused(OnlyTextsThatAreThereAreErased)
