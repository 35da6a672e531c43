"""From published counts to the figures that are told of them.

It must not read anything. Percentiles are told as the interval between two bounds: single times are not published.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import ceil

from projections.cells.counted import (
    FINISHED,
    RECEIVED,
    TIMES,
    WITHIN_DAYS,
    hits,
    measured,
    over,
    rates,
    within,
)
from projections.cooperation.comparing import BETWEEN
from projections.cooperation.figures import clearance, judged, share
from projections.cooperation.measures import COUNTS, Duration
from projections.cooperation.rows import CooperationView, Figure
from projections.cooperation.vocabulary import Metric, Standing, Unit, WindowKind

__all__ = ["told_of"]

Counts = Mapping[str, int]
"""Of a group: what is counted -> how many; what is missing is none."""

_DAY_S = 86_400.0
_PERCENTILES = (("median", 0.5), ("90th percentile", 0.9))


def told_of(view: CooperationView, counts: Counts) -> Iterator[Figure]:
    """This will tell the figures of a group, and those that a comparison of two directions needs."""
    min_n = view.thresholds.min_n
    asked = {*view.metrics, *(BETWEEN[each] for each in view.metrics if each in BETWEEN)}
    if Metric.M1 in asked:
        yield from _numbers(counts)
    yield from (each for each in _shares(counts, min_n) if each.metric in asked)
    if Metric.M9 in asked:
        yield from (each for time in TIMES for each in _intervals(time, counts, min_n))
    if Metric.M18 in asked:
        yield clearance(counts.get(FINISHED, 0), counts.get(RECEIVED, 0), min_n)


def _numbers(counts: Counts) -> Iterator[Figure]:
    for each in COUNTS:
        n = counts.get(each.name, 0)
        if each.metric is Metric.M1 and n:
            yield replace(_figure(Metric.M1, each.name, Unit.COUNT, n), value=n)


def _shares(counts: Counts, min_n: int) -> Iterator[Figure]:
    for rate in rates():
        figure = _figure(rate.metric, rate.name, Unit.SHARE, counts.get(over(rate), 0))
        if figure.n:
            yield share(figure, counts.get(hits(rate), 0), min_n)


def _intervals(time: Duration, counts: Counts, min_n: int) -> Iterator[Figure]:
    n = counts.get(measured(time), 0)
    for name, part in _PERCENTILES if n else ():
        low_s, high_s = _between(time, counts, ceil(part * n))
        figure = judged(_figure(time.metric, f"{time.name}: {name}", Unit.SECONDS, n), min_n)
        is_enough = figure.standing is Standing.KNOWN
        yield replace(figure, standing=Standing.BETWEEN, low=low_s, high=high_s) if is_enough else figure


def _between(time: Duration, counts: Counts, rank: int) -> tuple[float, float | None]:
    """The bounds between which the cycle of a rank lies; the last bound and none where it took longer."""
    low_s = 0.0
    for days in WITHIN_DAYS:
        if counts.get(within(time, days), 0) >= rank:
            return low_s, days * _DAY_S
        low_s = days * _DAY_S
    return low_s, None


def _figure(metric: Metric, name: str, unit: Unit, n: int) -> Figure:
    return Figure(metric=metric, name=name, unit=unit, window=WindowKind.COHORT, n=n)
