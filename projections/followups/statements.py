"""The statements of the follow-ups' queries.

They must not lack the access predicate, none of them but the operator's own.
"""

from typing import LiteralString

from projections.need_to_know import BY_PARAMETERS, is_asking, meets_sources
from projections.review_parts import noted_of_part

__all__ = ["BACKWARD", "FORWARD", "ONE", "SEVERAL", "TOTAL", "WHOLE", "of_one_case"]

_OVERDUE: LiteralString = "coalesce(f.is_outstanding AND f.due_at < %(at)s::timestamptz, false)"

_COLUMNS: LiteralString = (
    """
SELECT f.followup_id, f.investigation_id, f.stage, f.source, f.source_ref, f.task, f.opened_by_agency_id, f.opened_by,
       f.assigned_agency_id, f.assigned_unit_id, f.due_at, f.due_reason, f.progress_notes, f.last_progress, f.result,
       f.cancellation_reason, f.is_erased, f.opened_at, f.updated_at, f.version, f.position, f.is_outstanding,
       f.need_item AS noted_item, f.need_request AS noted_request, """
    + noted_of_part("f", "read.followup")
    + ", "
    + _OVERDUE
    + " AS is_overdue"
)

_VISIBLE: LiteralString = (
    """
FROM read.followups f JOIN read.membership m ON m.investigation_id = f.investigation_id
WHERE """
    + is_asking(BY_PARAMETERS)
    + " AND "
    + meets_sources(BY_PARAMETERS, "f", "read.followup")
)

_IN_CASE: LiteralString = "(%(investigation)s::uuid IS NULL OR f.investigation_id = %(investigation)s)"

_WANTED: LiteralString = (
    " AND "
    + _IN_CASE
    + """
AND (%(agency)s::text IS NULL OR %(agency)s IN (f.opened_by_agency_id, f.assigned_agency_id))
AND (%(stages)s::text[] IS NULL OR f.stage = ANY(%(stages)s))
AND (%(overdue)s::boolean IS NULL OR """
    + _OVERDUE
    + " = %(overdue)s)"
)

_WITHIN: LiteralString = """
AND (f.sort_due, f.followup_id) > (%(after_due)s::timestamptz, %(after_id)s::uuid)
AND (f.sort_due, f.followup_id) < (%(before_due)s::timestamptz, %(before_id)s::uuid)
"""

FORWARD: LiteralString = (
    _COLUMNS + _VISIBLE + _WANTED + _WITHIN + " ORDER BY f.sort_due ASC, f.followup_id ASC LIMIT %(limit)s"
)
"""A page after a cursor, what is due first coming first."""

BACKWARD: LiteralString = (
    _COLUMNS + _VISIBLE + _WANTED + _WITHIN + " ORDER BY f.sort_due DESC, f.followup_id DESC LIMIT %(limit)s"
)
"""A page before a cursor, the last row first."""

TOTAL: LiteralString = "SELECT count(*)" + _VISIBLE + _WANTED
"""How many follow-ups all pages have together."""

ONE: LiteralString = _COLUMNS + _VISIBLE + " AND f.followup_id = %(followup)s"
"""One follow-up."""

SEVERAL: LiteralString = _COLUMNS + _VISIBLE + " AND f.followup_id = ANY(%(followups)s)"
"""Follow-ups of which the ids are known."""

WHOLE: LiteralString = (
    _COLUMNS
    + " FROM read.followups f WHERE f.investigation_id = %(case)s"
    + _WITHIN
    + " ORDER BY f.sort_due ASC, f.followup_id ASC LIMIT %(limit)s"
)
"""A page of an investigation for the operator, who sees everything."""


def of_one_case(statement: LiteralString) -> LiteralString:
    """This will write a list's statement for where its case is known, so that it goes along the case's own index."""
    return statement.replace(_IN_CASE, "f.investigation_id = %(investigation)s::uuid")
