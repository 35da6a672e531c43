"""The statements by which figures are read: cycles, exchanges or weeks from a standpoint, in a window, by group.

They must not lack the access predicate, none of them: every branch of the source carries it.
"""

from collections.abc import Mapping
from typing import LiteralString

from projections.cooperation.exchanged import EXCHANGED_MEASURES
from projections.cooperation.measures import (
    COUNTS,
    DURATIONS,
    FINISHED,
    IN_CONTACT,
    KEPT_PACE,
    RATES,
    SURVIVALS,
    Count,
    Duration,
    Measure,
    Rate,
    Survival,
)
from projections.cooperation.rows import CooperationFilter, CooperationView
from projections.cooperation.vocabulary import Metric, WindowKind
from projections.exchanges.queries import EXCHANGED
from projections.need_to_know import BY_PARAMETERS, is_asking, is_party, meets_request
from projections.timeline.contacts import WEEKS

__all__ = ["CYCLES", "GROUNDS", "PAIRS", "STATEMENTS", "parameters_of"]

_COLUMNS: LiteralString = """
r.cycle, r.investigation_id, r.requesting_agency_id AS from_agency_id, r.requested_agency_id AS to_agency_id, r.unit_id,
r.instrument, r.crime_area, r.urgency, r.sent_at, r.received_at, r.acknowledged_at, r.taken_up_at, r.assigned_at,
r.decided_at, r.replied_at, r.authorisation_sought_at, r.finished_at, r.withdrawn_at, r.closed_at, r.fed_back_at,
r.waiting_since, r.receipt_s,
r.acknowledgement_s, r.taking_up_s, r.assignment_s, r.decision_s, r.reply_s, r.response_s, r.response_net_s,
r.requester_wait_s, r.requested_wait_s, r.lost_s, r.outcome, r.is_refused, r.grounds, r.clarifications, r.is_misrouted,
r.usefulness, r.ack_due, r.response_due, r.response_base_due, r.is_on_time_net, r.is_on_time_gross, r.overdue_from
"""

_KNOWN: LiteralString = "NOT %(as_it_was)s AND r.from_position <= %(position)s::bigint"
_TRUE: LiteralString = "%(as_it_was)s AND r.from_at <= %(at)s::timestamptz"
_IN_ORDER: LiteralString = " AND r.request_id NOT IN (SELECT w.request_id FROM read.cooperation_as_it_was w)"


_OF_MEMBERS: LiteralString = (
    " FROM read.membership m JOIN read.{table} r ON r.investigation_id = m.investigation_id WHERE "
    + is_asking(BY_PARAMETERS)
    + " AND "
    + meets_request(BY_PARAMETERS, "r")
)
_OF_PARTIES: LiteralString = " FROM read.{table} r WHERE " + is_party(BY_PARAMETERS, "r")

_WAYS: LiteralString = " UNION ALL ".join(
    "SELECT " + _COLUMNS + way + " AND {condition}" for way in (_OF_MEMBERS, _OF_PARTIES)
)
"""The ways to see a request, none by both: in one's investigations, and before any. Each goes along the index."""


def _branch(table: LiteralString, condition: LiteralString) -> LiteralString:
    return _WAYS.replace("{table}", table).replace("{condition}", condition)


# As known at a position: what stood then. As it was: what stood at the moment, by the order in which it happened.
CYCLES: LiteralString = " UNION ALL ".join((
    _branch("cooperation_cycles", _KNOWN),
    _branch("cooperation_past", _KNOWN + " AND r.until_position > %(position)s"),
    _branch("cooperation_cycles", _TRUE + _IN_ORDER),
    _branch("cooperation_past", _TRUE + " AND r.until_at > %(at)s" + _IN_ORDER),
    _branch("cooperation_as_it_was", _TRUE + " AND r.until_at > %(at)s"),
))  # fmt: skip

_WANTED: LiteralString = """
(%(from_agency_id)s::text IS NULL OR c.from_agency_id = %(from_agency_id)s)
AND (%(to_agency_id)s::text IS NULL OR c.to_agency_id = %(to_agency_id)s)
AND (%(from_country)s::text IS NULL OR c.from_agency_id IN (
    SELECT a.agency_id FROM read.agencies a WHERE a.country = %(from_country)s))
AND (%(to_country)s::text IS NULL OR c.to_agency_id IN (
    SELECT a.agency_id FROM read.agencies a WHERE a.country = %(to_country)s))
AND (%(unit_id)s::text IS NULL OR c.unit_id = %(unit_id)s)
AND (%(instrument)s::text IS NULL OR c.instrument = %(instrument)s)
AND (%(crime_area)s::text IS NULL OR c.crime_area = %(crime_area)s)
AND (%(urgency)s::text IS NULL OR c.urgency = %(urgency)s)
AND (%(investigation_id)s::uuid IS NULL OR c.investigation_id = %(investigation_id)s)
"""

_WITHIN: LiteralString = """
AND (%(since)s::timestamptz IS NULL OR {moment} >= %(since)s)
AND (%(until)s::timestamptz IS NULL OR {moment} < %(until)s)
"""

_GROUP: LiteralString = """
CASE WHEN 'FROM_AGENCY' = ANY(%(by)s::text[]) THEN c.from_agency_id END AS from_agency_id,
CASE WHEN 'TO_AGENCY' = ANY(%(by)s::text[]) THEN c.to_agency_id END AS to_agency_id,
CASE WHEN 'FROM_COUNTRY' = ANY(%(by)s::text[]) THEN fa.country END AS from_country,
CASE WHEN 'TO_COUNTRY' = ANY(%(by)s::text[]) THEN ta.country END AS to_country,
CASE WHEN 'UNIT' = ANY(%(by)s::text[]) THEN c.unit_id END AS unit_id,
CASE WHEN 'INSTRUMENT' = ANY(%(by)s::text[]) THEN c.instrument END AS instrument,
CASE WHEN 'CRIME_AREA' = ANY(%(by)s::text[]) THEN c.crime_area END AS crime_area,
CASE WHEN 'URGENCY' = ANY(%(by)s::text[]) THEN c.urgency END AS urgency,
CASE WHEN 'DAY' = ANY(%(by)s::text[]) THEN ({moment} AT TIME ZONE 'UTC')::date END AS day,
CASE WHEN 'MONTH' = ANY(%(by)s::text[]) THEN date_trunc('month', {moment} AT TIME ZONE 'UTC')::date END AS month
"""

_AGENCIES: LiteralString = """
LEFT JOIN read.agencies fa ON fa.agency_id = c.from_agency_id
LEFT JOIN read.agencies ta ON ta.agency_id = c.to_agency_id
"""

_COHORT_OR_FLOW: LiteralString = "CASE WHEN %(flow)s THEN {moment} ELSE c.sent_at END"


_OF_CYCLES: LiteralString = ", {what} FROM (" + CYCLES + ") c "

_CHOSEN: LiteralString = " WHERE " + _WANTED + " {within} AND {over} GROUP BY "

_OF_GROUPS: LiteralString = "SELECT " + _GROUP + _OF_CYCLES + _AGENCIES + _CHOSEN + "1, 2, 3, 4, 5, 6, 7, 8, 9, 10"

_OF_PAIRS: LiteralString = (
    "SELECT c.from_agency_id, c.to_agency_id"
    + _OF_CYCLES
    + _CHOSEN
    + "1, 2 HAVING c.from_agency_id IS NOT NULL AND c.to_agency_id IS NOT NULL"
)
"""What nobody was asked for yet is of no pair."""

_IN_GROUPS: Mapping[type[Measure], LiteralString] = {
    # percentile_disc(p) is the value number ceil(p * n) of the sorted list: the nearest rank.
    Duration: "count(*) AS n, percentile_disc(0.5) WITHIN GROUP (ORDER BY {v}) AS p50, "
    "percentile_disc(0.9) WITHIN GROUP (ORDER BY {v}) AS p90, avg({v}) AS mean",
    Rate: "count(*) AS n, count(*) FILTER (WHERE {hit}) AS hits",
    Count: "count(*) AS n",
    Survival: "array_agg({v} ORDER BY {v}, {c}) AS waits, array_agg({c} ORDER BY {v}, {c}) AS censored",
}
"""Of each measure what is counted in a group."""

_OF_A_PAIR: LiteralString = "count(*) AS n, CASE WHEN count(*) >= %(least)s::bigint THEN {value} END AS value"

_IN_PAIRS: Mapping[type[Measure], LiteralString] = {
    Duration: _OF_A_PAIR.replace("{value}", "percentile_disc(0.5) WITHIN GROUP (ORDER BY {v})"),
    Rate: _OF_A_PAIR.replace("{value}", "count(*) FILTER (WHERE {hit}) / count(*)::double precision"),
    Count: _OF_A_PAIR.replace("{value}", "count(*)::double precision"),
}
"""The same of a pair, in one figure, where there are enough."""


def _written(measure: Measure, told: LiteralString, what: LiteralString) -> LiteralString:
    """This will write the statement of a measure. told: of groups or of pairs; what: is counted in each."""
    moment, within, over = _COHORT_OR_FLOW.replace("{moment}", measure.moment), _WITHIN, _over(measure)
    if isinstance(measure, Count | Duration) and not measure.in_window:
        moment, within = measure.moment, ""
    if measure in KEPT_PACE:
        moment = measure.moment
    asked = told.replace("{what}", _of(measure, what)).replace("{over}", over).replace("{within}", within)
    return asked.replace("{moment}", moment).replace(CYCLES, _source(measure))


def _over(measure: Measure) -> LiteralString:
    """On which cycles it rests."""
    return measure.value + " IS NOT NULL" if isinstance(measure, Duration) else measure.over


def _of(measure: Measure, what: LiteralString) -> LiteralString:
    match measure:
        case Rate():
            return what.replace("{hit}", measure.hit)
        case Survival():
            return what.replace("{v}", measure.value).replace("{c}", measure.is_censored)
        case Duration():
            return what.replace("{v}", measure.value)
        case Count():
            return what


def _source(measure: Measure) -> LiteralString:
    if measure is IN_CONTACT:
        return WEEKS
    return EXCHANGED if measure in EXCHANGED_MEASURES else CYCLES


_MEASURES: tuple[Measure, ...] = (*DURATIONS, *RATES, *COUNTS, *KEPT_PACE, *SURVIVALS, *EXCHANGED_MEASURES, IN_CONTACT)

STATEMENTS: Mapping[Measure, LiteralString] = {
    each: _written(each, _OF_GROUPS, _IN_GROUPS[type(each)]) for each in _MEASURES
}
"""Of each measure: n with p50, p90 and mean; or with hits; or alone; or how long each waited, and which still do."""

PAIRS: Mapping[Measure, LiteralString] = {
    each: _written(each, _OF_PAIRS, _IN_PAIRS[type(each)])
    for each in _MEASURES
    if type(each) in _IN_PAIRS and each not in KEPT_PACE
}
"""Of each measure that is one figure of a pair: from_agency_id, to_agency_id, n and value. least: so many, or null."""

GROUNDS: LiteralString = _written(
    Rate(Metric.M12, "grounds", "c.finished_at", FINISHED + " AND c.grounds <> '{}'", ""),
    _OF_GROUPS,
    "string_agg(array_to_string(c.grounds, ','), ',') AS grounds",
)
"""The grounds of all refusals of a group, joined: a cycle with two of them counts with both."""


def parameters_of(view: CooperationView) -> dict[str, object]:
    """This will name the parameters that every statement takes."""
    wanted, window, stand = view.wanted, view.window, view.standpoint
    return {
        **view.viewer.parameters,
        **{name: getattr(wanted, name) for name in CooperationFilter.__slots__},
        "by": list(view.by),
        "since": window.since,
        "until": window.until,
        "flow": window.kind is WindowKind.FLOW,
        "position": stand.position,
        "at": stand.at,
        "as_it_was": stand.as_it_was,
        "take_up_within": view.thresholds.take_up_within,
        "confirm_within": view.thresholds.confirm_within,
    }
