"""Rules on reminding who has not confirmed, each named by the sentence it enforces.

They must not decide who may ask: that stands in permissions.py.
"""

from domain.refusal import RuleViolation

__all__ = [
    "AConfirmationHasItsTerm", "AReminderIsSentOnce", "AnExceptionIsListedOnce",
    "OnlyAnOwedConfirmationIsAskedForAgain",
]  # fmt: skip


class OnlyAnOwedConfirmationIsAskedForAgain(RuleViolation):
    """The agency was not asked to confirm a restriction of this id, has confirmed it, or it was lifted."""

    invariant = 18
    remedy = "Nothing needs to be done."
    field = "agency_id"


class AReminderIsSentOnce(RuleViolation):
    """The agency was reminded of this restriction already, or is listed as an exception."""

    invariant = 18
    remedy = "Nothing needs to be done."
    field = "agency_id"


class AnExceptionIsListedOnce(RuleViolation):
    """The agency is listed already as one that left this restriction unconfirmed."""

    invariant = 18
    remedy = "Nothing needs to be done."
    field = "agency_id"


class AConfirmationHasItsTerm(RuleViolation):
    """The term in which a recipient confirms a restriction has not passed."""

    invariant = 18
    remedy = "Wait until it has passed."
    field = "restriction_id"
