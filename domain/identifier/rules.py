"""The rules of identifiers and hits, each named by the sentence it enforces.

They must not decide who may ask: that stands in permissions.py. None tells of another agency's registrations.
"""

from domain.refusal import RuleViolation

__all__ = [
    "ADismissedHitRests", "AHitIsAcknowledgedOnce", "AHitIsDisclosedOnce", "ARegistrationBelongsToAnOpenCase",
    "ARegistrationEndsWithinThreeYears", "ARegistrationHasAnIdOfItsOwn", "AnIdentifierIsRegisteredOnce",
    "MarkedIdentifiersBelongToAnInvestigation", "NobodyMarksAnIdentifierBeyondItsOwnSight",
    "OnlyAStandingRegistrationEnds", "RetentionEndsByTheClock",
]  # fmt: skip


class ARegistrationBelongsToAnOpenCase(RuleViolation):
    """The case takes no more registrations: the investigation is closed, or the request has found one or its end."""

    invariant = 30
    remedy = "Register for an investigation that is open, or for a request that precedes any and is not finished."


class AnIdentifierIsRegisteredOnce(RuleViolation):
    """Your agency has registered this digest for this case already, and it stands."""

    invariant = 30
    remedy = "Nothing needs to be done; to change it, end the registration and register anew."
    field = "digest"


class ARegistrationHasAnIdOfItsOwn(RuleViolation):
    """The id is taken."""

    remedy = "Choose another id."
    field = "registration_id"


class ARegistrationEndsWithinThreeYears(RuleViolation):
    """A registration ends after today, and within three years: then somebody has to find it necessary anew."""

    invariant = 31
    remedy = "Give a day after today, at most three years ahead."
    field = "valid_until"


class MarkedIdentifiersBelongToAnInvestigation(RuleViolation):
    """Clearances, compartments and members are of an investigation; a request before any has none."""

    invariant = 17
    remedy = "Register within an investigation, or say DISCREET alone."
    field = "conditions"


class NobodyMarksAnIdentifierBeyondItsOwnSight(RuleViolation):
    """The conditions ask for a clearance, a compartment or a name that is not yours."""

    invariant = 17
    remedy = "Let somebody register it who meets the conditions; name yourself among the persons."
    field = "conditions"


class OnlyAStandingRegistrationEnds(RuleViolation):
    """The registration has ended already."""

    invariant = 31
    remedy = "Nothing needs to be done."


class RetentionEndsByTheClock(RuleViolation):
    """That its time is over, the clock says on the day; whoever ends it earlier has another reason."""

    invariant = 31
    remedy = "Give the reason for which it is ended."
    field = "reason"


class AHitIsAcknowledgedOnce(RuleViolation):
    """Your side has taken note of the hit already."""

    remedy = "Nothing needs to be done."


class AHitIsDisclosedOnce(RuleViolation):
    """The other side may know of the hit already."""

    invariant = 32
    remedy = "Nothing needs to be done."


class ADismissedHitRests(RuleViolation):
    """Your side has dismissed the hit."""

    remedy = "Draft a request from it, if it turns out to matter."
