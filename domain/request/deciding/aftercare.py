"""Decides on reminding, escalating, judging, closing and reopening.

It must not know how states are loaded.
"""

from collections.abc import Iterable

from domain.aggregate import Act
from domain.beforehand import given
from domain.event import Event
from domain.request import commands, events, rules
from domain.request.deciding.steps import acts_for, either, requesting, while_recorded
from domain.request.state import Request

__all__ = ["close", "escalate", "give_feedback", "remind", "reopen"]


@requesting
def remind(command: commands.SendReminder, _request: Request, _act: Act) -> Iterable[Event]:
    """This will remind the requested side."""
    yield events.ReminderSent(request_id=command.request_id, note=command.note)


@either
def escalate(command: commands.EscalateRequest, request: Request, _act: Act) -> Iterable[Event]:
    """This will take the matter to a higher level."""
    if command.level <= request.escalation_level:
        raise rules.AnEscalationGoesUp(level=request.escalation_level)
    yield events.RequestEscalated(
        request_id=command.request_id, level=command.level, to_whom=command.to_whom, reason=command.reason
    )


def _of_the_requesting_side(request: Request, act: Act) -> None:
    if not acts_for(request.requesting_agency_id, act):
        raise rules.OnlyTheRequestingSideDoesThis(acting=act.actor.agency_id)


def _judgeable(request: Request, _act: Act) -> None:
    if not request.finished_cycles:
        raise rules.FeedbackIsAboutAFinishedCycle(cycle=request.cycle)
    if request.finished_cycles <= request.feedback_cycles:
        raise rules.FeedbackIsGivenOncePerCycle(cycle=max(request.finished_cycles))


@while_recorded
@given(_of_the_requesting_side, _judgeable)
def give_feedback(command: commands.GiveFeedback, request: Request, _act: Act) -> Iterable[Event]:
    """This will say how useful the reply of a cycle was."""
    cycle = command.cycle or max(request.finished_cycles, default=request.cycle)
    if cycle not in request.finished_cycles:
        raise rules.FeedbackIsAboutAFinishedCycle(cycle=cycle)
    if cycle in request.feedback_cycles:
        raise rules.FeedbackIsGivenOncePerCycle(cycle=cycle)
    yield events.FeedbackGiven(
        request_id=command.request_id,
        cycle=cycle,
        usefulness=command.usefulness,
        used_in=command.used_in,
        comment=command.comment,
    )


@requesting
def close(command: commands.CloseRequest, _request: Request, _act: Act) -> Iterable[Event]:
    """This will close a request that was answered or refused."""
    yield events.RequestClosed(request_id=command.request_id, note=command.note)


@requesting
def reopen(command: commands.ReopenRequest, request: Request, _act: Act) -> Iterable[Event]:
    """This will begin the next cycle."""
    yield events.RequestReopened(request_id=command.request_id, cycle=request.cycle + 1, reason=command.reason)
