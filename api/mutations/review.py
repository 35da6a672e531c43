"""The commands of a review, as mutations: the name of the field is the name of the command.

It must not say anything of a command that its own class does not say.
"""

import strawberry

from api.mutations.mutation import mutation
from domain.review import commands

__all__ = ["ReviewMutations"]


@strawberry.type
class ReviewMutations:
    """The commands of a review."""

    open_review = mutation(commands.OpenReview)
    fix_replay_window = mutation(commands.FixReplayWindow)
    confirm_timeline = mutation(commands.ConfirmTimeline)
    add_annotation = mutation(commands.AddAnnotation)
    record_finding = mutation(commands.RecordFinding)
    answer_evaluation = mutation(commands.AnswerEvaluation)
    answer_evaluation_jointly = mutation(commands.AnswerEvaluationJointly)
    make_recommendation = mutation(commands.MakeRecommendation)
    accept_recommendation = mutation(commands.AcceptRecommendation)
    decline_recommendation = mutation(commands.DeclineRecommendation)
    finalise_review = mutation(commands.FinaliseReview)
    reopen_review = mutation(commands.ReopenReview)
    place_review_hold = mutation(commands.PlaceReviewHold)
    lift_review_hold = mutation(commands.LiftReviewHold)
    erase_review_texts = mutation(commands.EraseReviewTexts)
