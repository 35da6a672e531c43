"""The statements of the items' queries.

They must not lack the access predicate, none of them: whatever is told of an item hangs on a holder's row `h` by which
the viewer sees it. The operator, who holds the keys, has a statement of its own.
"""

from typing import LiteralString

from projections.need_to_know import BY_PARAMETERS, HOLDS, VISIBLE_HOLDER, is_asking, sees_holder

__all__ = [
    "CONSENTS_BACKWARD", "CONSENTS_FORWARD", "CONSENTS_TOTAL", "COPIES", "EVALUATIONS", "ITEMS", "ITEMS_BACKWARD",
    "ITEMS_FORWARD", "ITEMS_TOTAL", "KNOWN_COPY", "KNOWN_PASSING", "RESTRICTIONS", "TO_CONFIRM_BACKWARD",
    "TO_CONFIRM_FORWARD", "TO_CONFIRM_TOTAL", "UNCONFIRMED_BACKWARD", "UNCONFIRMED_FORWARD", "UNCONFIRMED_TOTAL",
    "WHOLE", "of_one_case",
]  # fmt: skip

_COLUMNS: LiteralString = """
SELECT i.item_id, i.investigation_id, i.kind, i.originator_agency_id, i.title, i.provenance, i.purpose, i.legal_basis,
       i.crime_area, i.content_sha256, i.size_bytes, i.media_type, i.content_id, i.has_content, i.retention,
       i.review_on, i.erase_on, CASE WHEN h.is_owner THEN i.is_held END AS is_held, i.is_erased, i.erased_at,
       i.erasure_reason, i.erasure_explanation, i.registered_at, h.version, h.is_owner, h.tlp, h.handling,
       h.handling_text, h.pap, h.classification, h.need_compartments AS compartments, h.request_ids, h.is_spontaneous,
       h.since, h.since_position, h.updated_at, h.position
"""

_VISIBLE: LiteralString = "FROM read.item_holders h JOIN read.items i ON i.item_id = h.item_id WHERE " + VISIBLE_HOLDER

# For lists: from the viewer's investigations to their items, not over all items that the viewer's agency ever got.
_LISTED: LiteralString = (
    """
FROM read.membership m
JOIN read.item_holders h ON h.investigation_id = m.investigation_id AND h.agency_id = %(viewer_agency)s
JOIN read.items i ON i.item_id = h.item_id
WHERE """
    + is_asking(BY_PARAMETERS)
    + " AND "
    + HOLDS
)

# Of copies, an agency may know its own; of others, that it passed the item on to them.
KNOWN_COPY: LiteralString = "(h.is_owner OR c.agency_id = h.agency_id)"
KNOWN_PASSING: LiteralString = "(NOT h.is_owner AND p.by_agency_id = h.agency_id AND p.agency_id <> h.agency_id)"

_HELD: LiteralString = (
    (
        """EXISTS (SELECT FROM read.item_copies c
    WHERE c.item_id = h.item_id AND c.agency_id = %(holder)s AND c.standing = 'HELD' AND {own})
OR EXISTS (SELECT FROM read.item_passings p
    WHERE p.item_id = h.item_id AND p.agency_id = %(holder)s AND {passed})"""
    )
    .replace("{own}", KNOWN_COPY)
    .replace("{passed}", KNOWN_PASSING)
)

_IN_CASE: LiteralString = "(%(investigation)s::uuid IS NULL OR h.investigation_id = %(investigation)s)"

_WANTED: LiteralString = """
AND {in_case}
AND (%(kind)s::text IS NULL OR i.kind = %(kind)s)
AND (%(originator)s::text IS NULL OR i.originator_agency_id = %(originator)s)
AND (%(holder)s::text IS NULL OR i.originator_agency_id = %(holder)s OR {held})
AND (%(request)s::uuid IS NULL OR %(request)s = ANY(h.request_ids))
AND (%(spontaneous)s::boolean IS NULL OR h.is_spontaneous = %(spontaneous)s)
AND (%(pattern)s::text IS NULL OR i.title ILIKE %(pattern)s OR i.provenance ILIKE %(pattern)s
     OR i.purpose ILIKE %(pattern)s)
AND (%(tlps)s::text[] IS NULL OR h.tlp = ANY(%(tlps)s))
AND (%(paps)s::text[] IS NULL OR h.pap = ANY(%(paps)s))
AND (%(levels)s::text[] IS NULL OR h.classification = ANY(%(levels)s))
AND (%(erased)s::boolean IS NULL OR i.is_erased = %(erased)s)
AND (%(review_by)s::date IS NULL OR (i.review_on <= %(review_by)s AND NOT i.is_erased))
AND (%(erase_by)s::date IS NULL OR (i.erase_on <= %(erase_by)s AND NOT i.is_erased))
""".replace("{held}", _HELD).replace("{in_case}", _IN_CASE)

_WITHIN: LiteralString = " AND h.since_position < %(below)s::bigint AND h.since_position > %(above)s::bigint"

ITEMS_FORWARD: LiteralString = (
    _COLUMNS + _LISTED + _WANTED + _WITHIN + " ORDER BY h.since_position DESC LIMIT %(limit)s"
)
"""A page after a cursor: what the viewer's agency got last comes first; an event gives it one item alone."""

ITEMS_BACKWARD: LiteralString = (
    _COLUMNS + _LISTED + _WANTED + _WITHIN + " ORDER BY h.since_position ASC LIMIT %(limit)s"
)
"""A page before a cursor, the last row first."""

ITEMS_TOTAL: LiteralString = "SELECT count(*) " + _LISTED + _WANTED
"""How many items all pages have together."""


def of_one_case(statement: LiteralString) -> LiteralString:
    """This will write a list's statement for where its case is known, so that it goes along the case's own index."""
    return statement.replace(_IN_CASE, "h.investigation_id = %(investigation)s::uuid")


ITEMS: LiteralString = _COLUMNS + _VISIBLE + " AND h.item_id = ANY(%(items)s)"
"""Several items by their ids."""

WHOLE: LiteralString = (
    _COLUMNS
    + "FROM read.item_holders h JOIN read.items i ON i.item_id = h.item_id"
    + " WHERE h.is_owner AND h.investigation_id = %(case)s"
    + _WITHIN
    + " ORDER BY h.since_position DESC LIMIT %(limit)s"
)
"""A page of an investigation for the operator: each item as its originator has it."""

_OF_ITEMS: LiteralString = " WHERE h.item_id = ANY(%(items)s) AND " + VISIBLE_HOLDER

COPIES: LiteralString = (
    """
SELECT c.item_id, c.agency_id, c.from_agency_id, c.standing, c.given_at, c.confirmed_at, c.recalled_at, c.returned_at,
       c.persons, c.request_ids, c.is_spontaneous, c.kept_because
FROM read.item_holders h
JOIN read.item_copies c ON c.item_id = h.item_id AND """
    + KNOWN_COPY
    + _OF_ITEMS
    + """
UNION ALL
SELECT p.item_id, p.agency_id, p.by_agency_id, NULL, p.given_at, NULL, NULL, NULL, '{}', '{}', NULL, NULL
FROM read.item_holders h
JOIN read.item_passings p ON p.item_id = h.item_id AND """
    + KNOWN_PASSING
    + _OF_ITEMS
    + " ORDER BY given_at, agency_id"
)
"""Who was given several items, as far as the viewer's agency may know: what became of a copy that it passed on is told
to the originator, and so is who else gave one.
"""

EVALUATIONS: LiteralString = (
    """
SELECT e.item_id, e.agency_id, e.scheme, e.source_code, e.information_code, e.evaluated_at
FROM read.item_holders h
JOIN read.items i ON i.item_id = h.item_id
JOIN read.item_evaluations e
    ON e.item_id = h.item_id AND (h.is_owner OR e.agency_id IN (h.agency_id, i.originator_agency_id))
"""
    + _OF_ITEMS
    + " ORDER BY e.agency_id"
)
"""What agencies think of several items; what a recipient thinks is for itself and the originator."""

RESTRICTIONS: LiteralString = (
    """
SELECT r.item_id, r.restriction_id, r.by_agency_id, r.own_use_only, r.tlp, r.handling, r.handling_text, r.pap,
       r.classification, r.compartments, CASE WHEN h.is_owner THEN r.recipients END AS recipients, r.reason,
       r.imposed_at, r.lifted_at
FROM read.item_holders h
JOIN read.item_restrictions r
    ON r.item_id = h.item_id AND (h.is_owner OR NOT r.own_use_only OR r.by_agency_id = h.agency_id)
"""
    + _OF_ITEMS
    + " ORDER BY r.imposed_at, r.restriction_id"
)
"""The restrictions of several items; what a recipient imposed on itself is for itself and the originator."""


_OBLIGATION: LiteralString = """
SELECT o.item_id, o.investigation_id, o.item_kind, o.originator_agency_id, o.kind, o.obligation_id, o.agency_id,
       o.since, o.recorded_since, o.since_position, o.reminded_at, o.listed_at
"""

# Its own row says who may know of it: also those whom the restriction shut out, as they could see the item before.
_OWED: LiteralString = "FROM read.item_obligations o WHERE " + sees_holder(BY_PARAMETERS, "o")

_OWED_TO_US: LiteralString = (
    "FROM read.item_obligations o JOIN read.item_holders h ON h.item_id = o.item_id AND h.is_owner WHERE "
    + VISIBLE_HOLDER
)

_STANDING: LiteralString = """
AND o.confirmed_at IS NULL AND o.ended_at IS NULL
AND (%(after_hours)s::int = 0 OR o.since < %(at)s::timestamptz - make_interval(hours => %(after_hours)s))
AND (%(kinds)s::text[] IS NULL OR o.kind = ANY(%(kinds)s))
AND (%(investigation)s::uuid IS NULL OR o.investigation_id = %(investigation)s)
AND (%(item)s::uuid IS NULL OR o.item_id = %(item)s)
"""

_OBLIGATIONS_WITHIN: LiteralString = """
AND (o.since_position, o.agency_id) > (%(after_position)s::bigint, %(after_agency)s::text COLLATE "C")
AND (%(before_position)s::bigint IS NULL
     OR (o.since_position, o.agency_id) < (%(before_position)s, %(before_agency)s::text COLLATE "C"))
"""

_OLDEST: LiteralString = " ORDER BY o.since_position ASC, o.agency_id ASC LIMIT %(limit)s"
_NEWEST: LiteralString = " ORDER BY o.since_position DESC, o.agency_id DESC LIMIT %(limit)s"

TO_CONFIRM_FORWARD: LiteralString = _OBLIGATION + _OWED + _STANDING + _OBLIGATIONS_WITHIN + _OLDEST
"""What the viewer's agency is to confirm, after a cursor: what was recorded first comes first."""

TO_CONFIRM_BACKWARD: LiteralString = _OBLIGATION + _OWED + _STANDING + _OBLIGATIONS_WITHIN + _NEWEST
"""The same before a cursor, the last row first."""

TO_CONFIRM_TOTAL: LiteralString = "SELECT count(*) " + _OWED + _STANDING
"""How many there are on all pages."""

UNCONFIRMED_FORWARD: LiteralString = _OBLIGATION + _OWED_TO_US + _STANDING + _OBLIGATIONS_WITHIN + _OLDEST
"""What others are to confirm of the viewer's items, after a cursor: what was recorded first comes first."""

UNCONFIRMED_BACKWARD: LiteralString = _OBLIGATION + _OWED_TO_US + _STANDING + _OBLIGATIONS_WITHIN + _NEWEST
"""The same before a cursor, the last row first."""

UNCONFIRMED_TOTAL: LiteralString = "SELECT count(*) " + _OWED_TO_US + _STANDING
"""How many there are on all pages."""

_CONSENT: LiteralString = """
SELECT c.item_id, c.investigation_id, c.consent_id, c.kind, c.originator_agency_id, c.by_agency_id, c.to_agency_id,
       c.purpose, c.asked_at, c.asked_position, c.outcome, c.answered_at, c.valid_until, c.answer
"""

_ASKED: LiteralString = (
    """FROM read.item_holders h
JOIN read.item_consents c ON c.item_id = h.item_id AND (h.is_owner OR c.by_agency_id = h.agency_id)
WHERE """
    + VISIBLE_HOLDER
    + """
AND h.is_owner = %(is_owner)s
AND (%(kinds)s::text[] IS NULL OR c.kind = ANY(%(kinds)s))
AND (%(investigation)s::uuid IS NULL OR c.investigation_id = %(investigation)s)
AND (%(item)s::uuid IS NULL OR c.item_id = %(item)s)
AND (%(answered)s::boolean IS NULL OR (c.outcome IS NOT NULL) = %(answered)s)
"""
)

_CONSENTS_WITHIN: LiteralString = " AND c.asked_position < %(below)s::bigint AND c.asked_position > %(above)s::bigint"

CONSENTS_FORWARD: LiteralString = (
    _CONSENT + _ASKED + _CONSENTS_WITHIN + " ORDER BY c.asked_position DESC LIMIT %(limit)s"
)
"""Questions to originators, after a cursor: what was asked last comes first."""

CONSENTS_BACKWARD: LiteralString = (
    _CONSENT + _ASKED + _CONSENTS_WITHIN + " ORDER BY c.asked_position ASC LIMIT %(limit)s"
)
"""The same before a cursor, the last row first."""

CONSENTS_TOTAL: LiteralString = "SELECT count(*) " + _ASKED
"""How many there are on all pages."""
