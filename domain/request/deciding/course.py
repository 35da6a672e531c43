"""Decides on accepting, refusing, executing and replying.

It must not know how states are loaded.
"""

from collections.abc import Iterable

from domain.aggregate import Act
from domain.beforehand import given
from domain.clocks import rulebook
from domain.event import Event
from domain.request import commands, events, rules
from domain.request.deciding.steps import aware, requested
from domain.request.items import require_items
from domain.request.state import Request
from domain.vocabulary import RefusalGround, Scope

__all__ = ["accept", "postpone", "refuse", "reply_finally", "reply_in_part", "resume", "start"]


@requested
def accept(command: commands.AcceptRequest, _request: Request, _act: Act) -> Iterable[Event]:
    """This will accept the request, or the part stated."""
    if command.scope is Scope.PART and not command.accepted_part:
        raise rules.APartialDecisionStatesTheAcceptedPart
    yield events.RequestAccepted(
        request_id=command.request_id, scope=command.scope, accepted_part=command.accepted_part
    )


def _undecided(request: Request, _act: Act) -> None:
    if request.is_decided and not request.authorisation_was_denied:
        raise rules.ADecisionIsTakenOnce


def _decided_on(request: Request, _act: Act) -> None:
    profile = rulebook().profile(request.profile, request.clock.sent_on) if request.clock.sent_on else None
    if profile is not None and profile.needs_decision and not request.is_decided:
        raise rules.ExecutionFollowsTheDecision(profile=profile.code)


def _going_on(request: Request, _act: Act) -> None:
    if request.is_postponed:
        raise rules.APostponedExecutionIsResumedFirst


def _resting(request: Request, _act: Act) -> None:
    if not request.is_postponed:
        raise rules.OnlyAPostponedExecutionIsResumed


@requested
@given(_undecided)
def refuse(command: commands.RefuseRequest, _request: Request, _act: Act) -> Iterable[Event]:
    """This will refuse the request, or all but the part stated."""
    if not command.grounds:
        raise rules.ARefusalHasAGround
    if RefusalGround.OTHER in command.grounds and not (command.explanation or "").strip():
        raise rules.TheGroundOtherHasAnExplanation
    if command.scope is Scope.PART and not command.accepted_part:
        raise rules.APartialDecisionStatesTheAcceptedPart
    yield events.RequestRefused(
        request_id=command.request_id,
        scope=command.scope,
        grounds=tuple(dict.fromkeys(command.grounds)),
        explanation=command.explanation,
        accepted_part=command.accepted_part,
    )


@requested
@given(_decided_on)
def start(command: commands.StartExecution, _request: Request, _act: Act) -> Iterable[Event]:
    """This will start the execution, after the decision where the instrument wants one."""
    yield events.ExecutionStarted(request_id=command.request_id)


@requested
@given(_going_on)
def postpone(command: commands.PostponeExecution, _request: Request, _act: Act) -> Iterable[Event]:
    """This will let the execution rest."""
    aware("until_utc", command.until_utc)
    yield events.ExecutionPostponed(request_id=command.request_id, reason=command.reason, until_utc=command.until_utc)


@requested
@given(_resting)
def resume(command: commands.ResumeExecution, _request: Request, _act: Act) -> Iterable[Event]:
    """This will let the execution go on."""
    yield events.ExecutionResumed(request_id=command.request_id)


@requested
def reply_in_part(command: commands.ProvideInterimReply, request: Request, act: Act) -> Iterable[Event]:
    """This will give a part of the answer."""
    require_items(command.item_ids, request, act)
    yield events.InterimReplyProvided(request_id=command.request_id, summary=command.summary, item_ids=command.item_ids)


@requested
def reply_finally(command: commands.ProvideFinalReply, request: Request, act: Act) -> Iterable[Event]:
    """This will give the answer; steps left out before it are implied, and no event is invented for them."""
    require_items(command.item_ids, request, act)
    yield events.FinalReplyProvided(
        request_id=command.request_id,
        outcome=command.outcome,
        summary=command.summary,
        item_ids=command.item_ids,
    )
