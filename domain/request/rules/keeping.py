"""Rules on legal holds and erasure, each named by the sentence it enforces.

They must not decide who may ask; see `permissions.py`.
"""

from domain.refusal import RuleViolation

__all__ = [
    "AHoldIsLiftedByThoseWhoPlacedIt", "ALegalHoldBlocksErasure", "ALegalHoldIsPlacedOnce", "OnlyAStandingHoldIsLifted",
]  # fmt: skip


class ALegalHoldBlocksErasure(RuleViolation):
    """A side holds what was written, so that nothing may be erased."""

    invariant = 20
    remedy = "Let the side that placed the hold lift it first."


class ALegalHoldIsPlacedOnce(RuleViolation):
    """Each legal hold has an id of its own."""

    invariant = 20
    remedy = "Choose a new hold id."
    field = "hold_id"


class OnlyAStandingHoldIsLifted(RuleViolation):
    """No such legal hold stands on the request."""

    invariant = 20
    remedy = "Name a hold that stands."
    field = "hold_id"


class AHoldIsLiftedByThoseWhoPlacedIt(RuleViolation):
    """Only the side that placed a legal hold lifts it."""

    invariant = 20
    remedy = "Ask the agency that placed it."
    field = "hold_id"
