"""Folds the shared items' events into the register: an item, who may see it, who has it, and what is still owed.

It must not look at the present: queries say what has stood for too long.
"""

from collections.abc import Iterable
from importlib.resources import files
from uuid import UUID

from psycopg import sql

from domain.item.events import ItemEvent
from projections.engine.memory import Batch, Memory
from projections.engine.read_model import ReadModel, Row, Tables
from projections.items.changes import take
from projections.items.folded import Folded, begun, decode
from projections.items.policies import POLICIES
from projections.items.written import TABLES, rows_of

__all__ = ["ITEMS", "Items"]

_REMEMBERED = 5_000
"""Items that stay in memory: some kilobytes each."""

# The items that are not in memory.
_FOLDED = sql.SQL("SELECT item_id, folded FROM item_states WHERE item_id = ANY(%(ids)s)")

_OF_ITEM = frozenset(ItemEvent.__args__)


class Items:
    """The folding: remembers the items it met last."""

    def __init__(self) -> None:
        self._folded: Memory[UUID, Folded] = Memory(_REMEMBERED)
        self._changed: set[UUID] = set()

    def fold(self, batch: Batch, tables: Tables) -> None:
        """This will bring the items of the batch up to date."""
        own = batch.of(_OF_ITEM)
        touched = dict.fromkeys(each.envelope.aggregate_id for each in own)
        self._recall(touched, tables)
        for recorded in own:
            item_id = recorded.envelope.aggregate_id
            folded = self._folded.get(item_id) or begun(recorded)
            take(folded, recorded)
            self._folded.put(item_id, folded)
        self._changed.update(touched)

    def write(self, tables: Tables) -> None:
        """This will write the items that changed, with all that hangs on them."""
        changed, self._changed = sorted(self._changed), set()
        known = {each: found for each in changed if (found := self._folded.get(each))}
        gone = [str(each) for each in self._folded.written(known)]
        written = [rows_of(folded) for folded in known.values()]
        for place, table in enumerate(TABLES):
            rows: list[Row] = [row for each in written for row in each[place]]
            tables.replace(table, gone, rows)
        self._folded.shrink()

    def _recall(self, ids: Iterable[UUID], tables: Tables) -> None:
        def fetch(missing: list[UUID]) -> Iterable[tuple[UUID, Folded]]:
            return ((item_id, decode(folded)) for item_id, folded in tables.fetch(_FOLDED, ids=missing))

        self._folded.recall(ids, fetch)


ITEMS = ReadModel(
    name="items",
    version=7,
    definition=files(__package__).joinpath("table.sql").read_text(encoding="utf-8"),
    tables=(
        "items", "item_states", "item_holders", "item_copies", "item_passings", "item_evaluations", "item_restrictions",
        "item_obligations", "item_consents",
    ),
    begin=Items,
    policies=POLICIES,
)  # fmt: skip
