"""Reads of the ledger of one thing, for those whose thing it is and who see it; for all others there is none.

They must not tell whether there is such a thing.
"""

from datetime import UTC, datetime
from typing import Any

from psycopg import AsyncConnection

from projections.accesses import statements
from projections.accesses.rows import AccessFilter, AccessRow, LedgerView, ReaderRow
from projections.paging import Page, Paging, as_number, cut, window
from projections.reading import read, read_count

__all__ = [
    "AccessFilter", "AccessRow", "LedgerView", "ReaderRow", "accesses", "accesses_total", "readers", "readers_total",
]  # fmt: skip

_ACCESSES, _READERS = "accesses", "readers"

_BEYOND = str(2**63 - 1)
"""A position that no log reaches."""


async def accesses(connection: AsyncConnection[Any], view: LedgerView, paging: Paging) -> Page[AccessRow]:
    """This will return a page of accesses, what was recorded last first. Raises InvalidInput for a bad page."""
    asked = window(paging, _ACCESSES, as_number)
    bounds = {"below": (asked.after or (_BEYOND,))[0], "above": (asked.before or ("-1",))[0], "limit": asked.limit}
    statement = statements.BACKWARD if asked.backward else statements.FORWARD
    rows = await read(connection, statement, {**_parameters(view), **bounds}, AccessRow)
    return cut(rows, asked, _ACCESSES, lambda row: (str(row.position),))


async def accesses_total(connection: AsyncConnection[Any], view: LedgerView) -> int:
    """This will count the accesses that `accesses` would page through."""
    return await read_count(connection, statements.TOTAL, _parameters(view))


async def readers(connection: AsyncConnection[Any], view: LedgerView, paging: Paging) -> Page[ReaderRow]:
    """This will return a page of persons, who accessed it last first. Raises InvalidInput for a bad page."""
    asked = window(paging, _READERS, as_number)
    bounds = {"below": (asked.after or (_BEYOND,))[0], "above": (asked.before or ("-1",))[0], "limit": asked.limit}
    statement = statements.READERS_BACKWARD if asked.backward else statements.READERS_FORWARD
    rows = await read(connection, statement, {**_parameters(view), **bounds}, ReaderRow)
    return cut(rows, asked, _READERS, lambda row: (str(row.last_position),))


async def readers_total(connection: AsyncConnection[Any], view: LedgerView) -> int:
    """This will count the persons that `readers` would page through."""
    return await read_count(connection, statements.READERS_TOTAL, _parameters(view))


def _parameters(view: LedgerView) -> dict[str, object]:
    wanted = view.wanted
    return {
        **view.viewer.parameters,
        "id": view.subject_id,
        "subject": view.subject.value,
        "kinds": [kind.value for kind in wanted.kinds] or None,
        "agency": wanted.agency_id,
        "member": wanted.member_id,
        "from": _utc(wanted.accessed_from),
        "until": _utc(wanted.accessed_until),
    }


def _utc(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone(UTC)
