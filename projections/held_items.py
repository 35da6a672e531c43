"""Shared items as a read model beside the register follows them: who may see them, row by row, and how they stand.

It must not keep anything of an item but what its holders' rows follow from; those rows are of projections/holding.py.
"""

from collections.abc import Iterable
from typing import LiteralString
from uuid import UUID

import msgspec
from psycopg import sql

from domain.event import Recorded
from domain.item.events import ItemEvent
from domain.item.evolution import evolve
from domain.item.state import SharedItem
from projections.engine.memory import Batch, Memory
from projections.engine.read_model import Row, Table, Tables
from projections.holding import holder_rows, holders_table, stored, without_digests

__all__ = ["HeldItems"]

_REMEMBERED = 10_000
"""Items that stay in memory: about two kilobytes each."""

_OF_ITEM = frozenset(ItemEvent.__args__)

_decode = msgspec.json.Decoder(SharedItem).decode


class HeldItems:
    """The items of one read model. prefix: of its tables `<prefix>_items` and `<prefix>_holders`."""

    def __init__(self, prefix: LiteralString) -> None:
        self._items: Memory[UUID, SharedItem] = Memory(_REMEMBERED)
        self._changed: set[UUID] = set()
        self._states = Table(prefix + "_items", ("item_id", "folded"), key=("item_id", "uuid"))
        self._holders = holders_table(prefix + "_holders")
        # The items that are not in memory.
        self._fetch = sql.SQL("SELECT item_id, folded FROM {} WHERE item_id = ANY(%(ids)s)").format(
            sql.Identifier(prefix + "_items")
        )

    def recall(self, batch: Batch, tables: Tables) -> None:
        """This will bring the items of the batch into memory."""

        def fetch(missing: list[UUID]) -> Iterable[tuple[UUID, SharedItem]]:
            return ((item_id, _decode(folded)) for item_id, folded in tables.fetch(self._fetch, ids=missing))

        self._items.recall((each.envelope.aggregate_id for each in batch.of(_OF_ITEM)), fetch)

    def take(self, recorded: Recorded) -> tuple[SharedItem, SharedItem]:
        """This will take an event into its item, and return how it stood before and stands after."""
        item_id = recorded.envelope.aggregate_id
        before = self._items.get(item_id) or SharedItem()
        after = without_digests(evolve(before, recorded))
        self._items.put(item_id, after)
        self._changed.add(item_id)
        return before, after

    def fold(self, batch: Batch, tables: Tables) -> None:
        """This will take all events of a batch."""
        self.recall(batch, tables)
        for each in batch.of(_OF_ITEM):
            self.take(each)

    def write(self, tables: Tables) -> None:
        """This will write the items that changed, and who may see them now."""
        changed, self._changed = sorted(self._changed), set()
        items = [(item_id, item) for item_id in changed if (item := self._items.get(item_id))]
        gone = [str(each) for each in self._items.written(changed)]
        rows: list[Row] = [(str(item_id), stored(item)) for item_id, item in items]
        tables.replace(self._states, gone, rows)
        tables.replace(self._holders, gone, [row for _, item in items for row in holder_rows(item)])
        self._items.shrink()
