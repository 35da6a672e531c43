"""What has to be met to see the parts of reviews, and follow-ups of recommendations, in one read model's rows.

It must not decide: the events tell the needs. Each need is a row of `<prefix>_needs`; a part without rows is for every
member of its case.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import LiteralString
from uuid import UUID, uuid5

from psycopg import sql

from domain.event import Recorded
from domain.followup.events import FollowUpEvent, FollowUpOpened
from domain.marking import rank
from domain.review.events import (
    AnnotationAdded,
    FindingRecorded,
    RecommendationAccepted,
    RecommendationDeclined,
    RecommendationMade,
)
from domain.review.vocabulary import EntryNeed
from projections.engine.memory import Batch, Memory
from projections.engine.read_model import Row, Table, Tables, array

__all__ = ["EntryNeeds", "part_of"]

_REMEMBERED = 50_000
"""Parts of which it stays known whether they need anything: some hundred bytes each."""

_COLUMNS = (
    "part", "number", "of_all", "case_id", "need_request", "need_item", "seen_by", "then_rank", "then_compartments",
    "then_red", "is_of_compartment",
)  # fmt: skip

_BEGINNING = (AnnotationAdded, FindingRecorded, RecommendationMade, FollowUpOpened)

_PART_OF: Mapping[type, Callable[[Recorded], UUID]] = {
    AnnotationAdded: attrgetter("event.annotation_id"),
    FindingRecorded: attrgetter("event.finding_id"),
    RecommendationMade: attrgetter("event.recommendation_id"),
    RecommendationAccepted: attrgetter("event.recommendation_id"),
    RecommendationDeclined: attrgetter("event.recommendation_id"),
    **dict.fromkeys(FollowUpEvent.__args__, attrgetter("envelope.aggregate_id")),
}
"""Events of parts -> which part they are of; a follow-up is one by itself."""

_OF_PARTS = frozenset(_PART_OF)


def part_of(stream_id: UUID, part_id: UUID) -> UUID:
    """This will name a part of a stream as no part of another is named, whatever ids people choose."""
    return uuid5(stream_id, part_id.hex)


class EntryNeeds:
    """The needs of one read model. prefix: of its table `<prefix>_needs`."""

    def __init__(self, prefix: LiteralString) -> None:
        self._known: Memory[UUID, bool] = Memory(_REMEMBERED)
        self._begun: list[Row] = []
        self._table = Table(prefix + "_needs", _COLUMNS, key=("part", "uuid"))
        # Which of the parts need anything.
        self._fetch = sql.SQL("SELECT DISTINCT part FROM {} WHERE part = ANY(%(parts)s)").format(
            sql.Identifier(prefix + "_needs")
        )

    def recall(self, batch: Batch, tables: Tables) -> None:
        """This will bring the parts of the batch's events into memory."""

        def fetch(missing: list[UUID]) -> Iterable[tuple[UUID, bool]]:
            return ((row[0], True) for row in tables.fetch(self._fetch, parts=missing))

        parts = map(_part, batch.of(_OF_PARTS))
        self._known.recall(parts, fetch)

    def take(self, recorded: Recorded) -> UUID | None:
        """This will return the part that an event is of, where not every member of the case may see it."""
        event, case_id = recorded.event, recorded.envelope.case_id
        if type(event) not in _PART_OF:
            return None
        part = _part(recorded)
        if isinstance(event, _BEGINNING) and event.needs and case_id is not None:
            self._begun.extend(_row(part, case_id, place, event.needs) for place in range(len(event.needs)))
            self._known.put(part, True)
        return part if self._known.get(part) else None

    def write(self, tables: Tables) -> None:
        """This will write the needs of the parts that began."""
        begun, self._begun = self._begun, []
        tables.append(self._table, begun)
        self._known.shrink()


def _part(recorded: Recorded) -> UUID:
    return part_of(recorded.envelope.aggregate_id, _PART_OF[type(recorded.event)](recorded))


def _row(part: UUID, case_id: UUID, place: int, needs: Sequence[EntryNeed]) -> Row:
    need = needs[place]
    return (
        str(part),
        place,
        len(needs),
        str(case_id),
        None if need.request_id is None else str(need.request_id),
        None if need.item_id is None else str(need.item_id),
        None if need.told is None else array(need.told),
        rank(need.classification),
        array(need.compartments),
        need.is_red,
        need.is_of_compartment,
    )
