"""Rules on conditions, restrictions and recalls, each named by the sentence it enforces.

They must not decide who may ask: that stands in permissions.py.
"""

from domain.refusal import RuleViolation

__all__ = [
    "AHolderRestrictsItselfAlone", "ARecallHasAnIdOfItsOwn", "ARecallIsConfirmedOnceByThoseAsked",
    "ARestrictionAddsACondition", "ARestrictionHasAnIdOfItsOwn", "ARestrictionIsConfirmedOnceByThoseAsked",
    "ARestrictionLeavesItToHolders", "OnceSharedAnItemIsOnlyLoosened", "OnlyAHolderGivesBack",
    "OnlyARestrictionOfOnesOwnIsLifted", "TheConditionsAreAChange",
]  # fmt: skip


class TheConditionsAreAChange(RuleViolation):
    """The item has this marking already."""

    remedy = "Nothing needs to be done."
    field = "marking"


class OnceSharedAnItemIsOnlyLoosened(RuleViolation):
    """The item is shared, and this marking adds a condition, or other words, of which its recipients know nothing."""

    invariant = 18
    remedy = "Use ImposeRestriction: every recipient is then asked to confirm it. Repeat the words of H3 as they are."
    field = "marking"


class ARestrictionHasAnIdOfItsOwn(RuleViolation):
    """The id was given to another restriction of the item."""

    remedy = "Choose a new restriction id."
    field = "restriction_id"


class ARestrictionAddsACondition(RuleViolation):
    """The restriction asks for nothing that does not hold already, and shuts nobody out."""

    invariant = 18
    remedy = "Add a condition, or leave out a recipient."
    field = "marking"


class AHolderRestrictsItselfAlone(RuleViolation):
    """A recipient may be stricter for itself; for others only the originator is."""

    invariant = 14
    remedy = "Name your own agency with the persons who may still see it, or none."
    field = "recipients"


class ARestrictionLeavesItToHolders(RuleViolation):
    """A restriction leaves the item to agencies that have it and does not give it to others; it names each once."""

    invariant = 18
    remedy = "Name agencies that have the item; share it to give it to another."
    field = "recipients"


class OnlyARestrictionOfOnesOwnIsLifted(RuleViolation):
    """The agency has imposed no restriction of this id, or has lifted it."""

    invariant = 14
    remedy = "Name a restriction in force that your agency imposed."
    field = "restriction_id"


class ARestrictionIsConfirmedOnceByThoseAsked(RuleViolation):
    """The agency was not asked to confirm a restriction of this id, or has confirmed it."""

    invariant = 18
    remedy = "Nothing needs to be done."
    field = "restriction_id"


class ARecallHasAnIdOfItsOwn(RuleViolation):
    """The id was given to another recall of the item."""

    remedy = "Choose a new recall id."
    field = "recall_id"


class OnlyAHolderGivesBack(RuleViolation):
    """An item is recalled from agencies that have it, and from at least one."""

    invariant = 14
    remedy = "Name agencies that have the item."
    field = "from_agencies"


class ARecallIsConfirmedOnceByThoseAsked(RuleViolation):
    """The agency was not asked to give the item back by a recall of this id, or has confirmed it."""

    invariant = 18
    remedy = "Nothing needs to be done."
    field = "recall_id"
