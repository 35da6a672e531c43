"""The statements of the timeline's queries.

They must not lack the access predicate, none of them but the one that finds an event's case, and the operator's own.
"""

from typing import LiteralString

from projections.need_to_know import BY_PARAMETERS, VISIBLE_HOLDER, sees_entry
from projections.review_parts import noted_of_part

__all__ = [
    "BACKWARD", "BY_EVENT", "CASE_OF_EVENT", "FORWARD", "KNOWN_PARTY", "LATEST", "MAY_SEE", "POSITIONS", "SINCE",
    "TOTAL", "VISIBLE", "WHOLE", "shown",
]  # fmt: skip

# An entry that names several recipients of an item: to each of them it names the originator and itself.
_OF_SEVERAL: LiteralString = """(e.to_agency_id IS NULL AND cardinality(e.seen_by) > 2
                                 AND e.from_agency_id <> %(viewer_agency)s)"""

_TO: LiteralString = "CASE WHEN " + _OF_SEVERAL + " THEN %(viewer_agency)s::text ELSE e.to_agency_id END"

_AGENCIES: LiteralString = (
    "CASE WHEN " + _OF_SEVERAL + " THEN ARRAY[e.from_agency_id, %(viewer_agency)s::text] ELSE e.agencies END"
)


def shown(statement: LiteralString) -> LiteralString:
    """This will put in whom an entry names to the viewer; filters look at nothing else."""
    return statement.replace("{to}", _TO).replace("{agencies}", _AGENCIES).replace("{items}", _ITEMS)


# The items that it names beside its own: an id is for those who see the item.
_ITEMS: LiteralString = """
       CASE WHEN e.item_ids IS NULL THEN '{}' ELSE ARRAY(
           SELECT h.item_id FROM read.timeline_holders h WHERE h.item_id = ANY(e.item_ids) AND {sees} ORDER BY h.item_id
       ) END AS item_ids,""".replace("{sees}", VISIBLE_HOLDER)

_COLUMNS: LiteralString = shown("""
SELECT e.position, e.case_id, e.event_id, e.request_id, e.followup_id, e.item_id, e.review_id, e.kind, e.category,
       e.from_agency_id, {to} AS to_agency_id, {agencies} AS agencies, e.occurred_from, e.occurred_until,
       e.occurred_precision AS precision,
       e.occurred_tz AS tz, e.recorded_at, e.actor_id, e.actor_kind, e.actor_agency_id, e.actor_unit_id, e.channel,
       e.external_ref, e.kind AS summary_key, e.summary_arguments, nullif(e.entry_text, '') AS text, e.is_erased,
       e.is_system, e.cycle, e.corrects,
       coalesce((SELECT array_agg(c.event_id ORDER BY c.position) FROM read.timeline_corrections c
                 WHERE c.corrects = e.event_id AND (c.private_to IS NULL OR c.private_to = %(viewer_agency)s)),
                '{}') AS corrected_by, {items}
       e.then_rank, e.then_compartments, e.then_red, e.need_item AS noted_item,
       CASE WHEN e.is_guarded THEN e.request_id WHEN e.followup_id IS NOT NULL THEN e.need_request END AS noted_request,
       {noted}
""").replace("{noted}", noted_of_part("e", "read.timeline"))

VISIBLE: LiteralString = sees_entry(BY_PARAMETERS, "e", "read.timeline")
"""Over an entry `e` of a case that the viewer may enter: the viewer may see it."""

# A case is seen by its members; a request that precedes any investigation by who asks and whoever was asked.
# The case is a parameter, so that this is looked up once and not per entry.
_VISIBLE_CASE: LiteralString = """
AND (EXISTS (SELECT FROM read.membership m
             WHERE m.investigation_id = %(case)s AND m.member_id = %(viewer_member)s
               AND m.agency_id = %(viewer_agency)s AND m.is_active)
     OR EXISTS (SELECT FROM read.timeline_requests r
                WHERE r.request_id = %(case)s AND r.investigation_id IS NULL
                  AND (r.requesting_agency_id = %(viewer_agency)s
                       OR r.asked_agencies @> ARRAY[%(viewer_agency)s]::text[])))
"""

_WANTED: LiteralString = shown("""
    e.case_id = %(case)s
AND (%(kinds)s::text[] IS NULL OR e.kind = ANY(%(kinds)s))
AND (%(categories)s::text[] IS NULL OR e.category = ANY(%(categories)s))
AND (%(agencies)s::text[] IS NULL OR {agencies} && %(agencies)s)
AND (%(request)s::uuid IS NULL OR e.request_id = %(request)s)
AND (%(item)s::uuid IS NULL OR e.item_id = %(item)s)
AND (%(occurred_from)s::timestamptz IS NULL OR coalesce(e.occurred_until, e.occurred_from) >= %(occurred_from)s)
AND (%(occurred_until)s::timestamptz IS NULL OR e.occurred_from < %(occurred_until)s)
AND (%(pattern)s::text IS NULL OR e.entry_text ILIKE %(pattern)s)
AND (NOT %(hide_system)s OR NOT e.is_system)
AND CASE %(direction)s::text
        WHEN 'OUTGOING' THEN e.from_agency_id = %(direction_of)s AND {to} <> %(direction_of)s
        WHEN 'INCOMING' THEN {to} = %(direction_of)s AND e.from_agency_id IS DISTINCT FROM %(direction_of)s
        WHEN 'INTERNAL' THEN e.from_agency_id = %(direction_of)s
                             AND coalesce({to}, %(direction_of)s) = %(direction_of)s
        ELSE true
    END
""")

_WITHIN: LiteralString = """
AND (e.sort_at, e.position) > (%(after_at)s::timestamptz, %(after_position)s::bigint)
AND (e.sort_at, e.position) < (%(before_at)s::timestamptz, %(before_position)s::bigint)
"""

_FROM: LiteralString = " FROM read.timeline_entries e WHERE "

_SEEN: LiteralString = _FROM + _WANTED + " AND " + VISIBLE + _VISIBLE_CASE
_SEEN_OF_CASE: LiteralString = _FROM + "e.case_id = %(case)s AND " + VISIBLE + _VISIBLE_CASE

FORWARD: LiteralString = _COLUMNS + _SEEN + _WITHIN + " ORDER BY e.sort_at ASC, e.position ASC LIMIT %(limit)s"
"""A page after a cursor."""

BACKWARD: LiteralString = _COLUMNS + _SEEN + _WITHIN + " ORDER BY e.sort_at DESC, e.position DESC LIMIT %(limit)s"
"""A page before a cursor, the last row first."""

TOTAL: LiteralString = "SELECT count(*)" + _SEEN
"""How many entries all pages have together."""

LATEST: LiteralString = "SELECT max(e.recorded_at) AS latest" + _SEEN_OF_CASE
"""When the last entry of a case was recorded, of those that the viewer may see."""

POSITIONS: LiteralString = "SELECT e.position" + _SEEN_OF_CASE
"""The places of all entries of a case that the viewer may see."""

SINCE: LiteralString = (
    _COLUMNS
    + _SEEN
    + " AND e.position > %(after)s::bigint AND e.position <= %(upto)s::bigint ORDER BY e.position LIMIT %(limit)s"
)
"""What was recorded between two positions, the first of it first."""

MAY_SEE: LiteralString = "SELECT true AS sees WHERE true " + _VISIBLE_CASE
"""One row where the viewer may enter the case."""

CASE_OF_EVENT: LiteralString = "SELECT e.case_id FROM read.timeline_entries e WHERE e.event_id = %(event)s"
"""The case of an event, to be asked about next; it tells the viewer nothing."""

BY_EVENT: LiteralString = (
    _COLUMNS + _FROM + " e.event_id = %(event)s AND e.case_id = %(case)s AND " + VISIBLE + _VISIBLE_CASE
)
"""One entry."""

KNOWN_PARTY: LiteralString = (
    """
SELECT FROM read.agencies a WHERE a.agency_id = %(direction_of)s
UNION ALL
SELECT FROM read.timeline_entries e
WHERE e.case_id = %(case)s AND %(direction_of)s IN (e.from_agency_id, """
    + _TO
    + ") AND "
    + VISIBLE
    + _VISIBLE_CASE
    + "LIMIT 1"
)
"""One row where the directory, or an entry that the viewer may see, names the agency: imported facts have names."""

WHOLE: LiteralString = (
    _COLUMNS
    + _FROM
    + "e.case_id = %(case)s AND (%(request)s::uuid IS NULL OR e.request_id = %(request)s)"
    + _WITHIN
    + " ORDER BY e.sort_at ASC, e.position ASC LIMIT %(limit)s"
)
"""A page of a case for the operator, who holds the keys: everything, drafts too. Parameters of a viewer are null."""
