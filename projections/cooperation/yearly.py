"""The statistics that each Member State gives the Commission every year, by one statement.

They must not rest on more than the viewer may see. Source: Dir. (EU) 2023/977 Art. 18(2): (a) requests submitted;
(b) requests received and answered, urgent or not, by requesting State; (c) requests refused, by requesting State and
ground; (d) cases in which a limit was not kept because a judicial authorisation was needed, by requesting State.
"""

from dataclasses import dataclass
from typing import Any, LiteralString

from psycopg import AsyncConnection

from domain.refusal import InvalidInput
from projections.cooperation.standpoint import Standpoint
from projections.cooperation.statements import CYCLES
from projections.reading import read
from projections.viewer import Viewer

__all__ = ["OfAYear", "YearlyRow", "yearly_statistics"]

FIRST_YEAR, LAST_YEAR = 2000, 9000


@dataclass(frozen=True, slots=True, kw_only=True)
class OfAYear:
    """Whose statistics of which year: from its first to its last moment in the agency's own zone."""

    agency_id: str
    year: int

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise InvalidInput(field="year", rule=f"{self.year} is out of bounds", accepted="2000 to 9000")


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyRow:
    """A number. letter: of Art. 18(2). country: of the requesting State, None of an agency without one.

    is_urgent: of (b); None for others. ground: of (c); a request refused on two grounds counts with both; None for
    their sum, in which it counts once.
    """

    letter: str
    country: str | None
    is_urgent: bool | None
    ground: str | None
    count: int


# Each cycle is told under each letter that it belongs to, with what that is split by, and counted.
_STATEMENT: LiteralString = (
    """
SELECT s.letter, s.country, s.is_urgent, s.ground, count(*) AS count
FROM (SELECT make_timestamptz(%(year)s, 1, 1, 0, 0, 0, a.tz) AS since,
             make_timestamptz(%(year)s + 1, 1, 1, 0, 0, 0, a.tz) AS until
      FROM read.agencies a WHERE a.agency_id = %(agency)s) y
CROSS JOIN ("""  # noqa: S608  # constants
    + CYCLES
    + """) c
LEFT JOIN read.agencies fa ON fa.agency_id = c.from_agency_id
CROSS JOIN LATERAL (
    SELECT 'a' AS letter, NULL::text AS country, NULL::boolean AS is_urgent, NULL::text AS ground
    WHERE c.from_agency_id = %(agency)s AND c.sent_at >= y.since AND c.sent_at < y.until
    UNION ALL
    SELECT 'b', fa.country, c.urgency <> 'ROUTINE', NULL
    WHERE c.to_agency_id = %(agency)s AND c.received_at >= y.since AND c.received_at < y.until
      AND c.outcome IS NOT NULL
    UNION ALL
    SELECT 'c', fa.country, NULL, g.ground FROM unnest(c.grounds || NULL::text) AS g (ground)
    WHERE c.to_agency_id = %(agency)s AND c.is_refused AND c.finished_at >= y.since AND c.finished_at < y.until
    UNION ALL
    SELECT 'd', fa.country, NULL, NULL
    WHERE c.to_agency_id = %(agency)s AND c.received_at >= y.since AND c.received_at < y.until
      AND c.authorisation_sought_at IS NOT NULL
      AND c.response_base_due < coalesce(c.finished_at, c.withdrawn_at, %(at)s)
) s
WHERE c.instrument = 'EU_2023_977' AND c.withdrawn_at IS NULL
GROUP BY s.letter, s.country, s.is_urgent, s.ground
ORDER BY s.letter, s.country NULLS LAST, s.is_urgent, s.ground NULLS FIRST
"""
)


async def yearly_statistics(
    connection: AsyncConnection[Any], viewer: Viewer, stand: Standpoint, wanted: OfAYear
) -> tuple[YearlyRow, ...]:
    """This will count what an agency reports of a year under Dir. (EU) 2023/977; nothing for an unknown agency."""
    parameters = {
        **viewer.parameters,
        "agency": wanted.agency_id,
        "year": wanted.year,
        "position": stand.position,
        "at": stand.at,
        "as_it_was": stand.as_it_was,
    }
    return tuple(await read(connection, _STATEMENT, parameters, YearlyRow))
