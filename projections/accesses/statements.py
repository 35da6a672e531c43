"""The statements of the ledger's queries.

They must not lack the access predicate, none of them: an access is for those whose thing it was, while they see it.
"""

from typing import LiteralString

from projections.accesses.owning import owns_item, owns_request
from projections.need_to_know import BY_PARAMETERS

__all__ = ["BACKWARD", "FORWARD", "READERS_BACKWARD", "READERS_FORWARD", "READERS_TOTAL", "TOTAL"]

# The thing is a parameter, so that whose it is is looked up once and not per access.
_OF_THING: LiteralString = """
FROM read.accesses a
WHERE a.subject_id = %(id)s AND a.subject = %(subject)s
AND (EXISTS (SELECT FROM read.access_holders h WHERE h.item_id = %(id)s AND {owns_item})
     OR EXISTS (SELECT FROM read.access_requests r WHERE r.request_id = %(id)s AND {owns_request}))
"""

_OWNED: LiteralString = _OF_THING.replace("{owns_item}", owns_item(BY_PARAMETERS, "h")).replace(
    "{owns_request}", owns_request(BY_PARAMETERS, "r")
)

_WANTED: LiteralString = (
    _OWNED
    + """
AND (%(kinds)s::text[] IS NULL OR a.kind = ANY(%(kinds)s))
AND (%(agency)s::text IS NULL OR a.agency_id = %(agency)s)
AND (%(member)s::text IS NULL OR a.member_id = %(member)s)
AND (%(from)s::timestamptz IS NULL OR a.at >= %(from)s)
AND (%(until)s::timestamptz IS NULL OR a.at < %(until)s)
"""
)

_ACCESS: LiteralString = "SELECT a.kind, a.at, a.member_id, a.agency_id, a.way, a.denial, a.position" + _WANTED

_WITHIN: LiteralString = " AND a.position < %(below)s::bigint AND a.position > %(above)s::bigint"

FORWARD: LiteralString = _ACCESS + _WITHIN + " ORDER BY a.position DESC LIMIT %(limit)s"
"""A page after a cursor, what was recorded last coming first."""

BACKWARD: LiteralString = _ACCESS + _WITHIN + " ORDER BY a.position ASC LIMIT %(limit)s"
"""A page before a cursor, the last row first."""

TOTAL: LiteralString = "SELECT count(*)" + _WANTED
"""How many accesses all pages have together."""

_BY_PERSON: LiteralString = " GROUP BY a.agency_id, a.member_id"

_READER: LiteralString = (
    """
SELECT a.member_id, a.agency_id, count(*) FILTER (WHERE a.kind <> 'DENIAL') AS accesses,
       count(*) FILTER (WHERE a.kind = 'DENIAL') AS denials, min(a.at) AS first_at, max(a.at) AS last_at,
       max(a.position) AS last_position"""
    + _WANTED
    + _BY_PERSON
    + " HAVING max(a.position) < %(below)s::bigint AND max(a.position) > %(above)s::bigint"
)

_LATEST: LiteralString = " ORDER BY last_position DESC, a.agency_id, a.member_id LIMIT %(limit)s"
_EARLIEST: LiteralString = " ORDER BY last_position ASC, a.agency_id, a.member_id LIMIT %(limit)s"

READERS_FORWARD: LiteralString = _READER + _LATEST
"""Persons after a cursor, whose last access was recorded last coming first; a position is of one person alone."""

READERS_BACKWARD: LiteralString = _READER + _EARLIEST
"""The same before a cursor, the last row first."""

READERS_TOTAL: LiteralString = "SELECT count(DISTINCT (a.agency_id, a.member_id))" + _WANTED
"""How many persons all pages have together."""
