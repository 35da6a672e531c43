"""Reads of the outlook, by those who act for one of the two agencies.

They must not load what finds it out: that takes a second, and is done elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import LiteralString

import msgspec

from projections.outlook.rows import ChangeRow, Made, ReplyRow, TrendRow, VolumeRow
from projections.reading import Source, read, read_plain
from projections.viewer import Viewer

__all__ = ["WAITING", "Between", "OpenRequest", "ReplyRow", "changes", "expected_replies", "made", "trends", "volumes"]

_OF_BOTH_SIDES: LiteralString = """
WHERE %(viewer_agency)s IN (o.requesting_agency_id, o.requested_agency_id)
AND (%(requesting)s::text IS NULL OR o.requesting_agency_id = %(requesting)s)
AND (%(requested)s::text IS NULL OR o.requested_agency_id = %(requested)s)
ORDER BY o.requesting_agency_id, o.requested_agency_id
"""

WAITING = frozenset({"RECEIVED", "ACKNOWLEDGED", "ACCEPTED", "IN_EXECUTION"})
"""States in which a request waits for its reply."""

_MADE: LiteralString = "SELECT boundary, position, made_at, version, cycles FROM outlook.made"

_TRENDS: LiteralString = "SELECT o.* FROM outlook.trends o " + _OF_BOTH_SIDES + ", o.figure"  # noqa: S608  # constants

_VOLUMES: LiteralString = "SELECT o.* FROM outlook.volumes o " + _OF_BOTH_SIDES + ", o.month"  # noqa: S608  # constants

_CHANGES: LiteralString = "SELECT o.* FROM outlook.changes o " + _OF_BOTH_SIDES + ", o.p_value, o.kind"  # noqa: S608  # constants

# Of the pair where enough of its cycles were open as long, else of the instrument everywhere.
_REPLIES: LiteralString = """
SELECT w.number, found.*
FROM unnest(%(numbers)s::int[], %(requesting)s::text[], %(requested)s::text[], %(instruments)s::text[],
            %(ages_s)s::float8[]) AS w (number, requesting, requested, instrument, age_s)
CROSS JOIN LATERAL (
    SELECT o.* FROM outlook.replies o
    WHERE o.age_s <= w.age_s AND w.age_s < o.until_s
    AND (o.requesting_agency_id = w.requesting AND o.requested_agency_id = w.requested
         AND %(viewer_agency)s IN (o.requesting_agency_id, o.requested_agency_id)
         OR o.instrument = w.instrument)
    ORDER BY o.instrument NULLS FIRST LIMIT 1
) found
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """Of which pairs; None for any of the viewer's agency."""

    requesting_agency_id: str | None = None
    requested_agency_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRequest:
    """A request that waits for its reply. received_at, at: aware; its age is the time between."""

    requesting_agency_id: str
    requested_agency_id: str
    instrument: str
    received_at: datetime
    at: datetime

    @property
    def age_s(self) -> float:
        """Seconds since it was received, at least 0."""
        return max(0.0, (self.at.astimezone(UTC) - self.received_at.astimezone(UTC)).total_seconds())


async def made(source: Source) -> Made | None:
    """This will tell on what the present outlook rests; None before there was one."""
    rows = await read(source, _MADE, {}, Made)
    return rows[0] if rows else None


async def trends(source: Source, viewer: Viewer, between: Between) -> list[TrendRow]:
    """This will return the trends of pairs of the viewer's agency."""
    return await read(source, _TRENDS, _parameters(viewer, between), TrendRow)


async def volumes(source: Source, viewer: Viewer, between: Between) -> list[VolumeRow]:
    """This will return how many requests are to be expected, by pair and month."""
    return await read(source, _VOLUMES, _parameters(viewer, between), VolumeRow)


async def changes(source: Source, viewer: Viewer, between: Between) -> list[ChangeRow]:
    """This will return what is unusual about the last month, by pair, the least likely first."""
    return await read(source, _CHANGES, _parameters(viewer, between), ChangeRow)


async def expected_replies(source: Source, viewer: Viewer, waiting: Sequence[OpenRequest]) -> list[ReplyRow | None]:
    """This will tell what is to be expected of open requests, in their order; None where too few were open as long."""
    parameters = {
        **viewer.parameters,
        "numbers": list(range(len(waiting))),
        "requesting": [each.requesting_agency_id for each in waiting],
        "requested": [each.requested_agency_id for each in waiting],
        "instruments": [each.instrument for each in waiting],
        "ages_s": [each.age_s for each in waiting],
    }
    rows = await read_plain(source, _REPLIES, parameters)
    found = {row["number"]: msgspec.convert(row, ReplyRow) for row in rows}
    return [found.get(number) for number in range(len(waiting))]


def _parameters(viewer: Viewer, between: Between) -> dict[str, object]:
    return {
        **viewer.parameters,
        "requesting": between.requesting_agency_id,
        "requested": between.requested_agency_id,
    }
