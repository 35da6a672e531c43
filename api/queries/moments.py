"""Moments: the one as of which clocks are read, and those of entries, written no more exactly than they are known.

It must not look at a clock: the present is the request's.
"""

from datetime import UTC, datetime, timedelta
from typing import Annotated, LiteralString
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
import strawberry
from strawberry import UNSET

from api.context import Asked
from api.inputs import fields_of, header_of
from api.reads.leaves import utc_text
from api.replays import Moment, Then
from api.scalars import DateTimeText, Position, read_datetime
from domain.occurred import Occurred, Precision, parse_occurred
from domain.refusal import InvalidInput
from projections.as_of import AsOf

__all__ = [
    "OCCURRED_TEXT",
    "AsOfInput",
    "AsOfWanted",
    "At",
    "MinPosition",
    "as_of_wanted",
    "moment_of",
    "occurred_text",
    "of_one_case",
]

At = Annotated[
    DateTimeText | None,
    strawberry.argument(
        description="The moment as of which limits are near, passed or left. Default: that of asOf, else now."
    ),
]


@strawberry.input(name="AsOf", description="A moment of the record, told in exactly one way.")
class AsOfInput:
    """A moment of the record as it is asked for; it is judged where it is read."""

    position: Position | None = strawberry.field(
        default=UNSET, description="As was known once the log held the event at this place; 0 for before the first."
    )
    recorded_at: DateTimeText | None = strawberry.field(default=UNSET, description="As was known at this time.")
    occurred_at: DateTimeText | None = strawberry.field(
        default=UNSET,
        description="As it was at this time, as far as is known by now: late reports and corrections count.",
    )


AsOfWanted = Annotated[
    AsOfInput | None,
    strawberry.argument(description="Answer with what stood at this moment. Default: what stands now."),
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


def moment_of(info: Asked, at: str | None, then: Then | None = None) -> Moment:
    """This will read the moment asked for; where none is, that of the past asked for, else now.

    Raises InvalidInput for a text that is no time.
    """
    if at:
        return Moment(read_datetime(at, "at"), then)
    return Moment(then.at if then else info.context.now, then)


def as_of_wanted(given: AsOfInput | None) -> AsOf | None:
    """This will read a moment of the record; None where none is asked for. Raises InvalidInput unless it is one."""
    if given is UNSET or given is None:
        return None
    told = {**fields_of(given), **header_of(given)}  # of a command, occurredAt belongs to the header
    return msgspec.convert(told, AsOf)


async def of_one_case(info: Asked, case_id: UUID | None, given: AsOfInput | None) -> Then | None:
    """This will replay the one case that a list is narrowed to; None where no past is asked for.

    Raises InvalidInput where a past is asked for of a list over all cases.
    """
    as_of = as_of_wanted(given)
    if as_of is not None and case_id is None:
        rule = "a list over all your investigations is not replayed"
        raise InvalidInput(field="as_of", rule=rule, accepted="asOf together with a filter by investigationId")
    return None if case_id is None else await info.context.then(case_id, as_of)


OCCURRED_TEXT: LiteralString = (
    """
CASE WHEN {r}.occurred_from IS NULL THEN ''
     WHEN {r}.precision NOT IN ('YEAR', 'MONTH', 'DAY') THEN {exactly}
     ELSE (SELECT left({from}::date::text, known.length)
                  || CASE WHEN {r}.occurred_until = ({after} AT TIME ZONE {r}.tz) OR {until} = {after} THEN ''
                          ELSE coalesce('/' || left({last}::date::text, known.length), '') END
           FROM (VALUES ('YEAR', 4, interval '1 year'), ('MONTH', 7, interval '1 month'), ('DAY', 10, interval '1 day'))
                known (precision, length, step)
           WHERE known.precision = {r}.precision)
END
""".replace("{after}", "(date_trunc(known.precision, {from}) + known.step)")
    .replace("{from}", "({r}.occurred_from AT TIME ZONE {r}.tz)")
    .replace("{until}", "({r}.occurred_until AT TIME ZONE {r}.tz)")
    .replace("{last}", "(({r}.occurred_until - interval '1 microsecond') AT TIME ZONE {r}.tz)")
    .replace("{exactly}", utc_text("{r}.occurred_from"))
)
"""What `occurred_text` writes, in SQL, of a row with occurred_from, occurred_until, precision and tz.

Of a partial date as much as is known in its zone, and its end where that is not the end of its year, month or day.
"""


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
