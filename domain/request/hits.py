"""The hit that a request grows out of: known to its own side, and the other agency named.

It must not import the room of identifiers, which stands above this one: a protocol tells what it asks of a hit.
"""

from typing import Protocol, cast
from uuid import UUID

from domain.aggregate import Act, StreamKey
from domain.need_to_know import Need, denial
from domain.refusal import NotFound
from domain.request.permissions import reader_in, require_contributor
from domain.request.rules import ARequestNamesTheOtherSide
from domain.request.state import Request

__all__ = ["Lead", "hit_drafter", "lead_of", "streams_of_hit"]

ROOM = "identifier"


class Registered(Protocol):
    """What is asked of the own registration."""

    @property
    def agency_id(self) -> str:
        """Whose it is."""
        ...

    @property
    def investigation_id(self) -> UUID | None:
        """For which investigation; None for a request that precedes any."""
        ...

    @property
    def crime_area(self) -> str:
        """Of its case."""
        ...

    @property
    def need(self) -> Need:
        """What a reader of it needs."""
        ...


class Lead(Protocol):
    """What is asked of a hit, as one side knows it."""

    @property
    def registration(self) -> Registered:
        """The own side's registration."""
        ...

    @property
    def other_agency_id(self) -> str | None:
        """The agency on the other side; None until it is disclosed."""
        ...


class Drawer(Protocol):
    """Where hits are."""

    def side(self, hit_id: UUID, registration_id: UUID) -> Lead | None:
        """What a side knows of a hit; None where there is none for it."""
        ...


class FromHit(Protocol):
    """A command that names a hit, its own side of it, and that side's investigation."""

    @property
    def drawer_id(self) -> UUID:
        """Where the hit is."""
        ...

    @property
    def hit_id(self) -> UUID:
        """Its id."""
        ...

    @property
    def registration_id(self) -> UUID:
        """The own side."""
        ...

    @property
    def investigation_id(self) -> UUID | None:
        """For which that was registered."""
        ...


def streams_of_hit(command: FromHit) -> tuple[StreamKey, ...]:
    """This will name the streams that have to be read to know of the hit."""
    drawer = StreamKey(ROOM, command.drawer_id)
    own = command.investigation_id
    return (drawer,) if own is None else (drawer, StreamKey("investigation", own))


def hit_drafter(command: FromHit, _request: Request, act: Act) -> None:
    """This will let pass who works on the own side of the hit and sees it; raises NotFound, NotPermitted."""
    own = _found(command, act).registration
    if act.actor.agency_id != own.agency_id or command.investigation_id != own.investigation_id:
        raise NotFound
    if own.investigation_id is None:
        return
    if denial(reader_in(own.investigation_id, act), own.need) is not None:
        raise NotFound
    require_contributor(own.investigation_id, act)


def lead_of(command: FromHit, act: Act) -> tuple[Registered, str]:
    """This will return the own side and the other agency. Raises ARequestNamesTheOtherSide while that is not named."""
    lead = _found(command, act)
    if lead.other_agency_id is None:
        raise ARequestNamesTheOtherSide
    return lead.registration, lead.other_agency_id


def _found(command: FromHit, act: Act) -> Lead:
    drawer = cast("Drawer | None", act.facts.about(StreamKey(ROOM, command.drawer_id)))
    lead = drawer.side(command.hit_id, command.registration_id) if drawer else None
    if lead is None:
        raise NotFound
    return lead
