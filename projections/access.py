"""The access predicates that list queries share: who sees a case, and who sees a request that precedes any.

They must not be applied after reading: what the viewer may not see is never read, counted or paged over.
"""

from typing import LiteralString

__all__ = ["MEMBER_OF", "VISIBLE_REQUEST"]

MEMBER_OF: LiteralString = """
SELECT m.investigation_id FROM read.membership m
WHERE m.member_id = %(viewer_member)s AND m.agency_id = %(viewer_agency)s AND m.is_active
"""
"""The investigations of which the viewer is an active member, for an agency that is an active partner."""

VISIBLE_REQUEST: LiteralString = (
    """
(
    (r.is_sent OR r.requesting_agency_id = %(viewer_agency)s)
    AND CASE WHEN r.investigation_id IS NULL
             THEN %(viewer_agency)s IN (r.requesting_agency_id, r.requested_agency_id)
             ELSE r.investigation_id IN ("""
    + MEMBER_OF
    + """) END
)
"""
)
"""Drafts: the requesting agency. Inside an investigation: its members. Before any: the two sides."""
