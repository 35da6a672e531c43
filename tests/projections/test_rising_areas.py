"""Counts of two periods are compared exactly, so that a rise is told from chance, or nothing is said."""

import math
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy.stats import binomtest

from domain.refusal import InvalidInput
from projections.patterns.comparing import LEAST_N, adjusted, compared, tail
from projections.patterns.months import LONGEST, end_of, last_finished, periods_until, start_of

COUNTS = some.integers(0, 3_000)
SHARES = some.floats(0.4, 0.6)

CLOSE = 1e-6
"""Relative: scipy finds the ends of its interval by a root search of its own."""


@given(recent=COUNTS, before=COUNTS, share=SHARES)
def test_the_probability_is_that_of_the_exact_binomial_test(recent: int, before: int, share: float) -> None:
    told = tail(recent, recent + before, share)
    right = binomtest(recent, max(recent + before, 1), share, alternative="greater").pvalue

    assert told == pytest.approx(right, rel=1e-8, abs=1e-200)


@given(recent=some.integers(5, 3_000), before=some.integers(5, 3_000), share=SHARES)
def test_the_interval_is_that_of_clopper_and_pearson(recent: int, before: int, share: float) -> None:
    told = compared(recent, before, share)
    right = binomtest(recent, recent + before).proportion_ci(0.95, method="exact")
    odds = (1 - share) / share

    assert told is not None
    assert told.ratio == pytest.approx(recent / before * odds)
    assert told.ratio_low == pytest.approx(right.low / (1 - right.low) * odds, rel=CLOSE)
    assert told.ratio_high == pytest.approx(right.high / (1 - right.high) * odds, rel=CLOSE)


def test_nothing_is_said_of_few_and_something_of_just_enough() -> None:
    assert compared(LEAST_N - 1, 0, 0.5) is None
    assert compared(LEAST_N, 0, 0.5) is not None


def test_after_none_the_ratio_has_no_bound() -> None:
    told = compared(LEAST_N, 0, 0.5)

    assert told is not None
    assert (told.ratio, told.ratio_high) == (None, None)
    assert told.p_value == pytest.approx(0.5**LEAST_N)


def test_none_after_many_is_no_rise() -> None:
    told = compared(0, LEAST_N, 0.5)

    assert told is not None
    assert (told.ratio, told.ratio_low, told.p_value) == (0, 0, 1)


def test_probabilities_are_adjusted_as_holm_did_and_keep_their_places() -> None:
    assert adjusted([0.04, 0.01, 0.03]) == pytest.approx((0.06, 0.03, 0.06))
    assert adjusted([]) == ()


@given(some.lists(some.floats(0, 1), max_size=12))
def test_adjusting_keeps_the_order_and_never_lowers(values: list[float]) -> None:
    told = adjusted(values)

    assert all(after >= before and after <= 1 for before, after in zip(values, told, strict=True))
    assert [told[place] for place in sorted(range(len(values)), key=values.__getitem__)] == sorted(told)


def test_two_periods_lie_side_by_side_over_the_turn_of_the_year() -> None:
    told = periods_until("2026-02", 3)

    assert (told.before_since, told.since, told.until) == (
        datetime(2025, 9, 1, tzinfo=UTC), datetime(2025, 12, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC),
    )  # fmt: skip
    assert math.isclose(told.share_of_days, 90 / 181)


@pytest.mark.parametrize("months", [0, LONGEST + 1])
def test_no_period_is_empty_or_longer_than_two_years(months: int) -> None:
    with pytest.raises(InvalidInput):
        periods_until("2026-02", months)


@pytest.mark.parametrize("month", ["2026-13", "2026-3", "1999-12", "3000-01", "2026-03-01", ""])
def test_what_is_no_month_is_refused(month: str) -> None:
    with pytest.raises(InvalidInput):
        start_of(month, "until")


def test_the_first_and_the_last_month_are_months() -> None:
    assert start_of("2000-01", "until") == datetime(2000, 1, 1, tzinfo=UTC)
    assert end_of("2999-12", "until") == datetime(3000, 1, 1, tzinfo=UTC)
    assert periods_until("2000-01", LONGEST).before_since == datetime(1996, 2, 1, tzinfo=UTC)


def test_the_last_finished_month_is_not_the_one_under_way() -> None:
    assert last_finished(datetime(2026, 1, 31, 23, tzinfo=UTC)) == "2025-12"
