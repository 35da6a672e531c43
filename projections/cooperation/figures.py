"""From what a statement counted in a group to the figures that are told of it.

It must not read anything. An empty denominator gives no value, never 0; below min_n a share or a percentile reads
INSUFFICIENT_DATA, with how many there are; a count is always told.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from projections.cooperation.measures import Count, Duration, Measure, Rate, Survival
from projections.cooperation.rows import Figure, Group
from projections.cooperation.survival import curve, median, nearest_rank
from projections.cooperation.vocabulary import Metric, Standing, Unit, WindowKind

__all__ = [
    "Told", "balance", "clearance", "figures_of", "grounds_of", "group_of", "judged", "reciprocity", "share",
]  # fmt: skip

Told = Mapping[str, Any]
"""A row of a statement by column name."""

_MOST_REPLIES = 0.8


def figures_of(measure: Measure, told: Told, kind: WindowKind, min_n: int) -> Iterator[Figure]:
    """This will tell the figures of a measure in a group. kind: of the window that was asked for."""
    match measure:
        case Duration():
            measured = kind if measure.in_window else WindowKind.AS_OF
            for name, column in (("median", "p50"), ("90th percentile", "p90"), ("mean", "mean")):
                yield judged(Figure(
                    metric=measure.metric, name=f"{measure.name}: {name}", unit=Unit.SECONDS, window=measured,
                    n=told["n"],
                    value=told[column],
                ), min_n)  # fmt: skip
        case Rate():
            figure = Figure(metric=measure.metric, name=measure.name, unit=Unit.SHARE, window=kind, n=told["n"])
            yield share(figure, told["hits"], min_n)
        case Count():
            counted = kind if measure.in_window else WindowKind.AS_OF
            n = told["n"]
            yield Figure(metric=measure.metric, name=measure.name, unit=Unit.COUNT, window=counted, n=n, value=n)
        case Survival():
            yield _survived(measure, told, kind, min_n)


def grounds_of(told: Told, kind: WindowKind) -> Iterator[Figure]:
    """This will count the grounds of refusals; a cycle with two counts with both, so they do not add up to anything."""
    for ground, count in sorted(Counter(told["grounds"].split(",")).items()):
        name = f"refused: {ground}"
        yield Figure(metric=Metric.M12, name=name, unit=Unit.COUNT, window=kind, n=count, value=count)


def clearance(finished: int, received: int, min_n: int) -> Figure:
    """This will divide what was finished in a window by what was received in it; 1 keeps pace."""
    figure = Figure(
        metric=Metric.M18, name="clearance ratio", unit=Unit.RATIO, window=WindowKind.FLOW, n=received
    )  # fmt: skip
    return share(figure, finished, min_n)


def balance(there: int, back: int, kind: WindowKind, min_n: int) -> Figure:
    """This will tell how far one side asks more than the other: from -1 to 1. there, back: sent in each direction."""
    both = there + back
    figure = Figure(metric=Metric.M23, name="volume balance", unit=Unit.RATIO, window=kind, n=both)
    value = (there - back) / both if both else None
    return judged(replace(figure, value=value, numerator=there - back, denominator=both), min_n)


def reciprocity(metric: Metric, there: Figure | None, back: Figure | None) -> Figure:
    """This will divide the smaller of two figures by the larger; nothing where either is missing, or both are 0."""
    known = [each for each in (there, back) if each is not None]
    n = min((each.n for each in known), default=0) if len(known) > 1 else 0
    name = "reciprocity of fulfilment" if metric is Metric.M24 else "reciprocity of speed"
    kind = known[0].window if known else WindowKind.COHORT
    figure = Figure(metric=metric, name=name, unit=Unit.RATIO, window=kind, n=n)
    values = [each.value for each in known if each.value is not None]
    if len(values) < len((there, back)):
        lacking = any(each.standing is Standing.INSUFFICIENT_DATA for each in known)
        return replace(figure, standing=Standing.INSUFFICIENT_DATA if lacking else Standing.EMPTY)
    if not max(values):
        return replace(figure, standing=Standing.EMPTY)
    return replace(figure, value=min(values) / max(values))


def share(figure: Figure, hits: int, min_n: int) -> Figure:
    """This will divide hits by the figure's n."""
    value = hits / figure.n if figure.n else None
    return judged(replace(figure, value=value, numerator=hits, denominator=figure.n), min_n)


def judged(figure: Figure, min_n: int) -> Figure:
    """This will tell whether there is enough for a figure, and take its value away where there is not."""
    if not figure.n:
        return replace(figure, standing=Standing.EMPTY, value=None)
    if figure.n < min_n:
        return replace(figure, standing=Standing.INSUFFICIENT_DATA, value=None)
    return figure


def _survived(measure: Survival, told: Told, kind: WindowKind, min_n: int) -> Figure:
    waits, censored = told["waits"], told["censored"]
    whole = Figure(metric=measure.metric, name=measure.name, unit=Unit.SECONDS, window=kind, n=len(waits))
    figure = judged(whole, min_n)
    if figure.standing is not Standing.KNOWN:
        return figure
    if measure.metric is Metric.M28:
        found = median(waits, censored)
        figure = replace(figure, value=found.value_s, low=found.low_s, high=found.high_s, curve=curve(waits, censored))
    else:
        figure = replace(figure, value=nearest_rank(waits, censored, _MOST_REPLIES))
    return figure if figure.value is not None else replace(figure, standing=Standing.NOT_REACHED)


def group_of(told: Told) -> Group:
    """This will read what a row is about."""
    return Group(**{name: told[name] for name in Group.__slots__})
