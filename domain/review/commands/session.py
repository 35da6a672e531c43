"""Commands that open a review, fix what is looked at, and end it; and how they are decided.

They must not touch the investigation that is reviewed.
"""

from collections.abc import Iterable
from uuid import UUID

from domain.aggregate import Act, Decision, command, timed_exactly
from domain.investigation import INVESTIGATION
from domain.investigation.vocabulary import Phase
from domain.review import events, rules
from domain.review.permissions import acting_agency, contributor, opener, steward
from domain.review.state import Review
from domain.review.steps import in_work, while_in_use
from domain.review.vocabulary import ReviewType
from domain.vocabulary import AgencyCode, OperationalText

__all__ = ["DECISIONS", "ConfirmTimeline", "FinaliseReview", "FixReplayWindow", "OpenReview", "ReopenReview"]


@command(aggregate_id="review_id")
class OpenReview:
    """Begin to look back at an investigation, as an administrator of its space or a leader of the lead agency.

    subject: what is looked at, in words. opened_by_agency_id: the acting agency where it is missing; an import names
    it.
    """

    review_id: UUID
    investigation_id: UUID
    review_type: ReviewType
    subject: OperationalText
    opened_by_agency_id: AgencyCode | None = None


@command(aggregate_id="review_id")
class FixReplayWindow:
    """Say which stretch of the log is looked at; all that the review shows lies within it, for good.

    from_position, to_position: of the first and the last event; both lie in the log already.
    """

    review_id: UUID
    from_position: int
    to_position: int


@command(aggregate_id="review_id")
class ConfirmTimeline:
    """Say, for one's agency, that one looked at the timeline up to a position, and that it is as it was.

    agency_id: the acting agency where it is missing; an import names it.
    """

    review_id: UUID
    position: int
    agency_id: AgencyCode | None = None


@command(aggregate_id="review_id")
class FinaliseReview:
    """Close the review. reason: needed where the timeline is not confirmed or a recommendation is not answered."""

    review_id: UUID
    reason: OperationalText | None = None


@command(aggregate_id="review_id")
class ReopenReview:
    """Go on with a review that was finalised."""

    review_id: UUID
    reason: OperationalText


def _open(command: OpenReview, _review: Review, act: Act) -> Iterable[events.ReviewOpened]:
    investigation = act.facts.of(INVESTIGATION, command.investigation_id)
    if not investigation.exists or investigation.phase is Phase.ARCHIVED:
        raise rules.AReviewBelongsToAnInvestigationInUse
    yield events.ReviewOpened(
        review_id=command.review_id,
        investigation_id=command.investigation_id,
        review_type=command.review_type,
        opened_by_agency_id=acting_agency(command.opened_by_agency_id, act),
        subject=command.subject,
    )


def _fix(command: FixReplayWindow, review: Review, act: Act) -> Iterable[events.ReplayWindowFixed]:
    if review.window is not None:
        raise rules.TheReplayWindowIsFixedOnce
    if not 1 <= command.from_position <= command.to_position <= act.position:
        raise rules.AReplayWindowLiesWithinTheLog(last=act.position)
    yield events.ReplayWindowFixed(
        review_id=command.review_id, from_position=command.from_position, to_position=command.to_position
    )


def _confirm(command: ConfirmTimeline, review: Review, act: Act) -> Iterable[events.TimelineConfirmed]:
    if review.window is None:
        raise rules.AReplayWindowIsFixedFirst
    first, last = review.window
    if not first <= command.position <= last:
        raise rules.APositionLiesInTheReplayWindow(position=command.position, first=first, last=last)
    agency_id = acting_agency(command.agency_id, act)
    if command.position <= review.confirmed.get(agency_id, 0):
        raise rules.ATimelineIsConfirmedForward(position=command.position)
    yield events.TimelineConfirmed(review_id=command.review_id, agency_id=agency_id, position=command.position)


def _finalise(command: FinaliseReview, review: Review, _act: Act) -> Iterable[events.ReviewFinalised]:
    is_complete = bool(review.confirmed) and not review.unanswered
    if not is_complete and command.reason is None:
        raise rules.FinalisingNeedsNothingOpen
    yield events.ReviewFinalised(review_id=command.review_id, reason=command.reason)


def _reopen(command: ReopenReview, review: Review, _act: Act) -> Iterable[events.ReviewReopened]:
    if not review.is_finalised:
        raise rules.OnlyAFinalisedReviewIsReopened
    yield events.ReviewReopened(review_id=command.review_id, reason=command.reason)


DECISIONS = (
    Decision(command=OpenReview, decide=timed_exactly(_open), may=opener, creates=True),
    Decision(command=FixReplayWindow, decide=in_work(_fix), may=steward),
    Decision(command=ConfirmTimeline, decide=in_work(_confirm), may=contributor),
    Decision(command=FinaliseReview, decide=in_work(_finalise), may=steward),
    Decision(command=ReopenReview, decide=while_in_use(_reopen), may=steward),
)
