"""Reads of cooperation metrics from a standpoint, as far as the viewer may see what they rest on.

They must not let a figure rest on what is not for the viewer.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, LiteralString

from psycopg import AsyncConnection

from domain.refusal import InvalidInput
from projections.cooperation.figures import Told, balance, clearance, figures_of, grounds_of, group_of, reciprocity
from projections.cooperation.groups import key_of
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

_BETWEEN: Mapping[Metric, Metric] = {Metric.M23: Metric.M1, Metric.M24: Metric.M11, Metric.M25: Metric.M9}
"""What compares two directions -> what it compares."""

_COMPARED: Mapping[Metric, str] = {
    Metric.M23: "sent", Metric.M24: "fulfilled", Metric.M25: "response time, net: median",
}  # fmt: skip

_PAIRS = ({Dimension.FROM_AGENCY, Dimension.TO_AGENCY}, {Dimension.FROM_COUNTRY, Dimension.TO_COUNTRY})

Found = dict[Group, list[Figure]]


async def figures(connection: AsyncConnection[Any], view: CooperationView) -> tuple[GroupOfFigures, ...]:
    """This will tell the figures of every group in which there is something to tell, in the order of groups.

    Raises InvalidInput where two directions are to be compared that are not told apart.
    """
    _refuse_without_sides(view)
    found: Found = {}
    read = [*view.metrics, *(_BETWEEN[each] for each in view.metrics if each in _BETWEEN)]
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
    _compare(view, found)
    return _in_order(view, found)


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


def _refuse_without_sides(view: CooperationView) -> None:
    compared = [metric for metric in view.metrics if metric in _BETWEEN]
    if compared and not any(pair <= set(view.by) for pair in _PAIRS):
        raise InvalidInput(
            field="group_by",
            rule=f"{compared[0]} compares two directions",
            accepted="FROM_AGENCY with TO_AGENCY, or FROM_COUNTRY with TO_COUNTRY",
        )


def _compare(view: CooperationView, found: Found) -> None:
    for metric in (each for each in view.metrics if each in _BETWEEN):
        named = {group: _named(told, metric) for group, told in found.items()}
        for group in {each for one in named for each in (one, one.reverse)}:
            there, back = named.get(group), named.get(group.reverse)
            if there is None and back is None:
                continue
            figure = (
                balance(_n(there), _n(back), view.window.kind, view.thresholds.min_n)
                if metric is Metric.M23
                else reciprocity(metric, there, back)
            )
            found.setdefault(group, []).append(figure)


def _named(told: Sequence[Figure], metric: Metric) -> Figure | None:
    return next((each for each in told if each.metric is _BETWEEN[metric] and each.name == _COMPARED[metric]), None)


def _n(figure: Figure | None) -> int:
    return 0 if figure is None else figure.n


def _in_order(view: CooperationView, found: Found) -> tuple[GroupOfFigures, ...]:
    order = {metric: place for place, metric in enumerate(Metric)}

    def asked(told: Sequence[Figure]) -> Iterator[Figure]:
        return (each for each in sorted(told, key=lambda each: order[each.metric]) if each.metric in view.metrics)

    shown = ((group, tuple(asked(told))) for group, told in found.items())
    return tuple(GroupOfFigures(group, told) for group, told in sorted(shown, key=lambda pair: key_of(pair[0])) if told)
