"""Keeps the states of streams between batches, and brings them up to date within one.

It must not trust a kept state that another process may have outdated.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from functools import reduce
from typing import TypeVar, cast
from uuid import UUID

from msgspec import Struct

from domain.aggregate import Aggregate, Entry, OpenWork, StreamKey
from domain.catalogue import Room
from domain.event import Recorded
from domain.storage.documents import UnknownEvent, aggregate_of
from domain.storage.writer import LogWriter

__all__ = ["Kept", "States", "Streams"]

S = TypeVar("S")

Streams = Iterable[tuple[UUID, Room]]
"""Ids of streams, each with its room; perhaps more than once."""


class Kept(Struct):
    """The state of a stream. as_of: the count of foreign appends at which it was last known to be current."""

    room: Room
    version: int
    state: object
    as_of: int


class States:
    """The states that this process knows, the least recently used forgotten first. For one thread."""

    def __init__(self, rooms: Iterable[Room], writer: LogWriter, capacity: int) -> None:
        self._rooms: Mapping[str, Room] = {room.name: room for room in rooms}
        self._writer = writer
        self._capacity = capacity
        self._kept: OrderedDict[int, Kept] = OrderedDict()  # an int is hashed several times faster than a UUID
        self._foreign_appends = 0
        self._seen = -1
        self._changed: dict[int, UUID] = {}

    def streams(self, keys: Iterable[StreamKey]) -> Streams:
        """This will find the rooms of streams that a decision reads. Raises KeyError where there is no such room."""
        return ((key.stream_id, self._rooms[key.aggregate]) for key in keys)

    def log_stands_at(self, position: int) -> None:
        """This will doubt every kept state if the log has grown without this process."""
        if position != self._seen:
            self._foreign_appends += 1
            self._seen = position

    def appended_to(self, position: int) -> None:
        """This will note that the log ends at `position` by this process's own append, and trim what is kept."""
        self._seen = position
        self._changed.clear()
        while len(self._kept) > self._capacity:
            self._kept.popitem(last=False)

    def bring(self, streams: Streams) -> None:
        """This will load, in one statement, whatever the streams hold that is not known here."""
        wanted = {id_: room for id_, room in streams if not self._is_current(id_)}
        if wanted:
            self._fold(wanted, self._writer.load([(id_, self._version(id_)) for id_ in wanted]))

    def _fold(self, streams: Mapping[UUID, Room], events: Iterable[Recorded]) -> None:
        """Evolve the streams by all that was loaded of them; they are current afterwards."""
        for id_, room in streams.items():
            kept = self._kept.setdefault(id_.int, Kept(room, 0, room.initial, 0))
            kept.as_of = self._foreign_appends
        for event in events:
            kept = self._kept[event.envelope.aggregate_id.int]
            if kept.version == 0:
                self._begin(kept, self._rooms.get(aggregate_of(event.event), kept.room))
            kept.state = kept.room.evolve(kept.state, event)
            kept.version = event.envelope.aggregate_version

    def get(self, stream_id: UUID, room: Room) -> Kept:
        """This will return the present state of a stream, loaded now where it was not brought before.

        It may be of another room than the one asked for, where one id was given to two things.
        """
        kept = self._kept.get(stream_id.int)
        if kept is None or kept.as_of != self._foreign_appends:
            self.bring([(stream_id, room)])
            kept = self._kept[stream_id.int]
        if kept.version == 0:
            self._begin(kept, room)
        return kept

    def of(self, aggregate: Aggregate[S], id: UUID | str) -> S:  # noqa: A002  # named by the Facts protocol
        """This will answer a decision's question for another stream's state."""
        kept = self.get(id if isinstance(id, UUID) else StreamKey(aggregate.name, id).stream_id, aggregate)
        return cast("S", kept.state) if kept.room is aggregate else aggregate.initial

    def about(self, key: StreamKey) -> object | None:
        """This will answer a decision's question for the state of a thing of a room above its own."""
        room = self._rooms[key.aggregate]
        kept = self.get(key.stream_id, room)
        return kept.state if kept.room is room and kept.version > 0 else None

    def open_in_case(self, case_id: UUID) -> tuple[OpenWork, ...]:
        """This will answer a decision's question for the unfinished work of a case, this batch's own included."""
        stored = self._writer.streams_of_case(case_id)
        streams = {id_: self._rooms[name] for id_, name in stored if name in self._rooms}
        streams |= {id_: self._kept[number].room for number, id_ in self._changed.items()}
        self.bring(streams.items())
        kept = ((id_, room, self._kept[id_.int].state) for id_, room in streams.items())
        return tuple(
            OpenWork(room.name, id_)
            for id_, room, state in kept
            if room.is_open(state) and room.case_of(state) == case_id
        )

    def entry(self, case_id: UUID, event_id: UUID) -> Entry | None:
        """This will answer a decision's question for an event of a case, with its stream as it stood before."""
        found = self._writer.event_of_case(case_id, event_id)
        if found is None or isinstance(found.event, UnknownEvent) or aggregate_of(found.event) not in self._rooms:
            return None
        room = self._rooms[aggregate_of(found.event)]
        stream_id, version = found.envelope.aggregate_id, found.envelope.aggregate_version
        earlier = (each for each in self._writer.load([(stream_id, 0)]) if each.envelope.aggregate_version < version)
        return Entry(found, StreamKey(room.name, stream_id), reduce(room.evolve, earlier, room.initial))

    def change(self, stream_id: UUID, version: int, state: object) -> None:
        """This will let the rest of the batch see what a command did; it is true once the batch commits."""
        number = stream_id.int
        kept = self._kept[number]
        kept.version, kept.state = version, state
        self._changed[number] = stream_id
        self._kept.move_to_end(number)

    def forget(self) -> None:
        """This will forget everything: after a transaction that failed, nothing that it left here is true."""
        self._kept.clear()
        self._changed.clear()
        self._seen = -1

    def _begin(self, kept: Kept, room: Room) -> None:
        if kept.room is not room:
            kept.room, kept.state = room, room.initial

    def _is_current(self, id_: UUID) -> bool:
        kept = self._kept.get(id_.int)
        return kept is not None and kept.as_of == self._foreign_appends

    def _version(self, stream_id: UUID) -> int:
        kept = self._kept.get(stream_id.int)
        return kept.version if kept else 0
