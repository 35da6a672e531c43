"""Facts about a review: a look back at a joint investigation by those who worked in it.

They must not repeat what they are pinned to: event ids and positions name it.
"""

from uuid import UUID

from domain.erasure import ErasureReason
from domain.event import Event, event
from domain.review.vocabulary import EntryNeed, FindingCategory, Pin, ReviewedPhase, ReviewType
from domain.vocabulary import RecordedText

__all__ = [
    "OF_PARTS", "AnnotationAdded", "EvaluationAnswered", "FindingRecorded", "LegalHoldLifted", "LegalHoldPlaced",
    "RecommendationAccepted", "RecommendationDeclined", "RecommendationMade", "ReplayWindowFixed", "ReviewEvent",
    "ReviewFinalised", "ReviewOpened", "ReviewReopened", "ReviewTextsErased", "TimelineConfirmed",
]  # fmt: skip


@event("review.ReviewOpened")
class ReviewOpened(Event):
    """A review of an investigation was opened. subject: what is looked at, in words."""

    review_id: UUID
    investigation_id: UUID
    review_type: ReviewType
    opened_by_agency_id: str
    subject: RecordedText


@event("review.ReplayWindowFixed")
class ReplayWindowFixed(Event):
    """The stretch of the log that is looked at: the first and the last position, both within it."""

    review_id: UUID
    from_position: int
    to_position: int


@event("review.TimelineConfirmed")
class TimelineConfirmed(Event):
    """A person of an agency looked at the timeline up to a position, and says that it is as it was."""

    review_id: UUID
    agency_id: str
    position: int


@event("review.AnnotationAdded")
class AnnotationAdded(Event):
    """Something was said of one event of the case. needs: what has to be met to see it, all of them; none for all."""

    review_id: UUID
    annotation_id: UUID
    agency_id: str
    pin: Pin
    text: RecordedText
    needs: tuple[EntryNeed, ...] = ()


@event("review.FindingRecorded")
class FindingRecorded(Event):
    """What was found, and the events that show it. needs: as of an annotation."""

    review_id: UUID
    finding_id: UUID
    agency_id: str
    phase: ReviewedPhase
    category: FindingCategory
    pins: tuple[Pin, ...]
    text: RecordedText
    needs: tuple[EntryNeed, ...] = ()


@event("review.EvaluationAnswered")
class EvaluationAnswered(Event):
    """A question of the evaluation was answered. agency_id: by which party; None for the joint answer of all."""

    review_id: UUID
    question: str
    agency_id: str | None
    answer: RecordedText


@event("review.RecommendationMade")
class RecommendationMade(Event):
    """What is to be done in future, by which agencies, and from which finding that follows. needs: the finding's."""

    review_id: UUID
    recommendation_id: UUID
    finding_id: UUID
    by_agency_id: str
    to_agency_ids: tuple[str, ...]
    text: RecordedText
    needs: tuple[EntryNeed, ...] = ()


@event("review.RecommendationAccepted")
class RecommendationAccepted(Event):
    """An agency to which it was made will do it."""

    review_id: UUID
    recommendation_id: UUID
    agency_id: str
    note: RecordedText | None = None


@event("review.RecommendationDeclined")
class RecommendationDeclined(Event):
    """An agency to which it was made will not do it."""

    review_id: UUID
    recommendation_id: UUID
    agency_id: str
    reason: RecordedText


@event("review.ReviewFinalised")
class ReviewFinalised(Event):
    """Nothing is added to the review any more. reason: why with something open, None where nothing was."""

    review_id: UUID
    reason: RecordedText | None = None


@event("review.ReviewReopened")
class ReviewReopened(Event):
    """The review goes on."""

    review_id: UUID
    reason: RecordedText


@event("review.LegalHoldPlaced")
class LegalHoldPlaced(Event):
    """Nothing of the review may be erased for the time being."""

    review_id: UUID
    hold_id: UUID
    agency_id: str
    reason: RecordedText


@event("review.LegalHoldLifted")
class LegalHoldLifted(Event):
    """A hold ended."""

    review_id: UUID
    hold_id: UUID
    agency_id: str
    reason: RecordedText


@event("review.ReviewTextsErased", erases=True)
class ReviewTextsErased(Event):
    """All that was written in it is gone. up_to_version: the last version of the review whose texts are gone."""

    review_id: UUID
    reason: ErasureReason
    up_to_version: int
    explanation: RecordedText | None = None


ReviewEvent = (
    ReviewOpened | ReplayWindowFixed | TimelineConfirmed | AnnotationAdded | FindingRecorded | EvaluationAnswered
    | RecommendationMade | RecommendationAccepted | RecommendationDeclined | ReviewFinalised | ReviewReopened
    | LegalHoldPlaced | LegalHoldLifted | ReviewTextsErased
)  # fmt: skip

OF_PARTS = (AnnotationAdded, FindingRecorded, RecommendationMade, RecommendationAccepted, RecommendationDeclined)
"""Events of what not every member of the case may see."""
