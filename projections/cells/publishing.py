"""Publishes the months that have matured: counts of each pair, rounded down block by block, once and for all.

It must not read who may see what, and need not: a block is what everybody sees whole, or not at all.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, LiteralString

from psycopg import AsyncConnection, Connection

from projections.cells.counted import FAMILIES, Family
from projections.outlook.basis import instant_of, months_after

__all__ = ["ACKNOWLEDGED_WITHIN", "LEAST_CASES", "MATURING_MONTHS", "SMALLEST", "VERSION", "is_published", "publish"]

VERSION = 1
"""Of what cells hold: raised whenever something is counted in another way; all months are then published anew."""

SMALLEST = 5
"""Of a block, so many cycles count as one step: each count is rounded down to a multiple of it."""

LEAST_CASES = 3
"""Investigations that a cell needs, each with a block that counts."""

MATURING_MONTHS = 3
"""Months that pass before one is published: 90 days, the longest limit of Dir. 2014/41/EU Art. 12(4), and by then
most requests have come to something. A month that was published at its end would for ever tell of the quick alone."""

ACKNOWLEDGED_WITHIN = timedelta(days=7)
"""Where a profile sets no limit for acknowledging; as the other scope has it unless asked otherwise."""

# Another process that publishes is waited for. It comes before the first look, so that its months are seen.
_ONE_AT_A_TIME: LiteralString = "LOCK TABLE cells.months IN SHARE ROW EXCLUSIVE MODE"

# How far the cycles are folded, where that is all that was recorded before the boundary.
_POSITION: LiteralString = """
SELECT position FROM read.position WHERE model = 'cooperation' AND position >= log.position_at(%(boundary)s)
"""

_OUTDATED: LiteralString = "DELETE FROM cells.months WHERE version <> %(version)s"

# From the first request on; the last month in any case, so that it is known that nothing was to be told.
_MONTHS: LiteralString = """
INSERT INTO cells.months (month, boundary, position, published_at, version)
SELECT each.month::date, %(boundary)s, %(position)s, %(published_at)s, %(version)s
FROM (SELECT date_trunc('month', %(end)s::timestamptz AT TIME ZONE 'UTC') - interval '1 month' AS last) l,
     LATERAL (SELECT date_trunc('month', min(c.sent_at) AT TIME ZONE 'UTC') AS first FROM read.cooperation_cycles c) f,
     generate_series(least(f.first, l.last), l.last, interval '1 month') AS each (month)
WHERE NOT EXISTS (SELECT FROM cells.months m WHERE m.month = each.month::date)
RETURNING month
"""

# A block: the cycles of a pair and a month that need the same of whoever sees them. What has fewer than the smallest
# counts as nothing, here and among the cases of the cell.
_COUNTS: LiteralString = """
WITH blocks AS (
    SELECT date_trunc('month', {moment} AT TIME ZONE 'UTC')::date AS month, c.requesting_agency_id,
           c.requested_agency_id, f.counted, c.investigation_id, c.need_rank, c.need_compartments, c.need_agencies,
           count(*) / %(smallest)s * %(smallest)s AS cycles
    FROM read.cooperation_cycles c
    CROSS JOIN LATERAL unnest(%(names)s::text[], ARRAY[{conditions}]) AS f (counted, holds)
    WHERE f.holds AND {moment} < %(end)s
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING count(*) >= %(smallest)s
), told AS (
    SELECT month, requesting_agency_id, requested_agency_id FROM blocks WHERE month = ANY(%(months)s::date[])
    GROUP BY 1, 2, 3
    HAVING count(DISTINCT investigation_id) + bool_or(investigation_id IS NULL)::int >= %(least_cases)s
)
INSERT INTO cells.counts (month, from_agency_id, to_agency_id, counted, cycles)
SELECT month, requesting_agency_id, requested_agency_id, counted, sum(cycles)
FROM blocks JOIN told USING (month, requesting_agency_id, requested_agency_id) GROUP BY 1, 2, 3, 4
"""

_IS_PUBLISHED: LiteralString = "SELECT FROM cells.months WHERE month = %(last)s AND version = %(version)s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What was published. months: their first days, in order."""

    months: tuple[date, ...] = ()


def publish(connection: Connection[Any], boundary: date, published_at: datetime) -> Published:
    """This will publish what has matured by `boundary`, the first day of a month (UTC), and was not published yet.

    Nothing where the cycles are not folded as far as the log went then. published_at: aware. connection: autocommit.
    """
    end = _end(boundary)
    asked: dict[str, Any] = {
        "boundary": instant_of(boundary), "end": instant_of(end), "at": instant_of(boundary), "version": VERSION,
        "published_at": published_at, "smallest": SMALLEST, "least_cases": LEAST_CASES,
        "take_up_within": ACKNOWLEDGED_WITHIN,
    }  # fmt: skip
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        connection.execute(_ONE_AT_A_TIME)
        found = connection.execute(_POSITION, asked).fetchone()
        if found is None:
            return Published()
        connection.execute(_OUTDATED, asked)
        told = connection.execute(_MONTHS, {**asked, "boundary": boundary, "position": found[0]}).fetchall()
        months = sorted(row[0] for row in told)
        for family in FAMILIES:
            connection.execute(_counts_of(family), {**asked, "months": months, "names": list(family.names)})
    return Published(months=tuple(months))


async def is_published(connection: AsyncConnection[Any], boundary: date) -> bool:
    """This will tell whether all that has matured by `boundary`, the first day of a month, was published."""
    last = _end(boundary) - timedelta(days=1)
    rows = await connection.execute(_IS_PUBLISHED, {"last": last.replace(day=1), "version": VERSION})
    return await rows.fetchone() is not None


def _end(boundary: date) -> date:
    """The first day that has not matured."""
    return months_after(boundary, -MATURING_MONTHS)


def _counts_of(family: Family) -> LiteralString:
    return _COUNTS.replace("{moment}", family.moment).replace("{conditions}", ", ".join(family.conditions))
