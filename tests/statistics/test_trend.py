"""Trends are told from chance, also where one month resembles the next."""

import numpy as np
import pytest

from projections.outlook.rows import TrendDirection
from projections.outlook.trend import are_real, trend_of

LONG_WALK = 24
SERIES = 300


def autocorrelated(seed: int, correlation: float) -> list[float]:
    """A series without any trend, in which each figure resembles the one before."""
    chance = np.random.default_rng(seed)
    steps = chance.normal(size=LONG_WALK)
    figures = [float(steps[0] / np.sqrt(1 - correlation**2))]
    for step in steps[1:]:
        figures.append(correlation * figures[-1] + float(step))
    return figures


def share_found(correlation: float) -> float:
    found = [trend_of(autocorrelated(seed, correlation)) for seed in range(SERIES)]
    return sum(each is not None and each.direction is not TrendDirection.NONE_FOUND for each in found) / SERIES


def test_a_steady_rise_is_found_with_its_slope() -> None:
    trend = trend_of([3.0 + 2.0 * month for month in range(12)])
    assert trend is not None
    assert trend.direction is TrendDirection.RISING
    assert (trend.slope, trend.tau) == pytest.approx((2.0, 1.0))


def test_a_fall_with_noise_is_found_and_its_interval_holds_the_slope() -> None:
    chance = np.random.default_rng(7)
    trend = trend_of([float(each) for each in 100 - 3 * np.arange(24) + chance.normal(scale=5, size=24)])
    assert trend is not None
    assert trend.direction is TrendDirection.FALLING
    assert trend.slope_low < -3 < trend.slope_high


def test_periods_without_a_figure_keep_their_place() -> None:
    figures: list[float | None] = [1.0 * month for month in range(12)]
    figures[4] = figures[5] = None
    trend = trend_of(figures)
    assert trend is not None
    assert (trend.slope, trend.periods) == (1.0, 10)


@pytest.mark.parametrize("figures", [[1.0, 2.0, 3.0], [4.0] * 20, [None] * 20, []])
def test_too_few_or_equal_figures_say_nothing(figures: list[float | None]) -> None:
    assert trend_of(figures) is None


def test_the_uncorrected_test_is_that_of_kendall() -> None:
    # Worked by hand: S = 22 of 28 pairs, var = 8*7*21/18 = 65.33, z = 21 / 8.083 = 2.598, p = 0.0094.
    trend = trend_of([1.0, 3.0, 2.0, 4.0, 6.0, 5.0, 8.0, 7.0])
    assert trend is not None
    assert trend.correction == 1.0
    assert trend.p_value == pytest.approx(0.00937, abs=5e-5)


def test_chance_alone_is_seldom_taken_for_a_trend() -> None:
    assert share_found(0.0) <= 0.07


def test_months_that_resemble_one_another_are_seldom_taken_for_a_trend() -> None:
    assert share_found(0.3) <= 0.1


def test_of_many_findings_those_stand_that_many_tests_leave_standing() -> None:
    assert are_real([0.001, 0.04, 0.5, 0.9]) == [True, False, False, False]


def test_no_findings_are_no_fault() -> None:
    assert are_real([]) == []
