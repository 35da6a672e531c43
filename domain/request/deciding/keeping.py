"""Decides on legal holds and on erasing what was written of a request.

It must not erase anything: the keys of the texts go when the event is appended.
"""

from collections.abc import Iterable

from domain.aggregate import Act
from domain.erasure import OnlyTextsThatAreThereAreErased, require_explained
from domain.event import ActorKind, Event
from domain.request import commands, events, rules
from domain.request.deciding.steps import acts_for, in_course, in_time
from domain.request.state import Request

__all__ = ["erase", "hold", "lift"]


def hold(command: commands.PlaceRequestHold, request: Request, act: Act) -> Iterable[Event]:
    """This will place a hold, also in a closed or archived investigation."""
    _require_step(command, request, act)
    if command.hold_id in request.hold_ids:
        raise rules.ALegalHoldIsPlacedOnce
    sides = (request.requesting_agency_id, request.requested_agency_id)
    if not any(acts_for(side, act) for side in sides):
        raise rules.OnlyTheRequestedSideDoesThis(
            "Only the two sides of the request may do this.", remedy="Let a member of either side do it."
        )
    yield events.LegalHoldPlaced(
        request_id=command.request_id,
        hold_id=command.hold_id,
        by_agency_id=act.actor.agency_id or request.requesting_agency_id,
        reason=command.reason,
    )


def lift(command: commands.LiftRequestHold, request: Request, act: Act) -> Iterable[Event]:
    """This will lift a hold that stands."""
    _require_step(command, request, act)
    placed_by = request.legal_holds.get(command.hold_id)
    if placed_by is None:
        raise rules.OnlyAStandingHoldIsLifted
    if not acts_for(placed_by, act):
        raise rules.AHoldIsLiftedByThoseWhoPlacedIt(placed_by=placed_by)
    yield events.LegalHoldLifted(request_id=command.request_id, hold_id=command.hold_id, reason=command.reason)


def erase(command: commands.EraseRequestTexts, request: Request, act: Act) -> Iterable[Event]:
    """This will say that all texts up to here are gone, where nobody holds them."""
    if act.actor.kind is not ActorKind.PROCESS and not acts_for(request.requesting_agency_id, act):
        raise rules.OnlyTheRequestingSideDoesThis(acting=act.actor.agency_id)
    _require_step(command, request, act)
    if request.legal_holds:
        raise rules.ALegalHoldBlocksErasure(placed_by=sorted(set(request.legal_holds.values())))
    if not request.holds_texts:
        raise OnlyTextsThatAreThereAreErased(erased_up_to=request.erased_up_to)
    require_explained(command.reason, command.explanation)
    yield events.RequestTextsErased(
        request_id=command.request_id,
        reason=command.reason,
        up_to_version=request.history[-1].envelope.aggregate_version,
        explanation=command.explanation,
    )


def _require_step(command: object, request: Request, act: Act) -> None:
    in_course(type(command), request)
    in_time(type(command), request, act)
