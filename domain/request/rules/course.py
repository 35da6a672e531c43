"""Rules on sides, steps, times, decisions and units, each named by the sentence it enforces.

They must not decide who may ask; see `permissions.py`.
"""

from domain.refusal import RuleViolation

__all__ = [
    "REMEDY_WHERE_FINISHED", "STILL_TAKEN", "ADecisionIsTakenOnce",
    "AFinishedRequestTakesOnlyFeedbackCorrectionAndReopening", "ALegalClockNeedsAnExactTime",
    "APartialDecisionStatesTheAcceptedPart", "APostponedExecutionIsResumedFirst", "ARefusalHasAGround",
    "AReplyNamesItemsThatBothSidesHave", "ARequestIsReceivedOnce", "AUnitBelongsToTheRequestedAgency",
    "AUnitIsAssignedBeforeItIsReplaced", "AUnitIsAssignedOnce", "AUnitIsAssignedWhereItIsCompetent",
    "AnAgencyDoesNotAnswerItsOwnRequest", "AnEscalationGoesUp", "ExecutionFollowsTheDecision",
    "FeedbackIsAboutAFinishedCycle", "FeedbackIsGivenOncePerCycle", "NothingHappensToARequestBeforeItIsSent",
    "OnlyAPersonAcknowledges", "OnlyAPostponedExecutionIsResumed", "OnlyTheRequestedSideDoesThis",
    "OnlyTheRequestingSideDoesThis", "TheGroundOtherHasAnExplanation", "TheStepsOfARequestFollowEachOther",
]  # fmt: skip


STILL_TAKEN = {
    "ANSWERED": "feedback, correction, closing and legal holds",
    "REFUSED": "feedback, correction, closing and legal holds",
    "WITHDRAWN": "feedback, correction, legal holds and erasure",
    "CLOSED": "feedback, correction, reopening, legal holds and erasure",
}
"""Finished state -> what may still happen."""

REMEDY_WHERE_FINISHED = {
    "ANSWERED": "Close the request, then reopen it, or draft a new one.",
    "REFUSED": "Close the request, then reopen it, or draft a new one.",
    "WITHDRAWN": "Draft a new request: what was withdrawn is not reopened.",
    "CLOSED": "Reopen the request, or draft a new one.",
}
"""Finished state -> how the work can go on."""


class AnAgencyDoesNotAnswerItsOwnRequest(RuleViolation):
    """An agency may not receive, acknowledge, decide or answer its own request."""

    invariant = 4
    remedy = "Let the requested agency do it."


class OnlyTheRequestedSideDoesThis(RuleViolation):
    """Only the requested agency may do this."""

    invariant = 4
    remedy = "Let a member of the requested agency do it."


class OnlyTheRequestingSideDoesThis(RuleViolation):
    """Only the requesting agency may do this."""

    invariant = 4
    remedy = "Let a member of the requesting agency do it."


class TheStepsOfARequestFollowEachOther(RuleViolation):
    """The step does not follow from the state in which the request is."""

    remedy = "Take the steps before it first."


class AFinishedRequestTakesOnlyFeedbackCorrectionAndReopening(RuleViolation):
    """A finished request takes only feedback, closing, correction and reopening."""

    invariant = 11
    remedy = "Close and reopen the request, or draft a new one."


class NothingHappensToARequestBeforeItIsSent(RuleViolation):
    """What happens to a request happens after it was sent."""

    remedy = "Correct the time of the act, or that of the sending."
    field = "occurred_at"


class AReplyNamesItemsThatBothSidesHave(RuleViolation):
    """An item that the reply names is none of this investigation that both sides have, as far as you may know."""

    invariant = 24
    remedy = "Share the item with the requesting agency first, or leave it out."
    field = "item_ids"


class ALegalClockNeedsAnExactTime(RuleViolation):
    """A step that a legal clock counts needs a time exact to the minute."""

    remedy = "Give the time with hour, minute and offset."
    field = "occurred_at"


class OnlyAPersonAcknowledges(RuleViolation):
    """Only a person acknowledges; an automatic receipt is no acknowledgement."""

    invariant = 3
    remedy = "Let a person of the requested side acknowledge."


class ARequestIsReceivedOnce(RuleViolation):
    """Each authority confirms the receipt once; a second time only when the competent one is reached."""

    remedy = "Say that the competent authority received it, or go on with the next step."


class ADecisionIsTakenOnce(RuleViolation):
    """A decision to accept or refuse is taken once, unless leave of a judicial authority was denied since."""

    remedy = "Give a final reply instead."


class ARefusalHasAGround(RuleViolation):
    """A refusal states at least one coded ground."""

    invariant = 5
    remedy = "Name a ground of the list."
    field = "grounds"


class TheGroundOtherHasAnExplanation(RuleViolation):
    """The ground OTHER is explained in words."""

    invariant = 5
    remedy = "Give the explanation."
    field = "explanation"


class APartialDecisionStatesTheAcceptedPart(RuleViolation):
    """A decision on a part says which part is accepted."""

    invariant = 5
    remedy = "State the accepted part."
    field = "accepted_part"


class ExecutionFollowsTheDecision(RuleViolation):
    """This instrument wants a decision to execute before execution starts."""

    remedy = "Accept the request first."


class APostponedExecutionIsResumedFirst(RuleViolation):
    """An execution that rests is not postponed again."""

    remedy = "Resume the execution first."


class OnlyAPostponedExecutionIsResumed(RuleViolation):
    """Only an execution that was postponed is resumed."""


class AUnitBelongsToTheRequestedAgency(RuleViolation):
    """The unit is one of the requested agency's units in the directory."""

    remedy = "Take a unit of the requested agency, or redirect the request."
    field = "unit_id"


class AUnitIsAssignedWhereItIsCompetent(RuleViolation):
    """The unit is competent on that day, or the override is reasoned."""

    invariant = 13
    remedy = "Take a competent unit, or give the reason for the override."
    field = "unit_id"


class AUnitIsAssignedOnce(RuleViolation):
    """A request that a unit has already is reassigned to another."""

    remedy = "Reassign it."


class AUnitIsAssignedBeforeItIsReplaced(RuleViolation):
    """Only a request that a unit has is reassigned or given back."""

    remedy = "Assign a unit first."


class AnEscalationGoesUp(RuleViolation):
    """Each escalation goes to a level above the last."""

    remedy = "Name a higher level."
    field = "level"


class FeedbackIsAboutAFinishedCycle(RuleViolation):
    """Feedback is about a cycle that was answered or refused."""

    remedy = "Wait for the answer."
    field = "cycle"


class FeedbackIsGivenOncePerCycle(RuleViolation):
    """Feedback is given once for each cycle."""

    remedy = "Correct the record instead."
    field = "cycle"
