"""Whether the last month differs from the year before it by more than chance, and in what.

It must not be imported on the path of a request: its libraries take a second to load. It knows no database.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from scipy import stats

from projections.outlook.rows import ChangeKind
from projections.outlook.trend import are_real

__all__ = ["Change", "Month", "Suspicion", "changes_among", "suspicions_of"]

S = TypeVar("S")

LEAST_MONTHS = 6
"""Months before the last one that had anything; with fewer there is no usual course to differ from."""

LEAST_CYCLES = 5
"""Cycles that a month needs before a share of it is compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month of a pair. sent: cycles; replies_s: response times in seconds of those finished; refused: of those."""

    sent: int
    replies_s: tuple[float, ...] = ()
    refused: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """Something that may be unusual. observed: of the last month; usual: what the months before let expect.

    p_value: two-sided; n: months or cycles on which `usual` rests.
    """

    kind: ChangeKind
    observed: float
    usual: float
    p_value: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Generic[S]):
    """A suspicion that stands among all that were tested at once. subject: whatever the caller named it by."""

    subject: S
    suspicion: Suspicion


def changes_among(suspicions: Sequence[tuple[S, Suspicion]]) -> list[Change[S]]:
    """This will keep what stands at a false discovery rate of 5 % over all subjects together."""
    kept = are_real([suspicion.p_value for _, suspicion in suspicions])
    return [
        Change(subject=subject, suspicion=suspicion)
        for (subject, suspicion), stands in zip(suspicions, kept, strict=True)
        if stands
    ]


def suspicions_of(months: Sequence[Month]) -> list[Suspicion]:
    """This will compare the last month with those before it, the oldest first; empty with too little to compare."""
    before, last = months[:-1], months[-1] if months else None
    if last is None or sum(month.sent > 0 for month in before) < LEAST_MONTHS:
        return []
    return [*_of_volume(before, last), *_of_speed(before, last), *_of_refusals(before, last)]


def _of_volume(before: Sequence[Month], last: Month) -> Iterable[Suspicion]:
    """A count against a negative binomial with the mean and spread of those before; Poisson where they spread less."""
    counts = np.array([month.sent for month in before], dtype=np.float64)
    mean, variance = float(counts.mean()), float(counts.var(ddof=1))
    # The month to come differs from an estimated mean by that estimate's own error, too.
    spread = max(variance, mean) * (1 + 1 / len(counts))
    usual = stats.nbinom(mean**2 / (spread - mean), mean / spread) if spread > mean else stats.poisson(mean)
    is_more = last.sent >= mean
    tail = float(usual.sf(last.sent - 1)) if is_more else float(usual.cdf(last.sent))
    kind = ChangeKind.MORE_REQUESTS if is_more else ChangeKind.FEWER_REQUESTS
    yield Suspicion(kind=kind, observed=last.sent, usual=mean, p_value=min(1.0, 2 * tail), n=len(counts))


def _of_speed(before: Sequence[Month], last: Month) -> Iterable[Suspicion]:
    """Response times by the rank test of Mann & Whitney (1947)."""
    earlier = [each for month in before for each in month.replies_s]
    if min(len(earlier), len(last.replies_s)) < LEAST_CYCLES:
        return
    found = stats.mannwhitneyu(last.replies_s, earlier, alternative="two-sided")
    observed, usual = float(np.median(last.replies_s)), float(np.median(earlier))
    is_slower = found.statistic > len(earlier) * len(last.replies_s) / 2
    kind = ChangeKind.SLOWER_REPLIES if is_slower else ChangeKind.FASTER_REPLIES
    yield Suspicion(kind=kind, observed=observed, usual=usual, p_value=float(found.pvalue), n=len(earlier))


def _of_refusals(before: Sequence[Month], last: Month) -> Iterable[Suspicion]:
    """The share refused by the exact test of Fisher (1922)."""
    finished, refused = sum(len(month.replies_s) for month in before), sum(month.refused for month in before)
    if min(finished, len(last.replies_s)) < LEAST_CYCLES:
        return
    table = [[last.refused, len(last.replies_s) - last.refused], [refused, finished - refused]]
    observed, usual = last.refused / len(last.replies_s), refused / finished
    kind = ChangeKind.MORE_REFUSALS if observed > usual else ChangeKind.FEWER_REFUSALS
    p_value = float(stats.fisher_exact(table).pvalue)
    yield Suspicion(kind=kind, observed=observed, usual=usual, p_value=p_value, n=finished)
