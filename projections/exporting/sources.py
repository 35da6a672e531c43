"""Where an export reads: the same queries as every other answer, a page at a time, each decided by itself.

It must not hold a connection while a slow reader takes its time, nor read what its viewer may not see.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, LiteralString, Protocol, TypeVar
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import TupleRow

from projections.board import queries as board
from projections.board.rows import BoardView, RequestFilter, RequestOrder, RequestRow
from projections.followups import queries as followups
from projections.followups.rows import FollowUpFilter, FollowUpRow, FollowUpView
from projections.investigations import queries as investigations
from projections.investigations.rows import InvestigationFilter, InvestigationRow
from projections.items import queries as items
from projections.items.rows import ItemFilter, ItemRow
from projections.paging import LARGEST_PAGE, Page, Paging
from projections.timeline import queries as timeline
from projections.timeline.rows import CaseView, EntryFilter, EntryRow
from projections.viewer import Viewer

__all__ = ["Case", "Lend", "Pages", "Row", "Seen", "Source", "position_of"]

Row = InvestigationRow | RequestRow | ItemRow | FollowUpRow | EntryRow
R = TypeVar("R")
Pages = AsyncGenerator[Sequence[R]]
Lend = Callable[[], AbstractAsyncContextManager[AsyncConnection[TupleRow]]]
Ask = Callable[[AsyncConnection[Any], Paging], Awaitable[Page[R]]]

# How far every read model that an export reads has followed the log.
_POSITION: LiteralString = """
SELECT min(position) FROM read.position WHERE model IN ('investigations', 'board', 'items', 'followups', 'timeline')
"""


@dataclass(frozen=True, slots=True)
class Case:
    """An investigation, or a request that precedes any. row: as it stands now."""

    case_id: UUID
    row: InvestigationRow | RequestRow


class Source(Protocol):
    """Reads what may leave."""

    async def position(self) -> int:
        """This will return the last position that can be read everywhere."""
        ...

    async def cases(self) -> Sequence[UUID]:
        """This will name all investigations, and all requests that precede any."""
        ...

    async def case(self, case_id: UUID) -> Case | None:
        """This will return a case; None where there is none to be seen."""
        ...

    async def sees(self, case: Case) -> bool:
        """This will tell whether the case may still be seen."""
        ...

    def requests(self, case: Case) -> Pages[RequestRow]:
        """This will read the requests of a case, the newest first."""
        ...

    def items(self, case: Case) -> Pages[ItemRow]:
        """This will read the shared items of a case."""
        ...

    def followups(self, case: Case) -> Pages[FollowUpRow]:
        """This will read the follow-ups of a case."""
        ...

    def entries(self, case: Case, request_id: UUID | None = None) -> Pages[EntryRow]:
        """This will read the timeline of a case, or of one of its requests, in the order in which it happened."""
        ...


class Seen:
    """What a viewer may see. asking: who asks, as of the day; lend: a connection that sees that much; at: aware."""

    def __init__(self, asking: Callable[[], Viewer], lend: Lend, at: datetime) -> None:
        self._asking, self._lend, self._at = asking, lend, at

    async def position(self) -> int:
        """This will return the last position that can be read everywhere."""
        async with self._lend() as connection:
            return await position_of(connection)

    async def cases(self) -> Sequence[UUID]:
        """This will name the viewer's investigations, then the requests that precede any."""
        found: list[UUID] = []
        async for opened in self._pages(self._investigations):
            found += [each.investigation_id for each in opened]
        async for asked in self._pages(partial(self._requests, wanted=_of(None))):
            found += [each.request_id for each in asked]
        return found

    async def case(self, case_id: UUID) -> Case | None:
        """This will return a case of the viewer; both lookups are made whatever there is."""
        async with self._lend() as connection:
            opened = await investigations.investigation(connection, self._asking(), case_id)
            asked = await board.request(connection, self._asking(), case_id, at=self._at)
        row = opened or (asked if asked and asked.investigation_id is None else None)
        return None if row is None else Case(case_id, row)

    async def sees(self, case: Case) -> bool:
        """This will tell whether the case is still the viewer's."""
        if isinstance(case.row, RequestRow):
            return await self.case(case.case_id) is not None
        async with self._lend() as connection:
            return await investigations.may_see_case(connection, self._asking(), case.case_id)

    async def requests(self, case: Case) -> Pages[RequestRow]:
        """This will read the requests of a case; one that precedes any investigation is its own and only."""
        if isinstance(case.row, RequestRow):
            yield [case.row]
            return
        async for page in self._pages(partial(self._requests, wanted=_of(case.case_id))):
            yield page

    async def items(self, case: Case) -> Pages[ItemRow]:
        """This will read the items of a case that the viewer's agency has."""

        async def ask(connection: AsyncConnection[Any], paging: Paging) -> Page[ItemRow]:
            return await items.items(connection, self._asking(), ItemFilter(investigation_id=case.case_id), paging)

        async for page in self._pages(ask):
            yield page

    async def followups(self, case: Case) -> Pages[FollowUpRow]:
        """This will read the follow-ups of a case."""
        wanted = FollowUpFilter(investigation_id=case.case_id)

        async def ask(connection: AsyncConnection[Any], paging: Paging) -> Page[FollowUpRow]:
            return await followups.followups(connection, FollowUpView(self._asking(), wanted, self._at), paging)

        async for page in self._pages(ask):
            yield page

    async def entries(self, case: Case, request_id: UUID | None = None) -> Pages[EntryRow]:
        """This will read the timeline, also what Entente recorded itself."""
        wanted = EntryFilter(request_id=request_id, hide_system=False)

        async def ask(connection: AsyncConnection[Any], paging: Paging) -> Page[EntryRow]:
            return await timeline.timeline(connection, CaseView(self._asking(), case.case_id, wanted), paging)

        async for page in self._pages(ask):
            yield page

    async def _investigations(self, connection: AsyncConnection[Any], paging: Paging) -> Page[InvestigationRow]:
        return await investigations.investigations(connection, self._asking(), InvestigationFilter(), paging)

    async def _requests(
        self, connection: AsyncConnection[Any], paging: Paging, wanted: RequestFilter
    ) -> Page[RequestRow]:
        return await board.requests(connection, BoardView(self._asking(), wanted, self._at), paging)

    async def _pages(self, ask: Ask[R]) -> Pages[R]:
        """Each page is asked for once the one before was taken."""
        after: str | None = None
        while True:
            async with self._lend() as connection:
                page = await ask(connection, Paging(first=LARGEST_PAGE, after=after))
            yield page.rows
            if not page.has_next:
                return
            after = page.cursors[-1]


async def position_of(connection: AsyncConnection[Any]) -> int:
    """This will return the last position that all read models have folded which an export reads."""
    row = await (await connection.execute(_POSITION)).fetchone()
    return int(row[0] or 0) if row else 0


def _of(case_id: UUID | None) -> RequestFilter:
    """By age: a page is not moved by a limit that is met meanwhile."""
    return RequestFilter(investigation_id=case_id, pre_investigation=case_id is None, order=RequestOrder.NEWEST)
