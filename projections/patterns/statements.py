"""The statements of the queries of patterns: a source for each kind of thing that is counted, of the same columns.

They must not lack the access predicate, none of the sources: what is counted is what the viewer sees.
"""

from typing import LiteralString

from projections.items.statements import KNOWN_COPY, KNOWN_PASSING
from projections.need_to_know import BY_PARAMETERS, HOLDS, VISIBLE_REQUESTS, is_asking, sees_registration

__all__ = [
    "AREAS", "AREA_EVIDENCE_BACKWARD", "AREA_EVIDENCE_FORWARD", "EVIDENCE_BACKWARD", "EVIDENCE_FORWARD",
    "ROUTES_BACKWARD", "ROUTES_FORWARD", "ROUTES_TOTAL",
]  # fmt: skip

_UNMARKED: LiteralString = """
       NULL::text AS tlp, '{}'::text[] AS handling, NULL::text AS pap, NULL::text AS classification,
       '{}'::text[] AS compartments"""

_SENT: LiteralString = """
SELECT 'REQUEST' AS kind, r.request_id AS thing_id, NULL::uuid AS registration_id, '' COLLATE "C" AS part,
       r.requesting_agency_id AS from_agency_id, r.requested_agency_id AS to_agency_id, r.crime_area,
       coalesce(r.sent_at, r.opened_at) AS at, NULL::uuid AS noted_item, r.tlp, r.handling, r.pap, r.classification,
       r.need_compartments AS compartments
FROM read.requests r
WHERE r.is_sent AND """

_REQUESTS: tuple[LiteralString, ...] = tuple([_SENT + each for each in VISIBLE_REQUESTS])
"""Requests sent, once each however often they were reopened, to the agency that has them now; each way to see one goes
along an index of its own: all at once PostgreSQL would read the requests of everybody.
"""

# From the viewer's investigations to their items, not over all items that the viewer's agency ever got.
_HELD: LiteralString = (
    """
FROM read.membership m
JOIN read.item_holders h ON h.investigation_id = m.investigation_id AND h.agency_id = %(viewer_agency)s
JOIN read.items i ON i.item_id = h.item_id
{given} WHERE """
    + is_asking(BY_PARAMETERS)
    + " AND "
    + HOLDS
)

_ITEM: LiteralString = "SELECT 'ITEM' AS kind, h.item_id AS thing_id, NULL::uuid AS registration_id, "

_COPIES: LiteralString = (
    _ITEM
    + "c.agency_id AS part, c.from_agency_id, c.agency_id AS to_agency_id, i.crime_area, c.given_at AS at,"
    + " h.item_id AS noted_item,"
    + _UNMARKED
    + _HELD.replace("{given}", "JOIN read.item_copies c ON c.item_id = h.item_id AND " + KNOWN_COPY)
)
"""Items given, as far as the viewer's agency may know of each copy."""

_PASSINGS: LiteralString = (
    _ITEM
    + "p.agency_id AS part, p.by_agency_id AS from_agency_id, p.agency_id AS to_agency_id, i.crime_area,"
    + " p.given_at AS at, h.item_id AS noted_item,"
    + _UNMARKED
    + _HELD.replace("{given}", "JOIN read.item_passings p ON p.item_id = h.item_id AND " + KNOWN_PASSING)
)
"""Items that the viewer's agency passed on, of which the copies are told to the originator."""

_HITS: LiteralString = (
    """
SELECT 'HIT' AS kind, s.hit_id AS thing_id, s.registration_id, s.registration_id::text COLLATE "C" AS part,
       s.agency_id AS from_agency_id, s.other_agency_id AS to_agency_id, s.crime_area, s.told_at AS at,
       NULL::uuid AS noted_item,"""
    + _UNMARKED
    + " FROM read.hit_sides s WHERE s.other_agency_id IS NOT NULL AND "
    + sees_registration(BY_PARAMETERS, "s")
)
"""The viewer's sides of hits of which the other agency is named; of an agency with itself no route comes."""


def _together(sources: tuple[LiteralString, ...]) -> LiteralString:
    return " FROM (" + " UNION ALL ".join(["(" + each + ")" for each in sources]) + ") f"


_WITHIN: LiteralString = """
    (%(since)s::timestamptz IS NULL OR f.at >= %(since)s)
AND (%(until)s::timestamptz IS NULL OR f.at < %(until)s)
"""

# An agency of no country, such as an international organisation, goes with null; it is no country of its own.
_BETWEEN: LiteralString = (
    _together((*_REQUESTS, _COPIES, _PASSINGS, _HITS))
    + """
LEFT JOIN read.agencies a ON a.agency_id = f.from_agency_id
LEFT JOIN read.agencies b ON b.agency_id = f.to_agency_id
WHERE a.country IS DISTINCT FROM b.country
AND (%(kinds)s::text[] IS NULL OR f.kind = ANY(%(kinds)s))
AND """
    + _WITHIN
)

_ROUTES: LiteralString = (
    """
FROM (
    SELECT a.country AS from_country, b.country AS to_country, f.crime_area, count(*) AS total,
           count(*) FILTER (WHERE f.kind = 'REQUEST') AS requests, count(*) FILTER (WHERE f.kind = 'ITEM') AS items,
           count(*) FILTER (WHERE f.kind = 'HIT') AS hits, min(f.at) AS first_at, max(f.at) AS last_at,
           concat_ws('/', coalesce(a.country, ''), coalesce(b.country, ''), coalesce(f.crime_area, '')) COLLATE "C"
               AS route_id
"""
    + _BETWEEN
    + """
    AND (%(from_country)s::text IS NULL OR a.country = %(from_country)s)
    AND (%(to_country)s::text IS NULL OR b.country = %(to_country)s)
    AND (%(crime_area)s::text IS NULL OR f.crime_area = %(crime_area)s)
    GROUP BY a.country, b.country, f.crime_area
) w
"""
)

_ROUTES_PAGE: LiteralString = (
    """
SELECT w.route_id, w.from_country, w.to_country, w.crime_area, w.requests, w.items, w.hits, w.total, w.first_at,
       w.last_at
"""
    + _ROUTES
    + """
WHERE (w.total, w.route_id) < (%(below_total)s::bigint, %(below_route)s::text COLLATE "C")
AND (w.total, w.route_id) > (%(above_total)s::bigint, %(above_route)s::text COLLATE "C")
"""
)

ROUTES_FORWARD: LiteralString = _ROUTES_PAGE + " ORDER BY w.total DESC, w.route_id DESC LIMIT %(limit)s"
"""A page after a cursor, the route on which most goes first."""

ROUTES_BACKWARD: LiteralString = _ROUTES_PAGE + " ORDER BY w.total, w.route_id LIMIT %(limit)s"
"""A page before a cursor, the last row first."""

ROUTES_TOTAL: LiteralString = "SELECT count(*)" + _ROUTES
"""How many routes all pages have together."""

_COUNTED: LiteralString = """
SELECT f.kind, f.thing_id, f.registration_id, f.from_agency_id, f.to_agency_id, f.at, f.part, f.noted_item, f.tlp,
       f.handling, f.pap, f.classification, f.compartments
"""

_OF_PAGE: LiteralString = """
AND (f.at, f.thing_id, f.part) < (%(below_at)s::timestamptz, %(below_thing)s::uuid, %(below_part)s::text COLLATE "C")
AND (f.at, f.thing_id, f.part) > (%(above_at)s::timestamptz, %(above_thing)s::uuid, %(above_part)s::text COLLATE "C")
"""

_LATEST: LiteralString = " ORDER BY f.at DESC, f.thing_id DESC, f.part DESC LIMIT %(limit)s"
_EARLIEST: LiteralString = " ORDER BY f.at, f.thing_id, f.part LIMIT %(limit)s"

_EVIDENCE: LiteralString = (
    _COUNTED
    + _BETWEEN
    + """
AND a.country IS NOT DISTINCT FROM %(from_country)s::text AND b.country IS NOT DISTINCT FROM %(to_country)s::text
AND f.crime_area IS NOT DISTINCT FROM %(crime_area)s::text
"""
    + _OF_PAGE
)

EVIDENCE_FORWARD: LiteralString = _EVIDENCE + _LATEST
"""A page of what a route rests on after a cursor, the latest first."""

EVIDENCE_BACKWARD: LiteralString = _EVIDENCE + _EARLIEST
"""A page before a cursor, the last row first."""

_OF_REQUESTS: LiteralString = _together(_REQUESTS) + " WHERE " + _WITHIN

AREAS: LiteralString = (
    """
SELECT f.crime_area, count(*) FILTER (WHERE f.at >= %(middle)s::timestamptz) AS recent,
       count(*) FILTER (WHERE f.at < %(middle)s::timestamptz) AS before
"""
    + _OF_REQUESTS
    + " GROUP BY f.crime_area ORDER BY f.crime_area"
)
"""Requests sent in each crime area, from `middle` on and before it."""

_AREA_EVIDENCE: LiteralString = _COUNTED + _OF_REQUESTS + " AND f.crime_area = %(crime_area)s" + _OF_PAGE

AREA_EVIDENCE_FORWARD: LiteralString = _AREA_EVIDENCE + _LATEST
"""A page of the requests that an area rests on after a cursor, the latest first."""

AREA_EVIDENCE_BACKWARD: LiteralString = _AREA_EVIDENCE + _EARLIEST
"""A page before a cursor, the last row first."""
