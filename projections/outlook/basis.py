"""On what an outlook rests: the request cycles of finished months, as everybody of both sides may know them.

It must not read what is marked or kept to some: one figure of such a cycle, and its whole month would tell of it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, LiteralString
from uuid import UUID

import msgspec
from psycopg import Connection
from psycopg.rows import dict_row

__all__ = ["Basis", "Pair", "Told", "instant_of", "month_of", "months_after", "months_until", "read_basis"]

Pair = tuple[str, str]
"""Codes of the requesting and the requested agency."""

# Cycles of finished months. A request that precedes any investigation is known to both sides; of the others, those that
# every member of their investigation may see.
CYCLES: LiteralString = """
SELECT c.requesting_agency_id, c.requested_agency_id, c.instrument, c.sent_at, c.received_at,
       c.investigation_id AS case_id, CASE WHEN c.finished_at < %(end)s THEN c.finished_at END AS finished_at,
       CASE WHEN c.finished_at < %(end)s THEN c.response_s END AS response_s,
       least(c.withdrawn_at, c.closed_at) AS ended_at, c.is_refused, c.is_on_time_net AS is_on_time
FROM read.cooperation_cycles c
WHERE c.sent_at < %(end)s AND c.received_at < %(end)s
AND (c.investigation_id IS NULL
     OR c.need_rank = 0 AND c.need_compartments = '{}' AND c.need_agencies IS NULL)
ORDER BY c.requesting_agency_id, c.requested_agency_id, c.sent_at, c.request_id, c.cycle
"""

POSITION: LiteralString = "SELECT position FROM read.position WHERE model = 'cooperation'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A cycle, as of the boundary. case_id: None before any investigation; response_s: gross, None where not exact.

    ended_at: withdrawn or closed without a reply, or after it.
    """

    requesting_agency_id: str
    requested_agency_id: str
    instrument: str
    case_id: UUID | None
    sent_at: datetime
    received_at: datetime
    finished_at: datetime | None
    response_s: float | None
    ended_at: datetime | None
    is_refused: bool
    is_on_time: bool | None

    @property
    def pair(self) -> Pair:
        """Who asked whom."""
        return self.requesting_agency_id, self.requested_agency_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Cycles by pair. boundary: the first day that is not known; position: up to which the log was folded."""

    boundary: date
    position: int
    cycles: Mapping[Pair, Sequence[Told]]


def read_basis(connection: Connection[Any], boundary: date) -> Basis:
    """This will read the cycles of all months before `boundary`, the first day of a month (UTC)."""
    with connection.transaction(), connection.cursor(row_factory=dict_row) as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        position = cursor.execute(POSITION).fetchone()
        rows = cursor.execute(CYCLES, {"end": instant_of(boundary)}).fetchall()
    cycles: dict[Pair, list[Told]] = defaultdict(list)
    for told in msgspec.convert(rows, list[Told]):
        cycles[told.pair].append(told)
    return Basis(boundary=boundary, position=position["position"] if position else 0, cycles=cycles)


def instant_of(day: date) -> datetime:
    """This will return the beginning of a day in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def month_of(moment: datetime) -> date:
    """This will return the first day of the month (UTC) in which a moment lies."""
    at = moment.astimezone(UTC)
    return date(at.year, at.month, 1)


def months_until(boundary: date, count: int) -> list[date]:
    """This will return the first days of the last `count` months before `boundary`, the oldest first."""
    return [months_after(boundary, back) for back in range(-count, 0)]


def months_after(month: date, months: int) -> date:
    """This will return the first day of the month so many months later, or earlier where it is negative."""
    number = month.year * 12 + month.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
