"""What an open request may still take follows from those that were open as long."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from projections.outlook.remaining import LEAST_AT_RISK, expected_at, survival_of

DAY = 86_400.0

cycles = st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=80)


def test_the_worked_example_of_closed_and_open_cycles() -> None:
    curve = survival_of([2, 3, 5, 4, 10], [True, True, True, False, False])
    assert curve.times.tolist() == [2, 3, 5]
    assert curve.open_share.tolist() == pytest.approx([0.8, 0.6, 0.3])
    assert (curve.n, curve.ended) == (5, 3)


@given(cycles)
def test_the_curve_is_that_of_scipy(told: list[tuple[int, bool]]) -> None:
    durations, ended = [float(each) for each, _ in told], [each for _, each in told]
    curve = survival_of(durations, ended)
    uncensored = [each for each, has_ended in zip(durations, ended, strict=True) if has_ended]
    right = [each for each, has_ended in zip(durations, ended, strict=True) if not has_ended]
    reference = stats.ecdf(stats.CensoredData(uncensored=uncensored, right=right)).sf
    assert curve.open_share == pytest.approx(reference.evaluate(curve.times), abs=1e-9)


def test_a_request_without_age_has_all_before_it() -> None:
    curve = survival_of([DAY * day for day in range(1, 21)], [True] * 20)
    expected = expected_at(curve, 0.0)
    assert expected is not None
    assert (expected.early_s, expected.median_s, expected.late_s) == (2 * DAY, 10 * DAY, 18 * DAY)


def test_what_is_old_is_judged_by_what_grew_as_old() -> None:
    fast, slow = [DAY] * 80, [DAY * day for day in range(30, 50)]
    expected = expected_at(survival_of(fast + slow, [True] * 100), 20 * DAY)
    assert expected is not None
    assert expected.open_at_age == 20
    assert expected.median_s == 19 * DAY


def test_an_age_that_too_few_reached_says_nothing() -> None:
    curve = survival_of([DAY * day for day in range(1, 21)], [True] * 20)
    assert expected_at(curve, 11 * DAY) is None


def test_an_age_that_just_enough_reached_says_something() -> None:
    curve = survival_of([DAY * day for day in range(1, 21)], [True] * 20)
    expected = expected_at(curve, 10 * DAY)
    assert expected is not None
    assert expected.open_at_age == LEAST_AT_RISK


def test_beyond_what_was_ever_seen_there_is_no_figure() -> None:
    curve = survival_of([DAY] * 5 + [100 * DAY] * 15, [True] * 5 + [False] * 15)
    expected = expected_at(curve, 2 * DAY)
    assert expected is not None
    assert (expected.early_s, expected.median_s, expected.late_s) == (None, None, None)


def test_half_of_those_as_old_have_ended_by_the_median() -> None:
    durations = np.random.default_rng(3).lognormal(mean=1, sigma=1, size=4_000)
    expected = expected_at(survival_of(durations.tolist(), [True] * 4_000), 2.0)
    assert expected is not None
    assert expected.median_s == pytest.approx(float(np.median(durations[durations > 2.0])) - 2.0, rel=0.01)


def test_durations_and_endings_belong_together() -> None:
    with pytest.raises(ValueError, match="ended or open"):
        survival_of([1.0, 2.0], [True])
