"""Rules on registering, evaluating and correcting, each named by the sentence it enforces.

They must not decide who may ask: that stands in permissions.py.
"""

from domain.refusal import RuleViolation

__all__ = [
    "ACorrectedContentHasAHashOfItsOwn", "ACrimeAreaIsInUse", "ARetentionProfileIsInTheRulebook",
    "AnErasedItemRests", "AnEvaluationIsRevisedWithinItsScheme", "AnItemBelongsToAnOpenInvestigation",
    "AnItemIsRegisteredForAPartner", "ContentIsDepositedOnce", "DepositedContentFitsItsHash",
    "EvaluationCodesBelongToTheirScheme", "OnlyAnAgencyThatHasItDoesThis", "OnlyAnEvaluationOfYoursIsRevised",
    "TheRevisionIsAChange",
]  # fmt: skip


class AnItemBelongsToAnOpenInvestigation(RuleViolation):
    """The investigation is closed or archived; a closed one takes answers alone, an archived one nothing at all."""

    remedy = "Reopen the investigation first."


class AnErasedItemRests(RuleViolation):
    """The item is erased: what it was, nobody can evaluate, share or use any more."""

    invariant = 20


class AnItemIsRegisteredForAPartner(RuleViolation):
    """The originator takes no part in the investigation."""

    remedy = "Name an agency that takes part."
    field = "originator_agency_id"


class OnlyAnAgencyThatHasItDoesThis(RuleViolation):
    """The agency does not have the item, or has it as originator where only a recipient does this."""

    remedy = "Name an agency that was given the item."
    field = "agency_id"


class ACrimeAreaIsInUse(RuleViolation):
    """The crime area is one of the vocabulary on the day on which the item is registered."""

    remedy = "Take a code that the query crimeAreas lists."
    field = "crime_area"


class ARetentionProfileIsInTheRulebook(RuleViolation):
    """There is no such retention profile."""

    field = "retention"


class DepositedContentFitsItsHash(RuleViolation):
    """The content is not what was registered: its hash differs."""

    remedy = "Deposit the content whose hash was registered, or correct the item first."
    field = "content_sha256"


class ContentIsDepositedOnce(RuleViolation):
    """The content is here already."""

    remedy = "Correct the item first where its content was wrong."


class ACorrectedContentHasAHashOfItsOwn(RuleViolation):
    """A correction of the content gives the hash of the right one, which differs; any other gives none."""

    remedy = "Give contentSha256 where the content changes, and leave it out otherwise."
    field = "content_sha256"


class EvaluationCodesBelongToTheirScheme(RuleViolation):
    """The scheme has no such code."""

    invariant = 21


class AnEvaluationIsRevisedWithinItsScheme(RuleViolation):
    """Your agency evaluated it by one scheme, which a revision keeps; only another scheme is a new evaluation."""

    invariant = 21
    remedy = "Revise the evaluation within its scheme, or evaluate anew by another."
    field = "scheme"


class OnlyAnEvaluationOfYoursIsRevised(RuleViolation):
    """Your agency has not evaluated the item."""

    invariant = 21
    remedy = "Evaluate the item first."


class TheRevisionIsAChange(RuleViolation):
    """The evaluation has these codes already."""

    remedy = "Nothing needs to be done."
