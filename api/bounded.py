"""Keeps what was used last, up to a weight of all together; what was used longest ago goes first.

It must not know what is kept.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

__all__ = ["Bounded"]

K = TypeVar("K")
V = TypeVar("V")


def _one(_value: object) -> int:
    return 1


class Bounded(Generic[K, V]):
    """One store. most: of the weights of all values; weight: of a value, each counts as one where it is left out."""

    def __init__(self, most: int, weight: Callable[[V], int] = _one) -> None:
        self._most, self._weight_of = most, weight
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._weight = 0

    @property
    def weight(self) -> int:
        """Of all that is kept."""
        return self._weight

    def get(self, key: K) -> V | None:
        """This will return a value that is kept."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: K, value: V) -> V:
        """This will keep a value in place of an earlier one, and return it; one that is too heavy is not kept."""
        self._forget(self._kept.pop(key, None))
        if self._weight_of(value) > self._most:
            return value
        self._kept[key] = value
        self._weight += self._weight_of(value)
        while self._weight > self._most:
            self._forget(self._kept.popitem(last=False)[1])
        return value

    def _forget(self, gone: V | None) -> None:
        if gone is not None:
            self._weight -= self._weight_of(gone)
