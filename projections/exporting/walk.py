"""Goes through an export twice: first to find out what will leave, then to write it.

It must not let anything leave that was not found the first time, nor go on once a case is not for the viewer any more.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import NamedTuple
from uuid import UUID

from domain.marking import Marking
from domain.refusal import InvalidInput, NotFound
from projections.board.rows import RequestRow
from projections.exporting.order import ExportOrder, Part
from projections.exporting.sources import Case, Pages, Row, Source
from projections.exporting.survey import Survey
from projections.timeline.rows import EntryRow

__all__ = ["ExportCut", "ExportTooLarge", "Told", "Walk", "surveyed"]

THINGS = (Part.INVESTIGATIONS, Part.REQUESTS, Part.ITEMS, Part.FOLLOW_UPS)
"""In the order in which their markings follow from one another; what is told of them comes last."""


class ExportCut(Exception):  # named for what it says of the export
    """The export may not go on: its case is not for this person any more."""


class ExportTooLarge(InvalidInput):
    """The export has more rows than one may have."""

    def __init__(self, largest: int) -> None:
        accepted = "one case, one list as CSV, a lower ceiling, or an export by the operator, which has no limit"
        super().__init__(field="case", rule=f"the export would have more than {largest} rows", accepted=accepted)


class Told(NamedTuple):
    """A row that leaves, and its marking."""

    row: Row
    marking: Marking


class Walk:
    """The second way, which writes. survey: what the first one found."""

    def __init__(self, source: Source, order: ExportOrder, survey: Survey) -> None:
        self.order, self.survey = order, survey
        self._source = source
        self._left: dict[Part, int] = {}

    @property
    def rows(self) -> int:
        """How many rows were written until now."""
        return sum(self._left.values())

    async def cases(self) -> AsyncGenerator[Case]:
        """This will return each case as it stands now. Raises ExportCut where one of them cannot be seen any more."""
        for case_id in self.survey.cases:
            case = await self._source.case(case_id)
            if case is None:
                raise ExportCut
            yield case

    def of(self, part: Part, case: Case) -> AsyncGenerator[list[Told]]:
        """This will return what leaves of a part of a case, in pages; nothing of a part that does not."""
        return self._left_of(part, case, _pages(self._source, part, case))

    def of_request(self, case: Case, request_id: UUID) -> AsyncGenerator[list[Told]]:
        """This will return the entries of one request of a case."""
        return self._left_of(Part.TIMELINE, case, self._source.entries(case, request_id))

    def beside_requests(self, case: Case) -> AsyncGenerator[list[Told]]:
        """This will return the entries of a case that are of none of its requests."""
        return self._left_of(Part.TIMELINE, case, _beside(self._source.entries(case)))

    async def _left_of(self, part: Part, case: Case, pages: Pages[Row]) -> AsyncGenerator[list[Told]]:
        """Raises ExportCut where the case cannot be seen any more once a page was read."""
        async with aclosing(pages):
            async for page in pages if part in self.survey.parts else _nothing():
                if not await self._source.sees(case):
                    raise ExportCut
                yield [told for row in page if (told := self._told(part, row))]

    def _told(self, part: Part, row: Row) -> Told | None:
        marking = self.survey.marking_of(row)
        if not (self.order.ceiling.admits(marking) and self.survey.covers(row, marking)):
            return None
        left = self._left.get(part, 0)
        if left >= self.survey.rows.get(part, 0):
            return None
        self._left[part] = left + 1
        return Told(row, marking)


async def surveyed(source: Source, order: ExportOrder, largest: int) -> Survey:
    """This will find out what an export holds. largest: rows that it may have at most.

    Raises NotFound where the case is not there to be seen, or there is nothing at all; ExportTooLarge.
    """
    survey = Survey(until=await source.position(), parts=order.parts)
    for case_id in [order.case_id] if order.case_id else await source.cases():
        case = await source.case(case_id)
        if case is not None:
            survey.cases.append(case_id)
            async for total in _of_case(source, order, survey, case):
                if total > largest:
                    raise ExportTooLarge(largest)
    if not survey.cases:
        raise NotFound
    return survey


async def _of_case(source: Source, order: ExportOrder, survey: Survey, case: Case) -> AsyncGenerator[int]:
    """How many rows there are until now, after each page."""
    for part in (*THINGS, *survey.parts & {Part.TIMELINE}):
        async for page in _pages(source, part, case):
            for row in page:
                marking = survey.marking_of(row)
                if not order.ceiling.admits(marking):
                    survey.leave_out(row)
                elif part in survey.parts and survey.is_in_time(row):
                    survey.note(part, row, marking)
            yield survey.total


def _pages(source: Source, part: Part, case: Case) -> Pages[Row]:
    match part:
        case Part.INVESTIGATIONS:
            return _investigation(case)
        case Part.REQUESTS:
            return source.requests(case)
        case Part.ITEMS:
            return source.items(case)
        case Part.FOLLOW_UPS:
            return source.followups(case)
        case Part.TIMELINE:
            return source.entries(case)


async def _investigation(case: Case) -> Pages[Row]:
    """A request that precedes any investigation is none."""
    rows: Sequence[Row] = () if isinstance(case.row, RequestRow) else [case.row]
    yield rows


async def _beside(pages: Pages[EntryRow]) -> Pages[Row]:
    async with aclosing(pages):
        async for page in pages:
            yield [row for row in page if row.request_id is None]


async def _nothing() -> Pages[Row]:
    return
    yield ()
