"""The rules that hold for every command, whatever room it is for.

They must not look into a room's state.
"""

from domain.refusal import RuleViolation

__all__ = ["FactsLieNotInTheFuture", "NothingBeginsTwice"]


class FactsLieNotInTheFuture(RuleViolation):
    """What has not happened yet cannot be recorded as a fact."""

    remedy = "Give the time at which it happened; up to five minutes ahead are allowed for clocks that differ."
    field = "occurred_at"


class NothingBeginsTwice(RuleViolation):
    """There is something with this id already."""

    remedy = "Choose a new id, or change what exists."
