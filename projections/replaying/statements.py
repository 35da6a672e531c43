"""The statements of the queries, over the rows of a past in place of the read models' tables.

They must not show more than the present does: whatever is found in the past has to be for its reader now as well. The
conditions are those of the statements themselves, whose memberships stay those of today.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import LiteralString

from projections.need_to_know import BY_PARAMETERS, VISIBLE_HOLDER, VISIBLE_REQUEST, sees_entry, sees_source
from projections.review_parts import in_full

__all__ = ["Rewritten", "over", "over_then"]

STATEMENTS = 200
"""Statements that are kept rewritten: there are fewer than fifty."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A statement over the past. tables: those whose rows it takes, each as a parameter `past_<table>`."""

    statement: LiteralString
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Stand:
    """What stands in the place of a table. named: as statements name it; definition: of `past_<table>`."""

    named: LiteralString
    instead: LiteralString
    definition: LiteralString
    is_folded: bool = True


def _folded(table: LiteralString, named: LiteralString, now: LiteralString = "true") -> _Stand:
    """The rows that a folding made, as one parameter. now: what has to hold of a row `p` in the present."""
    return _rows_of(table, table, named, now)


def _rows_of(rows: LiteralString, table: LiteralString, named: LiteralString, now: LiteralString) -> _Stand:
    """The same of a folding that fills some columns of a table alone. rows: as the folding names them."""
    definition: LiteralString = """past_{r} AS MATERIALIZED (
    SELECT p.* FROM json_populate_recordset(NULL::read.{t}, %(past_{r})s::json) p WHERE {now})"""
    instead = named.replace("read." + table, "past_" + rows)
    return _Stand(named, instead, definition.replace("{now}", now).replace("{t}", table).replace("{r}", rows))


def _counted(table: LiteralString, now: LiteralString = "true") -> _Stand:
    """Rows that never change but by erasure: of the events that count, read where they stand. now: as `_folded`."""
    definition: LiteralString = """past_{t} AS NOT MATERIALIZED (
    SELECT p.* FROM read.{t} p
    WHERE p.case_id = %(past_case)s AND p.position = ANY(%(past_positions)s::bigint[]) AND {now})"""
    defined = definition.replace("{now}", now).replace("{t}", table)
    return _Stand("read." + table, "past_" + table, defined, is_folded=False)


_REQUEST_NOW: LiteralString = (
    "EXISTS (SELECT FROM read.requests r WHERE r.request_id = p.request_id AND " + VISIBLE_REQUEST + ")"
)
_FOLLOWUP_NOW: LiteralString = (
    "EXISTS (SELECT FROM read.followups f WHERE f.followup_id = p.followup_id AND "
    + sees_source(BY_PARAMETERS, "f", "read.followup")
    + ")"
)
_ITEM_NOW: LiteralString = (
    "EXISTS (SELECT FROM read.item_holders h WHERE h.item_id = p.item_id AND " + VISIBLE_HOLDER + ")"
)
_ENTRY_NOW: LiteralString = sees_entry(BY_PARAMETERS, "p", "read.timeline")
_HELD_NOW: LiteralString = (
    "EXISTS (SELECT FROM read.timeline_holders h WHERE h.item_id = p.item_id AND " + VISIBLE_HOLDER + ")"
)

STANDS: Mapping[str, _Stand] = {
    "investigations": _folded("investigations", "read.investigations"),
    "partners": _folded("partners", "read.partners"),
    "membership": _folded("membership", "read.membership o"),  # what is listed; `m` is who asks, today
    "counted": _rows_of("counted", "requests", "read.requests c", _REQUEST_NOW),
    "requests": _folded("requests", "read.requests", _REQUEST_NOW),
    "request_parties": _folded("request_parties", "read.request_parties"),
    "clocks": _folded("clocks", "read.clocks"),
    "followups": _folded("followups", "read.followups", _FOLLOWUP_NOW),
    "followup_requests": _folded("followup_requests", "read.followup_requests"),
    "followup_holders": _folded("followup_holders", "read.followup_holders"),
    "items": _folded("items", "read.items"),
    "item_holders": _folded("item_holders", "read.item_holders", _ITEM_NOW),
    "item_copies": _folded("item_copies", "read.item_copies"),
    "item_passings": _folded("item_passings", "read.item_passings"),
    "item_evaluations": _folded("item_evaluations", "read.item_evaluations"),
    "item_restrictions": _folded("item_restrictions", "read.item_restrictions"),
    "timeline_entries": _counted("timeline_entries", _ENTRY_NOW),
    "timeline_requests": _folded("timeline_requests", "read.timeline_requests"),  # who was asked once, stays asked
    "timeline_holders": _folded("timeline_holders", "read.timeline_holders", _HELD_NOW),
    "timeline_corrections": _counted("timeline_corrections"),
}
"""Table -> what stands in its place, in this order; tables that are not named here are read as they stand."""


STANDS_THEN: Mapping[str, _Stand] = {
    table: _folded(table, named)
    for table, named in (
        ("investigations", "read.investigations"),
        ("partners", "read.partners"),
        ("membership", "read.membership"),
        ("requests", "read.requests"),
        ("request_parties", "read.request_parties"),
        ("clocks", "read.clocks"),
        ("followups", "read.followups"),
        ("followup_requests", "read.followup_requests"),
        ("followup_holders", "read.followup_holders"),
        ("items", "read.items"),
        ("item_holders", "read.item_holders"),
        ("item_copies", "read.item_copies"),
        ("item_passings", "read.item_passings"),
        ("timeline_entries", "read.timeline_entries"),
        ("timeline_requests", "read.timeline_requests"),
        ("timeline_holders", "read.timeline_holders"),
    )
}
"""The same without the present: memberships and all that a statement may ask are those of then."""


@lru_cache(STATEMENTS)
def over(statement: LiteralString) -> Rewritten:
    """This will rewrite a statement that begins with SELECT, for who may see what it finds then and now."""
    return _rewritten(statement, STANDS)


@lru_cache(STATEMENTS)
def over_then(statement: LiteralString) -> Rewritten:
    """This will rewrite a statement that begins with SELECT, for who might see what it finds then."""
    return _rewritten(statement, STANDS_THEN)


def _rewritten(statement: LiteralString, stands: Mapping[str, _Stand]) -> Rewritten:
    statement, used = in_full(statement), list[tuple[str, _Stand]]()
    for table, stand in stands.items():
        if stand.named in statement:
            used.append((table, stand))
            statement = statement.replace(stand.named, stand.instead)
    head: LiteralString = "WITH " + ", ".join([stand.definition for _, stand in used])
    return Rewritten(head + statement if used else statement, tuple(table for table, each in used if each.is_folded))
