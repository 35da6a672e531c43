"""How long an item is kept, what holds it, and what is left when it is erased."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from domain.erasure import (
    AnErasureForAnotherReasonIsExplained,
    ErasureReason,
    OnlyTextsThatAreThereAreErased,
)
from domain.event import Event
from domain.item.commands import EraseContent, LiftItemHold, PlaceItemHold, ReviewRetention
from domain.item.events import (
    ContentDeposited,
    ContentErased,
    JudicialUseRefused,
    LegalHoldLifted,
    LegalHoldPlaced,
    RetentionExtended,
)
from domain.item.rules.keeping import (
    AHoldHasAnIdOfItsOwn,
    ALegalHoldBlocksErasure,
    AnOpenConsentQuestionBlocksErasure,
    AProcessErasesWhatNobodyReviews,
    ARetentionThatEndedIsNotExtended,
    AReviewKeepsToTheProfile,
    AReviewLengthensTheTime,
    OnlyAHoldOfOnesOwnIsLifted,
    OnlyAProfileWithAnExtensionIsExtended,
    RetentionEndsOnItsDay,
)
from domain.refusal import NotFound, NotPermitted
from tests.support.agencies import CLOCK
from tests.support.investigations import BEA, LENA
from tests.support.items import ARCHIVED, CONSENT, DORA, HASH, ITEM_ID, asked_use, registered
from tests.support.restrictions import SHARED_WITH_BOTH, after, recalled

HOLD = UUID(int=7)
TODAY, TOMORROW = date(2026, 3, 2), date(2026, 3, 3)
FIVE_YEARS_ON = date(2031, 3, 2)
LATEST = date(2036, 3, 1)
"""1826 days after FIVE_YEARS_ON."""

NOMINAL = registered(retention="INTERPOL_NOMINAL", review_on=date(2030, 8, 31), erase_on=FIVE_YEARS_ON)
ENDED = registered(erase_on=TODAY)
HELD = LegalHoldPlaced(item_id=ITEM_ID, hold_id=HOLD, by_agency_id="BE-SPOC", reason="Order of the court.")
RELEASED = LegalHoldLifted(item_id=ITEM_ID, hold_id=HOLD, reason="Case closed.")
PLACE = PlaceItemHold(item_id=ITEM_ID, hold_id=HOLD, reason="Order of the court.")
LIFT = LiftItemHold(item_id=ITEM_ID, hold_id=HOLD, reason="Case closed.")
ANSWERED = JudicialUseRefused(item_id=ITEM_ID, consent_id=CONSENT, reason="no")
DEPOSITED = ContentDeposited(item_id=ITEM_ID, content_id=UUID(int=9), content_sha256=HASH, size_bytes=3)


def reviewing(erase_on: date) -> ReviewRetention:
    return ReviewRetention(item_id=ITEM_ID, erase_on=erase_on, reason="Still wanted.")


def erasing(reason: ErasureReason = ErasureReason.COURT_ORDER, explanation: str | None = None) -> EraseContent:
    return EraseContent(item_id=ITEM_ID, reason=reason, explanation=explanation)


def erased(up_to: int, reason: ErasureReason = ErasureReason.COURT_ORDER, content_id: UUID | None = None) -> Event:
    return ContentErased(
        item_id=ITEM_ID, reason=reason, up_to_version=up_to, content_id=content_id, content_sha256=HASH
    )


def test_a_review_extends_the_time_within_the_profile_and_sets_the_next_review_before_its_end() -> None:
    done = after(NOMINAL).when(reviewing(LATEST), by=LENA)
    done.then(RetentionExtended(item_id=ITEM_ID, review_on=date(2035, 8, 31), erase_on=LATEST, reason="Still wanted."))
    assert (done.state.review_on, done.state.erase_on) == (date(2035, 8, 31), LATEST)


def test_a_review_keeps_to_the_cap_of_the_profile() -> None:
    refusal = after(NOMINAL).when(reviewing(date(2036, 3, 2)), by=LENA).refused(AReviewKeepsToTheProfile)
    assert refusal.facts["latest"] == LATEST


def test_a_review_keeps_to_the_number_of_extensions_of_the_profile() -> None:
    once = after(NOMINAL).when(reviewing(date(2032, 1, 1)), by=LENA)
    once.after.when(reviewing(date(2033, 1, 1)), by=LENA).refused(AReviewKeepsToTheProfile)


def test_a_review_lengthens_the_time() -> None:
    after(NOMINAL).when(reviewing(FIVE_YEARS_ON), by=LENA).refused(AReviewLengthensTheTime)


def test_a_profile_without_an_extension_is_not_extended() -> None:
    after(registered()).when(reviewing(LATEST), by=LENA).refused(OnlyAProfileWithAnExtensionIsExtended)
    unlimited = registered(retention=None, erase_on=None)
    after(unlimited).when(reviewing(LATEST), by=LENA).refused(OnlyAProfileWithAnExtensionIsExtended)


def test_a_review_comes_before_the_day_of_erasure() -> None:
    over = registered(retention="INTERPOL_NOMINAL", erase_on=TODAY)
    after(over).when(reviewing(TOMORROW), by=LENA).refused(ARetentionThatEndedIsNotExtended)
    nearly = registered(retention="INTERPOL_NOMINAL", erase_on=TOMORROW)
    assert after(nearly).when(reviewing(date(2026, 3, 4)), by=LENA).state.erase_on == date(2026, 3, 4)


def test_only_the_originator_reviews() -> None:
    after(NOMINAL, SHARED_WITH_BOTH).when(reviewing(LATEST), by=BEA).refused(NotPermitted)


def test_an_agency_that_has_the_item_holds_it_and_lifts_its_hold() -> None:
    held = after(NOMINAL, SHARED_WITH_BOTH).when(PLACE, by=BEA).then(HELD)
    lifted = held.after.when(LIFT, by=BEA).then(RELEASED)
    assert not lifted.state.holds


def test_a_hold_has_an_id_of_its_own() -> None:
    after(NOMINAL, SHARED_WITH_BOTH, HELD).when(PLACE, by=DORA).refused(AHoldHasAnIdOfItsOwn)


def test_only_who_placed_a_hold_lifts_it() -> None:
    spec = after(NOMINAL, SHARED_WITH_BOTH, HELD)
    spec.when(LIFT, by=LENA).refused(OnlyAHoldOfOnesOwnIsLifted)
    spec.when(LIFT, by=DORA).refused(OnlyAHoldOfOnesOwnIsLifted)
    spec.when(LIFT, by=BEA).then(RELEASED)


def test_who_placed_a_hold_lifts_it_after_the_item_was_recalled() -> None:
    spec = after(NOMINAL, SHARED_WITH_BOTH, HELD, recalled("BE-SPOC"))
    spec.when(PLACE, by=BEA).refused(NotFound)
    spec.when(LIFT, by=BEA).then(RELEASED)


def test_erasing_leaves_the_proof_of_it() -> None:
    done = after(NOMINAL, DEPOSITED).when(erasing(), by=LENA).then(erased(2, content_id=UUID(int=9)))
    assert (done.state.is_erased, done.state.content_id, done.state.content_sha256) == (True, None, HASH)


def test_a_legal_hold_blocks_erasure_until_it_is_lifted() -> None:
    after(NOMINAL, SHARED_WITH_BOTH, HELD).when(erasing(), by=LENA).refused(ALegalHoldBlocksErasure)
    after(NOMINAL, SHARED_WITH_BOTH, HELD, RELEASED).when(erasing(), by=LENA).then(erased(4))


def test_an_open_question_blocks_erasure_until_it_is_answered() -> None:
    after(NOMINAL, SHARED_WITH_BOTH, asked_use()).when(erasing(), by=LENA).refused(AnOpenConsentQuestionBlocksErasure)
    after(NOMINAL, SHARED_WITH_BOTH, asked_use(), ANSWERED).when(erasing(), by=LENA).then(erased(4))


def test_an_erasure_for_another_reason_is_explained() -> None:
    after(NOMINAL).when(erasing(ErasureReason.OTHER), by=LENA).refused(AnErasureForAnotherReasonIsExplained)
    done = after(NOMINAL).when(erasing(ErasureReason.OTHER, "Registered twice."), by=LENA)
    assert done.state.is_erased


def test_retention_ends_on_its_day() -> None:
    ended = ErasureReason.RETENTION_ENDED
    after(registered(erase_on=TOMORROW)).when(erasing(ended), by=LENA).refused(RetentionEndsOnItsDay)
    after(registered(retention=None, erase_on=None)).when(erasing(ended), by=LENA).refused(RetentionEndsOnItsDay)
    after(ENDED).when(erasing(ended), by=LENA).then(erased(1, ended))


def test_a_process_erases_what_has_ended_and_nobody_reviews() -> None:
    ended = ErasureReason.RETENTION_ENDED
    after(ENDED).when(erasing(ended), by=CLOCK).then(erased(1, ended))
    after(ENDED).when(erasing(), by=CLOCK).refused(AProcessErasesWhatNobodyReviews)
    to_review = registered(retention="INTERPOL_NOMINAL", erase_on=TODAY)
    after(to_review).when(erasing(ended), by=CLOCK).refused(AProcessErasesWhatNobodyReviews)


def test_what_is_erased_is_erased_once_until_something_new_is_written() -> None:
    once = after(NOMINAL, SHARED_WITH_BOTH).when(erasing(), by=LENA)
    once.after.when(erasing(), by=LENA).refused(OnlyTextsThatAreThereAreErased)
    held = once.after.when(PLACE, by=LENA)
    lifted = held.after.when(LIFT, by=LENA)
    lifted.after.when(erasing(), by=LENA).then(erased(5))


def test_only_the_originator_erases() -> None:
    after(NOMINAL, SHARED_WITH_BOTH).when(erasing(), by=BEA).refused(NotPermitted)
    after(NOMINAL).when(erasing(), by=BEA).refused(NotFound)


def test_what_is_kept_beyond_the_archiving_of_its_investigation_is_erased_there() -> None:
    after(NOMINAL, people=(ARCHIVED,)).when(erasing(), by=LENA).then(erased(1))


def test_the_explanation_of_an_erasure_is_erased_by_the_next() -> None:
    explained = after(NOMINAL).when(replace(erasing(), explanation="They asked"), by=LENA).after
    done = explained.when(erasing(), by=LENA)
    assert done.refusal is None
    done.after.when(erasing(), by=LENA).refused(OnlyTextsThatAreThereAreErased)
