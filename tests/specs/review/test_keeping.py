"""When the texts of a review are erased, and what keeps them."""

from dataclasses import replace

from domain.erasure import AnErasureForAnotherReasonIsExplained, ErasureReason, OnlyTextsThatAreThereAreErased
from domain.refusal import NotPermitted
from domain.review.commands import EraseReviewTexts, LiftReviewHold, PlaceReviewHold
from domain.review.events import LegalHoldLifted, LegalHoldPlaced, ReviewTextsErased
from domain.review.rules import (
    AHoldHasAnIdOfItsOwn,
    ALegalHoldBlocksErasure,
    OnlyAHoldOfOnesOwnIsLifted,
    TextsAreErasedWhenTheReviewIsFinalised,
)
from tests.support.investigations import BEN, LENA, RITA
from tests.support.reviews import CONFIRMED, FINALISED, FIXED, HOLD, OPENED, REVIEW_ID, review

ERASE = EraseReviewTexts(review_id=REVIEW_ID, reason=ErasureReason.RETENTION_ENDED)
HOLD_IT = PlaceReviewHold(review_id=REVIEW_ID, hold_id=HOLD, reason="The court may ask.")
RELEASE = LiftReviewHold(review_id=REVIEW_ID, hold_id=HOLD, reason="The court has ruled.")
HELD = LegalHoldPlaced(review_id=REVIEW_ID, hold_id=HOLD, agency_id="BE-SPOC", reason="The court may ask.")
RELEASED = LegalHoldLifted(review_id=REVIEW_ID, hold_id=HOLD, agency_id="BE-SPOC", reason="The court has ruled.")
ERASED = ReviewTextsErased(review_id=REVIEW_ID, reason=ErasureReason.RETENTION_ENDED, up_to_version=4)
DONE = (OPENED, FIXED, CONFIRMED, FINALISED)


def test_the_texts_of_a_finalised_review_are_erased_up_to_its_last_version() -> None:
    review(*DONE).when(ERASE, by=LENA).then(ERASED)


def test_the_texts_of_a_review_under_way_are_still_needed() -> None:
    review(OPENED).when(ERASE, by=LENA).refused(TextsAreErasedWhenTheReviewIsFinalised)


def test_a_partner_erases_nothing() -> None:
    review(*DONE).when(ERASE, by=BEN).refused(NotPermitted)


def test_what_is_gone_is_not_erased_again() -> None:
    review(*DONE, ERASED).when(ERASE, by=LENA).refused(OnlyTextsThatAreThereAreErased)


def test_another_reason_is_explained() -> None:
    for_another = replace(ERASE, reason=ErasureReason.OTHER)
    review(*DONE).when(for_another, by=LENA).refused(AnErasureForAnotherReasonIsExplained)
    assert review(*DONE).when(replace(for_another, explanation="Named a witness."), by=LENA).state.is_erased


def test_a_legal_hold_of_any_partner_keeps_the_texts_until_it_is_lifted() -> None:
    review(*DONE).when(HOLD_IT, by=BEN).then(HELD)
    review(*DONE, HELD).when(ERASE, by=LENA).refused(ALegalHoldBlocksErasure)
    assert review(*DONE, HELD, RELEASED).when(ERASE, by=LENA).refusal is None


def test_a_hold_has_an_id_of_its_own_for_ever() -> None:
    review(*DONE, HELD, RELEASED).when(HOLD_IT, by=BEN).refused(AHoldHasAnIdOfItsOwn)
    review(*DONE).when(HOLD_IT, by=RITA).refused(NotPermitted)


def test_a_hold_is_lifted_by_who_placed_it() -> None:
    review(*DONE, HELD).when(RELEASE, by=LENA).refused(OnlyAHoldOfOnesOwnIsLifted)
    review(*DONE, HELD).when(RELEASE, by=BEN).then(RELEASED)
