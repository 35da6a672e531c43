"""Writes a moment or period the way people may send it: no more exactly than it is known.

It must not know the present time.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.occurred import Occurred, Precision, parse_occurred

__all__ = ["occurred_text"]

LENGTH = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}
"""How many characters of an ISO 8601 date are known."""


def occurred_text(occurred: Occurred) -> str:
    """This will write `2018`, `2018-05`, `2018-05-14`, a time in UTC, a period with '/', or nothing if unknown."""
    if occurred.at is None:
        return ""
    if occurred.precision not in LENGTH:
        return occurred.at.astimezone(UTC).isoformat()
    start = _partial(occurred.at, occurred)
    if occurred.until is None or parse_occurred(start, occurred.tz).until == occurred.until:
        return start
    return f"{start}/{_partial(occurred.until - timedelta(microseconds=1), occurred)}"


def _partial(moment: datetime, occurred: Occurred) -> str:
    day = moment.astimezone(ZoneInfo(occurred.tz)).date().isoformat()
    return day[: LENGTH[occurred.precision]]
