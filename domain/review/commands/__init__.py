"""Every command of a review and how it is decided; a file per theme."""

from domain.review.commands import evidence, keeping, recommending, session
from domain.review.commands.evidence import AddAnnotation, AnswerEvaluation, AnswerEvaluationJointly, RecordFinding
from domain.review.commands.keeping import EraseReviewTexts, LiftReviewHold, PlaceReviewHold
from domain.review.commands.recommending import AcceptRecommendation, DeclineRecommendation, MakeRecommendation
from domain.review.commands.session import ConfirmTimeline, FinaliseReview, FixReplayWindow, OpenReview, ReopenReview

__all__ = [
    "DECISIONS", "AcceptRecommendation", "AddAnnotation", "AnswerEvaluation", "AnswerEvaluationJointly",
    "ConfirmTimeline", "DeclineRecommendation", "EraseReviewTexts", "FinaliseReview", "FixReplayWindow",
    "LiftReviewHold", "MakeRecommendation", "OpenReview", "PlaceReviewHold", "RecordFinding", "ReopenReview",
]  # fmt: skip

DECISIONS = (*session.DECISIONS, *evidence.DECISIONS, *recommending.DECISIONS, *keeping.DECISIONS)
