"""Folds who may see the entries of a timeline, without the entries: the requests and items that they rest on.

It must not know entries, nor remember anything between batches: a past is folded in one.
"""

from projections.engine.memory import Batch
from projections.engine.read_model import Tables
from projections.held_items import HeldItems
from projections.timeline.requests import Requests

__all__ = ["Seeing"]

_REMEMBERED = 50_000
"""As the timeline remembers."""


class Seeing:
    """The folding of `timeline_requests` and `timeline_holders` alone."""

    def __init__(self) -> None:
        self._requests = Requests(_REMEMBERED)
        self._items = HeldItems("timeline")

    def fold(self, batch: Batch, tables: Tables) -> None:
        """This will follow the parties of requests, and the holders of items."""
        self._requests.recall(batch, tables)
        for each in batch:
            self._requests.follow(each)
        self._items.fold(batch, tables)

    def write(self, tables: Tables) -> None:
        """This will write both."""
        self._requests.write(tables)
        self._items.write(tables)
