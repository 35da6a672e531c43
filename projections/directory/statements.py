"""The statements of the directory's queries.

They must not read beyond the directory, which is for everybody signed in, and so need no access predicate.
"""

from typing import LiteralString

__all__ = ["AGENCIES_BACKWARD", "AGENCIES_FORWARD", "COMPETENT", "SOME", "UNIT", "UNITS_BACKWARD", "UNITS_FORWARD"]

_AGENCY: LiteralString = """
SELECT a.agency_id, a.name, a.country, a.tz, a.languages, a.contact, a.unit_count, a.version,
       (SELECT json_agg(json_build_object('role', r.role, 'valid_from', r.valid_from, 'valid_to', r.valid_to)
                        ORDER BY r.valid_from, r.role)
        FROM read.agency_roles r WHERE r.agency_id = a.agency_id) AS roles
FROM read.agencies a
"""

_AGENCIES: LiteralString = (
    _AGENCY
    + """
WHERE (%(country)s::text IS NULL OR a.country = %(country)s)
AND (%(role)s::text IS NULL OR EXISTS (
        SELECT FROM read.agency_roles h WHERE h.agency_id = a.agency_id AND h.role = %(role)s
        AND (%(day)s::date IS NULL OR (h.valid_from <= %(day)s AND (h.valid_to IS NULL OR h.valid_to > %(day)s)))))
AND (%(pattern)s::text IS NULL OR a.agency_id ILIKE %(pattern)s OR a.name ILIKE %(pattern)s)
AND a.agency_id > %(above)s::text AND a.agency_id < %(below)s::text
"""
)

AGENCIES_FORWARD: LiteralString = _AGENCIES + " ORDER BY a.agency_id ASC LIMIT %(limit)s"
"""A page after a cursor."""

AGENCIES_BACKWARD: LiteralString = _AGENCIES + " ORDER BY a.agency_id DESC LIMIT %(limit)s"
"""A page before a cursor, the last row first."""

SOME: LiteralString = _AGENCY + " WHERE a.agency_id = ANY(%(agencies)s::text[])"
"""Those of some agencies that there are."""

_UNIT: LiteralString = """
SELECT u.unit_id, u.agency_id, u.name, u.family, u.valid_from, u.valid_to, u.suspensions, u.contact, u.competences
FROM read.units u
"""

_UNITS: LiteralString = (
    _UNIT
    + """
WHERE (%(agency)s::text IS NULL OR u.agency_id = %(agency)s)
AND (%(family)s::text IS NULL OR u.family = %(family)s)
AND (%(day)s::date IS NULL OR (u.valid_from <= %(day)s AND (u.valid_to IS NULL OR u.valid_to > %(day)s)))
AND u.unit_id > %(above)s::text AND u.unit_id < %(below)s::text
"""
)

UNITS_FORWARD: LiteralString = _UNITS + " ORDER BY u.unit_id ASC LIMIT %(limit)s"
"""A page after a cursor."""

UNITS_BACKWARD: LiteralString = _UNITS + " ORDER BY u.unit_id DESC LIMIT %(limit)s"
"""A page before a cursor, the last row first."""

UNIT: LiteralString = _UNIT + " WHERE u.unit_id = %(unit)s"
"""One unit."""

COMPETENT: LiteralString = """
SELECT a.folded FROM read.agencies a
WHERE a.agency_id IN (SELECT u.agency_id FROM read.units u WHERE u.areas && %(areas)s::text[])
AND (%(agency)s::text IS NULL OR a.agency_id = %(agency)s)
"""
"""The agencies that have a unit which is or was competent for one of the areas."""
