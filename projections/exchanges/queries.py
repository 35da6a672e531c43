"""Exchanges as figures read them: how they stood from a standpoint, as far as the viewer may see them.

They must not name what an exchange was about.
"""

from typing import LiteralString

from projections.need_to_know import BY_PARAMETERS, MEMBER_OF, TOLD_HOLDER, sees_source

__all__ = ["EXCHANGED"]

# As known at a position, or as it was at a moment: rows of one sort have nothing to compare with the other.
_STOOD: LiteralString = """
(NOT %(as_it_was)s AND e.from_position <= %(position)s::bigint AND e.until_position > %(position)s
 OR %(as_it_was)s AND e.from_at <= %(at)s::timestamptz AND e.until_at > %(at)s)
"""

EXCHANGED: LiteralString = (
    """
SELECT e.investigation_id, e.kind, e.from_agency_id, e.to_agency_id, e.unit_id, NULL::text AS instrument, e.crime_area,
       NULL::text AS urgency, e.begun_at AS sent_at, e.begun_at, e.due_at, e.ended_at, e.ending, e.is_dated, e.took_s,
       e.verified_at
FROM read.exchanges e
WHERE """
    + _STOOD
    + " AND e.investigation_id IN ("
    + MEMBER_OF
    + ") AND "
    + sees_source(BY_PARAMETERS, "e", "read.exchange", TOLD_HOLDER)
)
"""Parameters: position, at, as_it_was, and those of the viewer."""
