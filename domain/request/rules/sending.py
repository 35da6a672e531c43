"""Rules on drafting and sending, each named by the sentence it enforces.

They must not decide who may ask; see `permissions.py`.
"""

from domain.refusal import RuleViolation

__all__ = [
    "ACrimeAreaIsInTheVocabulary", "ARequestGoesToARegisteredAgency", "ARequestGoesToAnotherAgency",
    "ARequestJoinsTwoPartners", "ARequestLivesInAnOpenInvestigation", "ARequestNamesTheOtherSide",
    "ASentRequestIsComplete", "ASentRequestNeverChangesItsContent", "AnInstrumentAppliesWhileItIsInForce",
    "UrgencyHasAReason",
]  # fmt: skip


class ASentRequestNeverChangesItsContent(RuleViolation):
    """A sent request never changes its content."""

    invariant = 1
    remedy = "Give a clarification, correct the record, or withdraw the request and draft another."


class ARequestGoesToAnotherAgency(RuleViolation):
    """A request goes from one agency to another."""

    invariant = 2
    remedy = "Name an agency other than the requesting one."
    field = "requested_agency_id"


class ARequestJoinsTwoPartners(RuleViolation):
    """Both agencies of a request are partners of the investigation at that time."""

    invariant = 2
    remedy = "Invite the agency to the investigation first, or draft the request without an investigation."


class ARequestNamesTheOtherSide(RuleViolation):
    """The other side of the hit has not disclosed itself, so that nobody can be asked."""

    invariant = 32
    remedy = "Disclose the hit from your side, so that the other side may answer by disclosing it from its own."
    field = "hit_id"


class ARequestGoesToARegisteredAgency(RuleViolation):
    """A request goes to an agency that stands in the directory."""

    remedy = "Register the agency in the directory first."
    field = "requested_agency_id"


class ARequestLivesInAnOpenInvestigation(RuleViolation):
    """Work on a request needs an investigation that is open; an archived one takes no more facts at all."""

    remedy = "Reopen the investigation first."


class ASentRequestIsComplete(RuleViolation):
    """A request that is sent states everything that its protocol makes mandatory."""

    remedy = "Revise the draft and fill in what is missing."


class UrgencyHasAReason(RuleViolation):
    """A request that is not routine says why it presses."""

    remedy = "Give the reason for the urgency."
    field = "content.urgency_reason"


class ACrimeAreaIsInTheVocabulary(RuleViolation):
    """The crime area is one of the vocabulary on the day of sending."""

    remedy = "Take a code that the query crimeAreas lists."
    field = "content.crime_area"


class AnInstrumentAppliesWhileItIsInForce(RuleViolation):
    """An instrument applies only to requests sent while it is in force."""

    remedy = "Take an instrument that was in force on the day of sending."
    field = "content.instrument"
