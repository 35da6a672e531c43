"""The rules of follow-ups, each named by the sentence it enforces.

They must not decide who may ask: that stands in permissions.py.
"""

from domain.refusal import RuleViolation

__all__ = [
    "ADueDateLiesAhead", "AFinishedFollowUpStays", "AFollowUpBelongsToAnOpenInvestigation",
    "AFollowUpIsOpenedForAPartner", "ASourceIsOfTheSameInvestigation", "AnActiveUnitOfTheAgencyIsAssigned",
    "AnAssignedAgencyHasTheSource", "CompletedWorkAwaitsVerification", "NobodyVerifiesItsOwnWork",
    "OnlyAPartnerIsAssigned", "OnlyAnAssignedFollowUpIsWorkedOn", "OnlyCompletedWorkIsVerified",
    "TextsAreErasedWhenTheWorkIsFinished", "TheAssignmentIsAChange",
]  # fmt: skip


class AFollowUpBelongsToAnOpenInvestigation(RuleViolation):
    """The investigation is archived, so that no follow-up can be opened in it."""

    remedy = "Open the follow-up in an investigation that is not archived."


class AFollowUpIsOpenedForAPartner(RuleViolation):
    """The agency that opens the follow-up takes no part in the investigation."""

    remedy = "Let an agency open it that takes part."
    field = "opened_by_agency_id"


class ASourceIsOfTheSameInvestigation(RuleViolation):
    """The investigation has no such request, item or accepted recommendation."""

    remedy = "Name a request that was sent, an item that your agency has, or a recommendation that was accepted."
    field = "source_ref"


class OnlyAPartnerIsAssigned(RuleViolation):
    """The agency takes no part in the investigation."""

    remedy = "Assign it to an agency that takes part."
    field = "agency_id"


class AnActiveUnitOfTheAgencyIsAssigned(RuleViolation):
    """The agency has no such unit, or the unit takes no assignments."""

    remedy = "Name a unit of the agency that takes assignments, or none."
    field = "unit_id"


class AnAssignedAgencyHasTheSource(RuleViolation):
    """The agency does not have what it grew out of, or did not accept it, or whether it does is not for you to know."""

    remedy = (
        "Assign it to your own agency, to that which the source is from, or to one that accepted the recommendation."
    )
    field = "agency_id"


class TheAssignmentIsAChange(RuleViolation):
    """The follow-up is assigned so already."""

    remedy = "Nothing needs to be done."


class OnlyAnAssignedFollowUpIsWorkedOn(RuleViolation):
    """Nobody has been assigned yet."""

    remedy = "Assign the follow-up first."


class ADueDateLiesAhead(RuleViolation):
    """The due date has passed already."""

    remedy = "Give a later moment."
    field = "due_utc"


class CompletedWorkAwaitsVerification(RuleViolation):
    """The work is completed; it can only be verified or cancelled."""

    remedy = "Verify it, or open another follow-up for what is missing."


class OnlyCompletedWorkIsVerified(RuleViolation):
    """The work is not completed yet."""

    remedy = "Wait until the assigned agency completes it."


class NobodyVerifiesItsOwnWork(RuleViolation):
    """The person who completed the work cannot verify it."""

    remedy = "Let another person of the agency that opened it verify."


class AFinishedFollowUpStays(RuleViolation):
    """The follow-up is verified or cancelled."""

    remedy = "Open another follow-up."


class TextsAreErasedWhenTheWorkIsFinished(RuleViolation):
    """The follow-up is neither verified nor cancelled, so that its texts are still needed."""

    invariant = 20
    remedy = "Verify or cancel it first."
