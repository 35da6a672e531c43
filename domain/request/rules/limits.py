"""Rules on pauses, extensions, breaches and corrections, each named by the sentence it enforces.

They must not decide who may ask; see `permissions.py`.
"""

from domain.refusal import RuleViolation

__all__ = [
    "ABreachHappensAtTheLimit", "ABreachIsRecordedOnce", "ABreachNeedsALimitThatPassedUnmet",
    "AChangeOfUrgencyChangesIt", "AClarificationIsAskedOnce", "ACorrectionChangesTheValue", "ALimitIsRemindedOfOnce",
    "ARecordIsCorrectedByThoseWhoMadeIt", "AReminderNeedsALimitThatWasWarnedOf",
    "AWarningHappensWhenTheLimitComesNear", "AWarningIsRaisedOnce",
    "AWarningNeedsALimitThatIsNear", "AnAnswerBelongsToTheOpenQuestion", "AnAnswerFollowsItsQuestion",
    "AnAuthorisationIsSoughtOnceAtATime", "AnExtensionCountsAsItsLimitCounts",
    "AnExtensionIsRecordedBeforeTheLimitEnds", "AnExtensionKeepsToTheCap",
    "AnExtensionNeedsAProfileThatAllowsIt", "ClarificationsDoNotOverlap", "NothingIsCorrectedIntoTheFuture",
    "OneClarificationIsOpenAtATime", "OnlyARunningLimitIsExtended",
    "OnlyAnAuthorisationThatWasSoughtIsRecorded", "OnlyAnEventOfTheRequestIsCorrected",
    "WhatTheClockRecordedIsNotCorrected",
]  # fmt: skip


class OneClarificationIsOpenAtATime(RuleViolation):
    """At most one clarification is open at a time."""

    invariant = 6
    remedy = "Wait for the answer to the open question."


class AClarificationIsAskedOnce(RuleViolation):
    """Each clarification has an id of its own."""

    invariant = 6
    remedy = "Choose a new clarification id."
    field = "clarification_id"


class ClarificationsDoNotOverlap(RuleViolation):
    """A clarification begins after the one before it was answered."""

    invariant = 6
    remedy = "Correct the time of the question."
    field = "occurred_at"


class AnAnswerBelongsToTheOpenQuestion(RuleViolation):
    """An answer belongs to the question that is open."""

    invariant = 6
    remedy = "Name the open clarification."
    field = "clarification_id"


class AnAnswerFollowsItsQuestion(RuleViolation):
    """An answer reaches the other side after its question did."""

    invariant = 6
    remedy = "Correct the time of the answer."
    field = "occurred_at"


class AnAuthorisationIsSoughtOnceAtATime(RuleViolation):
    """Leave is sought once, until it is granted or denied."""

    remedy = "Record the outcome of the leave that was sought."


class OnlyAnAuthorisationThatWasSoughtIsRecorded(RuleViolation):
    """Only leave that was sought is granted or denied."""

    remedy = "Record first that leave was sought."


class AChangeOfUrgencyChangesIt(RuleViolation):
    """The request has this urgency already."""

    field = "urgency"


class OnlyARunningLimitIsExtended(RuleViolation):
    """Only a limit that runs is extended."""

    invariant = 7
    field = "obligation"


class AnExtensionNeedsAProfileThatAllowsIt(RuleViolation):
    """The profile of the request allows no extension of this limit."""

    invariant = 7
    remedy = "Announce the delay instead."
    field = "obligation"


class AnExtensionKeepsToTheCap(RuleViolation):
    """All extensions together keep to the cap of the profile, in length and number."""

    invariant = 7
    remedy = "Extend by less, or announce the delay."
    field = "by"


class AnExtensionCountsAsItsLimitCounts(RuleViolation):
    """A limit counted in days is extended by whole days, and every extension adds time."""

    invariant = 7
    remedy = "Extend by whole days."
    field = "by"


class AnExtensionIsRecordedBeforeTheLimitEnds(RuleViolation):
    """An extension is recorded before the running limit ends; afterwards the breach stays."""

    invariant = 7
    remedy = "Announce the delay instead."


class ABreachIsRecordedOnce(RuleViolation):
    """A breach is recorded once per obligation and cycle."""

    invariant = 12


class ABreachNeedsALimitThatPassedUnmet(RuleViolation):
    """A breach needs a binding limit that has passed unmet."""

    invariant = 12


class ABreachHappensAtTheLimit(RuleViolation):
    """A breach happens at the instant of the limit."""

    invariant = 12
    remedy = "Give the effective limit as the time at which it happened."
    field = "occurred_at"


class AWarningIsRaisedOnce(RuleViolation):
    """A warning is raised once per obligation and cycle."""


class AWarningNeedsALimitThatIsNear(RuleViolation):
    """A warning needs a binding limit that came near while its act was outstanding."""


class AWarningHappensWhenTheLimitComesNear(RuleViolation):
    """A warning happens at the instant from which the limit counts as near."""

    remedy = "Give the clock's instant of warning as the time at which it happened."
    field = "occurred_at"


class AReminderNeedsALimitThatWasWarnedOf(RuleViolation):
    """A reminder needs a limit that was warned of and is still to be kept."""

    remedy = "Nothing needs to be done."
    field = "obligation"


class ALimitIsRemindedOfOnce(RuleViolation):
    """Those concerned are reminded once of a limit, for each obligation and cycle."""

    remedy = "Nothing needs to be done."
    field = "obligation"


class OnlyAnEventOfTheRequestIsCorrected(RuleViolation):
    """Only an event of this request is corrected here."""

    remedy = "Name an event of this request."
    field = "corrected_event_id"


class WhatTheClockRecordedIsNotCorrected(RuleViolation):
    """Warnings, breaches and corrections follow from other facts and are not corrected themselves."""

    invariant = 12
    remedy = "Correct the fact from which it follows."
    field = "corrected_event_id"


class ARecordIsCorrectedByThoseWhoMadeIt(RuleViolation):
    """A record is corrected by the agency that made it."""

    remedy = "Let the agency correct it that recorded it."
    field = "corrected_event_id"


class ACorrectionChangesTheValue(RuleViolation):
    """A correction gives another value, or confirms a time reported late that disproves a breach."""

    field = "right_value"


class NothingIsCorrectedIntoTheFuture(RuleViolation):
    """A corrected time lies in the past."""

    remedy = "Give a time that has passed."
    field = "right_value"
