"""The statements of the queries of registrations and hits.

They must not lack the access predicate, none of them: the own side's, and for the other side's case that one's, too.
"""

from typing import LiteralString

from projections.need_to_know import (
    BY_PARAMETERS,
    VISIBLE_REQUEST,
    is_asking,
    is_steward,
    sees_counterpart,
    sees_registration,
)

__all__ = [
    "HITS_BACKWARD", "HITS_FORWARD", "HITS_TOTAL", "HIT_SEEN", "LINKS_BACKWARD", "LINKS_FORWARD", "LINKS_TOTAL",
    "ONE_HIT", "RATES", "REGISTRATIONS_BACKWARD", "REGISTRATIONS_FORWARD", "REGISTRATIONS_TOTAL",
]  # fmt: skip

_SEEN: LiteralString = sees_registration(BY_PARAMETERS, "s")

# Whether a request was drafted from a hit is told to who sees the request; the other side's case, to who is in it.
HIT_SEEN: LiteralString = (
    """
FROM read.hit_sides s
LEFT JOIN LATERAL (
    SELECT r.request_id FROM read.requests r WHERE r.request_id = s.opened_request_id AND """  # noqa: S608  # constants
    + VISIBLE_REQUEST
    + """ OFFSET 0) o ON true
LEFT JOIN LATERAL (
    SELECT c.investigation_id, c.request_id FROM read.hit_counterparts c
    WHERE c.hit_id = s.hit_id AND c.registration_id = s.registration_id AND """
    + sees_counterpart(BY_PARAMETERS, "c")
    + " OFFSET 0) c ON true WHERE "
    + _SEEN
)
"""Over a side `s` of a hit that the viewer sees: the request `o`, the other side's case `c`, if it may know."""

_STANDING: LiteralString = "CASE WHEN o.request_id IS NULL THEN s.standing ELSE 'REQUEST_OPENED' END"

_HIT: LiteralString = (
    """
SELECT s.hit_id, s.registration_id, s.drawer_id, s.kind, s.agency_id, s.investigation_id, s.request_id, s.crime_area,
       s.is_disclosed, s.other_agency_id, c.investigation_id AS other_investigation_id,
       c.request_id AS other_request_id, s.dismissal, o.request_id AS opened_request_id, s.told_at, s.told_position, """
    + _STANDING
    + " AS standing"
)

_HITS: LiteralString = (
    HIT_SEEN
    + """
AND (%(investigation)s::uuid IS NULL OR s.investigation_id = %(investigation)s)
AND (%(agency)s::text IS NULL OR s.other_agency_id = %(agency)s)
AND (%(kinds)s::text[] IS NULL OR s.kind = ANY(%(kinds)s))
AND (%(standings)s::text[] IS NULL OR """
    + _STANDING
    + " = ANY(%(standings)s))"
)

_HITS_PAGE: LiteralString = (
    _HIT
    + _HITS
    + """
AND (s.told_position, s.hit_id, s.registration_id)
    < (%(below_position)s::bigint, %(below_hit)s::uuid, %(below_registration)s::uuid)
AND (s.told_position, s.hit_id, s.registration_id)
    > (%(above_position)s::bigint, %(above_hit)s::uuid, %(above_registration)s::uuid)
"""
)

HITS_FORWARD: LiteralString = (
    _HITS_PAGE + " ORDER BY s.told_position DESC, s.hit_id DESC, s.registration_id DESC LIMIT %(limit)s"
)
"""A page after a cursor, what was told last first."""

HITS_BACKWARD: LiteralString = _HITS_PAGE + " ORDER BY s.told_position, s.hit_id, s.registration_id LIMIT %(limit)s"
"""A page before a cursor, the last row first."""

HITS_TOTAL: LiteralString = "SELECT count(*)" + _HITS
"""How many hits all pages have together."""

ONE_HIT: LiteralString = _HIT + HIT_SEEN + " AND s.hit_id = %(hit)s AND s.registration_id = %(registration)s"
"""One side of a hit."""

_REGISTRATIONS: LiteralString = (
    "FROM read.identifier_registrations s WHERE "
    + _SEEN
    + """
AND (%(investigation)s::uuid IS NULL OR s.investigation_id = %(investigation)s)
AND (%(command)s::uuid IS NULL OR s.command_id = %(command)s)
AND (%(kinds)s::text[] IS NULL OR s.kind = ANY(%(kinds)s))
AND (%(standing)s::boolean IS NULL OR %(standing)s = (s.ended_at IS NULL AND s.valid_until > %(viewer_today)s))
"""
)

_REGISTRATIONS_PAGE: LiteralString = (
    """
SELECT s.registration_id, s.drawer_id, s.kind, s.key_id, s.investigation_id, s.request_id, s.is_discreet,
       s.classification, s.need_compartments AS compartments, coalesce(s.persons, '{}') AS persons, s.command_id,
       s.registered_by, s.registered_at, s.valid_until, s.ended_at, s.end_reason, s.position
"""
    + _REGISTRATIONS
    + " AND s.position < %(below)s::bigint AND s.position > %(above)s::bigint"
)

REGISTRATIONS_FORWARD: LiteralString = _REGISTRATIONS_PAGE + " ORDER BY s.position DESC LIMIT %(limit)s"
"""A page after a cursor, what was registered last first."""

REGISTRATIONS_BACKWARD: LiteralString = _REGISTRATIONS_PAGE + " ORDER BY s.position ASC LIMIT %(limit)s"
"""A page before a cursor, the last row first."""

REGISTRATIONS_TOTAL: LiteralString = "SELECT count(*) " + _REGISTRATIONS
"""How many registrations all pages have together."""

RATES: LiteralString = (
    """
SELECT t.agency_id, t.registered_on AS day, count(*)::integer AS registrations
FROM read.identifier_rates t
JOIN read.investigations i ON i.investigation_id = t.investigation_id AND i.lead_agency_id = %(viewer_agency)s
JOIN read.membership m ON m.investigation_id = t.investigation_id AND """
    + is_asking(BY_PARAMETERS)
    + " AND "
    + is_steward()
    + """
WHERE t.investigation_id = %(investigation)s AND t.registered_on > %(viewer_today)s::date - %(days)s::integer
GROUP BY t.agency_id, t.registered_on ORDER BY t.registered_on DESC, t.agency_id LIMIT 1000
"""
)
"""How much each agency registered for an investigation in the last days, for the stewards of its lead agency."""

# A link of two own cases is told once, from the one with the smaller id; within one case there is nothing to link.
_LINKS: LiteralString = (
    """
FROM (
    SELECT f.investigation_id, f.other_agency_id, f.other_investigation_id, sum(f.hits)::integer AS hits,
           json_agg(json_build_object('kind', f.kind, 'hits', f.hits) ORDER BY f.kind) AS kinds,
           min(f.first_at) AS first_at, max(f.last_at) AS last_at,
           concat_ws('/', f.investigation_id, f.other_agency_id, f.other_investigation_id) AS link_id
    FROM (
        SELECT s.investigation_id, s.other_agency_id, c.investigation_id AS other_investigation_id, s.kind,
               count(DISTINCT s.hit_id)::integer AS hits, min(s.told_at) AS first_at, max(s.told_at) AS last_at
"""  # noqa: S608  # constants
    + HIT_SEEN
    + """
        AND s.investigation_id IS NOT NULL AND c.investigation_id IS DISTINCT FROM s.investigation_id
        AND (c.investigation_id IS NULL OR s.other_agency_id <> s.agency_id OR s.investigation_id < c.investigation_id)
        AND (%(investigation)s::uuid IS NULL OR %(investigation)s IN (s.investigation_id, c.investigation_id))
        GROUP BY s.investigation_id, s.other_agency_id, c.investigation_id, s.kind
    ) f
    GROUP BY f.investigation_id, f.other_agency_id, f.other_investigation_id
) l
"""
)

_EVIDENCE: LiteralString = (
    """
(SELECT coalesce((array_agg(s.hit_id ORDER BY s.told_position DESC, s.hit_id))[1:100], '{}') """  # noqa: S608  # constants
    + HIT_SEEN
    + """
 AND s.investigation_id = l.investigation_id AND s.other_agency_id IS NOT DISTINCT FROM l.other_agency_id
 AND c.investigation_id IS NOT DISTINCT FROM l.other_investigation_id) AS hit_ids
"""
)

_LINKS_PAGE: LiteralString = (
    """
SELECT l.link_id, l.investigation_id, l.other_agency_id, l.other_investigation_id, l.hits, l.kinds, l.first_at,
       l.last_at, """
    + _EVIDENCE
    + _LINKS
    + """
WHERE (l.last_at, l.link_id) < (%(below_at)s::timestamptz, %(below_link)s::text COLLATE "C")
AND (l.last_at, l.link_id) > (%(above_at)s::timestamptz, %(above_link)s::text COLLATE "C")
"""
)

LINKS_FORWARD: LiteralString = _LINKS_PAGE + ' ORDER BY l.last_at DESC, l.link_id COLLATE "C" DESC LIMIT %(limit)s'
"""A page after a cursor, the link that was met last first."""

LINKS_BACKWARD: LiteralString = _LINKS_PAGE + ' ORDER BY l.last_at, l.link_id COLLATE "C" LIMIT %(limit)s'
"""A page before a cursor, the last row first."""

LINKS_TOTAL: LiteralString = "SELECT count(*)" + _LINKS
"""How many links all pages have together."""
