"""Everything the domain consists of: its rooms, and by name every event and every command.

It must not know what any of them means.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, get_args

from domain.agency import AGENCY
from domain.agency.events import AgencyEvent
from domain.aggregate import Aggregate, Decision
from domain.checkpoint import CHECKPOINT
from domain.checkpoint.events import CheckpointEvent
from domain.event import Event
from domain.followup import FOLLOWUP
from domain.followup.events import FollowUpEvent
from domain.identifier import IDENTIFIER
from domain.identifier.events import IdentifierEvent
from domain.investigation import INVESTIGATION
from domain.investigation.events import InvestigationEvent
from domain.item import ITEM
from domain.item.events import ItemEvent
from domain.ledger import LEDGER
from domain.ledger.events import LedgerEvent
from domain.request import REQUEST
from domain.request.events import RequestEvent
from domain.review import REVIEW
from domain.review.events import ReviewEvent

__all__ = ["COMMAND_TYPES", "EVENT_TYPES", "ROOMS", "AnyDecision", "Room"]

Room = Aggregate[Any]  # rooms differ in the type of their state, and stand side by side here
AnyDecision = Decision[Any, Any]  # as decisions differ in that and in their command

ROOMS: tuple[Room, ...] = (AGENCY, INVESTIGATION, REQUEST, ITEM, REVIEW, FOLLOWUP, IDENTIFIER, CHECKPOINT, LEDGER)
"""All rooms."""

EVENT_TYPES: Mapping[str, type[Event]] = MappingProxyType(
    {
        kind.TOPIC: kind
        for union in (
            AgencyEvent,
            InvestigationEvent,
            RequestEvent,
            ItemEvent,
            ReviewEvent,
            FollowUpEvent,
            IdentifierEvent,
            CheckpointEvent,
            LedgerEvent,
        )
        for kind in get_args(union)
    }
)
"""topic -> class of its newest version."""

COMMAND_TYPES: Mapping[str, tuple[Room, AnyDecision]] = MappingProxyType(
    {decision.command.__name__: (room, decision) for room in ROOMS for decision in room.decisions}
)
"""Name of the command -> its room and its decision."""
