"""Commands on how long the texts of a review are kept, and how they are decided.

They must not destroy anything: keys go when the event is appended.
"""

from collections.abc import Iterable
from uuid import UUID

from domain.aggregate import Act, Decision, command, timed_exactly
from domain.erasure import ErasureReason, OnlyTextsThatAreThereAreErased, require_explained
from domain.review import events, rules
from domain.review.permissions import acting_agency, contributor, steward
from domain.review.state import Review
from domain.vocabulary import AgencyCode, OperationalText

__all__ = ["DECISIONS", "EraseReviewTexts", "LiftReviewHold", "PlaceReviewHold"]


@command(aggregate_id="review_id")
class PlaceReviewHold:
    """Forbid that anything of the review is erased.

    agency_id: the acting agency where it is missing; an import names it.
    """

    review_id: UUID
    hold_id: UUID
    reason: OperationalText
    agency_id: AgencyCode | None = None


@command(aggregate_id="review_id")
class LiftReviewHold:
    """Lift a legal hold, as the agency that placed it. agency_id: as in PlaceReviewHold."""

    review_id: UUID
    hold_id: UUID
    reason: OperationalText
    agency_id: AgencyCode | None = None


@command(aggregate_id="review_id")
class EraseReviewTexts:
    """Erase for good all that was written in a finalised review. explanation: needed for the reason OTHER."""

    review_id: UUID
    reason: ErasureReason
    explanation: OperationalText | None = None


def _hold(command: PlaceReviewHold, review: Review, act: Act) -> Iterable[events.LegalHoldPlaced]:
    if command.hold_id in review.hold_ids:
        raise rules.AHoldHasAnIdOfItsOwn
    yield events.LegalHoldPlaced(
        review_id=command.review_id,
        hold_id=command.hold_id,
        agency_id=acting_agency(command.agency_id, act),
        reason=command.reason,
    )


def _release(command: LiftReviewHold, review: Review, act: Act) -> Iterable[events.LegalHoldLifted]:
    agency_id = acting_agency(command.agency_id, act)
    if review.holds.get(command.hold_id) != agency_id:
        raise rules.OnlyAHoldOfOnesOwnIsLifted
    yield events.LegalHoldLifted(
        review_id=command.review_id, hold_id=command.hold_id, agency_id=agency_id, reason=command.reason
    )


def _erase(command: EraseReviewTexts, review: Review, _act: Act) -> Iterable[events.ReviewTextsErased]:
    require_explained(command.reason, command.explanation)
    if not review.is_finalised:
        raise rules.TextsAreErasedWhenTheReviewIsFinalised
    if review.holds:
        raise rules.ALegalHoldBlocksErasure(holds=len(review.holds))
    if not review.holds_texts:
        raise OnlyTextsThatAreThereAreErased(erased_up_to=review.erased_up_to)
    yield events.ReviewTextsErased(
        review_id=command.review_id,
        reason=command.reason,
        up_to_version=review.version,
        explanation=command.explanation,
    )


DECISIONS = (
    Decision(command=PlaceReviewHold, decide=timed_exactly(_hold), may=contributor),
    Decision(command=LiftReviewHold, decide=timed_exactly(_release), may=contributor),
    Decision(command=EraseReviewTexts, decide=timed_exactly(_erase), may=steward),
)
