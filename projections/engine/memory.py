"""Python's memory between batches: what a folding wrote last, and the cycle collector held back.

A memory must not be trusted after a rollback: the engine throws the folding away, and its memory with it. The collector
must not be left off: batches hold no cycles, but what runs between them may make some.
"""

import gc
from collections import OrderedDict
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar
from uuid import UUID

from domain.event import Recorded

__all__ = ["Memory", "by_stream", "unhurried_collector"]

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


def by_stream(batch: Iterable[Recorded], kinds: Container[type]) -> dict[UUID, list[Recorded]]:
    """This will gather the events of these types by what they are of, so that each is looked up once in a batch."""
    found: dict[int, list[Recorded]] = {}  # an int is hashed several times faster than a UUID
    for each in batch:
        if type(each.event) in kinds:
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
