"""Who may act on a registration, and on a side of a hit: members of the own agency who may see the registration.

To everybody else there is none (invariant 24). It must not know when an act may happen.
"""

from typing import Protocol
from uuid import UUID

from domain.aggregate import Act
from domain.event import ActorKind
from domain.identifier.state import Drawer, Registration
from domain.investigation import INVESTIGATION
from domain.investigation.vocabulary import MemberRole
from domain.need_to_know import Need, Reader, denial
from domain.refusal import InvalidInput, NotFound, NotPermitted
from domain.request import REQUEST
from domain.request.permissions import reader_in

__all__ = ["ender", "of_side", "reader_of_case", "registrant"]


class OfCase(Protocol):
    """A command that names a case."""

    @property
    def investigation_id(self) -> UUID | None:
        """The investigation, or None."""
        ...

    @property
    def request_id(self) -> UUID | None:
        """The request that precedes any investigation, or None."""
        ...


class OfRegistration(Protocol):
    """A command that names a registration."""

    @property
    def registration_id(self) -> UUID:
        """Its id."""
        ...


class OfHit(OfRegistration, Protocol):
    """A command that names a hit, and a side of it."""

    @property
    def hit_id(self) -> UUID:
        """Its id."""
        ...


def registrant(command: OfCase, _drawer: Drawer, act: Act) -> None:
    """This will let pass who works on the case for its agency; raises InvalidInput, NotFound, NotPermitted."""
    if (command.investigation_id is None) == (command.request_id is None):
        raise InvalidInput(
            field="investigationId", rule="one case is named", accepted="an investigation, or a request before any"
        )
    _require_worker(command.investigation_id, command.request_id, act)


def ender(command: OfRegistration, drawer: Drawer, act: Act) -> None:
    """This will let pass the own agency's members, and the clock process; raises NotFound, NotPermitted."""
    if act.actor.kind is ActorKind.PROCESS:
        if command.registration_id not in drawer.registrations:
            raise NotFound
        return
    _require_own(drawer.registrations.get(command.registration_id), act)


def of_side(command: OfHit, drawer: Drawer, act: Act) -> None:
    """This will let pass members of a side that is told of the hit; raises NotFound, NotPermitted."""
    side = drawer.side(command.hit_id, command.registration_id)
    _require_own(side.registration if side else None, act)


def reader_of_case(investigation_id: UUID | None, request_id: UUID | None, act: Act) -> Reader:
    """This will say what the actor holds in a case; of a request before any, its parties are members."""
    if investigation_id is not None:
        return reader_in(investigation_id, act)
    agency_id = act.actor.agency_id or ""
    request = act.facts.of(REQUEST, request_id) if request_id is not None else REQUEST.initial
    is_party = agency_id == request.requesting_agency_id or agency_id in request.asked_agencies
    is_before_any = request.exists and request.investigation_id is None
    return Reader(member_id=act.actor.actor_id, agency_id=agency_id, is_member=is_party and is_before_any)


def _require_own(registration: Registration | None, act: Act) -> None:
    if registration is None:
        raise NotFound
    _require_worker(registration.investigation_id, registration.request_id, act, registration.need)


def _require_worker(investigation_id: UUID | None, request_id: UUID | None, act: Act, need: Need | None = None) -> None:
    if act.actor.kind not in (ActorKind.PERSON, ActorKind.GATEWAY) or not act.actor.agency_id:
        raise NotFound
    if denial(reader_of_case(investigation_id, request_id, act), need or Need()) is not None:
        raise NotFound
    if investigation_id is None or act.actor.kind is ActorKind.GATEWAY:
        return
    if act.facts.of(INVESTIGATION, investigation_id).member_role(act.actor.actor_id) is MemberRole.READER:
        raise NotPermitted("A reader changes nothing.", remedy="Ask an administrator of the space for another role.")
