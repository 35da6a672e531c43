"""Rules on how long an item is kept, each named by the sentence it enforces.

They must not decide who may ask: that stands in permissions.py.
"""

from domain.refusal import RuleViolation

__all__ = [
    "AHoldHasAnIdOfItsOwn", "ALegalHoldBlocksErasure", "AProcessErasesWhatNobodyReviews",
    "ARetentionThatEndedIsNotExtended", "AReviewKeepsToTheProfile", "AReviewLengthensTheTime",
    "AnOpenConsentQuestionBlocksErasure",
    "OnlyAHoldOfOnesOwnIsLifted", "OnlyAProfileWithAnExtensionIsExtended", "RetentionEndsOnItsDay",
]  # fmt: skip


class OnlyAProfileWithAnExtensionIsExtended(RuleViolation):
    """The item has no retention profile, or one that knows no extension."""

    invariant = 20
    remedy = "Let the item be erased on its day, or share it as evidence where it is needed any longer."


class AReviewLengthensTheTime(RuleViolation):
    """A review sets a later day of erasure; to end earlier the content is erased."""

    invariant = 20
    remedy = "Give a day after the present one of erasure, or use EraseContent."
    field = "erase_on"


class AReviewKeepsToTheProfile(RuleViolation):
    """All extensions together keep to the cap of the profile, in length and number."""

    invariant = 20
    remedy = "Give a day within the cap."
    field = "erase_on"


class ARetentionThatEndedIsNotExtended(RuleViolation):
    """The day of erasure has come: a review comes before it."""

    invariant = 20
    remedy = "Erase the content, or place a legal hold where the law asks for it."


class AHoldHasAnIdOfItsOwn(RuleViolation):
    """The id was given to another hold of the item."""

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


class AnOpenConsentQuestionBlocksErasure(RuleViolation):
    """Nothing is erased while a recipient waits for an answer of the originator."""

    invariant = 20
    remedy = "Answer the open questions first."


class RetentionEndsOnItsDay(RuleViolation):
    """The day of erasure has not come, or the item has none."""

    invariant = 20
    remedy = "Give the reason that applies, or wait for the day."
    field = "reason"


class AProcessErasesWhatNobodyReviews(RuleViolation):
    """A process erases for the end of retention alone, and only where the profile asks for no review."""

    invariant = 20
    remedy = "Let the originator review the item, or erase it."
