"""What has to be met to see the parts of reviews, and follow-ups of recommendations, in one read model's rows.

It must not decide: the events tell the needs. Each need is a row of `<prefix>_needs`; a part without rows is for every
member of its case.
"""

from collections.abc import Iterable, Sequence
from typing import LiteralString
from uuid import UUID, uuid5

from psycopg import sql

from domain.event import Event, Recorded
from domain.followup.events import FollowUpOpened
from domain.marking import rank
from domain.review.events import (
    AnnotationAdded,
    FindingRecorded,
    RecommendationAccepted,
    RecommendationDeclined,
    RecommendationMade,
)
from domain.review.vocabulary import EntryNeed
from projections.engine.memory import Memory
from projections.engine.read_model import Row, Table, Tables, array

__all__ = ["EntryNeeds", "part_of"]

_REMEMBERED = 50_000
"""Parts of which it stays known whether they need anything: some hundred bytes each."""

_COLUMNS = (
    "part", "number", "of_all", "case_id", "need_request", "need_item", "seen_by", "then_rank", "then_compartments",
    "then_red", "is_of_compartment",
)  # fmt: skip

_Beginning = AnnotationAdded | FindingRecorded | RecommendationMade | FollowUpOpened


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

    def recall(self, batch: Sequence[Recorded], tables: Tables) -> None:
        """This will bring the parts of the batch's events into memory."""

        def fetch(missing: list[UUID]) -> Iterable[tuple[UUID, bool]]:
            return ((row[0], True) for row in tables.fetch(self._fetch, parts=missing))

        parts = (_part(each.event, each.envelope.aggregate_id) for each in batch)
        self._known.recall((part for part in parts if part), fetch)

    def take(self, recorded: Recorded) -> UUID | None:
        """This will return the part that an event is of, where not every member of the case may see it."""
        event, envelope = recorded.event, recorded.envelope
        part = _part(event, envelope.aggregate_id)
        if part is not None and isinstance(event, _Beginning) and event.needs and envelope.case_id is not None:
            rows = [_row(part, envelope.case_id, place, event.needs) for place in range(len(event.needs))]
            self._begun.extend(rows)
            self._known.put(part, True)
        return part if part is not None and self._known.get(part) else None

    def write(self, tables: Tables) -> None:
        """This will write the needs of the parts that began."""
        begun, self._begun = self._begun, []
        tables.append(self._table, begun)
        self._known.shrink()


def _part(event: Event, stream_id: UUID) -> UUID | None:
    match event:
        case AnnotationAdded():
            return part_of(stream_id, event.annotation_id)
        case FindingRecorded():
            return part_of(stream_id, event.finding_id)
        case RecommendationMade() | RecommendationAccepted() | RecommendationDeclined():
            return part_of(stream_id, event.recommendation_id)
    return part_of(stream_id, stream_id) if event.TOPIC.startswith("followup.") else None


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
