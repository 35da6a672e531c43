"""Everything the domain consists of: its rooms, and by name every event and every command.

It must not know what any of them means.
"""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any, get_args

from domain.agency.events import AgencyEvent
from domain.aggregate import Aggregate, Decision
from domain.event import Event
from domain.followup.events import FollowUpEvent
from domain.investigation.events import InvestigationEvent
from domain.request.events import RequestEvent

__all__ = ["COMMAND_TYPES", "EVENT_TYPES", "ROOMS", "commands_of"]


def _rooms() -> tuple[Aggregate[Any], ...]:
    names = ("agency", "investigation", "request", "followup")
    packages = [import_module(f"domain.{name}") for name in names if find_spec(f"domain.{name}.room")]
    return tuple(getattr(package, package.__name__.rpartition(".")[2].upper()) for package in packages)


def commands_of(rooms: tuple[Aggregate[Any], ...]) -> dict[str, tuple[Aggregate[Any], Decision[Any, Any]]]:
    """This will index the decisions of rooms by the name of their command."""
    return {decision.command.__name__: (room, decision) for room in rooms for decision in room.decisions}


ROOMS: tuple[Aggregate[Any], ...] = _rooms()
"""All rooms. Their states differ in type, which is why the element type is open."""

EVENT_TYPES: Mapping[str, type[Event]] = MappingProxyType(
    {
        kind.TOPIC: kind
        for union in (AgencyEvent, InvestigationEvent, RequestEvent, FollowUpEvent)
        for kind in get_args(union)
    }
)
"""topic -> class of its newest version."""

COMMAND_TYPES: Mapping[str, tuple[Aggregate[Any], Decision[Any, Any]]] = MappingProxyType(commands_of(ROOMS))
"""Name of the command -> its room and its decision."""
