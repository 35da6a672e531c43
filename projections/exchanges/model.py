"""Folds what partners give, ask, owe and recommend beside requests, as known and as it was.

It must not look at the present: whether something is due, or how old it is, queries compare.
"""

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from uuid import UUID

from msgspec.json import Decoder, Encoder
from msgspec.structs import replace
from psycopg import sql

from domain.event import Recorded
from domain.followup.events import FollowUpEvent, FollowUpOpened, FollowUpVerified, SourceKind
from domain.item.events import ItemEvent, ItemRegistered
from domain.review.events import RecommendationMade, ReviewEvent, ReviewOpened
from projections import policies
from projections.engine.memory import Batch, Memory
from projections.engine.read_model import ReadModel, Row, Table, Tables
from projections.entry_needs import EntryNeeds
from projections.exchanges.course import VERIFIED_TASK, Course
from projections.exchanges.steps import Step, step_of
from projections.exchanges.written import TABLE, rows_of
from projections.held_items import HeldItems
from projections.marked_requests import OF_MARKED, MarkedRequests

__all__ = ["EXCHANGES", "Exchanges"]

_REMEMBERED = 20_000
"""Items, follow-ups and reviews that stay in memory: about two kilobytes each."""

_COURSES = Table("exchange_courses", ("stream_id", "folded"), key=("stream_id", "uuid"))

# The courses that are not in memory.
_FOLDED = sql.SQL("SELECT stream_id, folded FROM exchange_courses WHERE stream_id = ANY(%(ids)s)")

_OWN = frozenset((*ItemEvent.__args__, *FollowUpEvent.__args__, *ReviewEvent.__args__))
_TAKEN = _OWN | OF_MARKED

_decode = Decoder(Course).decode
_encode = Encoder().encode


class Exchanges:
    """The folding: remembers the courses it met last."""

    def __init__(self) -> None:
        self._courses: Memory[UUID, Course] = Memory(_REMEMBERED)
        self._requests, self._items = MarkedRequests("exchange"), HeldItems("exchange")
        self._needs = EntryNeeds("exchange")
        self._changed: set[UUID] = set()

    def fold(self, batch: Batch, tables: Tables) -> None:
        """This will bring the courses of the batch up to date."""
        own = batch.of(_OWN)
        opened = [each.event for each in own if type(each.event) is FollowUpOpened]
        self._requests.recall((each.source_id for each in opened if each.source_id), batch, tables)
        self._items.fold(batch, tables)
        self._recall(own, tables)
        for recorded in batch.of(_TAKEN):
            self._requests.take(recorded)
            if type(recorded.event) in _OWN:
                self._changed.update(self._take(recorded))

    def write(self, tables: Tables) -> None:
        """This will write the courses that changed, and what they need."""
        for remembered in (self._requests, self._items, self._needs):
            remembered.write(tables)
        touched, self._changed = sorted(self._changed), set()
        known = [(each, course) for each in touched if (course := self._courses.get(each))]
        gone = [str(each) for each in self._courses.written(touched)]
        courses: list[Row] = [(str(each), _encode(course).decode()) for each, course in known]
        tables.replace(_COURSES, gone, courses)
        tables.replace(TABLE, gone, [row for each, course in known for row in rows_of(str(each), course)])
        self._courses.shrink()

    def _recall(self, own: Sequence[Recorded], tables: Tables) -> None:
        """Of a follow-up that grew out of a recommendation, the review as well."""

        def fetch(missing: list[UUID]) -> Iterable[tuple[UUID, Course]]:
            return ((stream, _decode(folded)) for stream, folded in tables.fetch(_FOLDED, ids=missing))

        streams = {each.envelope.aggregate_id for each in own}
        self._courses.recall(streams, fetch)
        opened = (each.event.review_id for each in own if type(each.event) is FollowUpOpened)
        known = (course.review_id for stream in streams if (course := self._courses.get(stream)))
        self._courses.recall((each for each in {*opened, *known} if each is not None), fetch)

    def _take(self, recorded: Recorded) -> Iterator[UUID]:
        """This will take an event into its course, and name the streams that it changed."""
        stream = recorded.envelope.aggregate_id
        part = self._needs.take(recorded) if isinstance(recorded.event, FollowUpOpened | RecommendationMade) else None
        step, course = step_of(recorded, part), self._courses.get(stream) or self._begun(recorded)
        if step is None or course is None:
            return
        course.steps.append(step)
        self._courses.put(stream, course)
        yield stream
        review = self._courses.get(course.review_id) if course.review_id is not None else None
        if type(recorded.event) is FollowUpVerified and course.review_id is not None and review is not None:
            review.steps.append(_verified(course, step))
            yield course.review_id

    def _begun(self, recorded: Recorded) -> Course | None:
        event = recorded.event
        match event:
            case ItemRegistered():
                return Course(
                    investigation_id=event.investigation_id, owner=event.originator_agency_id,
                    crime_area=event.crime_area, need_item=event.item_id,
                )  # fmt: skip
            case FollowUpOpened():
                return self._followup(event)
            case ReviewOpened():
                return Course(investigation_id=event.investigation_id)
        return None

    def _followup(self, event: FollowUpOpened) -> Course:
        source, is_advised = event.source_id, event.source is SourceKind.RECOMMENDATION
        is_marked = event.source is SourceKind.REQUEST and source is not None and self._requests.has(source)
        return Course(
            investigation_id=event.investigation_id,
            need_request=source if is_marked else None,
            need_item=source if event.source is SourceKind.SHARED_ITEM else None,
            review_id=event.review_id if is_advised else None,
            recommendation=source.hex if is_advised and source is not None else "",
        )


def _verified(course: Course, step: Step) -> Step:
    """The step of the review: for the agency that did the work, once it had been opened and given to it."""
    given = [each for each in course.steps if each.kind == "FollowUpAssigned"][-1:]
    at = max(each.at for each in (course.steps[0], *given, step))
    agencies = given[0].agencies if given else ()
    return replace(step, kind=VERIFIED_TASK, known_as=course.recommendation, at=at, agencies=agencies)


EXCHANGES = ReadModel(
    name="exchanges",
    version=4,
    definition=files(__package__).joinpath("table.sql").read_text(encoding="utf-8"),
    tables=(
        "exchanges", "exchange_courses", "exchange_requests", "exchange_items", "exchange_holders", "exchange_needs",
    ),
    begin=Exchanges,
    policies=policies.EXCHANGES,
    views=policies.EXCHANGE_VIEWS,
)  # fmt: skip
