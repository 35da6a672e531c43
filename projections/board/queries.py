"""Reads of the request board as of a moment, as far as the viewer may see each request.

They must not store what depends on the present: at risk, overdue and remaining time are derived from `at`.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from domain.refusal import InvalidInput
from projections.board import statements
from projections.board.rows import (
    BoardView,
    ClockRow,
    ClockStanding,
    LimitToActOn,
    RequestFilter,
    RequestOrder,
    RequestRow,
)  # fmt: skip
from projections.paging import Keys, Page, PageAsked, Paging, as_id, as_moment, as_number, cut, window
from projections.reading import Source, read, read_count
from projections.viewer import Viewer

__all__ = [
    "NEXT_DUE", "BoardView", "ClockRow", "ClockStanding", "LimitToActOn", "RequestFilter", "RequestOrder", "RequestRow",
    "clocks", "limits_to_act_on", "page_asked", "request", "requests", "requests_of", "requests_total",
]  # fmt: skip

NEXT_DUE, _NEWEST = "requests by limit", "requests by age"
"""The names of the list in its orders, in its cursors."""

_FIRST, _LAST = str(UUID(int=0)), str(UUID(int=2**128 - 1))

_BEYOND = str(2**63 - 1)
"""A position that no log reaches."""


async def requests(source: Source, view: BoardView, paging: Paging) -> Page[RequestRow]:
    """This will return a page of the requests that the viewer may see.

    Raises InvalidInput for a bad page or cursor, and for a direction without an agency.
    """
    in_order = _by_limit if view.wanted.order is RequestOrder.NEXT_DUE else _by_age
    return await in_order(source, view, paging)


def page_asked(view: BoardView, paging: Paging) -> PageAsked:
    """This will say how a page of `requests` by their limits is read; raises InvalidInput as it does."""
    asked = window(paging, NEXT_DUE, as_moment, as_id)
    after, before = asked.after or ("-infinity", _FIRST), asked.before or ("infinity", _LAST)
    bounds = {"after_due": after[0], "after_id": after[1], "before_due": before[0], "before_id": before[1]}
    statement = statements.NEXT_DUE_BACKWARD if asked.backward else statements.NEXT_DUE_FORWARD
    parameters = {**_parameters(view), **bounds, "limit": asked.limit}
    return PageAsked(_in_view(view, statement), parameters, asked, _in_view(view, statements.TOTAL))


async def requests_total(source: Source, view: BoardView) -> int:
    """This will count the requests that `requests` would page through."""
    return await read_count(source, _in_view(view, statements.TOTAL), _parameters(view))


async def request(source: Source, viewer: Viewer, request_id: UUID, *, at: datetime) -> RequestRow | None:
    """This will return one request; None where there is none for the viewer."""
    parameters = {**viewer.parameters, "request": request_id, "at": at}
    rows = await read(source, statements.ONE, parameters, RequestRow)
    return rows[0] if rows else None


async def requests_of(source: Source, viewer: Viewer, ids: Iterable[UUID], *, at: datetime) -> dict[UUID, RequestRow]:
    """This will return those of several requests that there are for the viewer; all at once."""
    parameters = {**viewer.parameters, "requests": list(ids), "at": at}
    return {row.request_id: row for row in await read(source, statements.SEVERAL, parameters, RequestRow)}


async def clocks(
    source: Source, viewer: Viewer, request_ids: tuple[UUID, ...], *, at: datetime
) -> dict[UUID, tuple[ClockRow, ...]]:
    """This will return the clocks of each request that the viewer may see, by cycle and obligation; all at once."""
    parameters = {**viewer.parameters, "requests": list(request_ids), "at": at}
    found: dict[UUID, list[ClockRow]] = {each: [] for each in request_ids}
    for row in await read(source, statements.CLOCKS, parameters, ClockRow):
        found[row.request_id].append(row)
    return {each: tuple(rows) for each, rows in found.items()}


async def limits_to_act_on(source: Source, at: datetime, limit: int) -> tuple[LimitToActOn, ...]:
    """This will return what the clock process is to record as of `at`, the earliest first; it has no viewer."""
    return tuple(await read(source, statements.TO_ACT_ON, {"at": at, "limit": limit}, LimitToActOn))


async def _by_limit(source: Source, view: BoardView, paging: Paging) -> Page[RequestRow]:
    asked = page_asked(view, paging)
    rows = await read(source, asked.statement, asked.parameters, RequestRow)
    return cut(rows, asked.window, NEXT_DUE, _limit_keys)


async def _by_age(source: Source, view: BoardView, paging: Paging) -> Page[RequestRow]:
    parameters = _parameters(view)
    asked = window(paging, _NEWEST, as_number)
    bounds = {"below": (asked.after or (_BEYOND,))[0], "above": (asked.before or ("-1",))[0]}
    statement = statements.NEWEST_BACKWARD if asked.backward else statements.NEWEST_FORWARD
    rows = await read(source, statement, {**parameters, **bounds, "limit": asked.limit}, RequestRow)
    return cut(rows, asked, _NEWEST, lambda row: (str(row.opened_position),))


def _in_view(view: BoardView, statement: LiteralString) -> LiteralString:
    return statement if view.wanted.investigation_id is None else statements.of_one_case(statement)


def _parameters(view: BoardView) -> dict[str, object]:
    wanted = view.wanted
    if wanted.direction is not None and wanted.agency_id is None:
        raise InvalidInput(
            field="direction", rule="a direction is seen from an agency", accepted="a direction together with an agency"
        )
    return {
        **view.viewer.parameters,
        "at": view.at,
        "investigation": wanted.investigation_id,
        "pre_investigation": wanted.pre_investigation,
        "states": list(wanted.states) or None,
        "agency": wanted.agency_id,
        "direction": wanted.direction.value if wanted.direction else None,
        "unit": wanted.unit_id,
        "due_before": wanted.due_before,
        "standing": wanted.standing.value if wanted.standing else None,
    }


def _limit_keys(row: RequestRow) -> Keys:
    return ("infinity" if row.next_due is None else row.next_due.isoformat(), str(row.request_id))
