"""How a review is opened, what it looks at, and how it ends."""

from domain.aggregate import AnActHasAnExactMoment
from domain.refusal import InvalidInput, NotFound, NotPermitted
from domain.review.commands import ConfirmTimeline, FinaliseReview, FixReplayWindow, OpenReview, ReopenReview
from domain.review.events import ReplayWindowFixed, ReviewReopened, TimelineConfirmed
from domain.review.rules import (
    APositionLiesInTheReplayWindow,
    AReplayWindowIsFixedFirst,
    AReplayWindowLiesWithinTheLog,
    AReviewBelongsToAnInvestigationInUse,
    ATimelineIsConfirmedForward,
    FinalisingNeedsNothingOpen,
    OnlyAFinalisedReviewIsReopened,
    TheReplayWindowIsFixedOnce,
    TheReviewIsNotFinalised,
)
from domain.review.vocabulary import ReviewType
from tests.support.agencies import IMPORTER
from tests.support.investigations import BEA, BEN, CASE, LENA, OUTSIDER, RITA
from tests.support.items import ARCHIVED, CLOSED
from tests.support.reviews import (
    ACCEPTED,
    CONFIRMED,
    FINALISED,
    FIXED,
    OPENED,
    REVIEW_ID,
    found,
    recommended,
    review,
)

FINALISE, FORCE = FinaliseReview(review_id=REVIEW_ID), FinaliseReview(review_id=REVIEW_ID, reason="The year ends.")
REOPEN = ReopenReview(review_id=REVIEW_ID, reason="The trial begins.")


def opening(agency_id: str | None = None) -> OpenReview:
    return OpenReview(
        review_id=REVIEW_ID,
        investigation_id=CASE,
        review_type=ReviewType.MID_TERM,
        subject="The first half year",
        opened_by_agency_id=agency_id,
    )


def fixing(first: int, last: int) -> FixReplayWindow:
    return FixReplayWindow(review_id=REVIEW_ID, from_position=first, to_position=last)


def confirming(position: int) -> ConfirmTimeline:
    return ConfirmTimeline(review_id=REVIEW_ID, position=position)


def test_an_administrator_opens_a_review_for_the_lead() -> None:
    review().when(opening(), by=LENA).then(OPENED)


def test_a_leader_of_another_partner_opens_none_nor_does_who_works_there() -> None:
    review().when(opening(), by=BEA).refused(NotPermitted)
    review().when(opening(), by=BEN).refused(NotPermitted)


def test_an_outsider_learns_nothing_of_a_review() -> None:
    begun = review(OPENED).when(FINALISE, by=OUTSIDER).refused(NotFound)
    assert begun.message == review().when(opening(), by=OUTSIDER).refused(NotFound).message


def test_an_import_says_for_whom_it_opens() -> None:
    review().when(opening("FR-SPOC"), by=IMPORTER, on="2015-03").then(OPENED)
    assert review().when(opening(), by=IMPORTER).refused(InvalidInput).field == "agencyId"


def test_a_person_acts_for_its_own_agency_at_an_exact_moment() -> None:
    review().when(opening("BE-SPOC"), by=LENA).refused(NotPermitted)
    review().when(opening(), by=LENA, on="2015-03").refused(AnActHasAnExactMoment)


def test_a_closed_investigation_is_reviewed_but_not_an_archived_one() -> None:
    review(and_then=(CLOSED,)).when(opening(), by=LENA).then(OPENED)
    review(and_then=(CLOSED, ARCHIVED)).when(opening(), by=LENA).refused(AReviewBelongsToAnInvestigationInUse)
    archived = review(OPENED, and_then=(CLOSED, ARCHIVED))
    archived.when(fixing(1, 2), by=LENA).refused(AReviewBelongsToAnInvestigationInUse)


def test_a_window_may_reach_to_the_end_of_the_log() -> None:
    window = ReplayWindowFixed(review_id=REVIEW_ID, from_position=60, to_position=60)
    review(OPENED).when(fixing(60, 60), by=LENA).then(window)


def test_a_window_neither_begins_before_the_log_nor_ends_behind_it_nor_runs_backwards() -> None:
    review(OPENED).when(fixing(0, 5), by=LENA).refused(AReplayWindowLiesWithinTheLog)
    review(OPENED).when(fixing(1, 61), by=LENA).refused(AReplayWindowLiesWithinTheLog)
    review(OPENED).when(fixing(5, 4), by=LENA).refused(AReplayWindowLiesWithinTheLog)


def test_a_window_is_fixed_once_by_the_lead() -> None:
    review(OPENED, FIXED).when(fixing(1, 2), by=LENA).refused(TheReplayWindowIsFixedOnce)
    review(OPENED).when(fixing(1, 2), by=BEN).refused(NotPermitted)


def test_a_member_confirms_the_timeline_for_its_agency() -> None:
    confirmed = TimelineConfirmed(review_id=REVIEW_ID, agency_id="BE-SPOC", position=50)
    review(OPENED, FIXED, CONFIRMED).when(confirming(50), by=BEN).then(confirmed)
    review(OPENED, FIXED).when(confirming(50), by=RITA).refused(NotPermitted)


def test_what_is_confirmed_lies_in_the_window() -> None:
    review(OPENED).when(confirming(1), by=BEN).refused(AReplayWindowIsFixedFirst)
    review(OPENED, FIXED).when(confirming(51), by=BEN).refused(APositionLiesInTheReplayWindow)


def test_an_agency_confirms_more_than_before() -> None:
    review(OPENED, FIXED, CONFIRMED).when(confirming(50), by=LENA).refused(ATimelineIsConfirmedForward)


def test_a_review_with_nothing_open_is_finalised() -> None:
    review(OPENED, FIXED, CONFIRMED).when(FINALISE, by=LENA).then(FINALISED)
    answered = review(OPENED, FIXED, CONFIRMED, found(), recommended(), ACCEPTED)
    answered.when(FINALISE, by=LENA).then(FINALISED)


def test_a_review_whose_timeline_nobody_confirmed_is_finalised_with_a_reason_only() -> None:
    review(OPENED, FIXED).when(FINALISE, by=LENA).refused(FinalisingNeedsNothingOpen)
    assert review(OPENED, FIXED).when(FORCE, by=LENA).state.is_finalised


def test_a_review_with_an_unanswered_recommendation_is_finalised_with_a_reason_only() -> None:
    begun = review(OPENED, FIXED, CONFIRMED, found(), recommended(to=("BE-SPOC", "DE-SPOC")), ACCEPTED)
    begun.when(FINALISE, by=LENA).refused(FinalisingNeedsNothingOpen)
    assert begun.when(FORCE, by=LENA).state.is_finalised


def test_a_finalised_review_takes_nothing_until_it_is_reopened() -> None:
    review(OPENED, FIXED, CONFIRMED, FINALISED).when(confirming(50), by=BEN).refused(TheReviewIsNotFinalised)
    reopened = ReviewReopened(review_id=REVIEW_ID, reason="The trial begins.")
    after = review(OPENED, FIXED, CONFIRMED, FINALISED).when(REOPEN, by=LENA).then(reopened).after
    assert after.when(confirming(50), by=BEN).refusal is None


def test_only_a_finalised_review_is_reopened() -> None:
    review(OPENED).when(REOPEN, by=LENA).refused(OnlyAFinalisedReviewIsReopened)
