"""What a published cell counts: request cycles by conditions of the metrics, each a name and a line of SQL.

It must not round, nor know who reads: `publishing.py` rounds, and everything that is read is made of these counts.
"""

from dataclasses import dataclass
from typing import LiteralString

from projections.cooperation.measures import COUNTS, DURATIONS, KEPT_PACE, RATES, Duration, Rate
from projections.cooperation.vocabulary import Metric

__all__ = ["FAMILIES", "FINISHED", "OFFERED", "RECEIVED", "SENT", "TIMES", "WITHIN_DAYS", "Family", "hits", "measured",
           "over", "within"]  # fmt: skip

_OF_RATES = (Metric.M4, Metric.M5, Metric.M10, Metric.M11, Metric.M12, Metric.M13, Metric.M15)

OFFERED = (Metric.M1, *_OF_RATES[:2], Metric.M9, *_OF_RATES[2:], Metric.M18, Metric.M23, Metric.M24)
"""What can be told from published counts."""

SENT, RECEIVED, FINISHED = "sent", "received", "finished"

WITHIN_DAYS: tuple[int, ...] = (1, 3, 7, 14, 30, 60, 90, 180, 365)
"""Bounds of the response times: legal limits, and what lies between. Coarse, so that no single time shows."""

_SECONDS: tuple[LiteralString, ...] = (
    "86400", "259200", "604800", "1209600", "2592000", "5184000", "7776000", "15552000", "31536000",
)  # fmt: skip

TIMES: tuple[Duration, ...] = tuple(each for each in DURATIONS if each.metric is Metric.M9)


@dataclass(frozen=True, slots=True)
class Family:
    """What is counted by the month of the same moment. names and conditions: one of each for every count."""

    moment: LiteralString
    names: tuple[str, ...]
    conditions: tuple[LiteralString, ...]


def over(rate: Rate) -> str:
    """This will name the count of cycles that a rate is of."""
    return f"{rate.metric} {rate.name}: of"


def hits(rate: Rate) -> str:
    """This will name the count of those that hit."""
    return f"{rate.metric} {rate.name}: hits"


def measured(time: Duration) -> str:
    """This will name the count of cycles of which a time is known."""
    return f"{time.name}: measured"


def within(time: Duration, days: int) -> str:
    """This will name the count of those that took no longer than so many days."""
    return f"{time.name}: within {days} days"


def rates() -> tuple[Rate, ...]:
    """This will list the rates that are counted."""
    return tuple(each for each in RATES if each.metric in _OF_RATES)


def _of_cohort() -> Family:
    told: list[tuple[str, LiteralString]] = [
        (each.name, each.over) for each in COUNTS if each.metric is Metric.M1
    ]  # fmt: skip
    for rate in rates():
        told += [(over(rate), rate.over), (hits(rate), "(" + rate.over + ") AND " + rate.hit)]
    for time in TIMES:
        told.append((measured(time), time.value + " IS NOT NULL"))
        bounds = zip(WITHIN_DAYS, _SECONDS, strict=True)
        told += [(within(time, days), time.value + " <= " + seconds) for days, seconds in bounds]
    return Family("c.sent_at", tuple(name for name, _ in told), tuple(condition for _, condition in told))


FAMILIES: tuple[Family, ...] = (
    _of_cohort(),
    *(Family(each.moment, (each.name,), (each.over,)) for each in KEPT_PACE),
)
"""Of the month of sending: nearly all. Of the months of receipt and of the end: what the clearance ratio divides."""
