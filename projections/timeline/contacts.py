"""Weeks in which two partners worked together, and whether anything passed between them: as far as the viewer sees it.

They must not tell what passed, nor how often.
"""

from typing import LiteralString

from projections.need_to_know import MEMBER_OF
from projections.timeline.statements import VISIBLE, shown

__all__ = ["WEEKS"]

# As known at a position, or as it was at a moment of the world.
_STOOD: LiteralString = """
    (CASE WHEN %(as_it_was)s THEN coalesce(e.occurred_from, e.recorded_at) <= %(at)s::timestamptz
          ELSE e.position <= %(position)s::bigint END)
AND (%(investigation_id)s::uuid IS NULL OR e.case_id = %(investigation_id)s)
"""

_SEEN: LiteralString = " AND e.case_id IN (" + MEMBER_OF + ") AND " + VISIBLE

# What begins and ends the operational phase, and an agency's part in the case; the kinds are those of the index.
_TURNS: LiteralString = (
    """
SELECT e.case_id, e.position, coalesce(e.occurred_from, e.recorded_at) AS at,
       CASE WHEN e.kind IN ('investigation.InvestigationOpened', 'investigation.PartnerJoined',
                            'investigation.PartnerLeft') THEN e.from_agency_id END AS agency_id,
       e.kind IN ('investigation.InvestigationOpened', 'investigation.PartnerJoined',
                  'investigation.OperationalPhaseStarted', 'investigation.InvestigationReopened') AS begins
FROM read.timeline_entries e
WHERE e.kind IN (
    'investigation.InvestigationOpened', 'investigation.PartnerJoined', 'investigation.PartnerLeft',
    'investigation.OperationalPhaseStarted', 'investigation.InvestigationReopened',
    'investigation.PostOperationalPhaseEntered', 'investigation.InvestigationClosed'
) AND """
    + _STOOD
    + _SEEN
)

# What passed between two agencies, or several: an item, a recommendation, a joint activity.
# Of what is known to the day: in which week an event of some month fell, nobody knows.
_PASSED: LiteralString = shown(
    """
SELECT e.case_id, e.category, e.from_agency_id, {to} AS to_agency_id,
       CASE WHEN e.category = 'ITEM' AND {to} IS NULL THEN e.seen_by
            WHEN e.category IN ('JOINT_ACTIVITY', 'REVIEW') THEN ARRAY(SELECT jsonb_array_elements_text(
                coalesce(e.summary_arguments::jsonb -> 'agencies', e.summary_arguments::jsonb -> 'to_agency_ids')
            )) || CASE WHEN e.category = 'REVIEW' THEN e.from_agency_id END
       END AS several,
       tstzrange(e.occurred_from, coalesce(e.occurred_until, e.occurred_from),
                 CASE WHEN e.occurred_until IS NULL THEN '[]' ELSE '[)' END) AS during,
       date_trunc('week', e.occurred_from, 'UTC') AS week
FROM read.timeline_entries e
WHERE e.from_agency_id IS NOT NULL AND e.private_to IS NULL AND NOT e.is_system
AND e.occurred_precision IN ('SECOND', 'MINUTE', 'DAY')
AND (%(since)s::timestamptz IS NULL OR e.sort_at >= %(since)s)
AND (%(until)s::timestamptz IS NULL OR e.sort_at < %(until)s::timestamptz + interval '168 hours')
AND """
    + _STOOD
    + _SEEN
)

WEEKS: LiteralString = """
WITH turns AS ({turns}), spans AS (
    SELECT case_id, agency_id, tstzrange(at, until) AS span
    FROM (SELECT t.*, lead(at) OVER (PARTITION BY case_id, agency_id ORDER BY at, position) AS until FROM turns t) told
    WHERE begins
), together AS (
    SELECT phase.case_id, one.agency_id AS one_id, other.agency_id AS other_id,
           phase.span * one.span * other.span AS span
    FROM spans phase
    JOIN spans one ON one.case_id = phase.case_id AND one.agency_id IS NOT NULL AND one.span && phase.span
    JOIN spans other ON other.case_id = phase.case_id AND other.agency_id > one.agency_id AND other.span && one.span
    WHERE phase.agency_id IS NULL AND NOT isempty(phase.span * one.span * other.span)
), passed AS ({passed}), contacts AS (
    SELECT p.case_id, p.week, p.during, least(p.from_agency_id, p.to_agency_id) AS one_id,
           greatest(p.from_agency_id, p.to_agency_id) AS other_id
    FROM passed p WHERE p.to_agency_id <> p.from_agency_id AND p.category <> 'JOINT_ACTIVITY'
    UNION ALL
    SELECT p.case_id, p.week, p.during, one.id, other.id
    FROM passed p, unnest(p.several) AS one (id), unnest(p.several) AS other (id)
    WHERE one.id < other.id AND (p.category = 'JOINT_ACTIVITY' OR p.from_agency_id IN (one.id, other.id))
), touched AS (
    SELECT DISTINCT t.case_id, t.one_id, t.other_id, c.week
    FROM together t JOIN contacts c USING (case_id, one_id, other_id) WHERE c.during && t.span
), worked AS (
    SELECT t.case_id, t.one_id, t.other_id, w.week,
           bool_and(least(w.week + interval '168 hours', upper(t.span)) <= %(at)s::timestamptz) AS is_over
    FROM together t
    CROSS JOIN LATERAL generate_series(
        date_trunc('week', lower(t.span), 'UTC'), least(upper(t.span), %(at)s::timestamptz), interval '168 hours'
    ) AS w (week)
    WHERE upper(t.span) IS NULL OR w.week < upper(t.span)
    GROUP BY 1, 2, 3, 4
)
SELECT w.case_id AS investigation_id, side.from_agency_id, side.to_agency_id, NULL::text AS unit_id,
       NULL::text AS instrument, NULL::text AS crime_area, NULL::text AS urgency, w.week AS sent_at, w.week,
       t.week IS NOT NULL AS is_in_contact
FROM worked w
LEFT JOIN touched t USING (case_id, one_id, other_id, week)
CROSS JOIN LATERAL (VALUES (w.one_id, w.other_id), (w.other_id, w.one_id)) AS side (from_agency_id, to_agency_id)
WHERE w.is_over OR t.week IS NOT NULL
""".replace("{turns}", _TURNS).replace("{passed}", _PASSED)
"""A row for each week (from Monday, UTC) of the operational phase of a case and each direction of two of its partners.

A week counts once it is over, or once something passed. Parameters: position, at, as_it_was, investigation_id, since,
until, and those of the viewer.
"""
