"""The statements of the investigations' queries.

They must not lack the access predicate, none of them but the operator's own.
"""

from typing import LiteralString

from projections.need_to_know import BY_PARAMETERS, MEMBER_OF, is_asking, is_steward, sees_request, sees_source

__all__ = ["BACKWARD", "FORWARD", "MAY_SEE", "MEMBERS", "ONE", "PARTNERS", "TOTAL", "WHOLE", "WHOLE_IDS"]

_VISIBLE: LiteralString = "".join(  # noqa: FLY002  # an f-string would look like a statement made of input
    ("SELECT i.* FROM read.investigations i WHERE i.investigation_id IN (", MEMBER_OF, ")")
)

# A compartment is known to those who hold it, and to the stewards, who grant it.
_KNOWN: LiteralString = "".join(  # an f-string would look like a statement made of input
    (
        """ARRAY(
    SELECT code FROM unnest({o}.compartments) AS code
    WHERE EXISTS (SELECT FROM read.membership m WHERE m.investigation_id = {o}.investigation_id
                  AND """,
        is_asking(BY_PARAMETERS),
        " AND (code = ANY(m.compartments) OR ",
        is_steward(),
        ")) ORDER BY code) AS compartments",
    )
)

_COLUMNS: LiteralString = (
    """
SELECT i.investigation_id, i.reference, i.title, i.is_erased, i.phase, i.crime_areas, i.legal_basis, i.lead_agency_id,
       i.planned_end, i.agreement, """
    + _KNOWN.replace("{o}", "i")
    + """, i.active_partners, i.active_members, working.open_followups,
       i.opened_at, i.updated_at, i.version, i.position, counted.requests, counted.open_requests
FROM ("""
)

# Requests and follow-ups are counted for the rows of the page alone, as far as the viewer may see them. Joined on the
# left, what nobody selects of it is not counted at all.
# By the alias `c` projections/replaying knows that requests are but counted.
_COUNTED: LiteralString = "".join(  # an f-string would look like a statement made of input
    (
        """) i
LEFT JOIN LATERAL (
    SELECT count(*) AS requests, count(*) FILTER (WHERE c.state NOT IN ('CLOSED', 'WITHDRAWN')) AS open_requests
    FROM read.requests c
    WHERE c.investigation_id = i.investigation_id AND """,
        sees_request(BY_PARAMETERS, "c"),
        """
) counted ON true
LEFT JOIN LATERAL (
    SELECT count(*) AS open_followups FROM read.followups f
    WHERE f.investigation_id = i.investigation_id AND f.stage NOT IN ('VERIFIED', 'CANCELLED') AND """,
        sees_source(BY_PARAMETERS, "f", "read.followup"),
        """
) working ON true
""",
    )
)

_WANTED: LiteralString = """
AND (%(phases)s::text[] IS NULL OR i.phase = ANY(%(phases)s))
AND (%(crime_area)s::text IS NULL OR %(crime_area)s = ANY(i.crime_areas))
AND (%(lead)s::text IS NULL OR i.lead_agency_id = %(lead)s)
AND (%(pattern)s::text IS NULL OR i.reference ILIKE %(pattern)s OR i.title ILIKE %(pattern)s)
"""

_WITHIN: LiteralString = " AND i.position < %(below)s::bigint AND i.position > %(above)s::bigint"

FORWARD: LiteralString = (
    _COLUMNS
    + _VISIBLE
    + _WANTED
    + _WITHIN
    + " ORDER BY i.position DESC LIMIT %(limit)s"
    + _COUNTED
    + "ORDER BY i.position DESC"
)
"""A page after a cursor: the last event of a case orders the list, and belongs to one case alone."""

BACKWARD: LiteralString = (
    _COLUMNS
    + _VISIBLE
    + _WANTED
    + _WITHIN
    + " ORDER BY i.position ASC LIMIT %(limit)s"
    + _COUNTED
    + "ORDER BY i.position ASC"
)
"""A page before a cursor, the last row first."""

TOTAL: LiteralString = "".join(  # noqa: FLY002  # an f-string would look like a statement made of input
    ("SELECT count(*) FROM read.investigations i WHERE i.investigation_id IN (", MEMBER_OF, ")", _WANTED)
)
"""How many investigations all pages have together."""

ONE: LiteralString = _COLUMNS + _VISIBLE + " AND i.investigation_id = %(investigation)s" + _COUNTED
"""One investigation."""

PARTNERS: LiteralString = (
    """
SELECT p.investigation_id, p.agency_id, p.role, p.standing, p.is_lead, p.active_from, p.active_to
FROM read.partners p
WHERE p.investigation_id = ANY(%(investigations)s) AND p.investigation_id IN ("""
    + MEMBER_OF
    + ") ORDER BY p.agency_id"
)
"""The partners of several investigations."""

MEMBERS: LiteralString = (
    """
SELECT o.investigation_id, o.member_id, o.agency_id, o.role, o.is_active, o.is_administrator, o.clearance,
       """
    + _KNOWN.replace("{o}", "o")
    + """, o.active_from, o.active_to
FROM read.membership o
WHERE o.investigation_id = ANY(%(investigations)s) AND o.investigation_id IN ("""
    + MEMBER_OF
    + ") ORDER BY o.member_id"
)
"""The members of several investigations."""

MAY_SEE: LiteralString = (
    "SELECT FROM read.investigations i WHERE i.investigation_id = %(investigation)s AND i.investigation_id IN ("
    + MEMBER_OF
    + ")"
)
"""One row where the viewer may see the case."""

WHOLE: LiteralString = """
SELECT i.investigation_id, i.reference, i.title, i.is_erased, i.phase, i.crime_areas, i.legal_basis, i.lead_agency_id,
       i.planned_end, i.agreement, i.compartments, i.active_partners, i.active_members,
       i.opened_at, i.updated_at, i.version, i.position,
       (SELECT count(*) FROM read.requests r WHERE r.investigation_id = i.investigation_id) AS requests,
       (SELECT count(*) FROM read.requests r
        WHERE r.investigation_id = i.investigation_id AND r.state NOT IN ('CLOSED', 'WITHDRAWN')) AS open_requests,
       (SELECT count(*) FROM read.followups f
        WHERE f.investigation_id = i.investigation_id AND f.stage NOT IN ('VERIFIED', 'CANCELLED')) AS open_followups
FROM read.investigations i WHERE i.investigation_id = %(investigation)s
"""
"""One investigation for the operator, who sees everything."""

WHOLE_IDS: LiteralString = "SELECT i.investigation_id FROM read.investigations i ORDER BY i.position DESC"
"""All investigations there are, for the operator."""
