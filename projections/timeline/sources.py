"""What follow-ups grew out of, where not every member of the investigation sees that.

It must not know entries.
"""

from collections.abc import Iterable
from typing import NamedTuple

from psycopg import sql

from domain.event import Recorded
from domain.followup.events import FollowUpEvent, FollowUpOpened, SourceKind
from projections.engine.memory import Batch, Memory
from projections.engine.read_model import Row, Table, Tables, id_of

__all__ = ["Source", "Sources"]

_FOLLOWUPS = Table("timeline_followups", ("followup_id", "need_request", "need_item"), key=("followup_id", "uuid"))

_OF_FOLLOWUP = frozenset(FollowUpEvent.__args__)

# What follow-ups that are not in memory grew out of.
_FETCH = sql.SQL("""
SELECT followup_id, need_request, need_item FROM timeline_followups WHERE followup_id = ANY(%(ids)s)
""")


class Source(NamedTuple):
    """The ids of the request and of the item that a follow-up grew out of, where not every member sees them."""

    request: str | None
    item: str | None


class Sources:
    """The sources of the follow-ups that were met last, by the number that their id is."""

    def __init__(self, capacity: int) -> None:
        self._sources: Memory[int, Source] = Memory(capacity)
        self._begun: set[int] = set()

    def recall(self, batch: Batch, tables: Tables) -> None:
        """This will bring those of the batch's follow-ups into memory."""

        def fetch(missing: list[int]) -> Iterable[tuple[int, Source]]:
            rows = tables.fetch(_FETCH, ids=list(map(id_of, missing)))
            return ((row[0].int, Source(*(each.hex if each else None for each in row[1:]))) for row in rows)

        followups = {each.int for each in batch.streams(_OF_FOLLOWUP)}
        self._sources.recall(followups, fetch)

    def of(self, recorded: Recorded, *, is_open: bool) -> Source | None:
        """This will find what a follow-up grew out of. is_open: every member sees the request that it begins with."""
        event, followup_id = recorded.event, recorded.envelope.aggregate_id.int
        if type(event) is FollowUpOpened and event.source_id is not None:
            if event.source is SourceKind.SHARED_ITEM:
                self._put(followup_id, Source(None, id_of(event.source_id.int)))
            elif not is_open:
                self._put(followup_id, Source(id_of(event.source_id.int), None))
        return self._sources.get(followup_id)

    def write(self, tables: Tables) -> None:
        """This will write those that began."""
        begun, self._begun = self._begun, set()
        known = [(each, source) for each in sorted(begun) if (source := self._sources.get(each))]
        rows: list[Row] = [(id_of(each), *source) for each, source in known]
        tables.replace(_FOLLOWUPS, map(id_of, self._sources.written(begun)), rows)
        self._sources.shrink()

    def _put(self, followup_id: int, source: Source) -> None:
        self._sources.put(followup_id, source)
        self._begun.add(followup_id)
