"""The root of reading how cooperation goes: metrics, a matrix of pairs, yearly statistics, definitions.

It must not decide who may see what: figures are asked for as the viewer.
"""

from functools import partial
from typing import Annotated

import strawberry
from strawberry import UNSET

from api.context import Asked
from api.inputs import record_input
from api.queries import asking_matrix
from api.queries.aggregate import published
from api.queries.asking_matrix import pairs_view
from api.queries.connection import derived
from api.queries.cooperation import (
    MATRIX,
    Cooperation,
    CooperationMatrix,
    MetricDefinition,
    YearlyStatistics,
    definitions,
    matrix_of,
    shown_of,
    yearly_of,
)
from api.queries.filters import wanted
from api.queries.moments import AsOfWanted, MinPosition, as_of_wanted
from api.wording import enum_of
from projections.cooperation import queries
from projections.cooperation.queries import (
    CooperationFilter,
    CooperationView,
    CooperationWindow,
    Dimension,
    Metric,
    OfAYear,
    Scope,
    Thresholds,
)

__all__ = ["CooperationQueries"]

MODELS = asking_matrix.MODELS

MOST_METRICS = len(Metric)

enum_of(Dimension, "CooperationDimension")


def _given(kind: type, text: str) -> object:
    return strawberry.argument(description=text, graphql_type=record_input(kind) | None)


Metrics = Annotated[list[Metric], strawberry.argument(description="What is to be measured.")]
OneMetric = Annotated[
    Metric,
    strawberry.argument(
        description="What is to be measured; its first figure is told: M1 to M17, M19 to M22, M26, M27 or M29."
    ),
]
GroupBy = Annotated[
    list[Dimension] | None, strawberry.argument(description="What figures are told apart by. Default: all in one.")
]
Wanted = Annotated[object, _given(CooperationFilter, "Which requests; all that you may see when omitted.")]
Window = Annotated[object, _given(CooperationWindow, "Which time; all of it when omitted.")]
Held = Annotated[object, _given(Thresholds, "What figures are held against.")]
Year = Annotated[int, strawberry.argument(description="The calendar year, 2000 to 9000.")]
Agency = Annotated[str | None, strawberry.argument(description="Code of the agency. Default: yours.")]


Scoped = Annotated[
    Scope,
    strawberry.argument(
        description="On what figures rest; AUTHORISED_AGGREGATE takes the role COOPERATION_ANALYST, and whole months."
    ),
]


@strawberry.type
class CooperationQueries:
    """What can be read of how cooperation goes."""

    @derived("Figures of cooperation: over what you may see, as of any moment of the record; or as published for all.")
    async def cooperation(  # noqa: PLR0913  # what a figure may be asked by
        self,
        info: Asked,
        metrics: Metrics,
        *,
        scope: Scoped = Scope.VISIBLE,
        group_by: GroupBy = UNSET,
        filter: Wanted = UNSET,  # noqa: A002  # the argument's public name
        window: Window = UNSET,
        thresholds: Held = UNSET,
        as_of: AsOfWanted = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Cooperation:
        """This will return groups of figures."""
        await info.context.catch_up(min_position, MODELS)
        view = partial(
            CooperationView,
            viewer=info.context.viewer,
            metrics=tuple(dict.fromkeys(metrics)),
            by=tuple(group_by or ()),
            wanted=wanted(CooperationFilter, filter),
            window=wanted(CooperationWindow, window),
            thresholds=wanted(Thresholds, thresholds),
        )
        moment = as_of_wanted(as_of)
        async with info.context.reading() as connection:
            if scope is Scope.AUTHORISED_AGGREGATE:
                return await published(info, connection, view, moment)
            asked = view(standpoint=await queries.standpoint(connection, moment, info.context.now))
            return shown_of(asked, await queries.figures(connection, asked))

    @derived(
        "One figure of every directed pair of agencies, over the requests that you may see.",
        asking_matrix.matrix(lambda: MATRIX),
    )
    async def cooperation_matrix(  # noqa: PLR0913  # same
        self,
        info: Asked,
        metric: OneMetric,
        *,
        filter: Wanted = UNSET,  # noqa: A002  # the argument's public name
        window: Window = UNSET,
        thresholds: Held = UNSET,
        as_of: AsOfWanted = UNSET,
        min_position: MinPosition = UNSET,
    ) -> CooperationMatrix:
        """This will return a matrix."""
        await info.context.catch_up(min_position, MODELS)
        async with info.context.reading() as connection:
            stand = await queries.standpoint(connection, as_of_wanted(as_of), info.context.now)
            given = {"filter": filter, "window": window, "thresholds": thresholds}
            view = pairs_view(info.context.viewer, stand, metric, given)
            return matrix_of(view, await queries.matrix(connection, view))

    @derived("What an agency reports of a year under Dir. (EU) 2023/977 Art. 18(2), as far as you may see.")
    async def yearly_statistics(
        self,
        info: Asked,
        year: Year,
        agency_id: Agency = UNSET,
        as_of: AsOfWanted = UNSET,
        min_position: MinPosition = UNSET,
    ) -> YearlyStatistics:
        """This will return the numbers of a year."""
        await info.context.catch_up(min_position, MODELS)
        viewer = info.context.viewer
        of = OfAYear(agency_id=agency_id or viewer.agency_id, year=year)
        async with info.context.reading() as connection:
            stand = await queries.standpoint(connection, as_of_wanted(as_of), info.context.now)
            rows = await queries.yearly_statistics(connection, viewer, stand, of)
        return yearly_of(of.agency_id, year, rows, stand.position)

    @derived("What each metric is: its definition in words, its unit, whose doing it tells of, and its source.")
    def metric_definitions(self) -> list[MetricDefinition]:
        """This will return the catalogue."""
        return definitions()
