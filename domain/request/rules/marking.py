"""Rules on the marking of a request, each named by the sentence it enforces.

They must not decide who may ask; see `permissions.py`.
"""

from domain.refusal import RuleViolation

__all__ = [
    "AMarkedRequestReachesSomebody", "ARequestIsNotForNamedPersons", "ARestrictionInWordsHasWords",
    "NobodyMarksARequestBeyondItsOwnSight", "WhatIsHeldInAnInvestigationMarksItsRequestsAlone",
]  # fmt: skip


class ARequestIsNotForNamedPersons(RuleViolation):
    """TLP:RED is for the persons whom one names; a request goes to an agency, which has to be able to work on it."""

    invariant = 17
    remedy = "Mark the request AMBER_STRICT, with a classification or a compartment; share what is RED as an item."
    field = "content.marking.tlp"


class ARestrictionInWordsHasWords(RuleViolation):
    """Handling code H3 says that there are further restrictions: it states them, and H0 stands alone."""

    invariant = 15
    remedy = "State the restrictions in handlingText; leave H0 out beside any other code."
    field = "content.marking.handling"


class NobodyMarksARequestBeyondItsOwnSight(RuleViolation):
    """Who marks a request holds its compartments, and is cleared as high as it is classified."""

    invariant = 17
    remedy = "Take a level up to your own clearance, and compartments that you hold."
    field = "content.marking"


class WhatIsHeldInAnInvestigationMarksItsRequestsAlone(RuleViolation):
    """Clearances and compartments are held in an investigation: no request has them outside of it.

    A compartment is defined in the investigation first.
    """

    invariant = 17
    remedy = "Draft the request within an investigation, with compartments that are defined there."
    field = "content.marking"


class AMarkedRequestReachesSomebody(RuleViolation):
    """Nobody of the requested agency may see what the request is marked with."""

    invariant = 17
    remedy = "Let an administrator give a member of the agency the clearance and the compartments first."
    field = "content.marking"
