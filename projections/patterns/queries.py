"""Reads of patterns across cases: routes between countries, and crime areas that rise, each with what it rests on.

They must not fold anything, nor look at a clock, nor count what the viewer does not see.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, LiteralString
from uuid import UUID

from psycopg import AsyncConnection

from projections.paging import Keys, Page, Paging, as_code, as_id, as_moment, as_number, cut, window
from projections.patterns import statements
from projections.patterns.comparing import LEAST_N, LEVEL, Compared, adjusted, compared
from projections.patterns.months import Periods, last_finished, periods_until
from projections.patterns.rows import AreaRow, EvidenceRow, FlowKind, RouteFilter, RouteRow
from projections.reading import read, read_count
from projections.viewer import Viewer

__all__ = [
    "LEAST_N", "LEVEL", "MODELS", "AreaRow", "Compared", "EvidenceRow", "FlowKind", "Periods", "RouteFilter",
    "RouteRow", "area_evidence", "areas", "evidence", "last_finished", "periods_until", "routes", "routes_total",
]  # fmt: skip

MODELS = ("investigations", "directory", "board", "items", "hits")
"""The read models that patterns are read from, as in read.position."""

_ROUTES, _EVIDENCE = "routes", "evidence"

_MOST = str(2**63 - 1)
_BEYOND = "~"
"""Beyond every code and every id of a route."""

_FIRST_ID, _LAST_ID = str(UUID(int=0)), str(UUID(int=2**128 - 1))


async def routes(
    connection: AsyncConnection[Any], viewer: Viewer, wanted: RouteFilter, paging: Paging
) -> Page[RouteRow]:
    """This will return a page of routes, that on which most goes first.

    Raises InvalidInput for a bad page, cursor or month.
    """
    asked = window(paging, _ROUTES, as_number, as_code)
    below, above = asked.after or (_MOST, _BEYOND), asked.before or ("0", "")
    bounds = {"below_total": below[0], "below_route": below[1], "above_total": above[0], "above_route": above[1]}
    statement = statements.ROUTES_BACKWARD if asked.backward else statements.ROUTES_FORWARD
    parameters = {**_parameters(viewer, wanted), **bounds, "limit": asked.limit}
    return cut(await read(connection, statement, parameters, RouteRow), asked, _ROUTES, _route_keys)


async def routes_total(connection: AsyncConnection[Any], viewer: Viewer, wanted: RouteFilter) -> int:
    """This will count the routes that `routes` would page through."""
    return await read_count(connection, statements.ROUTES_TOTAL, _parameters(viewer, wanted))


async def evidence(
    connection: AsyncConnection[Any], viewer: Viewer, route: tuple[RouteFilter, RouteRow], paging: Paging
) -> Page[EvidenceRow]:
    """This will return a page of what a route rests on, the latest first. route: as it was asked for, and as found."""
    wanted, row = route
    of_route = {"from_country": row.from_country, "to_country": row.to_country, "crime_area": row.crime_area}
    pages = statements.EVIDENCE_FORWARD, statements.EVIDENCE_BACKWARD
    return await _counted(connection, pages, {**_parameters(viewer, wanted), **of_route}, paging)


async def areas(connection: AsyncConnection[Any], viewer: Viewer, periods: Periods) -> Sequence[AreaRow]:
    """This will compare each crime area in a period with the one before: what has most surely risen first.

    An area with fewer than LEAST_N requests in both is told without a comparison, and does not count as compared.
    """
    parameters = {**_periods(viewer, periods), "middle": periods.since}
    rows = await read(connection, statements.AREAS, parameters, AreaRow)
    found = [replace(row, comparison=compared(row.recent, row.before, periods.share_of_days)) for row in rows]
    tested = [(row, row.comparison.p_value) for row in found if row.comparison is not None]
    values = adjusted([p_value for _, p_value in tested])
    told = [replace(row, adjusted_p_value=value) for (row, _), value in zip(tested, values, strict=True)]
    return [*sorted(told, key=_surest), *(row for row in found if row.comparison is None)]


async def area_evidence(
    connection: AsyncConnection[Any], viewer: Viewer, area: tuple[Periods, str], paging: Paging
) -> Page[EvidenceRow]:
    """This will return a page of the requests of both periods in a crime area, the latest first."""
    periods, crime_area = area
    pages = statements.AREA_EVIDENCE_FORWARD, statements.AREA_EVIDENCE_BACKWARD
    return await _counted(connection, pages, {**_periods(viewer, periods), "crime_area": crime_area}, paging)


async def _counted(
    connection: AsyncConnection[Any],
    pages: tuple[LiteralString, LiteralString],
    parameters: Mapping[str, object],
    paging: Paging,
) -> Page[EvidenceRow]:
    asked = window(paging, _EVIDENCE, as_moment, as_id, as_code)
    below, above = asked.after or ("infinity", _LAST_ID, _BEYOND), asked.before or ("-infinity", _FIRST_ID, "")
    bounds = {
        "below_at": below[0], "below_thing": below[1], "below_part": below[2],
        "above_at": above[0], "above_thing": above[1], "above_part": above[2], "limit": asked.limit,
    }  # fmt: skip
    rows = await read(connection, pages[asked.backward], {**parameters, **bounds}, EvidenceRow)
    return cut(rows, asked, _EVIDENCE, _evidence_keys)


def _parameters(viewer: Viewer, wanted: RouteFilter) -> dict[str, object]:
    return {
        **viewer.parameters,
        "from_country": wanted.from_country,
        "to_country": wanted.to_country,
        "crime_area": wanted.crime_area,
        "kinds": list(wanted.kinds) or None,
        "since": wanted.since,
        "until": wanted.until,
    }


def _periods(viewer: Viewer, periods: Periods) -> dict[str, object]:
    return {**viewer.parameters, "since": periods.before_since, "until": periods.until}


def _surest(row: AreaRow) -> tuple[float, str]:
    return (1.0 if row.comparison is None else row.comparison.p_value), row.crime_area


def _route_keys(row: RouteRow) -> Keys:
    return str(row.total), row.route_id


def _evidence_keys(row: EvidenceRow) -> Keys:
    return row.at.isoformat(), str(row.thing_id), row.part
