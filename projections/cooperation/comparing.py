"""Figures that compare two directions of a pair, and the order in which figures are told.

It must not read anything, nor know whether figures rest on cycles that are visible or on what is published.
"""

from collections.abc import Iterator, Mapping, Sequence

from domain.refusal import InvalidInput
from projections.cooperation.figures import balance, reciprocity
from projections.cooperation.groups import key_of
from projections.cooperation.rows import CooperationView, Figure, Group, GroupOfFigures
from projections.cooperation.vocabulary import Dimension, Metric

__all__ = ["BETWEEN", "Found", "compare", "in_order", "refuse_without_sides"]

BETWEEN: Mapping[Metric, Metric] = {Metric.M23: Metric.M1, Metric.M24: Metric.M11, Metric.M25: Metric.M9}
"""What compares two directions -> what it compares."""

_COMPARED: Mapping[Metric, str] = {
    Metric.M23: "sent", Metric.M24: "fulfilled", Metric.M25: "response time, net: median",
}  # fmt: skip

_PAIRS = ({Dimension.FROM_AGENCY, Dimension.TO_AGENCY}, {Dimension.FROM_COUNTRY, Dimension.TO_COUNTRY})

Found = dict[Group, list[Figure]]
"""Figures by group, as they are found."""


def refuse_without_sides(view: CooperationView) -> None:
    """This will refuse a comparison of two directions that are not told apart; raises InvalidInput."""
    compared = [metric for metric in view.metrics if metric in BETWEEN]
    if compared and not any(pair <= set(view.by) for pair in _PAIRS):
        raise InvalidInput(
            field="group_by",
            rule=f"{compared[0]} compares two directions",
            accepted="FROM_AGENCY with TO_AGENCY, or FROM_COUNTRY with TO_COUNTRY",
        )


def compare(view: CooperationView, found: Found) -> None:
    """This will add the figures that compare the directions which were found."""
    for metric in (each for each in view.metrics if each in BETWEEN):
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
    return next((each for each in told if each.metric is BETWEEN[metric] and each.name == _COMPARED[metric]), None)


def _n(figure: Figure | None) -> int:
    return 0 if figure is None else figure.n


def in_order(view: CooperationView, found: Found) -> tuple[GroupOfFigures, ...]:
    """This will tell the figures that were asked for, in the order of metrics, by group; none of an empty group."""
    order = {metric: place for place, metric in enumerate(Metric)}

    def asked(told: Sequence[Figure]) -> Iterator[Figure]:
        return (each for each in sorted(told, key=lambda each: order[each.metric]) if each.metric in view.metrics)

    shown = ((group, tuple(asked(told))) for group, told in found.items())
    return tuple(GroupOfFigures(group, told) for group, told in sorted(shown, key=lambda pair: key_of(pair[0])) if told)
