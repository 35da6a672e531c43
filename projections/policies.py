"""What the role that reads sees of each read model's tables, in the conditions of projections/need_to_know.py.

They must not let through more than the statements ask for. A policy that looks into another table of its read model
sees of it what that table's own policy lets through.
"""

from collections.abc import Mapping
from typing import LiteralString

from projections.engine.walls import OPEN
from projections.need_to_know import BY_SETTINGS, cases_of, sees_entry, sees_holder, sees_request, sees_source

__all__ = ["BOARD", "DIRECTORY", "FOLLOWUPS", "INVESTIGATIONS", "TIMELINE"]

Policies = Mapping[str, LiteralString]


def _member_of(table: LiteralString, column: LiteralString = "investigation_id") -> LiteralString:
    return table + "." + column + " IN (" + cases_of(BY_SETTINGS) + ")"


def _requests(table: LiteralString) -> LiteralString:
    """Within an investigation its members, as far as need-to-know lets them; before any, who asks and who was asked."""
    inside = "(" + _member_of(table) + " AND " + sees_request(BY_SETTINGS, table) + ")"
    asked = "{t}.requesting_agency_id = {a} OR {t}.asked_agencies @> ARRAY[{a}]::text[]".replace(
        "{a}", BY_SETTINGS.agency
    )
    return inside + (" OR ({t}.investigation_id IS NULL AND (" + asked + "))").replace("{t}", table)


def _of_visible(table: LiteralString, other: LiteralString, column: LiteralString, key: LiteralString) -> LiteralString:
    """There is a row of another table that the reader sees, by that table's own policy."""
    return "EXISTS (SELECT FROM " + other + " o WHERE o." + key + " = " + table + "." + column + ")"  # constants


_CASE = (
    "(" + _member_of("timeline_entries", "case_id") + " OR "
    + _of_visible("timeline_entries", "timeline_requests", "case_id", "request_id") + ")"
)  # fmt: skip

DIRECTORY: Policies = {"agencies": OPEN, "agency_roles": OPEN, "units": OPEN}
"""The directory is for everybody who signed in."""

INVESTIGATIONS: Policies = {
    "investigations": _member_of("investigations"),
    "partners": _member_of("partners"),
    "membership": _member_of("membership"),
}
BOARD: Policies = {
    "requests": _requests("requests"),
    "request_parties": "request_parties.agency_id = " + BY_SETTINGS.agency,
    "clocks": _of_visible("clocks", "requests", "request_id", "request_id"),
}
TIMELINE: Policies = {
    "timeline_entries": _CASE + " AND " + sees_entry(BY_SETTINGS, "timeline_entries", "timeline"),
    "timeline_requests": _requests("timeline_requests"),
    "timeline_holders": sees_holder(BY_SETTINGS, "timeline_holders"),
}
"""timeline_items and timeline_followups are closed: only the folding needs them."""

FOLLOWUPS: Policies = {
    "followups": _member_of("followups") + " AND " + sees_source(BY_SETTINGS, "followups", "followup"),
    "followup_requests": _member_of("followup_requests") + " AND " + sees_request(BY_SETTINGS, "followup_requests"),
    "followup_holders": sees_holder(BY_SETTINGS, "followup_holders"),
}
"""followup_items is closed: only the folding needs it."""
