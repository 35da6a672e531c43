"""The statements of the reviews' queries.

They must not lack the access predicate, none of them.
"""

from typing import LiteralString

from projections.need_to_know import BY_PARAMETERS, MEMBER_OF, is_asking, meets_part
from projections.review_parts import noted_of_part

__all__ = ["ADDRESSEES", "ANNOTATIONS", "ANSWERS", "BACKWARD", "CONFIRMATIONS", "FINDINGS", "FORWARD", "SOME", "TOTAL"]

_COLUMNS: LiteralString = """
SELECT v.review_id, v.investigation_id, v.review_type, v.subject, v.opened_by_agency_id, v.opened_by, v.opened_at,
       v.updated_at, v.window_from, v.window_to, v.finalised_at, v.finalising_reason, v.is_held, v.is_erased, v.version,
       v.position, v.began
"""

_VISIBLE: LiteralString = "FROM read.reviews v WHERE v.investigation_id IN (" + MEMBER_OF + ")"

_WANTED: LiteralString = """
AND (%(investigation)s::uuid IS NULL OR v.investigation_id = %(investigation)s)
AND (%(review_type)s::text IS NULL OR v.review_type = %(review_type)s)
AND (%(finalised)s::boolean IS NULL OR (v.finalised_at IS NOT NULL) = %(finalised)s)
"""

_WITHIN: LiteralString = " AND v.began < %(below)s::bigint AND v.began > %(above)s::bigint"

FORWARD: LiteralString = _COLUMNS + _VISIBLE + _WANTED + _WITHIN + " ORDER BY v.began DESC LIMIT %(limit)s"
"""A page after a cursor, the review that was opened last first."""

BACKWARD: LiteralString = _COLUMNS + _VISIBLE + _WANTED + _WITHIN + " ORDER BY v.began ASC LIMIT %(limit)s"
"""A page before a cursor, the last row first."""

TOTAL: LiteralString = "SELECT count(*) " + _VISIBLE + _WANTED
"""How many reviews all pages have together."""

SOME: LiteralString = _COLUMNS + _VISIBLE + " AND v.review_id = ANY(%(reviews)s)"
"""Those of some reviews that there are."""

_OF_REVIEWS: LiteralString = " v.review_id = ANY(%(reviews)s) AND v.investigation_id IN (" + MEMBER_OF + ")"

_PART_SEEN: LiteralString = (
    " JOIN read.membership m ON m.investigation_id = v.investigation_id WHERE "
    + is_asking(BY_PARAMETERS)
    + " AND v.review_id = ANY(%(reviews)s) AND "
    + meets_part(BY_PARAMETERS, "v", "read.review")
)

CONFIRMATIONS: LiteralString = (
    """
SELECT v.review_id, v.agency_id, v.position FROM read.review_confirmations v WHERE"""
    + _OF_REVIEWS
    + " ORDER BY v.agency_id"
)
"""Up to where agencies confirmed the timeline."""

ANSWERS: LiteralString = (
    """
SELECT v.review_id, v.question, nullif(v.agency_id, '') AS agency_id, v.answered_by, v.answer, v.recorded_at
FROM read.review_answers v WHERE"""
    + _OF_REVIEWS
    + " ORDER BY v.question, v.agency_id"
)
"""The answers, the joint one of each question first."""

ANNOTATIONS: LiteralString = (
    """
SELECT v.review_id, v.part_id AS annotation_id, v.agency_id, v.author, v.event_ids[1] AS event_id,
       v.event_positions[1] AS event_position, v.text, v.recorded_at, """
    + noted_of_part("v", "read.review")
    + " FROM read.review_parts v"
    + _PART_SEEN
    + " AND v.category IS NULL ORDER BY v.event_positions[1], v.position"
)
"""What was said, in the order of the events of which it was said."""

FINDINGS: LiteralString = (
    """
SELECT v.review_id, v.part_id AS finding_id, v.agency_id, v.author, v.phase, v.category, v.event_ids,
       v.event_positions, v.text, v.recorded_at, """
    + noted_of_part("v", "read.review")
    + " FROM read.review_parts v"
    + _PART_SEEN
    + " AND v.category IS NOT NULL ORDER BY v.position"
)
"""What was found, in the order in which it was recorded."""

ADDRESSEES: LiteralString = (
    """
SELECT v.review_id, v.recommendation_id, v.finding_id, v.by_agency_id, v.agency_id, v.text, v.made_at, v.standing,
       v.replied_at, v.reply, v.verified_at, v.followup_ids, """
    + noted_of_part("v", "read.review")
    + " FROM read.review_recommendations v"
    + _PART_SEEN
    + " ORDER BY v.position, v.agency_id"
)
"""The recommendations, each once for each agency to which it was made."""
