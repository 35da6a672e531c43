"""A log of one investigation with its items, requests and follow-ups, written event by event as the application would.

It must not decide: what it is given is taken for decided.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from msgspec.structs import replace

from domain.aggregate import ENTENTE
from domain.catalogue import ROOMS
from domain.event import ActorKind, Audience, Envelope, Event, Recorded
from tests.support.given import NOW

__all__ = ["case_log"]

_ROOMS = {room.name: room for room in ROOMS}


def case_log(case: UUID, events: Iterable[Event], at: datetime = NOW) -> list[Recorded]:
    """This will put events into their streams and envelopes, a minute apart, with the audience of their streams."""
    states: dict[UUID, Any] = {}
    versions: dict[UUID, int] = {}
    made: list[Recorded] = []
    for position, event in enumerate(events, start=1):
        room = _ROOMS[event.TOPIC.partition(".")[0]]
        stream = _stream_of(event, room.name)
        versions[stream] = versions.get(stream, 0) + 1
        envelope = _envelope((stream, versions[stream]), case, at + timedelta(minutes=position), event)
        states[stream] = room.evolve(states.get(stream, room.initial), Recorded(event, envelope, position))
        audience = room.audience(states[stream])
        made.append(Recorded(event, _with(envelope, audience), position))
    return made


def _stream_of(event: Event, room: str) -> UUID:
    own = {"item": "item_id", "followup": "followup_id", "request": "request_id"}.get(room, "investigation_id")
    found = getattr(event, own)
    assert isinstance(found, UUID)
    return found


def _envelope(stream: tuple[UUID, int], case: UUID, at: datetime, event: Event) -> Envelope:
    acting = getattr(event, "by_agency_id", None) or getattr(event, "agency_id", None)
    event_id = uuid5(ENTENTE, f"{stream}")
    return Envelope(
        event_id=event_id,
        aggregate_id=stream[0],
        aggregate_version=stream[1],
        case_id=case,
        recorded_at=at,
        occurred_at=at,
        actor_id="somebody",
        actor_kind=ActorKind.PERSON,
        acting_agency_id=acting,
        command_id=event_id,
        schema_version=event.VERSION,
    )


def _with(envelope: Envelope, audience: Audience) -> Envelope:
    return replace(envelope, audience=audience)
