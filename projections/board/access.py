"""Who sees a request on the board.

It must not be left out of any statement that reads requests, counts included.
"""

from typing import LiteralString

from projections.access import MEMBER_OF

__all__ = ["VISIBLE_REQUEST"]

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
