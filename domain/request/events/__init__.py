"""Facts about one cooperation request, from draft to feedback."""

from domain.request.events.clocks import (
    AvailabilityClassified,
    ClarificationProvided,
    ClarificationRequested,
    DelayAnnounced,
    JudicialAuthorisationDenied,
    JudicialAuthorisationGranted,
    JudicialAuthorisationSought,
    TimeLimitBreached,
    TimeLimitExtended,
    TimeLimitReminderSent,
    TimeLimitWarningRaised,
    UrgencyChanged,
)  # fmt: skip
from domain.request.events.course import (
    ExecutionPostponed,
    ExecutionResumed,
    ExecutionStarted,
    FeedbackGiven,
    FinalReplyProvided,
    InterimReplyProvided,
    RecordCorrected,
    ReminderSent,
    RequestAccepted,
    RequestClosed,
    RequestEscalated,
    RequestRefused,
    RequestReopened,
    RequestWithdrawn,
    WithdrawalReason,
)  # fmt: skip
from domain.request.events.dispatch import (
    RequestAcknowledged,
    RequestContent,
    RequestDrafted,
    RequestDraftRevised,
    RequestReceived,
    RequestRedirected,
    RequestSent,
    UnitAssigned,
    UnitAssignmentDeclined,
    UnitReassigned,
)  # fmt: skip
from domain.request.events.keeping import LegalHoldLifted, LegalHoldPlaced, RequestTextsErased

__all__ = [
    "AvailabilityClassified", "ClarificationProvided", "ClarificationRequested", "DelayAnnounced",
    "ExecutionPostponed", "ExecutionResumed", "ExecutionStarted", "FeedbackGiven", "FinalReplyProvided",
    "InterimReplyProvided", "JudicialAuthorisationDenied", "JudicialAuthorisationGranted",
    "JudicialAuthorisationSought", "LegalHoldLifted", "LegalHoldPlaced", "RecordCorrected", "ReminderSent",
    "RequestAccepted", "RequestAcknowledged", "RequestClosed", "RequestContent", "RequestDraftRevised",
    "RequestDrafted", "RequestEscalated", "RequestEvent", "RequestReceived", "RequestRedirected", "RequestRefused",
    "RequestReopened", "RequestSent", "RequestTextsErased", "RequestWithdrawn", "TimeLimitBreached",
    "TimeLimitExtended", "TimeLimitReminderSent", "TimeLimitWarningRaised", "UnitAssigned", "UnitAssignmentDeclined",
    "UnitReassigned", "UrgencyChanged", "WithdrawalReason",
]  # fmt: skip

RequestEvent = (
    RequestDrafted | RequestDraftRevised | RequestSent | RequestReceived | RequestAcknowledged | RequestRedirected
    | AvailabilityClassified | UnitAssigned | UnitReassigned | UnitAssignmentDeclined | ClarificationRequested
    | ClarificationProvided | JudicialAuthorisationSought | JudicialAuthorisationGranted | JudicialAuthorisationDenied
    | DelayAnnounced | TimeLimitExtended | RequestAccepted | RequestRefused | ExecutionStarted | ExecutionPostponed
    | ExecutionResumed | InterimReplyProvided | FinalReplyProvided | ReminderSent | RequestEscalated | UrgencyChanged
    | RequestWithdrawn | FeedbackGiven | RequestClosed | RequestReopened | TimeLimitWarningRaised | TimeLimitBreached
    | TimeLimitReminderSent
    | RecordCorrected | LegalHoldPlaced | LegalHoldLifted | RequestTextsErased
)  # fmt: skip
