"""Moments: the one as of which clocks are read, and those of entries, written no more exactly than they are known.

It must not look at a clock: the present is the request's.
"""

from datetime import UTC, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec
import strawberry
from strawberry import UNSET

from api.context import Asked
from api.inputs import fields_of, record_input
from api.scalars import DateTimeText, Position, read_datetime
from domain.occurred import Occurred, Precision, parse_occurred
from projections.as_of import AsOf

__all__ = ["AsOfWanted", "At", "MinPosition", "as_of_wanted", "moment_of", "occurred_text"]

At = Annotated[
    DateTimeText | None,
    strawberry.argument(description="The moment as of which limits are near, passed or left. Default: now."),
]
AsOfWanted = Annotated[
    object,
    strawberry.argument(
        description="A moment of the record: the answer is what stood then. Default: what stands now.",
        graphql_type=record_input(AsOf, "AsOf") | None,
    ),
]
MinPosition = Annotated[
    Position | None,
    strawberry.argument(
        description="Answer only when what stands at this position of the log can be read, such as the position that a "
        "mutation returned; fails with NOT_YET_VISIBLE when that takes too long."
    ),
]

LENGTH = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}
"""How many characters of an ISO 8601 date are known."""


def moment_of(info: Asked, at: str | None) -> datetime:
    """This will read the moment asked for; now where none is. Raises InvalidInput for a text that is no time."""
    return read_datetime(at, "at") if at else info.context.now


def as_of_wanted(given: object) -> AsOf | None:
    """This will read a moment of the record; None where none is asked for. Raises InvalidInput unless it is one."""
    if given is UNSET or given is None:
        return None
    return msgspec.convert(fields_of(given), AsOf)


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
