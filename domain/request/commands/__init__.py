"""What may be asked of a cooperation request, command by command."""

from domain.request.commands.aftercare import CloseRequest, EscalateRequest, GiveFeedback, ReopenRequest, SendReminder
from domain.request.commands.course import (
    AcceptRequest,
    PostponeExecution,
    ProvideFinalReply,
    ProvideInterimReply,
    RefuseRequest,
    ResumeExecution,
    StartExecution,
)  # fmt: skip
from domain.request.commands.dispatch import (
    AcknowledgeRequest,
    AssignUnit,
    ConfirmReceipt,
    DeclineAssignment,
    ReassignUnit,
    RedirectRequest,
)  # fmt: skip
from domain.request.commands.drafting import (
    DraftRequest,
    DraftRequestFromHit,
    ReviseDraft,
    SendRequest,
    WithdrawRequest,
)  # fmt: skip
from domain.request.commands.keeping import EraseRequestTexts, LiftRequestHold, PlaceRequestHold
from domain.request.commands.limits import (
    AnnounceDelay,
    AskClarification,
    ChangeUrgency,
    ClassifyAvailability,
    ExtendTimeLimit,
    ProvideClarification,
    RecordAuthorisation,
    RecordAuthorisationRefusal,
    SeekAuthorisation,
)  # fmt: skip
from domain.request.commands.recording import (
    CorrectRecord,
    RaiseTimeLimitWarning,
    RecordTimeLimitBreach,
    RemindOfTimeLimit,
)  # fmt: skip

__all__ = [
    "AcceptRequest", "AcknowledgeRequest", "AnnounceDelay", "AskClarification", "AssignUnit", "ChangeUrgency",
    "ClassifyAvailability", "CloseRequest", "ConfirmReceipt", "CorrectRecord", "DeclineAssignment", "DraftRequest",
    "DraftRequestFromHit", "EraseRequestTexts", "EscalateRequest", "ExtendTimeLimit", "GiveFeedback", "LiftRequestHold",
    "PlaceRequestHold", "PostponeExecution", "ProvideClarification", "ProvideFinalReply", "ProvideInterimReply",
    "RaiseTimeLimitWarning", "ReassignUnit", "RecordAuthorisation", "RecordAuthorisationRefusal",
    "RecordTimeLimitBreach", "RedirectRequest", "RefuseRequest", "RemindOfTimeLimit", "ReopenRequest",
    "ResumeExecution", "ReviseDraft", "SeekAuthorisation", "SendReminder", "SendRequest", "StartExecution",
    "WithdrawRequest",
]  # fmt: skip
