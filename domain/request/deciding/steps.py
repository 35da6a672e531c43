"""What all steps of a request have in common: side, course, open investigation, and time.

It must not know what a step brings; the decisions are wrapped by `requesting`, `requested` and `either`.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps
from typing import TypeVar

from domain.aggregate import Act, AnActHasAnExactMoment
from domain.beforehand import Guard, foretold
from domain.clocks import rulebook
from domain.event import ActorKind, Event
from domain.investigation import INVESTIGATION
from domain.investigation.vocabulary import Phase
from domain.refusal import InvalidInput
from domain.request import rules
from domain.request.state import Request
from domain.request.timekeeping import minds
from domain.request.transitions import FINISHED, State, event_of, sources_of

__all__ = ["acts_for", "aware", "either", "in_course", "in_time", "requested", "requesting", "while_recorded"]

C = TypeVar("C")
Decide = Callable[[C, Request, Act], Iterable[Event]]


def requesting(decide: Decide[C]) -> Decide[C]:
    """This will let only the requesting side decide, in course, in time, in an open investigation."""
    return _step(_require_requesting, decide)


def requested(decide: Decide[C]) -> Decide[C]:
    """This will let only the requested side decide, in course, in time, in an open investigation."""
    return _step(_require_requested, decide)


def either(decide: Decide[C]) -> Decide[C]:
    """This will let either side decide, in course, in time, in an open investigation."""
    return _step(_require_either, decide)


def while_recorded(decide: Decide[C]) -> Decide[C]:
    """This will let the side of the record be checked by the decision, also in a closed investigation."""
    return _under(_require_recorded, decide)


def in_course(command: type, request: Request) -> None:
    """This will raise a rule where the command does not follow from the request's state."""
    state, sources = request.state, sources_of(command)
    if state in sources:
        return
    possible = [each for each in State if each in sources]
    if sources == {State.DRAFT}:
        raise rules.ASentRequestNeverChangesItsContent(state=state, accepted_in=possible)
    message = f"The request is {state}; this is possible while it is {' or '.join(possible)}."
    if state in FINISHED:
        taken = f"The request is {state} and takes only {rules.STILL_TAKEN[state]}."
        raise rules.AFinishedRequestTakesOnlyFeedbackCorrectionAndReopening(
            taken, remedy=rules.REMEDY_WHERE_FINISHED[state], state=state, accepted_in=possible
        )
    is_past = all(list(State).index(each) < list(State).index(state) for each in possible)
    remedy = "It lies behind the request: go on with a step that may follow now." if is_past else None
    raise rules.TheStepsOfARequestFollowEachOther(message, remedy=remedy, state=state, accepted_in=possible)


def in_time(command: type, request: Request, act: Act) -> None:
    """This will raise a rule where the act lies before the sending, or is not as exact as a legal clock needs it."""
    occurred = act.occurred
    if not occurred.is_exact and act.actor.kind is not ActorKind.IMPORT:
        raise AnActHasAnExactMoment(precision=occurred.precision)
    latest = occurred.until or occurred.at
    if latest is not None and request.sent_at is not None and latest < request.sent_at:
        raise rules.NothingHappensToARequestBeforeItIsSent(sent_at=request.sent_at, occurred_at=occurred.at)
    if not occurred.is_exact and minds(event_of(command)) and _has_clocks(request):
        raise rules.ALegalClockNeedsAnExactTime(precision=occurred.precision)


def acts_for(agency_id: str, act: Act) -> bool:
    """This will say whether the actor stands for an agency; an import without an agency stands for every side."""
    if act.actor.kind is ActorKind.IMPORT and act.actor.agency_id is None:
        return True
    return act.actor.agency_id == agency_id


def aware(field: str, at: datetime | None) -> None:
    """This will raise InvalidInput where a time has no offset."""
    if at is not None and at.tzinfo is None:
        raise InvalidInput(field=field, rule="the time has no offset", accepted="an ISO 8601 time with offset")


def _step(side: Callable[[Request, Act], None], decide: Decide[C]) -> Decide[C]:
    def require(command: type, request: Request, act: Act) -> None:
        side(request, act)
        in_course(command, request)
        if _phase(request, act) in (Phase.CLOSED, Phase.ARCHIVED):
            raise rules.ARequestLivesInAnOpenInvestigation

    return _under(require, decide)


def _under(require: Guard, decide: Decide[C]) -> Decide[C]:
    @wraps(decide)
    def guarded(command: C, request: Request, act: Act) -> Iterable[Event]:
        require(type(command), request, act)
        in_time(type(command), request, act)
        return decide(command, request, act)

    return foretold(require)(guarded)


def _require_requesting(request: Request, act: Act) -> None:
    if not acts_for(request.requesting_agency_id, act):
        raise rules.OnlyTheRequestingSideDoesThis(acting=act.actor.agency_id)


def _require_requested(request: Request, act: Act) -> None:
    if not acts_for(request.requested_agency_id, act):
        if act.actor.agency_id == request.requesting_agency_id:
            raise rules.AnAgencyDoesNotAnswerItsOwnRequest(acting=act.actor.agency_id)
        raise rules.OnlyTheRequestedSideDoesThis(acting=act.actor.agency_id)


def _require_either(request: Request, act: Act) -> None:
    if not acts_for(request.requesting_agency_id, act) and not acts_for(request.requested_agency_id, act):
        raise rules.OnlyTheRequestedSideDoesThis(acting=act.actor.agency_id)


def _require_recorded(command: type, request: Request, act: Act) -> None:
    in_course(command, request)
    if _phase(request, act) is Phase.ARCHIVED:
        raise rules.ARequestLivesInAnOpenInvestigation


def _phase(request: Request, act: Act) -> Phase | None:
    if request.investigation_id is None:
        return None
    return act.facts.of(INVESTIGATION, request.investigation_id).phase


def _has_clocks(request: Request) -> bool:
    facts = request.clock
    profile = rulebook().profile(request.profile, facts.sent_on) if facts.sent_on else None
    return profile is not None and any(term.limit or facts.agreed for term in profile.obligations)
