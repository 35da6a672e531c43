"""The root of reading the directory: agencies, units, who is competent.

It must not hold anything that depends on who asks: everybody signed in may see the directory.
"""

from datetime import date
from typing import Annotated, cast

import strawberry
from strawberry import UNSET

from api.context import Asked
from api.queries.connection import After, Before, Connection, First, Last, connected, derived, paging
from api.queries.directory import (
    Agency,
    CrimeArea,
    RoutingProposal,
    Unit,
    agency_of,
    crime_areas_on,
    proposal_of,
    unit_of,
)  # fmt: skip
from api.queries.filters import AgenciesWanted, CompetenceWanted, UnitsWanted, wanted
from api.queries.moments import MinPosition
from api.scalars import DateText, read
from domain.routing import Wanted
from projections.directory import queries as directory

__all__ = ["DirectoryQueries"]

DIRECTORY = "directory"

AgencyId = Annotated[str, strawberry.argument(description="Code of the agency, such as FR-SPOC.")]
On = Annotated[
    DateText | None,
    strawberry.argument(description="Only what is in use on this day; all there ever was when omitted."),
]
UnitId = Annotated[str, strawberry.argument(description="Code of the unit, such as FR-SPOC/CYBER.")]


@strawberry.type
class DirectoryQueries:
    """What can be read of the directory."""

    @derived("The agencies of the directory, by code.")
    async def agencies(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        *,
        filter: AgenciesWanted = UNSET,  # noqa: A002  # the argument's public name
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Connection[Agency]:
        """This will return a page of the agencies."""
        await info.context.catch_up(min_position, (DIRECTORY,))
        async with info.context.reading() as connection:
            asked = wanted(directory.AgencyFilter, filter)
            page = await directory.agencies(connection, asked, paging(first, after, last, before))
        return Connection(**connected(page, agency_of))

    @derived("An agency; null where there is none of that code.")
    async def agency(self, info: Asked, agency_id: AgencyId, min_position: MinPosition = UNSET) -> Agency | None:
        """This will return one agency."""
        await info.context.catch_up(min_position, (DIRECTORY,))
        async with info.context.reading() as connection:
            row = await directory.agency(connection, agency_id)
        return agency_of(row) if row else None

    @derived("The units of the directory, by code.")
    async def units(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        *,
        filter: UnitsWanted = UNSET,  # noqa: A002  # the argument's public name
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Connection[Unit]:
        """This will return a page of the units."""
        await info.context.catch_up(min_position, (DIRECTORY,))
        async with info.context.reading() as connection:
            asked = wanted(directory.UnitFilter, filter)
            page = await directory.units(connection, asked, paging(first, after, last, before))
        return Connection(**connected(page, unit_of))

    @derived("A unit; null where there is none of that code.")
    async def unit(self, info: Asked, unit_id: UnitId, min_position: MinPosition = UNSET) -> Unit | None:
        """This will return one unit."""
        await info.context.catch_up(min_position, (DIRECTORY,))
        async with info.context.reading() as connection:
            row = await directory.unit(connection, unit_id)
        return unit_of(row) if row else None

    @derived("The units that are competent, closest first, each with the reasons of its rank.")
    async def competent_units(
        self, info: Asked, sought: CompetenceWanted, min_position: MinPosition = UNSET
    ) -> RoutingProposal:
        """This will propose units."""
        await info.context.catch_up(min_position, (DIRECTORY,))
        asked = wanted(Wanted, sought)
        async with info.context.reading() as connection:
            return proposal_of(await directory.competent_units(connection, asked))

    @derived("The crime areas by which requests are routed, parents before what they cover.")
    def crime_areas(self, on: On = UNSET) -> list[CrimeArea]:
        """This will list the crime areas."""
        return crime_areas_on(cast("date", read(on, "on")) if on else None)
