"""Counting: from a start and a limit to the instant at which the limit ends.

It must not know obligations; durations are timedeltas, instants aware datetimes in UTC.
"""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from domain.clocks.profile import Counting

__all__ = ["Ruler"]

DAY = timedelta(days=1)
SATURDAY = 5
"""`date.weekday()` of the first day of the weekend."""


class Ruler:
    """Measures limits for one authority.

    counting: ELAPSED adds exact time. CALENDAR_DAY_END does not count the day of the event and ends at 24:00 local
    time in `tz`; time added later (a pause, an extension) is rounded up to whole local days.
    working: a limit in days that ends on a weekend ends at 24:00 of the next Monday (Reg. 1182/71 Art. 3(4);
    public holidays differ by country and are not known here).
    """

    __slots__ = ("counting", "working", "zone")

    def __init__(self, counting: Counting, tz: str, *, working: bool = False) -> None:
        self.counting, self.zone, self.working = counting, _zone(tz), working

    def end(self, start_utc: datetime, limit: timedelta, paused: timedelta, extended: timedelta) -> datetime:
        """This will return the end, in UTC, of a limit that was paused and extended for as long as given."""
        if self.counting is Counting.ELAPSED:
            return start_utc + limit + paused + extended
        days = _whole_days(limit) + _whole_days(paused) + _whole_days(extended)
        local = start_utc.astimezone(self.zone).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        last = local + days
        if self.working and last.weekday() >= SATURDAY:
            last += DAY * (7 - last.weekday())
        return (last + DAY).replace(tzinfo=self.zone).astimezone(UTC)

    def between(self, from_utc: datetime, to_utc: datetime) -> timedelta:
        """This will return how long a pause lasted: exact time, or local wall time where days are counted."""
        if self.counting is Counting.ELAPSED:
            return to_utc - from_utc
        return _wall(to_utc, self.zone) - _wall(from_utc, self.zone)


@cache
def _zone(tz: str) -> ZoneInfo:
    return ZoneInfo(tz)


def _wall(at: datetime, zone: ZoneInfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None)


def _whole_days(duration: timedelta) -> timedelta:
    return -(-duration // DAY) * DAY
