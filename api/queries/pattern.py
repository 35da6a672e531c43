"""Patterns across cases as the schema shows them: routes between countries, crime areas that rise, and their evidence.

It must not decide what is counted, nor for whom: the read model is asked as the viewer.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry
from psycopg import AsyncConnection
from psycopg.rows import TupleRow
from strawberry import UNSET

from api.context import Asked
from api.queries.connection import After, Before, Counted, First, Last, connected, derived, paging, shown
from api.queries.filters import RoutesWanted, wanted
from api.queries.moments import MinPosition
from api.wording import enum_of
from projections.paging import Page, Paging
from projections.patterns import queries

__all__ = ["PatternQueries"]

enum_of(queries.FlowKind)

Month = Annotated[
    str | None, strawberry.argument(description="The last month, such as 2026-03. Default: the last one that is over.")
]
Months = Annotated[int, strawberry.argument(description="How many months each of the two periods has, 1 to 24.")]

Asking = Callable[[AsyncConnection[TupleRow], Paging], Awaitable[Page[queries.EvidenceRow]]]


@strawberry.type(description="One thing that a pattern rests on, which you may see.")
class PatternEvidence:
    """One thing that was counted."""

    kind: queries.FlowKind = strawberry.field(description="What it is.")
    thing_id: UUID = strawberry.field(description="Id of the request, item or hit.")
    registration_id: UUID | None = strawberry.field(description="Of a hit your own side; null for all others.")
    from_agency_id: str = strawberry.field(description="Code of the agency that it comes from; of a hit, your own.")
    to_agency_id: str = strawberry.field(description="Code of the agency that has it; of a hit, the other one.")
    at: datetime = strawberry.field(description="When it was sent or given, or your side was told of the hit.")


@strawberry.type(description="What goes from one country to another in a crime area, as far as you may see it.")
class Route:
    """What goes from one country to another in a crime area."""

    row: strawberry.Private[queries.RouteRow]
    wanted: strawberry.Private[queries.RouteFilter]
    from_country: str | None = strawberry.field(description="Country of the agencies; null for those of no country.")
    to_country: str | None = strawberry.field(description="The same of those on the other end.")
    crime_area: str | None = strawberry.field(description="Code of the crime area; null for items that tell of none.")
    requests: int = strawberry.field(description="Requests sent, to the agency that has each now.")
    items: int = strawberry.field(description="Items given, one for each agency that was given one.")
    hits: int = strawberry.field(description="Hits, from your side to the agency on the other side once it is named.")
    total: int = strawberry.field(description="All of them.")
    first_at: datetime = strawberry.field(description="When the first of them was.")
    last_at: datetime = strawberry.field(description="When the last of them was.")

    @derived("What the numbers rest on, the latest first.")
    async def evidence(
        self, info: Asked, *, first: First = UNSET, after: After = UNSET, last: Last = UNSET, before: Before = UNSET
    ) -> Counted[PatternEvidence]:
        """This will return a page of what was counted."""
        viewer, route = info.context.viewer, (self.wanted, self.row)
        ask: Asking = lambda connection, page: queries.evidence(connection, viewer, route, page)  # noqa: E731  # typed
        return await _evidence(info, ask, paging(first, after, last, before), self.total)


@strawberry.type(description="Requests sent in a crime area that you may see: in a period, and in the one before.")
class CrimeAreaChange:
    """A crime area in two periods."""

    periods: strawberry.Private[queries.Periods]
    crime_area: str = strawberry.field(description="Code of the crime area.")
    n: int = strawberry.field(description="Requests of both periods.")
    recent: int = strawberry.field(description="Those of the period.")
    before: int = strawberry.field(description="Those of the one before.")
    ratio: float | None = strawberry.field(
        description="Requests per day, of the period to the one before; null where they are too few, or were none."
    )
    ratio_low: float | None = strawberry.field(description="Lower end of its 95 % interval; null where too few.")
    ratio_high: float | None = strawberry.field(description="Upper end; null where too few, or without a bound.")
    p_value: float | None = strawberry.field(
        description="Probability of a rise as large by chance: exact, conditional on n, one-sided; null where too few."
    )
    adjusted_p_value: float | None = strawberry.field(
        description="The same, adjusted for the number of areas that were compared (Holm)."
    )
    is_real: bool | None = strawberry.field(
        description="The adjusted probability is at most 0.025; null where nothing can be said."
    )

    @derived("The requests that were counted, of both periods, the latest first.")
    async def evidence(
        self, info: Asked, *, first: First = UNSET, after: After = UNSET, last: Last = UNSET, before: Before = UNSET
    ) -> Counted[PatternEvidence]:
        """This will return a page of requests."""
        viewer, area = info.context.viewer, (self.periods, self.crime_area)
        ask: Asking = lambda connection, page: queries.area_evidence(connection, viewer, area, page)  # noqa: E731  # typed
        return await _evidence(info, ask, paging(first, after, last, before), self.n)


@strawberry.type(description="Crime areas in two periods of equally many months, one right after the other.")
class RisingCrimeAreas:
    """Crime areas in two periods."""

    before_since: datetime = strawberry.field(description="When the earlier period begins.")
    since: datetime = strawberry.field(description="When the later one begins.")
    until: datetime = strawberry.field(description="The first moment after it.")
    min_n: int = strawberry.field(description="Requests of both periods below which nothing is said of an area.")
    areas: list[CrimeAreaChange] = strawberry.field(description="What has most surely risen first; too few last.")


@strawberry.type
class PatternQueries:
    """What can be read of patterns across cases."""

    @derived("Routes between countries: requests, items and hits that you may see; that on which most goes first.")
    async def routes(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        *,
        filter: RoutesWanted = UNSET,  # noqa: A002  # the argument's public name
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Counted[Route]:
        """This will return a page of routes."""
        await info.context.catch_up(min_position, queries.MODELS)
        viewer, asked = info.context.viewer, wanted(queries.RouteFilter, filter)
        async with info.context.reading() as connection:
            found = await queries.routes(connection, viewer, asked, paging(first, after, last, before))

        async def count() -> int:
            async with info.context.reading() as connection:
                return await queries.routes_total(connection, viewer, asked)

        return Counted(count=count, **connected(found, lambda row: shown(Route, row, row=row, wanted=asked)))

    @derived("Crime areas in which requests that you may see were sent, compared with the period before.")
    async def rising_crime_areas(
        self, info: Asked, until: Month = UNSET, months: Months = 3, min_position: MinPosition = UNSET
    ) -> RisingCrimeAreas:
        """This will compare the crime areas."""
        await info.context.catch_up(min_position, queries.MODELS)
        periods = queries.periods_until(until or queries.last_finished(info.context.now), months)
        async with info.context.reading() as connection:
            rows = await queries.areas(connection, info.context.viewer, periods)
        return RisingCrimeAreas(
            before_since=periods.before_since,
            since=periods.since,
            until=periods.until,
            min_n=queries.LEAST_N,
            areas=[_change_of(row, periods) for row in rows],
        )


async def _evidence(info: Asked, ask: Asking, page: Paging, total: int) -> Counted[PatternEvidence]:
    async with info.context.reading() as connection:
        found = await ask(connection, page)

    async def count() -> int:
        return total

    return Counted(count=count, **connected(found, lambda row: shown(PatternEvidence, row)))


def _change_of(row: queries.AreaRow, periods: queries.Periods) -> CrimeAreaChange:
    told, value = row.comparison, row.adjusted_p_value
    return shown(
        CrimeAreaChange,
        row,
        periods=periods,
        n=row.recent + row.before,
        ratio=told and told.ratio,
        ratio_low=told and told.ratio_low,
        ratio_high=told and told.ratio_high,
        p_value=told and told.p_value,
        is_real=None if value is None else value <= queries.LEVEL,
    )
