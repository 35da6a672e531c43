"""The statements of the board's queries.

They must not lack the access predicate, none of them but the clock process's and the operator's own.
"""

from typing import LiteralString

from projections.need_to_know import VISIBLE_REQUEST, VISIBLE_REQUESTS

__all__ = [
    "CLOCKS",
    "NEWEST_BACKWARD",
    "NEWEST_FORWARD",
    "NEXT_DUE_BACKWARD",
    "NEXT_DUE_FORWARD",
    "ONE",
    "SEVERAL",
    "TOTAL",
    "TO_ACT_ON",
    "WHOLE",
    "of_one_case",
]

_AT_RISK: LiteralString = "r.at_risk @> %(at)s::timestamptz"

_OVERDUE: LiteralString = "coalesce(r.next_due < %(at)s::timestamptz, false)"

_COLUMNS: LiteralString = (
    """
SELECT r.request_id, r.investigation_id, r.state, r.cycle, r.version, r.position, r.awaiting_clarification,
       r.awaiting_judicial_authorisation, r.postponed, r.escalated, r.requesting_agency_id, r.requesting_unit_id,
       r.requested_agency_id, r.assigned_unit_id, r.instrument, r.profile, r.protocol, r.availability, r.urgency,
       r.urgency_reason, r.crime_area, r.subject, r.purpose, r.link_of_purpose_and_data, r.legal_basis,
       r.use_restrictions, r.language, r.reply_by, r.outcome, r.grounds, r.redirections, r.is_erased, r.sent_at,
       r.received_at, r.acknowledged_at, r.decided_at, r.started_at, r.answered_at, r.closed_at, r.opened_at,
       r.updated_at, r.next_due, r.opened_position, r.tlp, r.handling, r.handling_text, r.pap, r.classification,
       r.need_compartments AS compartments,
       CASE WHEN r.requesting_agency_id = %(viewer_agency)s THEN r.drafted_at END AS drafted_at, """
    + _AT_RISK
    + " AS is_at_risk, "
    + _OVERDUE
    + " AS is_overdue, %(at)s::timestamptz AS at FROM read.requests r WHERE "
)

_IN_CASE: LiteralString = "(%(investigation)s::uuid IS NULL OR r.investigation_id = %(investigation)s)"

_WANTED: LiteralString = (
    " AND "
    + _IN_CASE
    + """
AND (NOT %(pre_investigation)s OR r.investigation_id IS NULL)
AND (%(states)s::text[] IS NULL OR r.state = ANY(%(states)s))
AND (%(unit)s::text IS NULL OR r.assigned_unit_id = %(unit)s OR r.requesting_unit_id = %(unit)s)
AND (%(due_before)s::timestamptz IS NULL OR r.next_due < %(due_before)s)
AND CASE WHEN %(agency)s::text IS NULL THEN true
         WHEN %(direction)s::text = 'OUTGOING' THEN r.requesting_agency_id = %(agency)s
         WHEN %(direction)s::text = 'INCOMING' THEN r.requested_agency_id = %(agency)s
         ELSE %(agency)s IN (r.requesting_agency_id, r.requested_agency_id) END
AND CASE %(standing)s::text
         WHEN 'AT_RISK' THEN """
    + _AT_RISK
    + " WHEN 'OVERDUE' THEN "
    + _OVERDUE
    + " ELSE true END"
)

_DUE_WITHIN: LiteralString = """
AND (r.sort_due, r.request_id) > (%(after_due)s::timestamptz, %(after_id)s::uuid)
AND (r.sort_due, r.request_id) < (%(before_due)s::timestamptz, %(before_id)s::uuid)
"""

_NEW_WITHIN: LiteralString = """
AND r.opened_position < %(below)s::bigint AND r.opened_position > %(above)s::bigint
"""

_FOUND: LiteralString = "SELECT r.request_id FROM read.requests r WHERE "

_DUE_FIRST: LiteralString = " ORDER BY r.sort_due ASC, r.request_id ASC LIMIT %(limit)s"
_DUE_LAST: LiteralString = " ORDER BY r.sort_due DESC, r.request_id DESC LIMIT %(limit)s"
_NEW_FIRST: LiteralString = " ORDER BY r.opened_position DESC LIMIT %(limit)s"
_NEW_LAST: LiteralString = " ORDER BY r.opened_position ASC LIMIT %(limit)s"


def _page(within: LiteralString, order: LiteralString) -> LiteralString:
    """This will write the statement of a page: the first rows of each way to see a request, then the first of these.

    In one condition, the ways would hide the indexes from the planner: it would walk all requests of everybody.
    """
    ways: list[LiteralString] = [_FOUND + way + _WANTED + within + order for way in VISIBLE_REQUESTS]
    return _COLUMNS + "r.request_id IN ((" + ") UNION ALL (".join(ways) + "))" + order


NEXT_DUE_FORWARD: LiteralString = _page(_DUE_WITHIN, _DUE_FIRST)
"""A page after a cursor, the limit that ends first coming first."""

NEXT_DUE_BACKWARD: LiteralString = _page(_DUE_WITHIN, _DUE_LAST)
"""A page before a cursor, the last row first."""

NEWEST_FORWARD: LiteralString = _page(_NEW_WITHIN, _NEW_FIRST)
"""A page after a cursor, the request that was opened last coming first."""

NEWEST_BACKWARD: LiteralString = _page(_NEW_WITHIN, _NEW_LAST)
"""A page before a cursor, the last row first."""

_COUNTED: list[LiteralString] = [_FOUND + way + _WANTED for way in VISIBLE_REQUESTS]


def of_one_case(statement: LiteralString) -> LiteralString:
    """This will write a list's statement for where its case is known, so that it goes along the case's own index."""
    return statement.replace(_IN_CASE, "r.investigation_id = %(investigation)s::uuid")


TOTAL: LiteralString = " ".join(("SELECT count(*) FROM (", " UNION ALL ".join(_COUNTED), ") counted"))
"""How many requests all pages have together."""

ONE: LiteralString = _COLUMNS + VISIBLE_REQUEST + " AND r.request_id = %(request)s"
"""One request."""

# Planned anew each time, as any statement over an array: by no means to look for one request (7 ms, not 1).
SEVERAL: LiteralString = _COLUMNS + VISIBLE_REQUEST + " AND r.request_id = ANY(%(requests)s)"
"""Requests of which the ids are known."""

# For the operator, who holds the keys: drafts too. Parameters of a viewer are null.
WHOLE: LiteralString = (
    _COLUMNS
    + """(r.request_id = %(request)s::uuid OR r.investigation_id = %(case)s::uuid
     OR r.investigation_id IS NULL AND coalesce(%(request)s, %(case)s) IS NULL)"""
    + _NEW_WITHIN
    + _NEW_FIRST
)
"""A page of an investigation; one request; where neither is named, a page of the requests that precede any."""

# Overdue, at risk and remaining time as domain.clocks defines them; a resting clock keeps the time that it had.
CLOCKS: LiteralString = (
    """
SELECT c.request_id, c.obligation, c.cycle, c.profile, c.citation, c.mark, c.binding, c.counting, c.state, c.started_at,
       c.base_due, c.effective_due, c.warn_at, c.met_at, c.ended_at, make_interval(secs => c.suspended_s) AS suspended,
       c.suspended_since, make_interval(secs => c.extended_s) AS extended, c.extensions, c.is_warned, c.warned_at,
       c.is_breach_recorded, c.breached_at, c.is_annulled,
       coalesce(c.binding AND c.state = 'RUNNING' AND %(at)s::timestamptz BETWEEN c.warn_at AND c.effective_due, false)
           AS is_at_risk,
       c.is_outstanding AND c.effective_due < %(at)s AS is_overdue,
       CASE WHEN c.state IN ('RUNNING', 'SUSPENDED') THEN c.effective_due - coalesce(c.suspended_since, %(at)s) END
           AS remaining, c.place
FROM read.clocks c
JOIN read.requests r ON r.request_id = c.request_id
WHERE c.request_id = ANY(%(requests)s) AND """
    + VISIBLE_REQUEST
    + " ORDER BY c.request_id, c.place"
)
"""The clocks of several requests."""

TO_ACT_ON: LiteralString = """
SELECT c.request_id, r.investigation_id, c.obligation, c.cycle, c.profile, c.citation, c.moment,
       c.effective_due AS due_utc, r.version, c.is_breach
FROM (
    (SELECT *, effective_due AS moment, true AS is_breach FROM read.clocks
     WHERE is_breach_to_record AND effective_due < %(at)s ORDER BY effective_due LIMIT %(limit)s)
    UNION ALL
    (SELECT *, warn_at AS moment, false AS is_breach FROM read.clocks
     WHERE is_warning_to_raise AND warn_at <= %(at)s ORDER BY warn_at LIMIT %(limit)s)
) c
JOIN read.requests r ON r.request_id = c.request_id
ORDER BY c.moment, c.request_id, c.obligation LIMIT %(limit)s
"""
"""What the clock process is to record, in the order in which it happened."""
