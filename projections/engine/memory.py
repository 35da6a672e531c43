"""Python's memory: a batch, what a folding wrote last between batches, and the cycle collector held back.

A memory must not be trusted after a rollback: the engine throws the folding away, and its memory with it. The collector
must not be left off: batches hold no cycles, but what runs between them may make some.
"""

import gc
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Generic, TypeVar
from uuid import UUID

from domain.event import Recorded

__all__ = ["Batch", "Memory", "unhurried_collector"]

K = TypeVar("K")
V = TypeVar("V")


class Memory(Generic[K, V]):
    """Values by key; `capacity` of them stay between batches, the most recently used ones."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._values: OrderedDict[K, V] = OrderedDict()
        self.stored: set[K] = set()

    def recall(self, keys: Iterable[K], fetch: Callable[[list[K]], Iterable[tuple[K, V]]]) -> None:
        """This will bring every key that has a stored value into memory, fetching all missing ones at once."""
        missing = list({key for key in keys if key not in self._values})
        if missing:
            for key, value in fetch(missing):
                self._values[key] = value
                self.stored.add(key)

    def get(self, key: K) -> V | None:
        """This will return a value, and remember it as recently used; None where nothing was stored or put."""
        value = self._values.get(key)
        if value is not None:
            self._values.move_to_end(key)
        return value

    def put(self, key: K, value: V) -> None:
        """This will keep a value as the most recent one."""
        self._values[key] = value
        self._values.move_to_end(key)

    def written(self, keys: Iterable[K]) -> list[K]:
        """This will note that keys were written, and return those of them that had a row before."""
        touched = list(keys)
        before = [key for key in touched if key in self.stored]
        self.stored.update(touched)
        return before

    def shrink(self) -> None:
        """This will forget the least recently used values beyond the capacity, at the end of a batch."""
        while len(self._values) > self._capacity:
            key, _ = self._values.popitem(last=False)
            self.stored.discard(key)


class Batch(list[Recorded]):
    """Events in the order of the log. What several read models look for among them is looked for once.

    It is shared, also between threads, and must not change after it was made.
    """

    def __init__(self, events: Sequence[Recorded]) -> None:
        super().__init__(events)
        self._of: dict[frozenset[type], Sequence[Recorded]] = {}
        self._streams: dict[frozenset[type], Mapping[UUID, Sequence[Recorded]]] = {}

    def after(self, position: int) -> "Batch":
        """This will return those behind a position: itself, where that are all of them."""
        begins = position - self[0].position + 1 if self else 0
        return Batch(self[begins:]) if begins > 0 else self

    def of(self, kinds: frozenset[type]) -> Sequence[Recorded]:
        """This will return the events of some types, in order."""
        found = self._of.get(kinds)
        if found is None:
            self._of[kinds] = found = [each for each in self if type(each.event) in kinds]
        return found

    def streams(self, kinds: frozenset[type]) -> Mapping[UUID, Sequence[Recorded]]:
        """This will return the same by what they are of, so that each is looked up once in a batch."""
        found = self._streams.get(kinds)
        if found is None:
            self._streams[kinds] = found = _by_stream(self.of(kinds))
        return found


def _by_stream(events: Sequence[Recorded]) -> Mapping[UUID, Sequence[Recorded]]:
    found: dict[int, list[Recorded]] = {}  # an int is hashed several times faster than a UUID
    for each in events:
        found.setdefault(each.envelope.aggregate_id.int, []).append(each)
    return {events[0].envelope.aggregate_id: events for events in found.values()}


@contextmanager
def unhurried_collector() -> Iterator[None]:
    """This will hold the cycle collector back; measured, it takes more time than decoding the events does."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
