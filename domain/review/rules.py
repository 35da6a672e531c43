"""The rules of reviews, each named by the sentence it enforces.

They must not decide who may ask: that stands in permissions.py.
"""

from domain.refusal import RuleViolation

__all__ = [
    "AHoldHasAnIdOfItsOwn",
    "ALegalHoldBlocksErasure",
    "APartHasAnIdOfItsOwn",
    "APositionLiesInTheReplayWindow",
    "AQuestionIsOfTheEvaluation",
    "ARecommendationIsAnsweredOnce",
    "ARecommendationIsMadeToPartners",
    "ARecommendationRestsOnAFinding",
    "AReplayWindowIsFixedFirst",
    "AReplayWindowLiesWithinTheLog",
    "AReviewBelongsToAnInvestigationInUse",
    "ATimelineIsConfirmedFirst",
    "ATimelineIsConfirmedForward",
    "AnAddressedAgencyMayKnowOfIt",
    "EvidenceIsAnEventOfTheCase",
    "FinalisingNeedsNothingOpen",
    "NobodyMarksAPartBeyondOnesSight",
    "OnlyAFinalisedReviewIsReopened",
    "OnlyAHoldOfOnesOwnIsLifted",
    "OnlyARecommendationToOneselfIsAnswered",
    "TextsAreErasedWhenTheReviewIsFinalised",
    "TheReplayWindowIsFixedOnce",
    "TheReviewIsNotFinalised",
]  # fmt: skip


class AReviewBelongsToAnInvestigationInUse(RuleViolation):
    """The investigation is archived, so that nothing is reviewed in it any more."""

    remedy = "Review an investigation before it is archived."


class TheReviewIsNotFinalised(RuleViolation):
    """The review is finalised: nothing is added to it any more."""

    invariant = 43
    remedy = "Reopen the review first."


class TheReplayWindowIsFixedOnce(RuleViolation):
    """The stretch of the log that is looked at is fixed already."""

    invariant = 40
    remedy = "Open another review for another stretch."


class AReplayWindowLiesWithinTheLog(RuleViolation):
    """The window does not begin at position 1 or later, or ends before it begins, or beyond the end of the log."""

    invariant = 40
    remedy = "Give a first and a last position that the log has already."
    field = "to_position"


class AReplayWindowIsFixedFirst(RuleViolation):
    """It is not fixed yet which stretch of the log is looked at."""

    invariant = 40
    remedy = "Fix the replay window first."


class APositionLiesInTheReplayWindow(RuleViolation):
    """The position lies outside the stretch of the log that is looked at."""

    invariant = 40
    remedy = "Choose an event within the replay window."
    field = "position"


class ATimelineIsConfirmedForward(RuleViolation):
    """The agency has confirmed the timeline up to this position or a later one already."""

    remedy = "Nothing needs to be done."
    field = "position"


class ATimelineIsConfirmedFirst(RuleViolation):
    """Nobody has confirmed yet that the timeline is as it was."""

    invariant = 41
    remedy = "Look at the timeline and confirm it first."


class EvidenceIsAnEventOfTheCase(RuleViolation):
    """The case has no such event that could be shown in a review."""

    invariant = 42
    remedy = "Name events from the timeline of the case; drafts, and the review itself, are none."
    field = "event_id"


class NobodyMarksAPartBeyondOnesSight(RuleViolation):
    """The marking asks for a clearance or a compartment that you do not hold, so that you could not see it yourself."""

    invariant = 42
    remedy = "Let somebody write it who holds what the marking asks for."
    field = "compartments"


class APartHasAnIdOfItsOwn(RuleViolation):
    """The review has a part of this id already."""

    remedy = "Choose a new id."


class AQuestionIsOfTheEvaluation(RuleViolation):
    """The evaluation has no such question."""

    remedy = "Choose one of the questions that the query evaluationQuestions lists."
    field = "question"


class ARecommendationRestsOnAFinding(RuleViolation):
    """The review has no such finding."""

    invariant = 44
    remedy = "Record the finding first."
    field = "finding_id"


class ARecommendationIsMadeToPartners(RuleViolation):
    """A recommendation is made to one agency or more that take part in the investigation, each named once."""

    invariant = 44
    remedy = "Name agencies that take part."
    field = "to_agency_ids"


class AnAddressedAgencyMayKnowOfIt(RuleViolation):
    """An agency may not know of what the finding shows, or whether it may is not for you to know."""

    invariant = 42
    remedy = "Let the agency whose item it is share that and make the recommendation, or rest it on another finding."
    field = "to_agency_ids"


class OnlyARecommendationToOneselfIsAnswered(RuleViolation):
    """No such recommendation was made to the agency."""

    invariant = 44
    remedy = "Answer recommendations that were made to your agency."
    field = "recommendation_id"


class ARecommendationIsAnsweredOnce(RuleViolation):
    """The agency has accepted or declined it already."""

    invariant = 44
    remedy = "Nothing needs to be done."


class FinalisingNeedsNothingOpen(RuleViolation):
    """The timeline was not confirmed, or recommendations are not answered, perhaps some that you may not see."""

    invariant = 43
    remedy = "Wait for the answers, or finalise it and say why."
    field = "reason"


class OnlyAFinalisedReviewIsReopened(RuleViolation):
    """The review is not finalised."""

    remedy = "Nothing needs to be done."


class AHoldHasAnIdOfItsOwn(RuleViolation):
    """The id was given to another hold of the review."""

    remedy = "Choose a new hold id."
    field = "hold_id"


class OnlyAHoldOfOnesOwnIsLifted(RuleViolation):
    """The agency has placed no hold of this id, or has lifted it."""

    invariant = 20
    remedy = "Name a hold in force that your agency placed."
    field = "hold_id"


class ALegalHoldBlocksErasure(RuleViolation):
    """Nothing is erased while there is a legal hold."""

    invariant = 20
    remedy = "Wait until every legal hold is lifted by the agency that placed it."


class TextsAreErasedWhenTheReviewIsFinalised(RuleViolation):
    """The review is not finalised, so that its texts are still needed."""

    invariant = 20
    remedy = "Finalise it first."
