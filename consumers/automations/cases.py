"""What was open in a case when an event happened, and is open still.

It must not judge who may know of it.
"""

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import TypeVar
from uuid import UUID

from domain.aggregate import Aggregate
from domain.event import Recorded
from domain.storage.documents import aggregate_of

__all__ = ["standing"]

S = TypeVar("S")


def standing(case: Iterable[Recorded], room: Aggregate[S], since: int) -> Mapping[UUID, S]:
    """This will fold the streams of a room up to the present, those that had begun before a position in the log."""
    streams: dict[UUID, list[Recorded]] = {}
    for recorded in case:
        known = streams.get(recorded.envelope.aggregate_id)
        if known is not None:
            known.append(recorded)
        elif recorded.position <= since and aggregate_of(recorded.event) == room.name:
            streams[recorded.envelope.aggregate_id] = [recorded]
    return {id_: reduce(room.evolve, events, room.initial) for id_, events in streams.items()}
