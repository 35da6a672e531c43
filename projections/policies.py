"""What the role that reads sees of each read model's tables, in the conditions of projections/need_to_know.py.

They must not let through more than the statements ask for. Where a policy has to look into another table, it looks at a
view of what the reader sees there: asking the other table's policy once more takes ten times as long.
"""

from collections.abc import Mapping
from typing import LiteralString

from projections.engine.walls import OPEN
from projections.need_to_know import (
    BY_SETTINGS,
    cases_of,
    is_asking,
    is_told,
    met_case,
    sees_holder,
    sees_request,
)  # fmt: skip

__all__ = [
    "BOARD", "BOARD_VIEWS", "DIRECTORY", "FOLLOWUPS", "FOLLOWUP_VIEWS", "INVESTIGATIONS", "TIMELINE", "TIMELINE_VIEWS",
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
    inside = "(" + member + " AND " + sees_request(BY_SETTINGS, table) + ")"
    party = "{t}.requesting_agency_id = {a} OR {a} = ANY({t}.need_agencies)".replace("{a}", BY_SETTINGS.agency)
    return inside + (" OR ({t}.investigation_id IS NULL AND (" + party + "))").replace("{t}", table)


def _view(name: LiteralString, columns: LiteralString, table: LiteralString, condition: LiteralString) -> LiteralString:
    """A view of what the reader sees; it belongs to the owner of the table, to whom no policy applies."""
    view = "CREATE OR REPLACE VIEW read." + name + " AS SELECT " + columns + " FROM " + table + " WHERE " + condition  # noqa: S608  # constants
    return view + "; GRANT SELECT ON read." + name + " TO entente_reader;"


def _sources(table: LiteralString, views: LiteralString) -> LiteralString:
    """The reader sees what a row grew out of, see `sees_source`. views: how the names of the views begin."""
    request = "({f}.need_request IS NULL OR EXISTS (SELECT FROM {v}_requests v WHERE v.request_id = {f}.need_request))"
    item = "({f}.need_item IS NULL OR EXISTS (SELECT FROM {v}_holders v WHERE v.item_id = {f}.need_item AND {told}))"
    told = is_told(BY_SETTINGS, table, "v") if table == "timeline_entries" else "true"
    conditions = request + " AND " + item
    return conditions.replace("{told}", told).replace("{f}", table).replace("{v}", views)


_PRIVATE: LiteralString = (
    "(timeline_entries.private_to IS NULL OR timeline_entries.private_to = " + BY_SETTINGS.agency + ")"
)

_CASE: LiteralString = (
    "(" + met_case(BY_SETTINGS, "timeline_entries") + " OR EXISTS (SELECT FROM read.reader_timeline_requests v "
    "WHERE v.request_id = timeline_entries.case_id AND v.investigation_id IS NULL))"
)

_OF_PARTY: LiteralString = """
EXISTS (SELECT FROM read.reader_timeline_requests v WHERE v.request_id = {c}.case_id AND v.investigation_id IS NULL)
"""

_OF_REQUEST: LiteralString = """
({c}.need_request IS NULL
 OR EXISTS (SELECT FROM read.reader_timeline_requests v WHERE v.request_id = {c}.need_request))
"""

_OF_MEMBER: LiteralString = """
EXISTS (SELECT FROM read.reader_membership m WHERE m.investigation_id = {c}.case_id AND m.is_active)
"""

_CORRECTION: LiteralString = " AND ".join(
    (
        "({c}.private_to IS NULL OR {c}.private_to = " + BY_SETTINGS.agency + ")",
        "(" + _OF_MEMBER + " OR " + _OF_PARTY + ")",
        _OF_REQUEST,
    )
).replace("{c}", "timeline_corrections")

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
BOARD_VIEWS: LiteralString = _view("reader_requests", "r.request_id", "requests r", _requests("r", _member_of("r")))

BOARD: Policies = {
    "requests": _requests("requests", _among("requests")),
    "request_parties": "request_parties.agency_id = " + BY_SETTINGS.agency,
    "clocks": "EXISTS (SELECT FROM read.reader_requests v WHERE v.request_id = clocks.request_id)",
}
TIMELINE_VIEWS: LiteralString = _view(
    "reader_timeline_requests",
    "r.request_id, r.investigation_id",
    "timeline_requests r",
    _requests("r", _member_of("r")),
) + _view(
    "reader_timeline_holders",
    "h.item_id, h.agency_id, h.is_owner, h.persons",
    "timeline_holders h",
    sees_holder(BY_SETTINGS, "h"),
)

TIMELINE: Policies = {
    "timeline_entries": " AND ".join((_PRIVATE, _CASE, _sources("timeline_entries", "read.reader_timeline"))),
    "timeline_corrections": _CORRECTION,
    "timeline_requests": _requests("timeline_requests", _member_of("timeline_requests")),
    "timeline_holders": sees_holder(BY_SETTINGS, "timeline_holders"),
}
"""timeline_items and timeline_followups are closed: only the folding needs them."""

_MARKED: LiteralString = _member_of("r") + " AND " + sees_request(BY_SETTINGS, "r")

FOLLOWUP_VIEWS: LiteralString = _view(
    "reader_followup_requests", "r.request_id", "followup_requests r", _MARKED
) + _view("reader_followup_holders", "h.item_id", "followup_holders h", sees_holder(BY_SETTINGS, "h"))

FOLLOWUPS: Policies = {
    "followups": _among("followups") + " AND " + _sources("followups", "read.reader_followup"),
    "followup_requests": _member_of("followup_requests") + " AND " + sees_request(BY_SETTINGS, "followup_requests"),
    "followup_holders": sees_holder(BY_SETTINGS, "followup_holders"),
}
"""followup_items is closed: only the folding needs it."""
