"""Reads of cooperation metrics from a standpoint, as far as the viewer may see what they rest on.

They must not let a figure rest on what is not for the viewer.
"""

from typing import Any, LiteralString

from psycopg import AsyncConnection

from projections.cooperation.comparing import BETWEEN, Found, compare, in_order, refuse_without_sides
from projections.cooperation.figures import Told, clearance, figures_of, grounds_of, group_of
from projections.cooperation.matrix import Matrix, matrix
from projections.cooperation.measures import KEPT_PACE
from projections.cooperation.rows import (
    CooperationFilter,
    CooperationView,
    CooperationWindow,
    Figure,
    Group,
    GroupOfFigures,
    Thresholds,
)
from projections.cooperation.standpoint import Standpoint, standpoint
from projections.cooperation.statements import GROUNDS, STATEMENTS, parameters_of
from projections.cooperation.vocabulary import Dimension, Metric, Scope, Standing, Unit, WindowKind
from projections.cooperation.yearly import OfAYear, YearlyRow, yearly_statistics
from projections.reading import read_plain

__all__ = [
    "CooperationFilter", "CooperationView", "CooperationWindow", "Dimension", "Figure", "Group", "GroupOfFigures",
    "Matrix", "Metric", "OfAYear", "Scope", "Standing", "Standpoint", "Thresholds", "Unit", "WindowKind", "YearlyRow",
    "figures", "matrix", "standpoint", "yearly_statistics",
]  # fmt: skip


async def figures(connection: AsyncConnection[Any], view: CooperationView) -> tuple[GroupOfFigures, ...]:
    """This will tell the figures of every group in which there is something to tell, in the order of groups.

    Raises InvalidInput where two directions are to be compared that are not told apart.
    """
    refuse_without_sides(view)
    found: Found = {}
    read = [*view.metrics, *(BETWEEN[each] for each in view.metrics if each in BETWEEN)]
    for measure, statement in STATEMENTS.items():
        if measure.metric in read and measure not in KEPT_PACE:
            for told in await _told(connection, statement, view):
                told_of = figures_of(measure, told, view.window.kind, view.thresholds.min_n)
                found.setdefault(group_of(told), []).extend(told_of)
    if Metric.M12 in view.metrics:
        for told in await _told(connection, GROUNDS, view):
            found.setdefault(group_of(told), []).extend(grounds_of(told, view.window.kind))
    if Metric.M18 in view.metrics:
        await _keep_pace(connection, view, found)
    compare(view, found)
    return in_order(view, found)


async def _told(connection: AsyncConnection[Any], statement: LiteralString, view: CooperationView) -> list[Told]:
    return [*await read_plain(connection, statement, parameters_of(view))]


async def _keep_pace(connection: AsyncConnection[Any], view: CooperationView, found: Found) -> None:
    counted: dict[str, dict[Group, int]] = {}
    for measure in KEPT_PACE:
        rows = await _told(connection, STATEMENTS[measure], view)
        counted[measure.name] = {group_of(told): told["n"] for told in rows}
    finished, received = counted["finished"], counted["received"]
    for group in {**finished, **received}:
        figure = clearance(finished.get(group, 0), received.get(group, 0), view.thresholds.min_n)
        found.setdefault(group, []).append(figure)
