"""Where the operator's export reads: everything there is, as the role that serves, to whom no policy applies.

It must not be given to anybody but who stands at the machine and holds the keys.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, LiteralString, TypeVar
from uuid import UUID

import msgspec

from projections.board import statements as board
from projections.board.rows import RequestRow
from projections.exporting.sources import Case, Lend, Pages, position_of
from projections.followups import statements as followups
from projections.followups.rows import FollowUpRow
from projections.investigations import statements as investigations
from projections.investigations.rows import AgreementRow, InvestigationRow
from projections.items import statements as items
from projections.items.rows import ItemRow
from projections.reading import read, read_plain
from projections.timeline import statements as timeline
from projections.timeline.rows import EntryRow

__all__ = ["Whole"]

PAGE = 1_000
"""Rows of a page: about a megabyte."""

NOBODY = {"viewer_member": None, "viewer_agency": None, "viewer_today": None, "viewer_ceiling": None}

_BEYOND = 2**63 - 1
"""A position that no log reaches."""

_FIRST, _LAST = UUID(int=0), UUID(int=2**128 - 1)

R = TypeVar("R", RequestRow, ItemRow, FollowUpRow, EntryRow)


class Whole:
    """Everything. lend: a connection of the role that serves; at: aware."""

    def __init__(self, lend: Lend, at: datetime) -> None:
        self._lend, self._at = lend, at

    async def position(self) -> int:
        """This will return the last position that can be read everywhere."""
        async with self._lend() as connection:
            return await position_of(connection)

    async def cases(self) -> Sequence[UUID]:
        """This will name all investigations, then all requests that precede any."""
        async with self._lend() as connection:
            opened = await read_plain(connection, investigations.WHOLE_IDS, {})
        found = [UUID(str(each["investigation_id"])) for each in opened]
        async for page in self._requests(case=None, request=None):
            found += [each.request_id for each in page]
        return found

    async def case(self, case_id: UUID) -> Case | None:
        """This will return a case."""
        async with self._lend() as connection:
            for columns in await read_plain(connection, investigations.WHOLE, {"investigation": case_id}):
                return Case(case_id, _investigation(**columns))
        async for page in self._requests(case=None, request=case_id):
            return Case(case_id, page[0]) if page and page[0].investigation_id is None else None
        return None

    async def sees(self, case: Case) -> bool:  # noqa: ARG002  # what there is, the operator sees
        """This will say yes."""
        return True

    async def requests(self, case: Case) -> Pages[RequestRow]:
        """This will read the requests of a case, drafts too."""
        if isinstance(case.row, RequestRow):
            yield [case.row]
            return
        async for page in self._requests(case=case.case_id, request=None):
            yield page

    async def items(self, case: Case) -> Pages[ItemRow]:
        """This will read the items of a case, each as its originator has it."""
        below = _BEYOND
        while True:
            rows = await self._read(items.WHOLE, {"case": case.case_id, "below": below, "above": -1}, ItemRow)
            yield rows
            if len(rows) < PAGE:
                return
            below = rows[-1].since_position

    async def followups(self, case: Case) -> Pages[FollowUpRow]:
        """This will read the follow-ups of a case."""
        after: tuple[object, UUID] = ("-infinity", _FIRST)
        while True:
            bounds = {"after_due": after[0], "after_id": after[1], "before_due": "infinity", "before_id": _LAST}
            rows = await self._read(followups.WHOLE, {"case": case.case_id, **bounds}, FollowUpRow)
            yield rows
            if len(rows) < PAGE:
                return
            due_at = rows[-1].due_at if rows[-1].is_outstanding else None
            after = (due_at or "infinity", rows[-1].followup_id)

    async def entries(self, case: Case, request_id: UUID | None = None) -> Pages[EntryRow]:
        """This will read the timeline of a case, or of one request."""
        after: tuple[object, int] = ("-infinity", -1)
        while True:
            bounds = {"after_at": after[0], "after_position": after[1]}
            ends = {"before_at": "infinity", "before_position": _BEYOND}
            asked = {"case": case.case_id, "request": request_id, **bounds, **ends}
            rows = await self._read(timeline.WHOLE, asked, EntryRow)
            yield rows
            if len(rows) < PAGE:
                return
            after = (rows[-1].occurred_from or "infinity", rows[-1].position)

    async def _requests(self, *, case: UUID | None, request: UUID | None) -> Pages[RequestRow]:
        below = _BEYOND
        while True:
            asked: dict[str, object] = {"case": case, "request": request, "below": below, "above": -1}
            rows = await self._read(board.WHOLE, asked, RequestRow)
            yield rows
            if len(rows) < PAGE:
                return
            below = rows[-1].opened_position

    async def _read(self, statement: LiteralString, asked: dict[str, object], row: type[R]) -> list[R]:
        async with self._lend() as connection:
            return await read(connection, statement, {**NOBODY, "at": self._at, "limit": PAGE, **asked}, row)


def _investigation(agreement: str | None, **columns: Any) -> InvestigationRow:
    agreed = None if agreement is None else msgspec.json.decode(agreement, type=AgreementRow)
    return msgspec.convert({**columns, "agreement": agreed}, InvestigationRow)
