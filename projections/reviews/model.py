"""Folds the reviews' events, and those of the follow-ups that grew out of their recommendations, into rows.

It must not look at the present: how old an open recommendation is, who asks derives from when it was made.
"""

from collections.abc import Iterable, Sequence
from importlib.resources import files
from uuid import UUID

from psycopg import sql

from domain.event import Recorded
from domain.followup.events import FollowUpEvent, FollowUpOpened, SourceKind
from domain.review.events import ReviewEvent, ReviewOpened
from projections import policies
from projections.engine.memory import Batch, Memory
from projections.engine.read_model import ReadModel, Row, Table, Tables
from projections.entry_needs import EntryNeeds
from projections.held_items import HeldItems
from projections.marked_requests import OF_MARKED, MarkedRequests
from projections.reviews.folded import Folded, begun, decode, take
from projections.reviews.written import TABLES, rows_of

__all__ = ["REVIEWS", "Reviews"]

_REMEMBERED = 1_000
"""Reviews that stay in memory: some hundred kilobytes each."""

_TASKS_REMEMBERED = 20_000
"""Follow-ups of recommendations of which it stays known whose they are."""

_FOLLOWUPS = Table("review_followups", ("followup_id", "review_id"), key=("followup_id", "uuid"))

# The reviews that are not in memory.
_FOLDED = sql.SQL("SELECT review_id, folded FROM reviews WHERE review_id = ANY(%(ids)s)")

# Out of which reviews follow-ups grew.
_GREW = sql.SQL("SELECT followup_id, review_id FROM review_followups WHERE followup_id = ANY(%(ids)s)")

_OF_REVIEW, _OF_FOLLOWUP = frozenset(ReviewEvent.__args__), frozenset(FollowUpEvent.__args__)
_TAKEN = _OF_REVIEW | _OF_FOLLOWUP


class Reviews:
    """The folding: remembers the reviews that it met last."""

    def __init__(self) -> None:
        self._folded: Memory[UUID, Folded] = Memory(_REMEMBERED)
        self._grew: Memory[UUID, UUID] = Memory(_TASKS_REMEMBERED)
        self._requests, self._items = MarkedRequests("review"), HeldItems("review")
        self._needs = EntryNeeds("review")
        self._changed: set[UUID] = set()

    def fold(self, batch: Batch, tables: Tables) -> None:
        """This will bring the reviews of the batch up to date."""
        self._requests.recall((), batch, tables)
        for recorded in batch.of(OF_MARKED):
            self._requests.take(recorded)
        self._items.fold(batch, tables)
        own = batch.of(_OF_REVIEW)
        tasks = batch.of(_OF_FOLLOWUP)
        self._recall(own, tasks, tables)
        self._needs.recall(batch, tables)
        self._changed.update(known_as for each in batch.of(_TAKEN) if (known_as := self._take(each)) is not None)

    def write(self, tables: Tables) -> None:
        """This will write the reviews that changed, and what their parts need."""
        for remembered in (self._requests, self._items, self._needs):
            remembered.write(tables)
        changed, self._changed = sorted(self._changed), set()
        known = {each: found for each in changed if (found := self._folded.get(each))}
        gone = [str(each) for each in self._folded.written(known)]
        written = [rows_of(each, found) for each, found in known.items()]
        for place, table in enumerate(TABLES):
            tables.replace(table, gone, [row for each in written for row in each[place]])
        self._folded.shrink()
        self._grew.shrink()

    def _recall(self, own: Sequence[Recorded], tasks: Sequence[Recorded], tables: Tables) -> None:
        begun_here = {each.envelope.aggregate_id: _review_of(each) for each in tasks if _review_of(each) is not None}
        self._grew.recall(
            {each.envelope.aggregate_id for each in tasks}, lambda missing: tables.fetch(_GREW, ids=missing)
        )
        grown = {self._grew.get(each.envelope.aggregate_id) for each in tasks} | set(begun_here.values())
        wanted = {each.envelope.aggregate_id for each in own} | grown

        def fetch(missing: list[UUID]) -> Iterable[tuple[UUID, Folded]]:
            return ((review_id, decode(folded)) for review_id, folded in tables.fetch(_FOLDED, ids=missing))

        self._folded.recall((each for each in wanted if each is not None), fetch)
        rows: list[Row] = [(str(followup_id), str(review_id)) for followup_id, review_id in begun_here.items()]
        tables.append(_FOLLOWUPS, rows)
        for followup_id, review_id in begun_here.items():
            if review_id is not None:
                self._grew.put(followup_id, review_id)

    def _take(self, recorded: Recorded) -> UUID | None:
        """This will take an event into its review, and name that; None for what is of no review."""
        stream, event = recorded.envelope.aggregate_id, recorded.event
        if type(event) is ReviewOpened:
            self._folded.put(stream, begun(event, recorded))
            return stream
        is_of_followup = type(event) in _OF_FOLLOWUP
        if not is_of_followup and type(event) not in _OF_REVIEW:
            return None
        review_id = self._grew.get(stream) if is_of_followup else stream
        folded = None if review_id is None else self._folded.get(review_id)
        if review_id is None or folded is None:
            return None
        need = None if is_of_followup else self._needs.take(recorded)
        self._folded.put(review_id, take(folded, recorded, need))
        return review_id


def _review_of(recorded: Recorded) -> UUID | None:
    """Out of whose recommendation a follow-up grows, with its first event."""
    event = recorded.event
    is_advised = type(event) is FollowUpOpened and event.source is SourceKind.RECOMMENDATION
    return event.review_id if is_advised and type(event) is FollowUpOpened else None


REVIEWS = ReadModel(
    name="reviews",
    version=3,
    definition=files(__package__).joinpath("table.sql").read_text(encoding="utf-8"),
    tables=(
        "reviews", "review_confirmations", "review_parts", "review_answers", "review_recommendations",
        "review_followups", "review_needs", "review_requests", "review_items", "review_holders",
    ),
    begin=Reviews,
    policies=policies.REVIEWS,
    views=policies.REVIEW_VIEWS,
)  # fmt: skip
