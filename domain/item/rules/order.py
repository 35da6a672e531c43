"""Rules on the order of acts in time, each named by the sentence it enforces.

They must not decide who may ask: that stands in permissions.py.
"""

from domain.refusal import RuleViolation

__all__ = ["AnItemIsRegisteredAfterTheOpening", "NothingHappensToAnItemBeforeWhatItRestsOn"]


class NothingHappensToAnItemBeforeWhatItRestsOn(RuleViolation):
    """An act on an item comes after its registration, after the sharing with who acts, and after what it answers."""

    remedy = "Give the time at which it happened, or leave it out for now."
    field = "occurred_at"


class AnItemIsRegisteredAfterTheOpening(RuleViolation):
    """The investigation was not opened yet when the item is said to have been registered in it."""

    remedy = "Give the time of the registration, or leave it out for now; tell in the provenance how old the item is."
    field = "occurred_at"
