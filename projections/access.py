"""The access predicates that list queries share: who sees a case, and who sees a request that precedes any.

They must not be applied after reading: what the viewer may not see is never read, counted or paged over.
"""

from typing import LiteralString

__all__ = ["MEMBER_OF"]

MEMBER_OF: LiteralString = """
SELECT m.investigation_id FROM read.membership m
WHERE m.member_id = %(viewer_member)s AND m.agency_id = %(viewer_agency)s AND m.is_active
"""
"""The investigations of which the viewer is an active member, for an agency that is an active partner."""
