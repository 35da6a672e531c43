"""The statements of the partnership's queries.

They must not lack the access predicate, none of them: an investigation's members, or the three named agencies.
"""

from typing import LiteralString

from projections.need_to_know import MEMBER_OF

__all__ = [
    "ACTIVITIES_BACKWARD", "ACTIVITIES_FORWARD", "ACTIVITIES_TOTAL", "AUTHORISATIONS_BACKWARD",
    "AUTHORISATIONS_FORWARD", "AUTHORISATIONS_TOTAL", "EXCEPTIONS", "SIGNATURES", "VERSIONS",
]  # fmt: skip

_ACTIVITIES: LiteralString = (
    """
FROM read.joint_activities a
LEFT JOIN read.joint_activity_cancellations c USING (investigation_id, activity_id)
WHERE a.investigation_id IN ("""
    + MEMBER_OF
    + """)
AND (%(investigation)s::uuid IS NULL OR a.investigation_id = %(investigation)s)
AND (%(agency)s::text IS NULL OR %(agency)s = ANY(a.agencies))
"""
)

_ACTIVITIES_PAGE: LiteralString = (
    """
SELECT a.investigation_id, a.activity_id, a.kind, a.title, a.place, a.agencies, a.persons_count, a.held_from,
       a.held_until, a.held_precision, a.held_tz, a.recorded_at, c.cancelled_at, c.reason AS cancellation_reason,
       a.position
"""
    + _ACTIVITIES
    + """
AND (a.sort_at, a.position) > (%(after_at)s::timestamptz, %(after_position)s::bigint)
AND (a.sort_at, a.position) < (%(before_at)s::timestamptz, %(before_position)s::bigint)
"""
)

ACTIVITIES_FORWARD: LiteralString = _ACTIVITIES_PAGE + " ORDER BY a.sort_at ASC, a.position ASC LIMIT %(limit)s"
"""A page after a cursor."""

ACTIVITIES_BACKWARD: LiteralString = _ACTIVITIES_PAGE + " ORDER BY a.sort_at DESC, a.position DESC LIMIT %(limit)s"
"""A page before a cursor, the last row first."""

ACTIVITIES_TOTAL: LiteralString = "SELECT count(*)" + _ACTIVITIES
"""How many activities all pages have together."""

_IN_CASE: LiteralString = " = %(investigation)s AND %(investigation)s IN (" + MEMBER_OF + ")"

VERSIONS: LiteralString = (
    """
SELECT v.version, v.valid_from, v.days_to_sign FROM read.confidentiality_versions v
WHERE v.investigation_id"""
    + _IN_CASE
    + " ORDER BY v.valid_from"
)
"""The versions that an investigation requires, the first one first."""

SIGNATURES: LiteralString = (
    """
SELECT s.member_id, s.agency_id, s.version, s.signed_on FROM read.confidentiality_signatures s
WHERE s.investigation_id"""
    + _IN_CASE
    + " ORDER BY s.member_id, s.signed_on, s.version"
)
"""The signatures in an investigation, by person."""

# A member has days_to_sign from the latest of: the version's first day, the day it was recorded, the own admission.
EXCEPTIONS: LiteralString = "".join(  # noqa: FLY002  # an f-string would look like a statement made of input
    (
        """
SELECT o.member_id, o.agency_id, f.version, f.due_on
FROM read.membership o
CROSS JOIN LATERAL (
    SELECT v.version, v.valid_from,
           greatest(v.valid_from, v.required_on, (o.active_from AT TIME ZONE 'UTC')::date) + v.days_to_sign AS due_on
    FROM read.confidentiality_versions v
    WHERE v.investigation_id = o.investigation_id AND v.valid_from <= %(day)s
    ORDER BY v.valid_from DESC LIMIT 1
) f
WHERE o.is_active AND f.due_on < %(day)s
AND NOT EXISTS (
    SELECT FROM read.confidentiality_signatures s
    JOIN read.confidentiality_versions w USING (investigation_id, version)
    WHERE s.investigation_id = o.investigation_id AND s.member_id = o.member_id AND s.agency_id = o.agency_id
      AND w.valid_from >= f.valid_from AND s.signed_on <= %(day)s
)
AND o.investigation_id""",
        _IN_CASE,
        " ORDER BY o.member_id",
    )
)
"""The active members who have not signed in time what is in force on a day, nor a later version."""

_AUTHORISATIONS: LiteralString = """
FROM read.standing_authorisations a
LEFT JOIN read.standing_revocations r USING (agency_id, authorisation_id)
WHERE %(viewer_agency)s IN (a.agency_id, a.from_agency_id, a.to_agency_id)
AND (%(day)s::date IS NULL
     OR (a.valid_from <= %(day)s AND %(day)s < a.valid_until AND (r.revoked_on IS NULL OR %(day)s < r.revoked_on)))
"""

_AUTHORISATIONS_PAGE: LiteralString = (
    """
SELECT a.authorisation_id, a.agency_id, a.from_agency_id, a.to_agency_id, a.crime_areas, a.valid_from, a.valid_until,
       a.purpose, r.revoked_on, r.reason AS revocation_reason, a.position
"""
    + _AUTHORISATIONS
    + " AND a.position < %(below)s::bigint AND a.position > %(above)s::bigint"
)

AUTHORISATIONS_FORWARD: LiteralString = _AUTHORISATIONS_PAGE + " ORDER BY a.position DESC LIMIT %(limit)s"
"""A page after a cursor, what was given last first."""

AUTHORISATIONS_BACKWARD: LiteralString = _AUTHORISATIONS_PAGE + " ORDER BY a.position ASC LIMIT %(limit)s"
"""A page before a cursor, the last row first."""

AUTHORISATIONS_TOTAL: LiteralString = "SELECT count(*)" + _AUTHORISATIONS
"""How many authorisations all pages have together."""
