"""The course of a request as a table: which command may follow in which state, and where it leads.

It must not know sides or rules; the state diagram is generated from this table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.request import commands, events

__all__ = [
    "AT_WORK", "FINISHED", "OPEN", "TRANSITIONS", "UNDECIDED", "State", "Transition", "event_of", "sources_of",
    "target_of",
]  # fmt: skip


class State(StrEnum):
    """Where a request stands; what is overdue or at risk is derived and never stored."""

    DRAFT = "DRAFT"
    SENT = "SENT"
    RECEIVED = "RECEIVED"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    ACCEPTED = "ACCEPTED"
    IN_EXECUTION = "IN_EXECUTION"
    ANSWERED = "ANSWERED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    CLOSED = "CLOSED"


UNDECIDED = frozenset({State.RECEIVED, State.ACKNOWLEDGED})
DECIDED = frozenset({State.ACCEPTED, State.IN_EXECUTION})
AT_WORK = UNDECIDED | DECIDED
OPEN = AT_WORK | {State.SENT}
"""Sent and not finished: the backlog."""
FINISHED = frozenset({State.ANSWERED, State.REFUSED, State.WITHDRAWN, State.CLOSED})
SENT_ONCE = OPEN | FINISHED


@dataclass(frozen=True, slots=True)
class Transition:
    """One step. sources: states in which it may happen, none for the beginning; target: None where the state stays."""

    command: type
    event: type
    sources: frozenset[State]
    target: State | None = None


TRANSITIONS = (
    Transition(commands.DraftRequest, events.RequestDrafted, frozenset(), State.DRAFT),
    Transition(commands.DraftRequestFromHit, events.RequestDrafted, frozenset(), State.DRAFT),
    Transition(commands.ReviseDraft, events.RequestDraftRevised, frozenset({State.DRAFT})),
    Transition(commands.SendRequest, events.RequestSent, frozenset({State.DRAFT}), State.SENT),
    Transition(commands.ConfirmReceipt, events.RequestReceived, frozenset({State.SENT}), State.RECEIVED),
    Transition(commands.ConfirmReceipt, events.RequestReceived, UNDECIDED),
    Transition(
        commands.AcknowledgeRequest, events.RequestAcknowledged, frozenset({State.RECEIVED}), State.ACKNOWLEDGED
    ),
    Transition(commands.RedirectRequest, events.RequestRedirected, UNDECIDED | {State.SENT}, State.SENT),
    Transition(commands.ClassifyAvailability, events.AvailabilityClassified, AT_WORK),
    Transition(commands.AssignUnit, events.UnitAssigned, AT_WORK),
    Transition(commands.ReassignUnit, events.UnitReassigned, AT_WORK),
    Transition(commands.DeclineAssignment, events.UnitAssignmentDeclined, AT_WORK),
    Transition(commands.AskClarification, events.ClarificationRequested, AT_WORK),
    Transition(commands.ProvideClarification, events.ClarificationProvided, OPEN),
    Transition(commands.SeekAuthorisation, events.JudicialAuthorisationSought, AT_WORK),
    Transition(commands.RecordAuthorisation, events.JudicialAuthorisationGranted, AT_WORK),
    Transition(commands.RecordAuthorisationRefusal, events.JudicialAuthorisationDenied, AT_WORK),
    Transition(commands.AnnounceDelay, events.DelayAnnounced, AT_WORK),
    Transition(commands.ExtendTimeLimit, events.TimeLimitExtended, AT_WORK),
    Transition(commands.AcceptRequest, events.RequestAccepted, UNDECIDED, State.ACCEPTED),
    Transition(commands.RefuseRequest, events.RequestRefused, AT_WORK, State.REFUSED),
    Transition(
        commands.StartExecution,
        events.ExecutionStarted,
        frozenset({State.ACKNOWLEDGED, State.ACCEPTED}),
        State.IN_EXECUTION,
    ),
    Transition(commands.PostponeExecution, events.ExecutionPostponed, DECIDED),
    Transition(commands.ResumeExecution, events.ExecutionResumed, DECIDED),
    Transition(commands.ProvideInterimReply, events.InterimReplyProvided, AT_WORK, State.IN_EXECUTION),
    Transition(commands.ProvideFinalReply, events.FinalReplyProvided, AT_WORK, State.ANSWERED),
    Transition(commands.SendReminder, events.ReminderSent, OPEN),
    Transition(commands.EscalateRequest, events.RequestEscalated, OPEN),
    Transition(commands.ChangeUrgency, events.UrgencyChanged, OPEN),
    Transition(commands.WithdrawRequest, events.RequestWithdrawn, OPEN | {State.DRAFT}, State.WITHDRAWN),
    Transition(commands.GiveFeedback, events.FeedbackGiven, SENT_ONCE),
    Transition(commands.CloseRequest, events.RequestClosed, frozenset({State.ANSWERED, State.REFUSED}), State.CLOSED),
    Transition(commands.ReopenRequest, events.RequestReopened, frozenset({State.CLOSED}), State.IN_EXECUTION),
    Transition(commands.RaiseTimeLimitWarning, events.TimeLimitWarningRaised, OPEN),
    Transition(commands.RemindOfTimeLimit, events.TimeLimitReminderSent, OPEN),
    Transition(commands.RecordTimeLimitBreach, events.TimeLimitBreached, SENT_ONCE),
    Transition(commands.CorrectRecord, events.RecordCorrected, SENT_ONCE),
    Transition(commands.PlaceRequestHold, events.LegalHoldPlaced, SENT_ONCE),
    Transition(commands.LiftRequestHold, events.LegalHoldLifted, SENT_ONCE),
    Transition(commands.EraseRequestTexts, events.RequestTextsErased, frozenset({State.WITHDRAWN, State.CLOSED})),
)

_SOURCES: Mapping[type, frozenset[State]] = {
    each.command: frozenset().union(*(row.sources for row in TRANSITIONS if row.command is each.command))
    for each in TRANSITIONS
}
_EVENTS: Mapping[type, type] = {row.command: row.event for row in TRANSITIONS}
_TARGETS: Mapping[tuple[type, State], State] = {
    (row.event, source): row.target for row in TRANSITIONS if row.target is not None for source in row.sources
}


def sources_of(command: type) -> frozenset[State]:
    """This will return the states in which a command may happen."""
    return _SOURCES[command]


def event_of(command: type) -> type:
    """This will return the type of event that a command brings."""
    return _EVENTS[command]


def target_of(event: type, state: State) -> State:
    """This will return the state after an event; the same state where the table says nothing."""
    return _TARGETS.get((event, state), state)
