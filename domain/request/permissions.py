"""Who may act on a request.

An outsider is answered as if there were no request (invariant 24). It must not know when an act may happen.
"""

from uuid import UUID

from msgspec.structs import replace

from domain.aggregate import Act
from domain.event import ActorKind
from domain.investigation import INVESTIGATION
from domain.investigation.readers import reader_of
from domain.investigation.vocabulary import MemberRole
from domain.need_to_know import Reader, denial
from domain.refusal import NotFound, NotPermitted
from domain.request.commands import DraftRequest
from domain.request.state import Request
from domain.vocabulary import Role

__all__ = ["OF_THE_OPERATOR", "clock_process", "drafter", "keeper", "participant", "reader_in", "require_contributor"]

OF_THE_OPERATOR = frozenset({ActorKind.IMPORT, ActorKind.PROCESS})
"""Actors that stand for no agency: they pass as members, the rules bind them all the same."""


def drafter(command: DraftRequest, _request: Request, act: Act) -> None:
    """This will let pass who may work in the investigation, or anyone for its own agency where there is none."""
    if act.actor.kind in OF_THE_OPERATOR:
        return
    if command.investigation_id is not None:
        require_contributor(command.investigation_id, act)
    if act.actor.agency_id != command.requesting_agency_id:
        raise NotPermitted(
            "A request is drafted for the agency one acts for.", remedy="Name your own agency as the requesting one."
        )


def participant(_command: object, request: Request, act: Act) -> None:
    """This will let pass who may know of the request and work on it; raises NotFound, NotPermitted."""
    if act.actor.kind in OF_THE_OPERATOR:
        return
    _require_sight(request, act)
    if request.investigation_id is not None:
        require_contributor(request.investigation_id, act)


def keeper(command: object, request: Request, act: Act) -> None:
    """This will let pass leaders and administrators who may work on the request; raises NotFound, NotPermitted."""
    participant(command, request, act)
    if act.actor.kind in OF_THE_OPERATOR or Role.AGENCY_ADMINISTRATOR in act.actor.roles:
        return
    if request.investigation_id is not None and _is_steward(request.investigation_id, act):
        return
    raise NotPermitted(
        "Only leaders and administrators decide on erasure and legal holds.",
        remedy="Ask a leader or an administrator of the space, or an administrator of your agency.",
    )


def clock_process(_command: object, request: Request, act: Act) -> None:
    """This will let pass processes alone; raises NotFound for outsiders, NotPermitted for everybody else."""
    if act.actor.kind is ActorKind.PROCESS:
        return
    participant(_command, request, act)
    raise NotPermitted("Only the clock process records what time alone brings about.")


def reader_in(investigation_id: UUID, act: Act) -> Reader:
    """This will say what the actor holds in an investigation: of a gateway, what its agency may have.

    It holds neither clearance nor compartment.
    """
    investigation = act.facts.of(INVESTIGATION, investigation_id)
    reader = reader_of(investigation, act.actor, act.recorded_at.date())
    if act.actor.kind is ActorKind.GATEWAY:
        return replace(reader, is_member=investigation.is_partner(reader.agency_id))
    return reader


def _is_steward(investigation_id: UUID, act: Act) -> bool:
    investigation = act.facts.of(INVESTIGATION, investigation_id)
    role = investigation.member_role(act.actor.actor_id)
    return role in (MemberRole.LEADER, MemberRole.ADMINISTRATOR) or act.actor.actor_id in investigation.administrators


def _require_sight(request: Request, act: Act) -> None:
    agency = act.actor.agency_id
    is_own = agency == request.requesting_agency_id
    if request.is_sent:
        is_own = is_own or request.investigation_id is not None or agency == request.requested_agency_id
    if agency is None or not is_own or _is_denied(request, act):
        raise NotFound


def _is_denied(request: Request, act: Act) -> bool:
    if request.investigation_id is None:
        return False
    return denial(reader_in(request.investigation_id, act), request.need) is not None


def require_contributor(investigation_id: UUID, act: Act) -> None:
    """This will let pass who works in an investigation, not only reads; raises NotFound, NotPermitted."""
    investigation = act.facts.of(INVESTIGATION, investigation_id)
    if act.actor.kind is ActorKind.GATEWAY:
        if act.actor.agency_id is None or not investigation.is_partner(act.actor.agency_id):
            raise NotFound
        return
    if not investigation.admits(act.actor):
        raise NotFound
    if investigation.member_role(act.actor.actor_id) is MemberRole.READER:
        raise NotPermitted("A reader changes nothing.", remedy="Ask an administrator of the space for another role.")
