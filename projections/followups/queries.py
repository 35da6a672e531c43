"""Reads of follow-ups as of a moment, as far as the viewer is an active member of their investigation.

They must not store what depends on the present: whether one is overdue is derived from `at`.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from projections.followups import statements
from projections.followups.rows import FollowUpFilter, FollowUpRow, FollowUpView
from projections.paging import Keys, Page, PageAsked, Paging, as_id, as_moment, cut, window
from projections.reading import Source, read, read_count
from projections.viewer import Viewer

__all__ = [
    "ORDER", "FollowUpFilter", "FollowUpRow", "FollowUpView", "followup", "followups", "followups_of",
    "followups_total", "page_asked",
]  # fmt: skip

ORDER = "followups"
"""The name of the list, in its cursors."""

_FIRST, _LAST = str(UUID(int=0)), str(UUID(int=2**128 - 1))


async def followups(source: Source, view: FollowUpView, paging: Paging) -> Page[FollowUpRow]:
    """This will return a page of follow-ups: what is to be done, by its date; then what has none, or is done.

    Raises InvalidInput for a bad page or cursor.
    """
    asked = page_asked(view, paging)
    rows = await read(source, asked.statement, asked.parameters, FollowUpRow)
    return cut(rows, asked.window, ORDER, _keys)


def page_asked(view: FollowUpView, paging: Paging) -> PageAsked:
    """This will say how a page of `followups` is read; raises InvalidInput as it does."""
    asked = window(paging, ORDER, as_moment, as_id)
    after, before = asked.after or ("-infinity", _FIRST), asked.before or ("infinity", _LAST)
    bounds = {"after_due": after[0], "after_id": after[1], "before_due": before[0], "before_id": before[1]}
    statement = statements.BACKWARD if asked.backward else statements.FORWARD
    parameters = {**_parameters(view), **bounds, "limit": asked.limit}
    return PageAsked(_in_view(view, statement), parameters, asked, _in_view(view, statements.TOTAL))


async def followups_total(source: Source, view: FollowUpView) -> int:
    """This will count the follow-ups that `followups` would page through."""
    return await read_count(source, _in_view(view, statements.TOTAL), _parameters(view))


async def followup(source: Source, viewer: Viewer, followup_id: UUID, *, at: datetime) -> FollowUpRow | None:
    """This will return one follow-up; None where there is none for the viewer."""
    parameters = {**viewer.parameters, "followup": followup_id, "at": at}
    rows = await read(source, statements.ONE, parameters, FollowUpRow)
    return rows[0] if rows else None


async def followups_of(source: Source, viewer: Viewer, ids: Iterable[UUID], *, at: datetime) -> dict[UUID, FollowUpRow]:
    """This will return those of several follow-ups that there are for the viewer; all at once."""
    parameters = {**viewer.parameters, "followups": list(ids), "at": at}
    return {row.followup_id: row for row in await read(source, statements.SEVERAL, parameters, FollowUpRow)}


def _in_view(view: FollowUpView, statement: LiteralString) -> LiteralString:
    return statement if view.wanted.investigation_id is None else statements.of_one_case(statement)


def _parameters(view: FollowUpView) -> dict[str, object]:
    wanted = view.wanted
    return {
        **view.viewer.parameters,
        "at": view.at,
        "investigation": wanted.investigation_id,
        "agency": wanted.agency_id,
        "stages": list(wanted.stages) or None,
        "overdue": wanted.overdue,
    }


def _keys(row: FollowUpRow) -> Keys:
    due_at = row.due_at if row.is_outstanding else None
    return (due_at.isoformat() if due_at else "infinity", str(row.followup_id))
