"""What the role that reads sees of each read model's tables, in the conditions of projections/need_to_know.py.

They must not let through more than the statements ask for. Where a policy has to look into another table, it looks at a
view of what the reader sees there: asking the other table's policy once more takes ten times as long.
"""

from collections.abc import Mapping
from typing import LiteralString

from projections.engine.walls import OPEN
from projections.need_to_know import (
    ALL_OF_PART,
    BY_SETTINGS,
    cases_of,
    is_asking,
    is_party,
    is_steward,
    is_told,
    meets_request,
    met_case,
    sees_counterpart,
    sees_holder,
    sees_registration,
    sees_request,
)  # fmt: skip
from projections.review_parts import functions_of_parts, sees_part

__all__ = [
    "BOARD", "BOARD_VIEWS", "DIRECTORY", "EXCHANGES", "EXCHANGE_VIEWS", "FOLLOWUPS", "FOLLOWUP_VIEWS", "HITS",
    "INVESTIGATIONS", "REVIEWS", "REVIEW_VIEWS", "TIMELINE", "TIMELINE_VIEWS",
]  # fmt: skip

Policies = Mapping[str, LiteralString]


def _member_of(table: LiteralString) -> LiteralString:
    case = "EXISTS (SELECT FROM read.reader_membership m WHERE m.investigation_id = {t}.investigation_id AND "
    return case.replace("{t}", table) + is_asking(BY_SETTINGS) + ")"


def _among(table: LiteralString) -> LiteralString:
    """As `_member_of`, for lists of thousands of rows: the reader's investigations go into a hash table once."""
    return table + ".investigation_id IN (" + cases_of(BY_SETTINGS) + ")"


def _requests(table: LiteralString, member: LiteralString) -> LiteralString:
    """Within an investigation its members, as far as need-to-know lets them; before any, who asks and who was asked."""
    return "(" + member + " AND " + sees_request(BY_SETTINGS, table) + ") OR " + is_party(BY_SETTINGS, table)


def _view(name: LiteralString, columns: LiteralString, table: LiteralString, condition: LiteralString) -> LiteralString:
    """A view of what the reader sees; it belongs to the owner of the table, to whom no policy applies."""
    view = "CREATE OR REPLACE VIEW read." + name + " AS SELECT " + columns + " FROM " + table + " WHERE " + condition  # noqa: S608  # constants
    return view + "; GRANT SELECT ON read." + name + " TO entente_reader;"


def _meeting(r: LiteralString) -> LiteralString:
    """As `_member_of` and `sees_request` together, by one look at the membership.

    OFFSET 0 keeps it one look: as a join, the planner would walk all memberships of the reader.
    """
    member = "EXISTS (SELECT FROM read.reader_membership m WHERE m.investigation_id = " + r + ".investigation_id AND "
    return member + is_asking(BY_SETTINGS) + " AND " + meets_request(BY_SETTINGS, r) + " OFFSET 0)"


def _sources(table: LiteralString, views: LiteralString) -> LiteralString:
    """The reader sees what a row grew out of, see `sees_source`. views: how the names of the views begin."""
    item = "({f}.need_item IS NULL OR EXISTS (SELECT FROM {v}_holders v WHERE v.item_id = {f}.need_item AND {told}))"
    told = _TOLD.get(table, "true")
    conditions = "({f}.need_request IS NULL OR " + _SOURCE + ") AND " + item + " AND " + sees_part("{f}", "{v}")
    return conditions.replace("{told}", told).replace("{f}", table).replace("{v}", views)


def _needs(n: LiteralString, views: LiteralString) -> LiteralString:
    """The reader meets a need of a part of a review, see `meets_need`."""
    item = "({n}.need_item IS NULL OR EXISTS (SELECT FROM {v}_holders v WHERE v.item_id = {n}.need_item AND {told}))"
    conditions = met_case(BY_SETTINGS, n) + " AND ({n}.need_request IS NULL OR " + _SOURCE + ") AND " + item
    told = conditions.replace("{told}", is_told(BY_SETTINGS, n, "v"))
    return told.replace("{f}", n).replace("{n}", n).replace("{v}", views)


_TOLD: Policies = {
    "timeline_entries": is_told(BY_SETTINGS, "timeline_entries", "v"),
    "exchanges": "(exchanges.seen_by IS NULL OR v.agency_id = ANY(exchanges.seen_by))",
}
"""Table -> whether a holder `v` of an item is told of a row; of others, every holder is."""

_SOURCE: LiteralString = "EXISTS (SELECT FROM {v}_requests v WHERE v.request_id = {f}.need_request)"

_PRIVATE: LiteralString = "({t}.private_to IS NULL OR {t}.private_to = " + BY_SETTINGS.agency + ")"

_PARTY: LiteralString = "EXISTS (SELECT FROM read.reader_timeline_parties v WHERE v.request_id = {t}.case_id)"

_CASE: LiteralString = "(" + met_case(BY_SETTINGS, "{t}") + " OR " + _PARTY + ")"

_MEMBER: LiteralString = """
EXISTS (SELECT FROM read.reader_membership m WHERE m.investigation_id = {t}.case_id AND m.is_active)
"""

_ENTRY: LiteralString = (_PRIVATE + " AND " + _CASE).replace("{t}", "timeline_entries")

# Whoever sees the request that a correction needs is a member of its case.
_CORRECTION: LiteralString = (
    (
        _PRIVATE
        + " AND CASE WHEN {t}.need_request IS NULL THEN "
        + _MEMBER
        + " OR "
        + _PARTY
        + " ELSE "
        + _SOURCE
        + " END"
    )
    .replace("{f}", "{t}")
    .replace("{t}", "timeline_corrections")
    .replace("{v}", "read.reader_timeline")
)

DIRECTORY: Policies = {"agencies": OPEN, "agency_roles": OPEN, "units": OPEN}
"""The directory is for everybody who signed in."""

INVESTIGATIONS: Policies = {
    "investigations": _member_of("investigations"),
    "partners": _member_of("partners"),
    "membership": "(membership.member_id = {m} AND membership.agency_id = {a} AND membership.is_active) OR ".replace(
        "{m}", BY_SETTINGS.member
    ).replace("{a}", BY_SETTINGS.agency)
    + _member_of("membership"),
}
BOARD_VIEWS: LiteralString = _view(
    "reader_requests", "r.request_id", "requests r", _meeting("r") + " OR " + is_party(BY_SETTINGS, "r")
)

BOARD: Policies = {
    "requests": _requests("requests", _among("requests")),
    "request_parties": "request_parties.agency_id = " + BY_SETTINGS.agency,
    "clocks": "EXISTS (SELECT FROM read.reader_requests v WHERE v.request_id = clocks.request_id)",
}
_HOLDERS: LiteralString = "h.item_id, h.agency_id, h.is_owner, h.persons"

TIMELINE_VIEWS: LiteralString = (
    _view("reader_timeline_requests", "r.request_id, r.investigation_id", "timeline_requests r", _meeting("r"))
    + _view("reader_timeline_parties", "r.request_id", "timeline_requests r", is_party(BY_SETTINGS, "r"))
    + _view("reader_timeline_holders", _HOLDERS, "timeline_holders h", sees_holder(BY_SETTINGS, "h"))
    + _view("reader_timeline_parts", "n.part", "timeline_needs n", _needs("n", "read.reader_timeline") + ALL_OF_PART)
    + functions_of_parts("read.timeline", "read.reader_timeline")
)

TIMELINE: Policies = {
    "timeline_entries": _ENTRY + " AND " + _sources("timeline_entries", "read.reader_timeline"),
    "timeline_corrections": _CORRECTION,
    "timeline_requests": is_party(BY_SETTINGS, "timeline_requests") + " OR " + _meeting("timeline_requests"),
    "timeline_holders": sees_holder(BY_SETTINGS, "timeline_holders"),
    "timeline_needs": _needs("timeline_needs", "read.reader_timeline"),
}
"""timeline_items and timeline_followups are closed: only the folding needs them."""

FOLLOWUP_VIEWS: LiteralString = (
    _view("reader_followup_requests", "r.request_id", "followup_requests r", _meeting("r"))
    + _view("reader_followup_holders", _HOLDERS, "followup_holders h", sees_holder(BY_SETTINGS, "h"))
    + _view("reader_followup_parts", "n.part", "followup_needs n", _needs("n", "read.reader_followup") + ALL_OF_PART)
    + functions_of_parts("read.followup", "read.reader_followup")
)

FOLLOWUPS: Policies = {
    "followups": _among("followups") + " AND " + _sources("followups", "read.reader_followup"),
    "followup_requests": _meeting("followup_requests"),
    "followup_holders": sees_holder(BY_SETTINGS, "followup_holders"),
    "followup_needs": _needs("followup_needs", "read.reader_followup"),
}
"""followup_items is closed: only the folding needs it."""

EXCHANGE_VIEWS: LiteralString = (
    _view("reader_exchange_requests", "r.request_id", "exchange_requests r", _meeting("r"))
    + _view("reader_exchange_holders", _HOLDERS, "exchange_holders h", sees_holder(BY_SETTINGS, "h"))
    + _view("reader_exchange_parts", "n.part", "exchange_needs n", _needs("n", "read.reader_exchange") + ALL_OF_PART)
    + functions_of_parts("read.exchange", "read.reader_exchange")
)

EXCHANGES: Policies = {
    "exchanges": _among("exchanges") + " AND " + _sources("exchanges", "read.reader_exchange"),
    "exchange_requests": _meeting("exchange_requests"),
    "exchange_holders": sees_holder(BY_SETTINGS, "exchange_holders"),
    "exchange_needs": _needs("exchange_needs", "read.reader_exchange"),
}
"""exchange_items and exchange_courses are closed: only the folding needs them."""

REVIEW_VIEWS: LiteralString = (
    _view("reader_review_requests", "r.request_id", "review_requests r", _meeting("r"))
    + _view("reader_review_holders", _HOLDERS, "review_holders h", sees_holder(BY_SETTINGS, "h"))
    + _view("reader_review_parts", "n.part", "review_needs n", _needs("n", "read.reader_review") + ALL_OF_PART)
    + functions_of_parts("read.review", "read.reader_review")
)

_PART_MET: LiteralString = " AND " + sees_part("{t}", "read.reader_review")

REVIEWS: Policies = {
    "reviews": _among("reviews"),
    "review_confirmations": _among("review_confirmations"),
    "review_answers": _among("review_answers"),
    "review_parts": _among("review_parts") + _PART_MET.replace("{t}", "review_parts"),
    "review_recommendations": _among("review_recommendations") + _PART_MET.replace("{t}", "review_recommendations"),
    "review_requests": _meeting("review_requests"),
    "review_holders": sees_holder(BY_SETTINGS, "review_holders"),
    "review_needs": _needs("review_needs", "read.reader_review"),
}
"""review_items and review_followups are closed: only the folding needs them."""

# The name without a schema: that of the tables which are being put in place.
_OF_OWN_SIDE: LiteralString = "(hit_id, registration_id) IN (SELECT s.hit_id, s.registration_id FROM hit_sides s) AND "

_OF_STEWARDS: LiteralString = (
    "EXISTS (SELECT FROM read.reader_membership m WHERE m.investigation_id = identifier_rates.investigation_id AND "
    + is_asking(BY_SETTINGS)
    + " AND "
    + is_steward()
    + ")"
)

HITS: Policies = {
    "identifier_registrations": sees_registration(BY_SETTINGS, "identifier_registrations"),
    "identifier_rates": _OF_STEWARDS,
    "hit_sides": sees_registration(BY_SETTINGS, "hit_sides"),
    "hit_counterparts": _OF_OWN_SIDE + sees_counterpart(BY_SETTINGS, "hit_counterparts"),
}
"""hit_states is closed: it holds both sides of a hit."""
