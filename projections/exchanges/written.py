"""How exchanges are written as rows.

It must not decide anything: how each stood, `course.py` says.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from projections.engine.read_model import Cell, Row, Table, array, moment
from projections.exchanges.course import Course, Exchange, Kind, as_it_was, as_known

__all__ = ["TABLE", "rows_of"]

TABLE = Table(
    "exchanges",
    (
        "stream_id", "kind", "investigation_id", "from_agency_id", "to_agency_id", "unit_id", "crime_area", "begun_at",
        "due_at", "ended_at", "ending", "is_dated", "took_s", "verified_at", "seen_by", "need_request", "need_item",
        "need_part", "from_position", "until_position", "from_at", "until_at",
    ),
    key=("stream_id", "uuid"),
)  # fmt: skip

_OF_ITEMS = (Kind.SHARING, Kind.CONSENT, Kind.RESTRICTION)

_LAST = 2**63 - 1
"""The position of a row that stands still: the greatest that a bigint holds."""


def rows_of(stream_id: str, course: Course) -> Iterator[Row]:
    """This will write how every exchange of a course stood, in the log and in the world."""
    for exchange, since, until in as_known(course):
        yield (*_row(stream_id, course, exchange), _cell(since), _cell(until) or _LAST, None, None)
    for exchange, since, until in as_it_was(course):
        yield (*_row(stream_id, course, exchange), None, None, _cell(since), _cell(until) or "infinity")


def _row(stream_id: str, course: Course, exchange: Exchange) -> Row:
    ended = exchange.ended
    took_s = exchange.took_s
    return (
        stream_id,
        exchange.kind.value,
        str(course.investigation_id),
        exchange.from_agency,
        exchange.to_agency,
        exchange.unit_id,
        course.crime_area,
        exchange.begun.at.isoformat(),
        moment(exchange.due_at),
        moment(ended.at if ended else None),
        exchange.ending.value if exchange.ending else None,
        ended is not None and ended.is_exact,
        None if took_s is None else repr(took_s),
        moment(exchange.verified_at),
        _parties(exchange),
        _id(course.need_request),
        _id(course.need_item),
        _id(exchange.begun.need_part),
    )


def _parties(exchange: Exchange) -> str | None:
    """A recipient of an item is not told what others are given, ask or owe: decision 5 of projections."""
    if exchange.kind not in _OF_ITEMS:
        return None
    return array(sorted({exchange.from_agency, exchange.to_agency or exchange.from_agency}))


def _cell(value: int | datetime | None) -> Cell:
    return value.isoformat() if isinstance(value, datetime) else value


def _id(value: UUID | None) -> str | None:
    return None if value is None else str(value)
