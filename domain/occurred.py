"""When something happened in the world, as exactly as it is known and no more exactly.

It must not know the present time: whoever needs "now" passes it in.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from domain.refusal import InvalidInput

__all__ = ["FIRST_YEAR", "LAST_YEAR", "Occurred", "Precision", "exactly", "is_in_calendar", "is_zone", "parse_occurred"]

ACCEPTED = (
    "YYYY, YYYY-MM, YYYY-MM-DD, an ISO 8601 time with offset, or two of these with '/' between; years 1583 to 9998"
)

FIRST_YEAR, LAST_YEAR = 1583, 9998
"""ISO 8601 has earlier years only by agreement; the last one leaves room for every zone and for the day after."""


class Precision(StrEnum):
    """How much of a date is known; coarser than MINUTE means that no legal clock may start on it."""

    SECOND = "SECOND"
    MINUTE = "MINUTE"
    DAY = "DAY"
    MONTH = "MONTH"
    YEAR = "YEAR"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Occurred:
    """A moment or period of the world.

    at: aware datetime in UTC, the earliest instant that fits; None only when precision is UNKNOWN.
    until: aware datetime in UTC, the first instant after it; None when the moment is exact.
    tz: IANA name of the place's time zone, in which partial dates are counted.
    """

    at: datetime | None
    precision: Precision = Precision.SECOND
    until: datetime | None = None
    tz: str = "UTC"

    @property
    def is_exact(self) -> bool:
        """True when a legal clock may count from it."""
        return self.precision in (Precision.SECOND, Precision.MINUTE)


def exactly(at: datetime, tz: str = "UTC") -> Occurred:
    """This will make an exact moment of an aware datetime."""
    return Occurred(at.astimezone(UTC), Precision.SECOND, None, tz)


def is_in_calendar(day: date) -> bool:
    """This will tell whether a day or moment lies in the years that every zone and every limit can be counted in."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def is_zone(tz: str) -> bool:
    """This will tell whether it is the IANA name of a time zone."""
    return tz in _zones()


@cache
def _zones() -> frozenset[str]:
    # Listing the zones reads the directory tree of the time zone database, 2 ms each time: too dear for every date.
    return frozenset(available_timezones())


def parse_occurred(text: str | None, tz: str = "UTC", *, field: str = "occurredAt") -> Occurred:
    """This will read a full, partial, missing or period date.

    Raises InvalidInput naming `field` where the text is none of these or the zone is unknown.
    Source of the notation: ISO 8601-1 reduced precision, ISO 8601-2 (EDTF) intervals.
    """
    if not is_zone(tz):
        raise InvalidInput(field="occurredTz", rule="an IANA time zone name", accepted="for example Europe/Paris")
    if text is None or not text.strip():
        return Occurred(None, Precision.UNKNOWN, None, tz)
    first, slash, last = text.strip().partition("/")
    start = _single(first, tz, field)
    if not slash:
        return start
    end = _single(last, tz, field)
    if start.at is None or end.at is None or (end.until or end.at) < start.at:
        raise InvalidInput(field=field, rule="a period ends after it begins", accepted=ACCEPTED)
    coarser = max((start.precision, end.precision), key=list(Precision).index)
    return Occurred(start.at, max(coarser, Precision.DAY, key=list(Precision).index), end.until or end.at, tz)


def _single(text: str, tz: str, field: str) -> Occurred:
    try:
        return _read(text, tz)
    except _NoOffset as error:
        raise InvalidInput(field=field, rule=f"the time {text!r} has no offset", accepted=ACCEPTED) from error
    except (ValueError, OverflowError) as error:
        raise InvalidInput(field=field, rule=f"{text!r} is not a date or time", accepted=ACCEPTED) from error


class _NoOffset(ValueError):
    """It is not known where on earth the clock stood."""


def _read(text: str, tz: str) -> Occurred:
    zone = ZoneInfo(tz)
    if re.fullmatch(r"[0-9]{4}", text):
        start = _begun(text + "-01-01", zone)
        return _period(start, start.replace(year=start.year + 1), Precision.YEAR, tz)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
        start = _begun(text + "-01", zone)
        return _period(start, (start.replace(day=28) + timedelta(days=4)).replace(day=1), Precision.MONTH, tz)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        start = _begun(text, zone)
        return _period(start, start + timedelta(days=1), Precision.DAY, tz)
    moment = _begun(text)
    if moment.tzinfo is None:
        raise _NoOffset
    return exactly(moment, tz)


def _begun(text: str, zone: ZoneInfo | None = None) -> datetime:
    """This will read a moment; raises ValueError where it lies outside the calendar."""
    moment = datetime.fromisoformat(text)
    if not is_in_calendar(moment):
        raise ValueError("outside the calendar")
    return moment if zone is None else moment.replace(tzinfo=zone)


def _period(start: datetime, following: datetime, precision: Precision, tz: str) -> Occurred:
    return Occurred(start.astimezone(UTC), precision, following.astimezone(UTC), tz)
