"""Whether a figure rises or falls over time, by a test that holds also where one month resembles the next.

It must not be imported on the path of a request: its libraries take a second to load. It knows no database.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from projections.outlook.rows import TrendDirection

__all__ = ["LEAST_POINTS", "Trend", "are_real", "trend_of"]

LEAST_POINTS = 8
"""Below it the normal approximation of Kendall's S is poor (Hirsch, Slack & Smith 1982 ask for 10 without ties)."""

SIGNIFICANCE = 0.05

NEARLY_ONE = 0.95
"""The strongest correlation from one period to the next that is believed: at 1 no series would say anything."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A trend over equally spaced periods.

    slope: Sen's median slope, in units of the figure per period, with its 95 % interval (Sen 1968).
    tau: Kendall's rank correlation with time. p_value: two-sided, corrected for serial correlation (Yue & Wang 2004).
    periods: how many periods had a figure; correction: by how much serial correlation widened the variance, 1 for not.
    """

    direction: TrendDirection
    slope: float
    slope_low: float
    slope_high: float
    tau: float
    p_value: float
    periods: int
    correction: float


def trend_of(figures: Sequence[float | None]) -> Trend | None:
    """This will test a series of figures, one for each period, for a trend; None for a period without a figure.

    Returns None where fewer than LEAST_POINTS periods have a figure, or all of them have the same one.
    Mann-Kendall test (Mann 1945, Kendall 1975) with the variance of Yue & Wang (2004), Water Resour. Manage. 18.
    """
    places = np.array([place for place, figure in enumerate(figures) if figure is not None], dtype=np.float64)
    values = np.array([figure for figure in figures if figure is not None], dtype=np.float64)
    if len(values) < LEAST_POINTS or np.ptp(values) == 0:
        return None
    slope, _, low, high = stats.theilslopes(values, places, alpha=0.95)
    correction = _correction(values - slope * places)
    p_value = _p_value(values, correction)
    return Trend(
        direction=_direction(float(slope), p_value),
        slope=float(slope),
        slope_low=float(low),
        slope_high=float(high),
        tau=float(stats.kendalltau(places, values).statistic),
        p_value=p_value,
        periods=len(values),
        correction=correction,
    )


def are_real(p_values: Sequence[float]) -> list[bool]:
    """This will tell which of many findings stand at a false discovery rate of 5 % (Benjamini & Hochberg 1995)."""
    if not p_values:
        return []
    return [bool(each <= SIGNIFICANCE) for each in stats.false_discovery_control(p_values, method="bh")]


def _direction(slope: float, p_value: float) -> TrendDirection:
    if p_value > SIGNIFICANCE or slope == 0:
        return TrendDirection.NONE_FOUND
    return TrendDirection.RISING if slope > 0 else TrendDirection.FALLING


def _p_value(values: Floats, correction: float) -> float:
    """Kendall's S against its variance under no trend, ties counted, with the correction for continuity."""
    count = len(values)
    score = float(np.sum(np.sign(values[None, :] - values[:, None])[np.triu_indices(count, k=1)]))
    _, ties = np.unique(values, return_counts=True)
    variance = (count * (count - 1) * (2 * count + 5) - float(np.sum(ties * (ties - 1) * (2 * ties + 5)))) / 18
    z = (score - np.sign(score)) / np.sqrt(variance * correction)
    return float(2 * stats.norm.sf(abs(z)))


def _correction(detrended: Floats) -> float:
    """The factor by which serial correlation of first order changes the variance of S (Yue & Wang 2004).

    The estimated correlation is freed of its bias in short series (Kendall 1954), and kept at 0 or above: a negative
    one would make the test bolder than the data are.
    """
    count = len(detrended)
    ranks = stats.rankdata(detrended)
    centred = ranks - ranks.mean()
    spread = float(centred @ centred)
    if spread == 0:
        return 1.0
    raw = float(centred[1:] @ centred[:-1]) / spread
    correlation = min(max((count * raw + 2) / (count - 4), 0.0), NEARLY_ONE)
    lags = np.arange(1, count)
    return float(1 + 2 * np.sum((1 - lags / count) * correlation**lags))
