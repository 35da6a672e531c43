"""How long it takes until a reply comes, where some have not come yet: the product-limit estimate, and nearest ranks.

It must not know what waited. Sources: E. L. Kaplan and P. Meier, Nonparametric Estimation from Incomplete Observations,
JASA 53 (1958) 457-481; the band by R. Brookmeyer and J. Crowley, A Confidence Interval for the Median Survival Time,
Biometrics 38 (1982) 29-41, on the scale log(-log S), as of J. D. Kalbfleisch and R. L. Prentice (1980).
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Estimate", "Step", "Waiting", "curve", "median", "nearest_rank", "steps"]

_Z = 1.959963984540054
"""The 97.5th percentile of the normal distribution, for a band of 95 %."""

_HALF = 0.5 + 1e-12
"""A half, as a product of floating-point numbers may come out."""


FINEST = 0.005
"""The least by which the share falls from one told step to the next: a two-hundredth of the height of a picture."""


@dataclass(frozen=True, slots=True)
class Step:
    """After a time, the share that still waits; variance: Greenwood's sum, infinite once nobody waits.

    at_risk: how many had waited until then.
    """

    at_s: float
    share: float
    variance: float
    at_risk: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The share that still waits after a time in seconds, with the band that holds it in 95 of 100 cases.

    at_risk: how many had waited until then, and so tell of it.
    """

    after_s: float
    share: float
    low: float
    high: float
    at_risk: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """A time in seconds with the band that holds it in 95 of 100 cases; None where so many were not answered yet."""

    value_s: float | None
    low_s: float | None
    high_s: float | None


def steps(waits_s: Sequence[float], censored: Sequence[bool]) -> Iterator[Step]:
    """This will tell after each reply which share still waits. waits_s: ascending, replies before those that wait."""
    share, variance, at_risk, place = 1.0, 0.0, len(waits_s), 0
    while place < len(waits_s):
        at_s, tied = waits_s[place], 1
        while place + tied < len(waits_s) and waits_s[place + tied] == at_s:
            tied += 1
        replies = sum(not each for each in censored[place : place + tied])
        if replies:
            share *= 1 - replies / at_risk
            rest = at_risk - replies
            variance = variance + replies / (at_risk * rest) if rest else math.inf
            yield Step(at_s, share, variance, at_risk)
        place, at_risk = place + tied, at_risk - tied


def curve(waits_s: Sequence[float], censored: Sequence[bool]) -> tuple[Waiting, ...]:
    """This will tell which share still waits as time passes; arguments as of `steps`.

    At most 201 steps: one that lies less than FINEST below the one told before is left out, but never the last.
    """
    every = list(steps(waits_s, censored))
    told: list[Step] = []
    for each in every:
        before = told[-1].share if told else 1.0
        if before - each.share >= FINEST or each is every[-1]:
            told.append(each)
    return tuple(_waiting(each) for each in told)


def median(waits_s: Sequence[float], censored: Sequence[bool]) -> Estimate:
    """This will estimate the time by which half are answered. waits_s: ascending, replies before those that wait."""
    every = list(steps(waits_s, censored))
    is_told = any(0 < each.share < 1 for each in every)
    banded = every if is_told else []
    return Estimate(
        value_s=next((each.at_s for each in every if each.share <= _HALF), None),
        low_s=next((each.at_s for each in banded if _bounds(each)[0] <= _HALF), None),
        high_s=next((each.at_s for each in banded if _bounds(each)[1] <= _HALF), None),
    )


def nearest_rank(waits_s: Sequence[float], censored: Sequence[bool], share: float) -> float | None:
    """This will return the time within which a share of all, whoever still waits included, was answered."""
    answered = [each for each, waits in zip(waits_s, censored, strict=True) if not waits]
    rank = math.ceil(share * len(waits_s))
    return answered[rank - 1] if 0 < rank <= len(answered) else None


def _waiting(step: Step) -> Waiting:
    low, high = _bounds(step)
    return Waiting(after_s=step.at_s, share=step.share, low=low, high=high, at_risk=step.at_risk)


def _bounds(step: Step) -> tuple[float, float]:
    """The band of a share, on the scale log(-log S); nothing is known beyond the last reply of all."""
    if not 0 < step.share < 1:
        return step.share, step.share
    scale = math.exp(_Z * math.sqrt(step.variance) / math.log(step.share))
    return step.share ** (1 / scale), step.share**scale
