"""Rules on markings, each named by the sentence it enforces.

They must not decide who may ask: that stands in permissions.py.
"""

from domain.refusal import RuleViolation

__all__ = [
    "AMarkingNamesDefinedCompartments", "HandlingCodeH0StandsAlone", "HandlingCodeH3NeedsWords",
    "NobodyMarksWhatItMayNotSee",
]  # fmt: skip


class HandlingCodeH0StandsAlone(RuleViolation):
    """H0 says that no other handling code applies, so that none stands beside it."""

    invariant = 16
    remedy = "Leave H0 out, or the other codes."
    field = "marking.handling"


class HandlingCodeH3NeedsWords(RuleViolation):
    """H3 stands for restrictions that are told in words, and there are none."""

    invariant = 16
    remedy = "Say in handlingText what the restrictions are."
    field = "marking.handling_text"


class AMarkingNamesDefinedCompartments(RuleViolation):
    """The investigation has no such compartment."""

    remedy = "Define the compartment in the investigation first."
    field = "marking.compartments"


class NobodyMarksWhatItMayNotSee(RuleViolation):
    """The marking asks for a clearance or a compartment that you do not hold, so that you could not see it yourself."""

    invariant = 17
    remedy = "Let somebody do it who holds what the marking asks for."
    field = "marking"
