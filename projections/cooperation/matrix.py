"""One figure for every directed pair of agencies at once, as a dashboard draws it.

It must not make an object for each cell: forty thousand of them take longer than to count them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, LiteralString

from psycopg import AsyncConnection
from psycopg.rows import tuple_row

from domain.refusal import InvalidInput
from projections.cooperation.measures import Count, Duration, Measure, Rate
from projections.cooperation.rows import CooperationView
from projections.cooperation.statements import PAIRS, parameters_of
from projections.cooperation.vocabulary import Metric, Unit

__all__ = ["FigureAsked", "Matrix", "figure_of", "matrix"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A figure of all pairs. agencies: by code; rows: who asks, columns: who is asked, both in that order.

    values: None where there is nothing, or too little; n: how many cycles each rests on.
    """

    metric: Metric
    name: str
    unit: Unit
    agencies: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    n: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureAsked:
    """What is asked for a figure of all pairs. statement: of rows (from_agency_id, to_agency_id, n, value)."""

    name: str
    unit: Unit
    statement: LiteralString
    parameters: Mapping[str, object]


async def matrix(connection: AsyncConnection[Any], view: CooperationView) -> Matrix:
    """This will tell the first figure of the view's one metric for all pairs that have something to tell.

    Raises InvalidInput for a metric that no single statement counts for each pair.
    """
    asked = figure_of(view)
    async with connection.cursor(row_factory=tuple_row) as cursor:
        await cursor.execute(asked.statement, asked.parameters)
        told = await cursor.fetchall()
    agencies = sorted({agency for row in told for agency in row[:2]})
    place = {agency: at for at, agency in enumerate(agencies)}
    values: list[list[float | None]] = [[None] * len(agencies) for _ in agencies]
    counts = [[0] * len(agencies) for _ in agencies]
    for asks, is_asked, n, value in told:
        line, column = place[asks], place[is_asked]
        counts[line][column], values[line][column] = n, value
    return Matrix(
        metric=view.metrics[0],
        name=asked.name,
        unit=asked.unit,
        agencies=tuple(agencies),
        values=tuple(map(tuple, values)),
        n=tuple(map(tuple, counts)),
    )


def figure_of(view: CooperationView) -> FigureAsked:
    """This will tell what is asked for the first figure of the view's one metric.

    Raises InvalidInput for a metric that no single statement counts for each pair.
    """
    measure = _measure(view.metrics[0])
    least = 1 if isinstance(measure, Count) else view.thresholds.min_n
    return FigureAsked(
        name=f"{measure.name}: median" if isinstance(measure, Duration) else measure.name,
        unit=_UNIT[type(measure)],
        statement=PAIRS[measure],
        parameters={**parameters_of(view), "least": least},
    )


_UNIT: Mapping[type[Measure], Unit] = {Rate: Unit.SHARE, Duration: Unit.SECONDS, Count: Unit.COUNT}


def _measure(metric: Metric) -> Measure:
    found = next((each for each in PAIRS if each.metric is metric), None)
    if found is None:
        accepted = "a metric that is a count, a share or a duration of each pair: M1 to M17, M19 to M22, M26, M27, M29"
        raise InvalidInput(field="metric", rule=f"{metric} is not told as a matrix", accepted=accepted)
    return found
