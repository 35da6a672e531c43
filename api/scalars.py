"""The scalars of the schema: ids, times, dates, durations and positions, all carried as text or number.

An input stays the text that was sent until its place is known (`read`), so that a bad value is answered with its field.
It must not judge what a value means.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, NewType, TypeVar
from uuid import UUID

import msgspec
import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

from domain.occurred import is_in_calendar
from domain.refusal import InvalidInput

__all__ = [
    "SCALARS",
    "ByteCount",
    "DateText",
    "DateTimeText",
    "DurationText",
    "Position",
    "UuidText",
    "read",
    "read_datetime",
    "read_uuid",
]

LONGEST_TEXT = 100
"""Characters; no id, time or duration needs more, and nothing longer is echoed."""


class UuidText(str):
    """An id as it was sent."""

    __slots__ = ()


class DateTimeText(str):
    """A time as it was sent."""

    __slots__ = ()


class DateText(str):
    """A calendar day as it was sent."""

    __slots__ = ()


class DurationText(str):
    """A duration as it was sent."""

    __slots__ = ()


Position = NewType("Position", int)
ByteCount = NewType("ByteCount", int)

T = TypeVar("T")


def read(value: str, field: str) -> object:
    """This will read what a scalar was sent as; raises InvalidInput naming the field. Other texts stay as they are."""
    match value:
        case UuidText():
            return read_uuid(value, field)
        case DateTimeText():
            return read_datetime(value, field)
        case DateText():
            return _read(date.fromisoformat, value, field, "an ISO 8601 date, such as 2026-03-04")
        case DurationText():
            return _read(_duration_of, value, field, "an ISO 8601 duration, such as P3D or PT8H")
        case _ if "\0" in value:
            raise InvalidInput(field=field, rule="the text holds a NUL character", accepted="text without U+0000")
        case _:
            return value


def read_uuid(text: str, field: str) -> UUID:
    """This will read an id; raises InvalidInput naming the field."""
    return _read(UUID, text, field, "a UUID, such as 5f0c6a1e-8d3e-4a52-9a35-2b9f5f5f2f10")


def read_datetime(text: str, field: str) -> datetime:
    """This will read a time with offset into an aware datetime in UTC; raises InvalidInput naming the field."""
    return _read(_moment_of, text, field, "an ISO 8601 time with offset, such as 2026-03-04T10:15:00+01:00")


def _read(reader: Callable[[str], T], text: str, field: str, accepted: str) -> T:
    try:
        return reader(text)
    except (ValueError, OverflowError) as error:
        raise InvalidInput(field=field, rule=f"{text!r} does not fit", accepted=accepted) from error


def _moment_of(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not is_in_calendar(moment):
        raise ValueError("no offset, or outside the calendar")
    return moment.astimezone(UTC)


def _duration_of(text: str) -> timedelta:
    return msgspec.convert(text, timedelta)  # its ValidationError is a ValueError


def _unfit(message: str) -> GraphQLError:
    return GraphQLError(message, extensions={"code": "INVALID_INPUT"})


def _text(kind: type[str], what: str) -> Callable[[Any], str]:
    def parse(value: Any) -> str:
        if not isinstance(value, str) or len(value) > LONGEST_TEXT:
            raise _unfit(f"{what} is written as a text of at most {LONGEST_TEXT} characters.")
        return kind(value)

    return parse


def _whole(what: str) -> Callable[[Any], int]:
    def parse(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
            raise _unfit(f"{what} is a whole number from 0 to 9223372036854775807.")
        return value

    return parse


UUID_SCALAR = strawberry.scalar(
    name="UUID",
    description="A universally unique id (RFC 9562), such as 5f0c6a1e-8d3e-4a52-9a35-2b9f5f5f2f10.",
    specified_by_url="https://www.rfc-editor.org/rfc/rfc9562",
    serialize=str,
    parse_value=_text(UuidText, "A UUID"),
)
DATETIME_SCALAR = strawberry.scalar(
    name="DateTime",
    description="An instant, ISO 8601 with offset, such as 2026-03-04T10:15:00+01:00; answers are in UTC.",
    serialize=lambda moment: moment.astimezone(UTC).isoformat(),
    parse_value=_text(DateTimeText, "A time"),
)
DATE_SCALAR = strawberry.scalar(
    name="Date",
    description="A calendar day, ISO 8601, such as 2026-03-04.",
    serialize=str,
    parse_value=_text(DateText, "A date"),
)
DURATION_SCALAR = strawberry.scalar(
    name="Duration",
    description="A length of time, ISO 8601, such as P3D or PT8H; below zero with a leading minus.",
    serialize=msgspec.to_builtins,
    parse_value=_text(DurationText, "A duration"),
)
POSITION_SCALAR = strawberry.scalar(
    name="Position",
    description="A place in the event log: 1, 2, 3 and so on without gaps; 64 bits wide.",
    serialize=int,
    parse_value=_whole("A position"),
)
BYTE_COUNT_SCALAR = strawberry.scalar(
    name="ByteCount",
    description="A number of bytes; 64 bits wide, while an Int ends at 2 GiB.",
    serialize=int,
    parse_value=_whole("A number of bytes"),
)

SCALARS: dict[object, ScalarDefinition] = {
    UUID: UUID_SCALAR,
    UuidText: UUID_SCALAR,
    datetime: DATETIME_SCALAR,
    DateTimeText: DATETIME_SCALAR,
    date: DATE_SCALAR,
    DateText: DATE_SCALAR,
    timedelta: DURATION_SCALAR,
    DurationText: DURATION_SCALAR,
    Position: POSITION_SCALAR,
    ByteCount: BYTE_COUNT_SCALAR,
}
