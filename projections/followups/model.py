"""Folds the follow-ups' events into one row per follow-up.

It must not look at the present: queries say whether a follow-up is overdue.
"""

from collections.abc import Iterable
from importlib.resources import files
from uuid import UUID

from psycopg import sql

from domain.event import Recorded
from domain.followup.events import FollowUpEvent, FollowUpOpened, SourceKind
from projections import policies
from projections.engine.memory import Batch, Memory
from projections.engine.read_model import ReadModel, Row, Table, Tables, moment
from projections.entry_needs import EntryNeeds
from projections.followups.folded import Folded, begun, decode, encode, take
from projections.held_items import HeldItems
from projections.marked_requests import OF_MARKED, MarkedRequests

__all__ = ["FOLLOWUPS", "FollowUps"]

_REMEMBERED = 20_000
"""Follow-ups that stay in memory: about one kilobyte each."""

_TABLE = Table(
    "followups",
    (
        "followup_id", "investigation_id", "stage", "is_outstanding", "source", "source_ref", "task",
        "opened_by_agency_id", "opened_by", "assigned_agency_id", "assigned_unit_id", "due_at", "due_reason",
        "progress_notes", "last_progress", "result", "cancellation_reason", "is_erased", "opened_at", "updated_at",
        "version", "position", "sort_due", "need_request", "need_item",
        "need_part", "folded",
    ),
    key=("followup_id", "uuid"),
)  # fmt: skip

# The follow-ups that are not in memory.
_FOLDED = sql.SQL("SELECT followup_id, folded FROM followups WHERE followup_id = ANY(%(ids)s)")

_OF_FOLLOWUP = frozenset(FollowUpEvent.__args__)
_TAKEN = _OF_FOLLOWUP | OF_MARKED


class FollowUps:
    """The folding: remembers the follow-ups it met last."""

    def __init__(self) -> None:
        self._folded: Memory[UUID, Folded] = Memory(_REMEMBERED)
        self._requests = MarkedRequests("followup")
        self._items = HeldItems("followup")
        self._needs = EntryNeeds("followup")
        self._changed: set[UUID] = set()

    def fold(self, batch: Batch, tables: Tables) -> None:
        """This will bring the follow-ups of the batch up to date."""
        own = batch.of(_OF_FOLLOWUP)
        touched = dict.fromkeys(each.envelope.aggregate_id for each in own)
        self._recall(touched, tables)
        self._requests.recall(_sources(own), batch, tables)
        self._items.fold(batch, tables)
        self._needs.recall(batch, tables)
        for recorded in batch.of(_TAKEN):
            self._take(recorded)
        self._changed.update(touched)

    def write(self, tables: Tables) -> None:
        """This will write the follow-ups that changed, and what they grew out of."""
        for remembered in (self._requests, self._items, self._needs):
            remembered.write(tables)
        changed, self._changed = sorted(self._changed), set()
        known = {each: found for each in changed if (found := self._folded.get(each))}
        gone = [str(each) for each in self._folded.written(known)]
        tables.replace(_TABLE, gone, [_row(str(each), found) for each, found in known.items()])
        self._folded.shrink()

    def _take(self, recorded: Recorded) -> None:
        self._requests.take(recorded)
        if type(recorded.event) not in _OF_FOLLOWUP:
            return
        followup_id, part = recorded.envelope.aggregate_id, self._needs.take(recorded)
        folded = take(self._folded.get(followup_id) or begun(recorded), recorded)
        if type(recorded.event) is FollowUpOpened:
            self._trace(folded, recorded.event)
            folded.need_part = part
        self._folded.put(followup_id, folded)

    def _trace(self, folded: Folded, event: FollowUpOpened) -> None:
        """This will note what a follow-up grew out of, where not every member may see that."""
        if event.source is SourceKind.SHARED_ITEM:
            folded.need_item = event.source_id
        elif event.source is SourceKind.REQUEST and event.source_id and self._requests.has(event.source_id):
            folded.need_request = event.source_id

    def _recall(self, ids: Iterable[UUID], tables: Tables) -> None:
        def fetch(missing: list[UUID]) -> Iterable[tuple[UUID, Folded]]:
            return ((followup_id, decode(folded)) for followup_id, folded in tables.fetch(_FOLDED, ids=missing))

        self._folded.recall(ids, fetch)


def _sources(own: Iterable[Recorded]) -> Iterable[UUID]:
    return (each.event.source_id for each in own if type(each.event) is FollowUpOpened and each.event.source_id)


def _id(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def _row(followup_id: str, folded: Folded) -> Row:
    followup = folded.followup
    due_at = moment(followup.due_utc)
    return (
        followup_id,
        str(followup.investigation_id),
        followup.stage.value,
        folded.is_outstanding,
        followup.source.value,
        followup.source_ref,
        folded.task,
        followup.opened_by_agency_id,
        followup.opened_by,
        followup.assigned_agency_id,
        followup.assigned_unit_id,
        due_at,
        folded.due_reason,
        folded.progress_notes,
        folded.last_progress,
        folded.result,
        folded.cancellation_reason,
        followup.is_erased,
        moment(folded.opened_at),
        moment(folded.updated_at),
        folded.version,
        folded.position,
        (folded.is_outstanding and due_at) or "infinity",
        _id(folded.need_request),
        _id(folded.need_item),
        _id(folded.need_part),
        encode(folded),
    )


FOLLOWUPS = ReadModel(
    name="followups",
    version=12,
    definition=files(__package__).joinpath("table.sql").read_text(encoding="utf-8"),
    tables=("followups", "followup_requests", "followup_items", "followup_holders", "followup_needs"),
    begin=FollowUps,
    policies=policies.FOLLOWUPS,
    views=policies.FOLLOWUP_VIEWS,
)
