"""Folds the requests' events into cycles, as they stand, as they stood, and as it was.

It must not look at the present: rows say until when something is due, queries say whether that has passed.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from importlib.resources import files
from uuid import UUID

from msgspec.json import Decoder, Encoder
from psycopg import sql

from domain.event import Recorded
from domain.request.events import RequestEvent, RequestSent
from domain.request.timekeeping import note
from projections.cooperation import policies
from projections.cooperation.course import Course, Kept, asked_of
from projections.cooperation.steps import step_of
from projections.cooperation.written import AS_IT_WAS, CYCLES, PAST, as_it_was_rows, cycle_row, text_of
from projections.engine.memory import Batch, Memory
from projections.engine.read_model import ReadModel, Row, Table, Tables

__all__ = ["COOPERATION", "Cooperation"]

_REMEMBERED = 20_000
"""Requests that stay in memory: about five kilobytes each."""

_COURSES = Table("cooperation_courses", ("request_id", "folded"), key=("request_id", "uuid"))

# The courses that are not in memory.
_FOLDED = sql.SQL("SELECT request_id, folded FROM cooperation_courses WHERE request_id = ANY(%(ids)s)")

_OF_REQUEST = frozenset(RequestEvent.__args__)

_decode = Decoder(Kept).decode
_encode = Encoder().encode


class _Standing:
    """A request in memory, with its cycles as they were written last: cycle -> row."""

    def __init__(self, request_id: UUID, kept: Kept) -> None:
        self.request_id, self.course = str(request_id), Course(kept)
        self.rows = {number: self._row(number) for number in self.course.cycles}

    def _row(self, number: int) -> Row:
        return cycle_row(self.request_id, self.course, number)

    def take(self, events: Iterable[Recorded]) -> Iterator[Row]:
        """This will take events, and tell how the cycles that they changed stood before."""
        kept = self.course.kept
        for recorded in events:
            step = step_of(recorded)
            if step is None:
                continue
            if type(recorded.event) is RequestSent:
                kept.asked = asked_of(recorded.event)
            for number in self.course.take(step, note(kept.facts, recorded)):
                if number in self.course.cycles:
                    yield from self._superseded(number, recorded.position, step.at)

    def _superseded(self, number: int, position: int, at: datetime) -> Iterable[Row]:
        row, before, versions = self._row(number), self.rows.get(number), self.course.kept.versions
        if row == before:
            return ()
        self.rows[number] = row
        since, versions[number] = versions.get(number), (position, at)
        if before is None or since is None:
            return ()
        return [(*before, since[0], text_of(since[1]), position, text_of(at))]

    def written(self) -> Iterable[Row]:
        """This will write its cycles as they stand."""
        versions = self.course.kept.versions
        return [(*row, versions[number][0], text_of(versions[number][1])) for number, row in self.rows.items()]


class Cooperation:
    """The folding: remembers the requests it met last."""

    def __init__(self) -> None:
        self._standing: Memory[UUID, _Standing] = Memory(_REMEMBERED)
        self._changed: set[UUID] = set()

    def fold(self, batch: Batch, tables: Tables) -> None:
        """This will bring the cycles of the batch up to date, and append how they stood before."""
        touched = batch.streams(_OF_REQUEST)
        self._recall(touched, tables)
        past = [row for request_id, each in touched.items() for row in self._of(request_id).take(each)]
        tables.append(PAST, past)
        self._changed.update(touched)

    def write(self, tables: Tables) -> None:
        """This will write the requests that changed, with their cycles as they stand."""
        touched, self._changed = sorted(self._changed), set()
        gone = [str(each) for each in self._standing.written(touched)]
        known = [(each, found) for each in touched if (found := self._standing.get(each))]
        courses: list[Row] = [(str(each), _encode(found.course.kept).decode()) for each, found in known]
        reordered = [(each, found.course) for each, found in known if found.course.kept.is_reordered]
        tables.replace(_COURSES, gone, courses)
        tables.replace(CYCLES, gone, [row for _, found in known for row in found.written()])
        tables.replace(
            AS_IT_WAS, gone, [row for each, course in reordered for row in as_it_was_rows(str(each), course)]
        )
        self._standing.shrink()

    def _of(self, request_id: UUID) -> _Standing:
        standing = self._standing.get(request_id)
        if standing is None:
            standing = _Standing(request_id, Kept())
            self._standing.put(request_id, standing)
        return standing

    def _recall(self, ids: Iterable[UUID], tables: Tables) -> None:
        def fetch(missing: list[UUID]) -> Iterable[tuple[UUID, _Standing]]:
            found = tables.fetch(_FOLDED, ids=missing)
            return ((request_id, _Standing(request_id, _decode(folded))) for request_id, folded in found)

        self._standing.recall(ids, fetch)


COOPERATION = ReadModel(
    name="cooperation",
    version=3,
    definition=files(__package__).joinpath("table.sql").read_text(encoding="utf-8"),
    indexes=files(__package__).joinpath("indexes.sql").read_text(encoding="utf-8"),
    tables=("cooperation_cycles", "cooperation_past", "cooperation_as_it_was", "cooperation_courses"),
    begin=Cooperation,
    policies=policies.COOPERATION,
)
