"""Reads of what waits for the viewer's agency as of a moment, as far as the viewer may see it.

They must not fold anything, nor look at a clock: what is overdue or at risk is derived from `at`.
"""

from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from projections.desk import statements
from projections.desk.rows import DeskCounts, DeskFilter, DeskKind, DeskRow, DeskStanding, DeskView
from projections.paging import Keys, Page, PageAsked, Paging, as_code, as_id, as_moment, cut, window
from projections.reading import read, read_count, read_plain

__all__ = [
    "MODELS", "ORDER", "DeskCounts", "DeskFilter", "DeskKind", "DeskRow", "DeskStanding", "DeskView", "desk",
    "desk_counts", "desk_fingerprint", "desk_total", "page_asked", "parameters_of",
]  # fmt: skip

MODELS = ("investigations", "board", "items", "followups", "reviews")
"""The read models that the desk is read from, as in read.position."""

ORDER = "desk"
"""The name of the list, in its cursors."""

_FIRST = ("-infinity", "-infinity", str(UUID(int=0)), "")
_WITHOUT_END: tuple[str | None, ...] = (None, None, None, None)
_KEYS = ("due", "began", "id", "part")


async def desk(connection: AsyncConnection[Any], view: DeskView, paging: Paging) -> Page[DeskRow]:
    """This will return a page of what waits: what is due first, then what has no limit, the oldest first.

    Raises InvalidInput for a bad page or cursor.
    """
    asked = page_asked(view, paging)
    rows = await read(connection, asked.statement, asked.parameters, DeskRow)
    return cut(rows, asked.window, ORDER, _keys)


def page_asked(view: DeskView, paging: Paging) -> PageAsked:
    """This will say how a page of `desk` is read; raises InvalidInput as it does."""
    asked = window(paging, ORDER, as_moment, as_moment, as_id, as_code)
    after, before = asked.after or _FIRST, asked.before or _WITHOUT_END
    bounds: dict[str, object] = {f"after_{name}": value for name, value in zip(_KEYS, after, strict=True)}
    bounds |= {f"before_{name}": value for name, value in zip(_KEYS, before, strict=True)}
    statement = statements.BACKWARD if asked.backward else statements.FORWARD
    return PageAsked(statement, {**parameters_of(view), **bounds, "limit": asked.limit}, asked)


async def desk_total(connection: AsyncConnection[Any], view: DeskView) -> int:
    """This will count the entries that `desk` would page through."""
    return await read_count(connection, statements.TOTAL, parameters_of(view))


async def desk_counts(connection: AsyncConnection[Any], view: DeskView) -> DeskCounts:
    """This will count those entries for each kind, and what is overdue of all."""
    rows = await read_plain(connection, statements.COUNTS, parameters_of(view))
    of_kind = {DeskKind(row["kind"]): int(row["entries"]) for row in rows}
    return DeskCounts(of_kind, sum(int(row["overdue"]) for row in rows))


async def desk_fingerprint(connection: AsyncConnection[Any], view: DeskView) -> tuple[int, int]:
    """This will return what differs as soon as any entry comes, goes, changes or is overdue; it tells nothing else."""
    (row,) = await read_plain(connection, statements.FINGERPRINT, parameters_of(view))
    return int(row["overdue"]), int(row["entries"])


def parameters_of(view: DeskView) -> dict[str, object]:
    """This will return what every statement over a desk takes, but for the bounds of a page."""
    wanted = view.wanted
    return {
        **view.viewer.parameters,
        "at": view.at,
        "kinds": list(wanted.kinds) or None,
        "investigation": wanted.investigation_id,
        "due_before": wanted.due_before,
    }


def _keys(row: DeskRow) -> Keys:
    due = "infinity" if row.due is None else row.due.isoformat()
    return (due, row.began.isoformat(), str(row.subject_id), row.part)
