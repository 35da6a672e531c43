"""How long an open request may still take, given how long it has been open already.

It must not be imported on the path of a request: what it finds is stored as a table of ages. It knows no database.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from projections.cooperation.survival import steps

__all__ = ["LEAST_AT_RISK", "Expected", "Survival", "expected_at", "survival_of"]

LEAST_AT_RISK = 10
"""Cycles that were still open behind an age; with fewer, one of them would move every figure."""

MEDIAN, EARLY, LATE = 0.5, 0.9, 0.1
"""Shares that are still open at the end of the median, and at the ends of the interval of 80 %."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survival:
    """The share of cycles still open after each time, by Kaplan & Meier (1958).

    times: seconds, rising, each the end of at least one cycle; open_share: after it. durations: of all, rising.
    n: cycles on which it rests; ended: those that were seen to end.
    """

    times: NDArray[np.float64]
    open_share: NDArray[np.float64]
    durations: NDArray[np.float64]
    ended: int

    @property
    def n(self) -> int:
        """How many cycles it rests on, open ones too."""
        return len(self.durations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What is still to be expected of a cycle at an age, in seconds from now; None: beyond what was ever seen.

    median: half of those open so long had ended by then. early, late: the interval in which 8 of 10 ended.
    open_at_age: how many cycles it rests on.
    """

    age_s: float
    early_s: float | None
    median_s: float | None
    late_s: float | None
    open_at_age: int


def survival_of(durations_s: Sequence[float], has_ended: Sequence[bool]) -> Survival:
    """This will estimate the curve. durations_s: seconds, at least 0; has_ended: False where a cycle is still open.

    A cycle that is open as long as another took counts as at risk when that one ended. Raises ValueError for
    unequal lengths.
    """
    if len(durations_s) != len(has_ended):
        raise ValueError("each duration is ended or open")
    waits = sorted((duration, not ended) for duration, ended in zip(durations_s, has_ended, strict=True))
    durations, still_open = [each for each, _ in waits], [each for _, each in waits]
    curve = list(steps(durations, still_open))
    return Survival(
        times=np.array([each.at_s for each in curve], dtype=np.float64),
        open_share=np.array([each.share for each in curve], dtype=np.float64),
        durations=np.array(durations, dtype=np.float64),
        ended=len(waits) - sum(still_open),
    )


def expected_at(curve: Survival, age_s: float) -> Expected | None:
    """This will tell what follows for a cycle open for `age_s` seconds: S(t) / S(age), the conditional survival.

    Returns None where fewer than LEAST_AT_RISK cycles were open at that age.
    """
    open_at_age = curve.n - int(np.searchsorted(curve.durations, age_s, side="right"))
    if open_at_age < LEAST_AT_RISK:
        return None
    reached = int(np.searchsorted(curve.times, age_s, side="right"))
    still_open = float(curve.open_share[reached - 1]) if reached else 1.0
    early, median, late = (_until(curve, share * still_open, age_s) for share in (EARLY, MEDIAN, LATE))
    return Expected(age_s=age_s, early_s=early, median_s=median, late_s=late, open_at_age=open_at_age)


def _until(curve: Survival, share: float, age_s: float) -> float | None:
    """The time after `age_s` at which no more than `share` of all cycles was open; None where that was never seen."""
    below = np.flatnonzero(curve.open_share <= share + 1e-12)
    return float(curve.times[below[0]] - age_s) if len(below) else None
