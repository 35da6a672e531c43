"""Whether an area has risen: two counts compared exactly, given their sum, and all areas of a question together.

It must not know where counts come from, nor load a library that takes long: it runs while somebody waits.
Sources: Przyborowski & Wilenski (1940), Biometrika 31, for the conditional test of two Poisson counts; Clopper and
Pearson (1934), Biometrika 26, for the interval; Holm (1979), Scand. J. Stat. 6, for many tests at once.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

__all__ = ["LEAST_N", "LEVEL", "Compared", "adjusted", "compared", "tail"]

LEAST_N = 10
"""Requests of both periods together, below which nothing is said of an area: not even all of them in one would tell."""

LEVEL = 0.025
"""One-sided, so that it agrees with the lower end of the 95 % interval."""

_HALVINGS = 60
_SMALLEST = 1e-300
_CLOSE = 1e-14
_MOST_STEPS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A later count beside an earlier one, per day.

    ratio: of the rates, later to earlier, with its 95 % interval; None for infinite. p_value: of a ratio above 1.
    """

    ratio: float | None
    ratio_low: float
    ratio_high: float | None
    p_value: float


def compared(recent: int, before: int, share: float) -> Compared | None:
    """This will compare two counts; None where they are fewer than LEAST_N together.

    share: of the days of both periods, those of the later one, above 0 and below 1.
    """
    n = recent + before
    if n < LEAST_N:
        return None
    low = _root(lambda p: tail(recent, n, p) - LEVEL) if recent else 0.0
    high = _root(lambda p: LEVEL - (1 - tail(recent + 1, n, p))) if before else 1.0
    odds = (1 - share) / share
    return Compared(
        ratio=_ratio(recent / n, odds),
        ratio_low=low / (1 - low) * odds,
        ratio_high=_ratio(high, odds),
        p_value=tail(recent, n, share),
    )


def adjusted(p_values: Sequence[float]) -> tuple[float, ...]:
    """This will adjust p-values for their number, each in its place, so that one false alarm is as rare as of one."""
    order = sorted(range(len(p_values)), key=lambda place: p_values[place])
    found = dict.fromkeys(order, 0.0)
    largest = 0.0
    for rank, place in enumerate(order):
        largest = max(largest, min(1.0, (len(order) - rank) * p_values[place]))
        found[place] = largest
    return tuple(found[place] for place in range(len(p_values)))


def tail(k: int, n: int, p: float) -> float:
    """This will return the probability of at least k of n, each with probability p: I_p(k, n - k + 1)."""
    if k <= 0:
        return 1.0
    if k > n:
        return 0.0
    return _incomplete_beta(k, n - k + 1, p)


def _ratio(p: float, odds: float) -> float | None:
    return None if p >= 1 else p / (1 - p) * odds


def _root(rising: Callable[[float], float]) -> float:
    """Where a function that rises from below 0 to above 0 over 0 to 1 crosses it."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function; DLMF 8.17.22, on the side on which it converges fast."""
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(b, a, 1 - x)
    log_factor = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    return math.exp(log_factor) * _fraction(a, b, x) / a


def _fraction(a: float, b: float, x: float) -> float:
    """Its continued fraction, by the method of Lentz (1976)."""
    c = 1.0
    value = d = 1 / _apart(1 - (a + b) * x / (a + 1))
    for m in range(1, _MOST_STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d, c = 1 / _apart(1 + even * d), _apart(1 + even / c)
        value *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d, c = 1 / _apart(1 + odd * d), _apart(1 + odd / c)
        value *= d * c
        if abs(d * c - 1) < _CLOSE:
            break
    return value


def _apart(number: float) -> float:
    """Away from 0, by which it is divided."""
    return number if abs(number) > _SMALLEST else _SMALLEST
