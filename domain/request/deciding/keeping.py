"""Decides on legal holds and on erasing what was written of a request.

It must not erase anything: the keys of the texts go when the event is appended.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeVar

from domain.aggregate import Act
from domain.beforehand import foretold, given
from domain.erasure import OnlyTextsThatAreThereAreErased, require_explained
from domain.event import ActorKind, Event
from domain.request import commands, events, rules
from domain.request.deciding.steps import acts_for, in_course, in_time
from domain.request.state import Request

__all__ = ["erase", "hold", "lift"]

C = TypeVar("C")
Decide = Callable[[C, Request, Act], Iterable[Event]]


def _in_course(command: type, request: Request, _act: Act) -> None:
    in_course(command, request)


def _as_a_step(decide: Decide[C]) -> Decide[C]:
    @wraps(decide)
    def in_any_phase(command: C, request: Request, act: Act) -> Iterable[Event]:
        in_course(type(command), request)
        in_time(type(command), request, act)
        return decide(command, request, act)

    return foretold(_in_course)(in_any_phase)


def _of_either_side(request: Request, act: Act) -> None:
    sides = (request.requesting_agency_id, request.requested_agency_id)
    if not any(acts_for(side, act) for side in sides):
        raise rules.OnlyTheRequestedSideDoesThis(
            "Only the two sides of the request may do this.", remedy="Let a member of either side do it."
        )


def _held(request: Request, _act: Act) -> None:
    if not request.legal_holds:
        raise rules.OnlyAStandingHoldIsLifted


def _by_the_requesting_side(request: Request, act: Act) -> None:
    if act.actor.kind is not ActorKind.PROCESS and not acts_for(request.requesting_agency_id, act):
        raise rules.OnlyTheRequestingSideDoesThis(acting=act.actor.agency_id)


def _there_to_erase(request: Request, _act: Act) -> None:
    if request.legal_holds:
        raise rules.ALegalHoldBlocksErasure(placed_by=sorted(set(request.legal_holds.values())))
    if not request.holds_texts:
        raise OnlyTextsThatAreThereAreErased(erased_up_to=request.erased_up_to)


@_as_a_step
@given(_of_either_side)
def hold(command: commands.PlaceRequestHold, request: Request, act: Act) -> Iterable[Event]:
    """This will place a hold, also in a closed or archived investigation."""
    if command.hold_id in request.hold_ids:
        raise rules.ALegalHoldIsPlacedOnce
    yield events.LegalHoldPlaced(
        request_id=command.request_id,
        hold_id=command.hold_id,
        by_agency_id=act.actor.agency_id or request.requesting_agency_id,
        reason=command.reason,
    )


@_as_a_step
@given(_held)
def lift(command: commands.LiftRequestHold, request: Request, act: Act) -> Iterable[Event]:
    """This will lift a hold that stands."""
    placed_by = request.legal_holds.get(command.hold_id)
    if placed_by is None:
        raise rules.OnlyAStandingHoldIsLifted
    if not acts_for(placed_by, act):
        raise rules.AHoldIsLiftedByThoseWhoPlacedIt(placed_by=placed_by)
    yield events.LegalHoldLifted(request_id=command.request_id, hold_id=command.hold_id, reason=command.reason)


@given(_by_the_requesting_side)
@_as_a_step
@given(_there_to_erase)
def erase(command: commands.EraseRequestTexts, request: Request, _act: Act) -> Iterable[Event]:
    """This will say that all texts up to here are gone, where nobody holds them."""
    require_explained(command.reason, command.explanation)
    yield events.RequestTextsErased(
        request_id=command.request_id,
        reason=command.reason,
        up_to_version=request.history[-1].envelope.aggregate_version,
        explanation=command.explanation,
    )
