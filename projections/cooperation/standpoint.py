"""From where figures are seen: up to which position of the log, as of which moment, and whether as it was.

It must not look at a clock: the present is told.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, LiteralString

from psycopg import AsyncConnection

from projections.as_of import AsOf
from projections.reading import read

__all__ = ["PRESENT", "Standpoint", "standpoint"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """Where figures are seen from. position: what was recorded after it does not count.

    at: as of when limits have passed and waiting lasts; aware, UTC. as_it_was: what happened after `at` does not count,
    whenever it was recorded.
    """

    position: int
    at: datetime
    as_it_was: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    position: int
    recorded_at: datetime | None


PRESENT: LiteralString = """
SELECT min(p.position) FROM read.position p WHERE p.model IN ('cooperation', 'exchanges', 'timeline')
"""
"""How far all that figures rest on was folded."""

# No further than that. A position is taken as of the time when it was recorded.
_FOUND: LiteralString = """
SELECT found.position, log.recorded_at(found.position) AS recorded_at
FROM (SELECT least(({present}), %(position)s::bigint, log.position_at(%(recorded_at)s::timestamptz)) AS position) found
""".replace("{present}", PRESENT)


async def standpoint(connection: AsyncConnection[Any], as_of: AsOf | None, now: datetime) -> Standpoint:
    """This will find the standpoint of a moment of the record; that of the present where None is asked for."""
    asked = {"position": as_of and as_of.position, "recorded_at": as_of and as_of.recorded_at}
    (found,) = await read(connection, _FOUND, asked, _Found)
    at = now if as_of is None else as_of.moment or found.recorded_at or datetime.min.replace(tzinfo=UTC)
    return Standpoint(position=found.position, at=at, as_it_was=as_of is not None and as_of.occurred_at is not None)
