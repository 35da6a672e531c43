"""How each command on a request is decided, and by whom it may be asked."""

from typing import Any

from domain.aggregate import Decision
from domain.request import commands
from domain.request.deciding import aftercare, course, dispatch, drafting, keeping, limits, recording, reminding
from domain.request.hits import hit_drafter
from domain.request.permissions import clock_process, drafter, keeper, participant
from domain.request.state import Request

__all__ = ["DECISIONS"]

DECISIONS: tuple[Decision[Any, Request], ...] = (  # Any: each decides its own command
    Decision(command=commands.DraftRequest, decide=drafting.draft, may=drafter, creates=True),
    Decision(command=commands.DraftRequestFromHit, decide=drafting.draft_from_hit, may=hit_drafter, creates=True),
    Decision(command=commands.ReviseDraft, decide=drafting.revise, may=participant),
    Decision(command=commands.SendRequest, decide=drafting.send, may=participant),
    Decision(command=commands.WithdrawRequest, decide=drafting.withdraw, may=participant),
    Decision(command=commands.ConfirmReceipt, decide=dispatch.confirm_receipt, may=participant),
    Decision(command=commands.AcknowledgeRequest, decide=dispatch.acknowledge, may=participant),
    Decision(command=commands.RedirectRequest, decide=dispatch.redirect, may=participant),
    Decision(command=commands.AssignUnit, decide=dispatch.assign, may=participant),
    Decision(command=commands.ReassignUnit, decide=dispatch.reassign, may=participant),
    Decision(command=commands.DeclineAssignment, decide=dispatch.decline, may=participant),
    Decision(command=commands.ClassifyAvailability, decide=limits.classify, may=participant),
    Decision(command=commands.AskClarification, decide=limits.ask, may=participant),
    Decision(command=commands.ProvideClarification, decide=limits.clarify, may=participant),
    Decision(command=commands.SeekAuthorisation, decide=limits.seek, may=participant),
    Decision(command=commands.RecordAuthorisation, decide=limits.grant, may=participant),
    Decision(command=commands.RecordAuthorisationRefusal, decide=limits.deny, may=participant),
    Decision(command=commands.AnnounceDelay, decide=limits.announce_delay, may=participant),
    Decision(command=commands.ExtendTimeLimit, decide=limits.extend, may=participant),
    Decision(command=commands.ChangeUrgency, decide=limits.change_urgency, may=participant),
    Decision(command=commands.AcceptRequest, decide=course.accept, may=participant),
    Decision(command=commands.RefuseRequest, decide=course.refuse, may=participant),
    Decision(command=commands.StartExecution, decide=course.start, may=participant),
    Decision(command=commands.PostponeExecution, decide=course.postpone, may=participant),
    Decision(command=commands.ResumeExecution, decide=course.resume, may=participant),
    Decision(command=commands.ProvideInterimReply, decide=course.reply_in_part, may=participant),
    Decision(command=commands.ProvideFinalReply, decide=course.reply_finally, may=participant),
    Decision(command=commands.SendReminder, decide=aftercare.remind, may=participant),
    Decision(command=commands.EscalateRequest, decide=aftercare.escalate, may=participant),
    Decision(command=commands.GiveFeedback, decide=aftercare.give_feedback, may=participant),
    Decision(command=commands.CloseRequest, decide=aftercare.close, may=participant),
    Decision(command=commands.ReopenRequest, decide=aftercare.reopen, may=participant),
    Decision(command=commands.RaiseTimeLimitWarning, decide=recording.warn, may=clock_process),
    Decision(command=commands.RecordTimeLimitBreach, decide=recording.record_breach, may=clock_process),
    Decision(command=commands.RemindOfTimeLimit, decide=reminding.remind_of_limit, may=clock_process),
    Decision(command=commands.CorrectRecord, decide=recording.correct, may=participant),
    Decision(command=commands.PlaceRequestHold, decide=keeping.hold, may=keeper),
    Decision(command=commands.LiftRequestHold, decide=keeping.lift, may=keeper),
    Decision(command=commands.EraseRequestTexts, decide=keeping.erase, may=keeper),
)
