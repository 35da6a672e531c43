"""How many requests are to be expected in the next months, with an interval that says how sure that is.

It must not be imported on the path of a request: its libraries take a second to load. It knows no database.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

from projections.outlook.rows import ForecastMethod

__all__ = ["LEAST_MONTHS", "Forecast", "forecast_of"]

LEAST_MONTHS = 12
"""Months of history; with fewer, level and spread cannot be told apart."""

CONFIDENCE = 0.8
"""8 of 10 months should fall within the interval: as wide as a planner can use."""

RECENT = 6
"""Months that say how many are to be expected where counts are too small for a course to be seen."""

SMALL = 5.0
"""Mean counts below which the roots of counts are no longer about normal (Anscombe 1948)."""

PATHS = 4_000
"""Simulated courses from which the interval is read: its ends then move by less than 2 % from seed to seed."""

SEED = 2023_977
"""The same history is forecast alike, whenever that is done."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A month to come. ahead: 1 for the next. expected, low, high: counts, at least 0; the interval holds 80 %."""

    ahead: int
    expected: float
    low: float
    high: float
    method: ForecastMethod


def forecast_of(counts: Sequence[int], months: int) -> list[Forecast]:
    """This will forecast the next `months` from counts per month, the oldest first; none with fewer than LEAST_MONTHS.

    Counts are smoothed as 2 sqrt(x + 3/8), whose variance does not grow with the count (Anscombe 1948). Where they are
    small, all alike, or follow no course that the model finds, the recent mean is what is to be expected.
    """
    values = np.asarray(counts, dtype=np.float64)
    if len(values) < LEAST_MONTHS:
        return []
    has_course = values[-LEAST_MONTHS:].mean() >= SMALL and np.ptp(values) > 0
    return (_by_smoothing(values, months) if has_course else []) or _by_recent_mean(values, months)


def _by_smoothing(values: Floats, months: int) -> list[Forecast]:
    """Damped exponential smoothing (Gardner & McKenzie 1985) as a state space model (Hyndman et al. 2008).

    Empty where the fit does not converge. An interval is never narrower than that of counting itself (Poisson).
    """
    model = ETSModel(2 * np.sqrt(values + 3 / 8), error="add", trend="add", damped_trend=True)
    with warnings.catch_warnings(action="ignore"):  # what they say is asked for below
        fitted = model.fit(disp=False, maxiter=500)
    if not fitted.mle_retvals["converged"]:
        return []
    paths = fitted.simulate(months, anchor="end", repetitions=PATHS, rng=np.random.default_rng(SEED))
    roots = np.maximum(np.asarray(paths, dtype=np.float64).reshape(months, PATHS), 0)
    tails = ((1 - CONFIDENCE) / 2, 0.5, (1 + CONFIDENCE) / 2)
    low, middle, high = np.quantile(np.maximum(roots**2 / 4 - 3 / 8, 0), tails, axis=1)
    counted_low, counted_high = stats.poisson(middle).interval(CONFIDENCE)
    bounds = zip(middle, np.minimum(low, counted_low), np.maximum(high, counted_high), strict=True)
    return [
        Forecast(ahead=ahead, expected=float(mid), low=float(least), high=float(most), method=ForecastMethod.SMOOTHING)
        for ahead, (mid, least, most) in enumerate(bounds, start=1)
    ]


def _by_recent_mean(values: Floats, months: int) -> list[Forecast]:
    """What the last months let expect: a Poisson count whose rate is known from them alone (prior of Jeffreys)."""
    recent = values[-RECENT:]
    shape, exposure = float(recent.sum()) + 0.5, float(len(recent))
    next_month = stats.nbinom(shape, exposure / (exposure + 1))
    low, high = next_month.interval(CONFIDENCE)
    expected = float(recent.mean())
    return [
        Forecast(ahead=ahead, expected=expected, low=float(low), high=float(high), method=ForecastMethod.RECENT_MEAN)
        for ahead in range(1, months + 1)
    ]
