"""The time by which half are answered, where some still wait, is that of the libraries of statistics."""

import itertools
import math
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf
from statsmodels.duration.survfunc import SurvfuncRight

from projections.cooperation.survival import FINEST, curve, median, nearest_rank, steps

WAITS = st.lists(st.tuples(st.integers(1, 30).map(float), st.booleans()), min_size=2, max_size=40).map(sorted)
SOME_ANSWERED = WAITS.filter(lambda told: not all(waiting for _, waiting in told))


def _known(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def test_the_curve_of_the_worked_example() -> None:
    curve = list(steps([2, 3, 4, 5, 10], [False, False, True, False, True]))

    assert [(each.at_s, round(each.share, 10)) for each in curve] == [(2, 0.8), (3, 0.6), (5, 0.3)]
    assert median([2, 3, 4, 5, 10], [False, False, True, False, True]).value_s == 5


def test_a_step_tells_how_many_had_waited_until_then() -> None:
    told = curve([2, 3, 4, 5, 10], [False, False, True, False, True])

    assert [(each.after_s, each.at_risk) for each in told] == [(2, 5), (3, 4), (5, 2)]


def test_a_long_curve_is_told_in_few_steps_and_to_its_end() -> None:
    waits = [float(each) for each in range(5_000)]
    told = curve(waits, [False] * len(waits))

    assert len(told) <= 201
    assert told[-1].after_s == waits[-1]
    assert told[-1].share == pytest.approx(0, abs=1e-9)
    assert max(one.share - other.share for one, other in itertools.pairwise(told)) < FINEST + 1 / len(waits)


def test_where_all_still_wait_nothing_is_known() -> None:
    told = median([1.0, 2.0], [True, True])

    assert (told.value_s, told.low_s, told.high_s) == (None, None, None)


@given(SOME_ANSWERED)
def test_the_curve_is_that_of_scipy(told: list[tuple[float, bool]]) -> None:
    waits, censored = [at for at, _ in told], [each for _, each in told]
    answered = [at for at, waiting in told if not waiting]
    theirs = ecdf(CensoredData(uncensored=answered, right=[at for at, waiting in told if waiting])).sf
    ours = [each.share for each in steps(waits, censored)]

    assert ours == pytest.approx(theirs.evaluate(sorted(set(answered))).tolist(), abs=1e-9)


@given(SOME_ANSWERED)
def test_the_band_of_the_curve_is_that_of_scipy(told: list[tuple[float, bool]]) -> None:
    waits, censored = [at for at, _ in told], [each for _, each in told]
    answered = [at for at, waiting in told if not waiting]
    theirs = ecdf(CensoredData(uncensored=answered, right=[at for at, waiting in told if waiting])).sf
    with np.errstate(all="ignore"), warnings.catch_warnings(action="ignore"):  # of steps that have no band
        band = theirs.confidence_interval(method="log-log")
    ours = [each for each in curve(waits, censored) if 0 < each.share < 1]
    at = [each.after_s for each in ours]

    assert [each.low for each in ours] == pytest.approx(band.low.evaluate(at).tolist(), abs=1e-9)
    assert [each.high for each in ours] == pytest.approx(band.high.evaluate(at).tolist(), abs=1e-9)


@given(WAITS.filter(lambda told: sum(not waiting for _, waiting in told) > 0))
def test_the_band_is_that_of_statsmodels(told: list[tuple[float, bool]]) -> None:
    waits, censored = [at for at, _ in told], [each for _, each in told]
    curve = SurvfuncRight(np.array(waits), np.array([not each for each in censored], dtype=int))
    with np.errstate(all="ignore"):
        low, high = curve.quantile_ci(0.5)
    ours = median(waits, censored)

    assert (ours.low_s, ours.high_s) == (_known(low), _known(high)) or math.isnan(low)


@given(st.lists(st.integers(1, 50).map(float), min_size=1, max_size=30).map(sorted))
def test_where_nobody_waits_the_median_is_the_nearest_rank(waits: list[float]) -> None:
    censored = [False] * len(waits)

    assert median(waits, censored).value_s == nearest_rank(waits, censored, 0.5) == waits[math.ceil(len(waits) / 2) - 1]
