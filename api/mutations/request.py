"""The commands of a cooperation request, as mutations: the name of the field is the name of the command.

It must not say anything of a command that its own class does not say.

Warnings and breaches of limits are recorded by the clock process alone and have no mutation.
"""

import strawberry

from api.mutations.mutation import mutation
from domain.request import commands

__all__ = ["RequestMutations"]


@strawberry.type
class RequestMutations:
    """The commands of a cooperation request."""

    accept_request = mutation(commands.AcceptRequest)
    acknowledge_request = mutation(commands.AcknowledgeRequest)
    announce_delay = mutation(commands.AnnounceDelay)
    ask_clarification = mutation(commands.AskClarification)
    assign_unit = mutation(commands.AssignUnit)
    change_urgency = mutation(commands.ChangeUrgency)
    classify_availability = mutation(commands.ClassifyAvailability)
    close_request = mutation(commands.CloseRequest)
    confirm_receipt = mutation(commands.ConfirmReceipt)
    correct_record = mutation(commands.CorrectRecord)
    decline_assignment = mutation(commands.DeclineAssignment)
    draft_request = mutation(commands.DraftRequest)
    draft_request_from_hit = mutation(commands.DraftRequestFromHit)
    erase_request_texts = mutation(commands.EraseRequestTexts)
    escalate_request = mutation(commands.EscalateRequest)
    extend_time_limit = mutation(commands.ExtendTimeLimit)
    give_feedback = mutation(commands.GiveFeedback)
    lift_request_hold = mutation(commands.LiftRequestHold)
    place_request_hold = mutation(commands.PlaceRequestHold)
    postpone_execution = mutation(commands.PostponeExecution)
    provide_clarification = mutation(commands.ProvideClarification)
    provide_final_reply = mutation(commands.ProvideFinalReply)
    provide_interim_reply = mutation(commands.ProvideInterimReply)
    reassign_unit = mutation(commands.ReassignUnit)
    record_authorisation = mutation(commands.RecordAuthorisation)
    record_authorisation_refusal = mutation(commands.RecordAuthorisationRefusal)
    redirect_request = mutation(commands.RedirectRequest)
    refuse_request = mutation(commands.RefuseRequest)
    reopen_request = mutation(commands.ReopenRequest)
    resume_execution = mutation(commands.ResumeExecution)
    revise_draft = mutation(commands.ReviseDraft)
    seek_authorisation = mutation(commands.SeekAuthorisation)
    send_reminder = mutation(commands.SendReminder)
    send_request = mutation(commands.SendRequest)
    start_execution = mutation(commands.StartExecution)
    withdraw_request = mutation(commands.WithdrawRequest)
