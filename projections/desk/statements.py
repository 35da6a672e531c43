"""The statements of the desk's queries: a source for each kind of thing that waits, joined, what is due first.

They must not lack the access predicate, none of the sources. A new kind of thing is a new source; all have the same
columns, and `page` and `counts` are made of however many there are.
"""

from typing import LiteralString

from projections.need_to_know import (
    BY_PARAMETERS,
    VISIBLE_HOLDER,
    VISIBLE_REQUEST,
    is_asking,
    meets_part,
    meets_sources,
    sees_holder,
)

__all__ = ["BACKWARD", "COUNTS", "FINGERPRINT", "FORWARD", "SOURCES", "TOTAL"]

_UNMARKED: LiteralString = """
       NULL::text AS tlp, '{}'::text[] AS handling, NULL::text AS pap, NULL::text AS classification,
       '{}'::text[] AS compartments"""

_UNREMINDED: LiteralString = ", NULL::timestamptz AS reminded_at, '{}'::tstzmultirange AS at_risk"

_OF_REQUEST: LiteralString = """
       r.request_id AS subject_id, NULL::uuid AS part_id, r.investigation_id, r.next_due AS due, r.sort_due,
       r.opened_at AS began, '' COLLATE "C" AS part, NULL::uuid AS noted_item, NULL::uuid AS noted_request,
       NULL::uuid AS need_part,
       true AS is_request, r.tlp, r.handling, r.pap, r.classification, r.need_compartments AS compartments,
       r.reminded_at, r.at_risk
FROM read.requests r
WHERE """

# Asked of the viewer's agency, and its turn: not while it waits for a clarification. The states stand as in the index.
ASKED_OF_US: LiteralString = (
    """
SELECT CASE WHEN r.state IN ('SENT', 'RECEIVED') THEN 'REQUEST_TO_ACKNOWLEDGE'
            WHEN r.assigned_unit_id IS NULL THEN 'UNIT_TO_ASSIGN' ELSE 'REQUEST_TO_ANSWER' END AS kind,
       CASE WHEN r.state = 'SENT' THEN 'confirmReceipt' WHEN r.state = 'RECEIVED' THEN 'acknowledgeRequest'
            WHEN r.assigned_unit_id IS NULL THEN 'assignUnit'
            WHEN r.awaiting_judicial_authorisation THEN 'recordAuthorisation'
            WHEN r.postponed THEN 'resumeExecution' WHEN r.state = 'ACKNOWLEDGED' THEN 'acceptRequest'
            WHEN r.state = 'ACCEPTED' THEN 'startExecution' ELSE 'provideFinalReply' END AS next_command,
       r.requesting_agency_id AS other_agency_id,
       coalesce(CASE r.state WHEN 'SENT' THEN r.sent_at WHEN 'RECEIVED' THEN r.received_at
                WHEN 'ACKNOWLEDGED' THEN r.acknowledged_at WHEN 'ACCEPTED' THEN r.decided_at ELSE r.started_at END,
                r.opened_at) AS since,"""
    + _OF_REQUEST
    + """r.requested_agency_id = %(viewer_agency)s
AND r.state IN ('SENT', 'RECEIVED', 'ACKNOWLEDGED', 'ACCEPTED', 'IN_EXECUTION') AND NOT r.awaiting_clarification
AND """
    + VISIBLE_REQUEST
)
"""Requests in which the next step is the requested agency's."""

ASKED_BY_US: LiteralString = (
    """
SELECT CASE WHEN r.state = 'DRAFT' THEN 'DRAFT_TO_SEND' WHEN r.awaiting_clarification THEN 'CLARIFICATION_TO_ANSWER'
            ELSE 'ANSWER_TO_CLOSE' END AS kind,
       CASE WHEN r.state = 'DRAFT' THEN 'sendRequest' WHEN r.awaiting_clarification THEN 'provideClarification'
            ELSE 'closeRequest' END AS next_command,
       r.requested_agency_id AS other_agency_id,
       coalesce(CASE WHEN r.state = 'DRAFT' THEN r.drafted_at WHEN r.awaiting_clarification THEN r.updated_at
                ELSE r.answered_at END, r.updated_at) AS since,"""
    + _OF_REQUEST
    + """r.requesting_agency_id = %(viewer_agency)s
AND (r.state IN ('DRAFT', 'ANSWERED', 'REFUSED') OR r.awaiting_clarification)
AND """
    + VISIBLE_REQUEST
)
"""Requests in which the next step is the requesting agency's."""

TO_FOLLOW: LiteralString = (
    """
SELECT 'LIMIT_TO_FOLLOW' AS kind, 'sendReminder' AS next_command, r.requested_agency_id AS other_agency_id,
       r.reminded_at AS since,"""
    + _OF_REQUEST
    + """r.requesting_agency_id = %(viewer_agency)s AND r.reminded_at IS NOT NULL
AND %(viewer_member)s = ANY(r.reminded_members) AND r.sort_due < 'infinity' AND NOT r.awaiting_clarification
AND r.state IN ('SENT', 'RECEIVED', 'ACKNOWLEDGED', 'ACCEPTED', 'IN_EXECUTION')
AND """
    + VISIBLE_REQUEST
)
"""Limits that others are to keep, of which the viewer was reminded as a liaison officer of the requesting agency."""

TO_CONFIRM: LiteralString = (
    """
SELECT o.kind || '_TO_CONFIRM' AS kind,
       CASE o.kind WHEN 'RECEIPT' THEN 'confirmItemReceipt' WHEN 'RESTRICTION' THEN 'confirmRestriction'
            ELSE 'confirmRecall' END AS next_command,
       o.originator_agency_id AS other_agency_id, o.since, o.item_id AS subject_id,
       CASE WHEN o.kind <> 'RECEIPT' THEN o.obligation_id END AS part_id, o.investigation_id,
       NULL::timestamptz AS due, 'infinity'::timestamptz AS sort_due, o.recorded_since AS began,
       (o.kind || o.obligation_id::text) COLLATE "C" AS part, NULL::uuid AS noted_item, NULL::uuid AS noted_request,
       NULL::uuid AS need_part,
       false AS is_request,"""
    + _UNMARKED
    + """, o.reminded_at, '{}'::tstzmultirange AS at_risk
FROM read.item_obligations o
WHERE o.confirmed_at IS NULL AND o.ended_at IS NULL AND """
    + sees_holder(BY_PARAMETERS, "o")
)
"""Receipts, restrictions and recalls; it tells of an item no more than whose it is."""

TO_AGREE: LiteralString = (
    """
SELECT 'CONSENT_TO_ANSWER' AS kind,
       CASE c.kind WHEN 'ONWARD_SHARING' THEN 'authoriseOnwardSharing' ELSE 'authoriseJudicialUse' END AS next_command,
       c.by_agency_id AS other_agency_id, c.asked_at AS since, c.item_id AS subject_id, c.consent_id AS part_id,
       c.investigation_id, NULL::timestamptz AS due, 'infinity'::timestamptz AS sort_due, c.asked_at AS began,
       ('CONSENT' || c.consent_id::text) COLLATE "C" AS part, c.item_id AS noted_item, NULL::uuid AS noted_request,
       NULL::uuid AS need_part,
       false AS is_request,"""
    + _UNMARKED
    + _UNREMINDED
    + """
FROM read.item_consents c JOIN read.item_holders h ON h.item_id = c.item_id AND h.is_owner
WHERE c.outcome IS NULL AND c.originator_agency_id = %(viewer_agency)s AND """
    + VISIBLE_HOLDER
)
"""Questions to the viewer's agency as originator."""

UNCONFIRMED: LiteralString = (
    """
SELECT 'RESTRICTION_LEFT_UNCONFIRMED' AS kind, 'recallItem' AS next_command, o.agency_id AS other_agency_id,
       o.listed_at AS since, o.item_id AS subject_id, o.obligation_id AS part_id, o.investigation_id,
       NULL::timestamptz AS due, 'infinity'::timestamptz AS sort_due, o.listed_at AS began,
       ('UNCONFIRMED' || o.obligation_id::text || o.agency_id) COLLATE "C" AS part, o.item_id AS noted_item,
       NULL::uuid AS noted_request, NULL::uuid AS need_part, false AS is_request,"""
    + _UNMARKED
    + _UNREMINDED
    + """
FROM read.item_obligations o JOIN read.item_holders h ON h.item_id = o.item_id AND h.is_owner
WHERE o.listed_at IS NOT NULL AND o.confirmed_at IS NULL AND o.ended_at IS NULL
AND o.originator_agency_id = %(viewer_agency)s AND """
    + VISIBLE_HOLDER
)
"""Exceptions that are listed of items of the viewer's agency: others left a restriction unconfirmed."""

# OFFSET 0 keeps it a look at one membership per row: as a join, the planner would walk all memberships of the viewer.
_OF_FOLLOW_UP: LiteralString = (
    """
       f.updated_at AS since,
       f.followup_id AS subject_id, NULL::uuid AS part_id, f.investigation_id,
       CASE WHEN f.is_outstanding THEN f.due_at END AS due, f.sort_due, f.opened_at AS began, '' COLLATE "C" AS part,
       f.need_item AS noted_item, f.need_request AS noted_request, f.need_part, false AS is_request,"""
    + _UNMARKED
    + _UNREMINDED
    + """
FROM read.followups f
WHERE EXISTS (SELECT FROM read.membership m WHERE m.investigation_id = f.investigation_id AND """
    + is_asking(BY_PARAMETERS)
    + " AND "
    + meets_sources(BY_PARAMETERS, "f", "read.followup")
    + " OFFSET 0)"
)

TO_DO: LiteralString = (
    """
SELECT 'FOLLOW_UP_TO_DO' AS kind, 'completeFollowUp' AS next_command, f.opened_by_agency_id AS other_agency_id,"""
    + _OF_FOLLOW_UP
    + " AND f.stage = 'ASSIGNED' AND f.assigned_agency_id = %(viewer_agency)s"
)
"""Follow-ups that the viewer's agency is to do."""

TO_JUDGE: LiteralString = (
    """
SELECT CASE f.stage WHEN 'OPEN' THEN 'FOLLOW_UP_TO_ASSIGN' ELSE 'FOLLOW_UP_TO_VERIFY' END AS kind,
       CASE f.stage WHEN 'OPEN' THEN 'assignFollowUp' ELSE 'verifyFollowUp' END AS next_command,
       f.assigned_agency_id AS other_agency_id,"""
    + _OF_FOLLOW_UP
    + " AND f.stage IN ('OPEN', 'COMPLETED') AND f.opened_by_agency_id = %(viewer_agency)s"
)
"""Follow-ups that the viewer's agency opened, and is to assign or to verify."""

TO_REPLY: LiteralString = (
    """
SELECT 'RECOMMENDATION_TO_ANSWER' AS kind, 'acceptRecommendation' AS next_command, v.by_agency_id AS other_agency_id,
       v.made_at AS since, v.review_id AS subject_id, v.recommendation_id AS part_id, v.investigation_id,
       NULL::timestamptz AS due, 'infinity'::timestamptz AS sort_due, v.made_at AS began,
       ('RECOMMENDATION' || v.recommendation_id::text) COLLATE "C" AS part, NULL::uuid AS noted_item,
       NULL::uuid AS noted_request, v.need_part, false AS is_request,"""
    + _UNMARKED
    + _UNREMINDED
    + """
FROM read.review_recommendations v JOIN read.membership m ON m.investigation_id = v.investigation_id
WHERE """
    + is_asking(BY_PARAMETERS)
    + " AND v.standing = 'OPEN' AND v.agency_id = %(viewer_agency)s AND "
    + meets_part(BY_PARAMETERS, "v", "read.review")
)
"""Recommendations to the viewer's agency that it has neither accepted nor declined."""

SOURCES: tuple[LiteralString, ...] = (
    ASKED_OF_US,
    ASKED_BY_US,
    TO_FOLLOW,
    TO_CONFIRM,
    TO_AGREE,
    UNCONFIRMED,
    TO_DO,
    TO_JUDGE,
    TO_REPLY,
)
"""All that may wait for an agency; no entry is of two of them."""

_WANTED: LiteralString = """
    (%(kinds)s::text[] IS NULL OR d.kind = ANY(%(kinds)s))
AND (%(investigation)s::uuid IS NULL OR d.investigation_id = %(investigation)s)
AND (%(due_before)s::timestamptz IS NULL OR d.due < %(due_before)s)
"""

_WITHIN: LiteralString = """
AND (d.sort_due, d.began, d.subject_id, d.part)
  > (%(after_due)s::timestamptz, %(after_began)s::timestamptz, %(after_id)s::uuid, %(after_part)s::text COLLATE "C")
AND (%(before_due)s::timestamptz IS NULL OR (d.sort_due, d.began, d.subject_id, d.part)
  < (%(before_due)s, %(before_began)s::timestamptz, %(before_id)s::uuid, %(before_part)s::text COLLATE "C"))
"""

_FIRST: LiteralString = " ORDER BY d.sort_due ASC, d.began ASC, d.subject_id ASC, d.part ASC LIMIT %(limit)s"
_LAST: LiteralString = " ORDER BY d.sort_due DESC, d.began DESC, d.subject_id DESC, d.part DESC LIMIT %(limit)s"

# What a follow-up's part needs, or a recommendation's: each read model keeps the needs of its own.
_NOTED: LiteralString = """
       CASE WHEN d.need_part IS NULL THEN '{}'
            WHEN d.kind = 'RECOMMENDATION_TO_ANSWER' THEN read.part_items_in_review(d.need_part)
            ELSE read.part_items_in_followup(d.need_part) END AS noted_items,
       CASE WHEN d.need_part IS NULL THEN '{}'
            WHEN d.kind = 'RECOMMENDATION_TO_ANSWER' THEN read.part_requests_in_review(d.need_part)
            ELSE read.part_requests_in_followup(d.need_part) END AS noted_requests
"""

# What a follow-up rests on is looked at for the rows of a page alone.
_SHOWN: LiteralString = """
SELECT d.kind, d.next_command, d.since, d.other_agency_id, d.subject_id, d.part_id, d.investigation_id, d.due, d.began,
       d.part, d.noted_item, d.noted_request, d.is_request, d.tlp, d.handling, d.pap, d.classification, d.compartments,
       d.reminded_at,
       CASE WHEN d.due IS NULL THEN 'UNDATED' WHEN d.due < %(at)s::timestamptz THEN 'OVERDUE'
            WHEN d.at_risk @> %(at)s THEN 'AT_RISK' ELSE 'DUE' END AS standing, {noted}
FROM (""".replace("{noted}", _NOTED)


def _page(order: LiteralString) -> LiteralString:
    """This will write the statement of a page: the first rows of each source, then the first of these."""
    parts: list[LiteralString] = [
        "(SELECT * FROM (" + each + ") d WHERE " + _WANTED + _WITHIN + order + ")"  # noqa: S608  # constants
        for each in SOURCES
    ]
    return _SHOWN + " UNION ALL ".join(parts) + ") d" + order


FORWARD: LiteralString = _page(_FIRST)
"""A page after a cursor, what is due first coming first."""

BACKWARD: LiteralString = _page(_LAST)
"""A page before a cursor, the last row first."""

_FOUND: LiteralString = "(SELECT d.* FROM ("

_ALL: list[LiteralString] = [_FOUND + each + ") d WHERE " + _WANTED + ")" for each in SOURCES]

COUNTS: LiteralString = " ".join((
    "SELECT d.kind, count(*) AS entries, count(*) FILTER (WHERE d.due < %(at)s::timestamptz) AS overdue FROM (",
    " UNION ALL ".join(_ALL),
    ") d GROUP BY d.kind ORDER BY d.kind",
))  # fmt: skip
"""How many entries all pages have together, for each kind of which there is any; and how many of them are overdue."""

TOTAL: LiteralString = " ".join(("SELECT count(*) FROM (", " UNION ALL ".join(_ALL), ") d"))
"""How many entries all pages have together."""

FINGERPRINT: LiteralString = " ".join((
    """
SELECT count(*) FILTER (WHERE d.due < %(at)s::timestamptz) AS overdue, coalesce(bit_xor(hashtextextended(
    concat_ws(' ', d.kind, d.next_command, d.subject_id, d.part, d.due, d.since, d.reminded_at), 0)), 0) AS entries
FROM (""",
    " UNION ALL ".join(_ALL),
    ") d",
))  # fmt: skip
"""Two numbers that stay the same as long as no entry comes, goes or changes; in any order, and over all pages."""
