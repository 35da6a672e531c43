"""One figure for every directed pair of agencies at once, as a dashboard draws it.

It must not make an object for each cell: forty thousand of them take longer than to count them.
"""

from dataclasses import dataclass
from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import tuple_row

from domain.refusal import InvalidInput
from projections.cooperation.measures import KEPT_PACE, Count, Duration, Measure, Rate, Survival
from projections.cooperation.rows import CooperationView
from projections.cooperation.statements import STATEMENTS, parameters_of
from projections.cooperation.vocabulary import Metric, Unit

__all__ = ["Matrix", "matrix"]


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


async def matrix(connection: AsyncConnection[Any], view: CooperationView) -> Matrix:
    """This will tell the first figure of the view's one metric for all pairs that have something to tell.

    Raises InvalidInput for a metric that no single statement counts for each pair.
    """
    measure = _measure(view.metrics[0])
    async with connection.cursor(row_factory=tuple_row) as cursor:
        await cursor.execute(STATEMENTS[measure], parameters_of(view))
        names = [column.name for column in cursor.description or ()]
        told = await cursor.fetchall()
    value, n = names.index(_VALUE[type(measure)]), names.index("n")
    agencies = sorted({agency for row in told for agency in row[:2]})
    place = {agency: at for at, agency in enumerate(agencies)}
    values: list[list[float | None]] = [[None] * len(agencies) for _ in agencies]
    counts = [[0] * len(agencies) for _ in agencies]
    least = 1 if isinstance(measure, Count) else view.thresholds.min_n
    for row in told:
        line, column, number = place[row[0]], place[row[1]], row[n]
        counts[line][column] = number
        if number >= least:
            values[line][column] = row[value] / number if isinstance(measure, Rate) else float(row[value])
    return Matrix(
        metric=measure.metric,
        name=f"{measure.name}: median" if isinstance(measure, Duration) else measure.name,
        unit=_UNIT[type(measure)],
        agencies=tuple(agencies),
        values=tuple(map(tuple, values)),
        n=tuple(map(tuple, counts)),
    )


_VALUE = {Rate: "hits", Duration: "p50", Count: "n"}
_UNIT = {Rate: Unit.SHARE, Duration: Unit.SECONDS, Count: Unit.COUNT}


def _measure(metric: Metric) -> Rate | Duration | Count:
    found: Measure | None = next((each for each in STATEMENTS if each.metric is metric and each not in KEPT_PACE), None)
    if found is None or isinstance(found, Survival):
        accepted = "a metric that is a count, a share or a duration of each pair: M1 to M17, M19 to M22, M26, M27, M29"
        raise InvalidInput(field="metric", rule=f"{metric} is not told as a matrix", accepted=accepted)
    return found
