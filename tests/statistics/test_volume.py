"""Forecasts say how sure they are, and are right as often as they say."""

import numpy as np
import pytest

from projections.outlook.volume import LEAST_MONTHS, forecast_of

HISTORIES = 25


def share_within(mean: float) -> float:
    """How often the month that came lay within the interval that 24 months before it gave."""
    chance = np.random.default_rng(round(mean))
    told = [chance.poisson(mean, size=25).tolist() for _ in range(HISTORIES)]
    seen = [(forecast_of(counts[:24], 1)[0], counts[24]) for counts in told]
    return sum(bool(forecast.low <= count <= forecast.high) for forecast, count in seen) / HISTORIES


@pytest.mark.parametrize("mean", [2, 8, 30])
def test_the_interval_holds_about_as_often_as_it_says(mean: float) -> None:
    assert 0.64 <= share_within(mean) <= 0.97


def test_too_short_a_history_is_not_forecast() -> None:
    assert forecast_of([10] * (LEAST_MONTHS - 1), 3) == []


def test_just_enough_history_is_forecast_month_by_month() -> None:
    assert [each.ahead for each in forecast_of([10, 12] * (LEAST_MONTHS // 2), 3)] == [1, 2, 3]


def test_a_growing_course_goes_on_more_slowly() -> None:
    counts = [10 + 3 * month for month in range(24)]
    first, second, third = forecast_of(counts, 3)
    assert counts[-1] < first.expected < second.expected < third.expected
    assert third.expected - second.expected <= 3


def test_small_counts_rest_on_the_recent_mean() -> None:
    assert {each.method for each in forecast_of([1, 2, 0] * 8, 2)} == {"RECENT_MEAN"}


def test_larger_counts_rest_on_their_course() -> None:
    assert forecast_of(np.random.default_rng(1).poisson(40, size=24).tolist(), 1)[0].method == "SMOOTHING"


@pytest.mark.parametrize("counts", [[0] * 24, [30] * 24, [0] * 23 + [500]])
def test_a_course_without_a_course_is_still_forecast(counts: list[int]) -> None:
    forecast = forecast_of(counts, 1)[0]
    assert 0 <= forecast.low <= forecast.expected <= forecast.high


def test_no_interval_is_narrower_than_that_of_counting() -> None:
    forecast = forecast_of([30] * 24, 1)[0]
    assert forecast.high - forecast.low >= 12


def test_the_same_history_is_forecast_alike() -> None:
    counts = np.random.default_rng(5).poisson(20, size=24).tolist()
    assert forecast_of(counts, 3) == forecast_of(counts, 3)
