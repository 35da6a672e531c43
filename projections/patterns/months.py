"""Months as they are asked for, and the moments between which they lie.

It must not look at a clock: which month is the last is told.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from domain.refusal import InvalidInput

__all__ = ["LONGEST", "Periods", "end_of", "last_finished", "periods_until", "start_of"]

LONGEST = 24
"""Months of a period that may be compared with the one before it."""

_MONTH = re.compile(r"2\d{3}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Periods:
    """Two periods of equally many months, one right after the other. Moments are aware, UTC; `until` is after both."""

    before_since: datetime
    since: datetime
    until: datetime

    @property
    def share_of_days(self) -> float:
        """The days of the later period, as a share of the days of both: months differ in length."""
        return (self.until - self.since) / (self.until - self.before_since)


def start_of(month: str, field: str) -> datetime:
    """This will return the first moment of a month such as `2026-03`. Raises InvalidInput naming the field."""
    if not _MONTH.fullmatch(month):
        raise InvalidInput(field=field, rule="this is no month", accepted="a month of the years 2000 to 2999: 2026-03")
    return datetime(int(month[:4]), int(month[5:]), 1, tzinfo=UTC)


def end_of(month: str, field: str) -> datetime:
    """This will return the first moment after a month. Raises InvalidInput naming the field."""
    return _moved(start_of(month, field), 1)


def last_finished(now: datetime) -> str:
    """This will name the last month that is over. now: aware."""
    return f"{_moved(now.astimezone(UTC), -1):%Y-%m}"


def periods_until(month: str, months: int) -> Periods:
    """This will return the last so many months up to the one named, and as many before. Raises InvalidInput."""
    if not 1 <= months <= LONGEST:
        raise InvalidInput(field="months", rule="does not fit", accepted=f"1 to {LONGEST}")
    until = end_of(month, "until")
    return Periods(_moved(until, -2 * months), _moved(until, -months), until)


def _moved(moment: datetime, months: int) -> datetime:
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    return datetime(year, month + 1, 1, tzinfo=UTC)
