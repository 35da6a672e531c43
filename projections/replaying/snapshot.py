"""A case at a moment as things with values, and what became of them between two moments.

It must not decide who may see what: it is made of rows that were read for somebody, or of all of them for the operator.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

import msgspec

from projections.replaying.past import Past

__all__ = ["Change", "Fate", "Key", "Snapshot", "ThingKind", "Value", "changes", "of_all", "taken"]


class ThingKind(StrEnum):
    """What of a case is held against what it was."""

    INVESTIGATION = "INVESTIGATION"
    PARTNER = "PARTNER"
    MEMBER = "MEMBER"
    REQUEST = "REQUEST"
    LIMIT = "LIMIT"
    ITEM = "ITEM"
    FOLLOW_UP = "FOLLOW_UP"


class Fate(StrEnum):
    """What became of a thing: it came, it changed, it came to its end, or it is not there any more."""

    ADDED = "ADDED"
    CHANGED = "CHANGED"
    ENDED = "ENDED"
    GONE = "GONE"


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """A thing. name: its id or code; of a limit `EXECUTE/1`, its obligation and cycle; of: the request of a limit."""

    kind: ThingKind
    name: str
    of: str = ""


Values = Mapping[str, str | None]
Snapshot = Mapping[Key, Values]
"""Each thing with its values, as texts; None where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value that differs. before, after: as texts; None where there was or is none."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A thing that differs, and its values that do: of one that came or went, all that it has."""

    key: Key
    fate: Fate
    values: tuple[Value, ...]


FIELDS: Mapping[ThingKind, tuple[str, ...]] = {
    ThingKind.INVESTIGATION: (
        "reference", "title", "phase", "legal_basis", "lead_agency_id", "planned_end", "crime_areas", "is_erased",
    ),
    ThingKind.PARTNER: ("role", "standing", "is_lead"),
    ThingKind.MEMBER: ("agency_id", "role", "is_active", "is_administrator", "clearance"),
    ThingKind.REQUEST: (
        "state", "cycle", "requesting_agency_id", "requested_agency_id", "assigned_unit_id", "urgency", "profile",
        "availability", "awaiting_clarification", "awaiting_judicial_authorisation", "postponed", "escalated",
        "outcome", "grounds", "redirections", "next_due", "subject", "purpose", "is_erased",
    ),
    ThingKind.LIMIT: ("state", "effective_due", "is_overdue", "met_at", "ended_at", "breached_at", "is_annulled"),
    ThingKind.ITEM: (
        "kind", "originator_agency_id", "title", "has_content", "review_on", "erase_on", "is_erased", "tlp", "handling",
        "pap", "classification",
    ),
    ThingKind.FOLLOW_UP: (
        "stage", "task", "assigned_agency_id", "assigned_unit_id", "due_at", "progress_notes", "result", "is_overdue",
        "is_erased",
    ),
}  # fmt: skip
"""What is compared; versions and positions tell that something changed, not what."""

ENDS: Mapping[ThingKind, tuple[str, frozenset[str]]] = {
    ThingKind.INVESTIGATION: ("phase", frozenset({"CLOSED", "ARCHIVED"})),
    ThingKind.PARTNER: ("standing", frozenset({"LEFT", "DECLINED"})),
    ThingKind.MEMBER: ("is_active", frozenset({"false"})),
    ThingKind.REQUEST: ("state", frozenset({"CLOSED", "WITHDRAWN"})),
    ThingKind.LIMIT: ("state", frozenset({"MET", "MISSED", "CANCELLED"})),
    ThingKind.ITEM: ("is_erased", frozenset({"true"})),
    ThingKind.FOLLOW_UP: ("stage", frozenset({"VERIFIED", "CANCELLED"})),
}
"""The value by which a thing is at its end."""


def taken(kind: ThingKind, row: object) -> Values:
    """This will take the values of a row, or of the cells of one, that has them."""
    held = row if isinstance(row, dict) else {name: getattr(row, name, None) for name in FIELDS[kind]}
    return {name: _text(held[name]) for name in FIELDS[kind] if name in held}


def changes(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """This will say what became of each thing between two moments; by kind and name."""
    found = (_change(key, before.get(key), after.get(key)) for key in sorted(before.keys() | after.keys()))
    return tuple(each for each in found if each is not None)


def of_all(past: Past, at: datetime) -> Snapshot:
    """This will take all of a past, for the operator; `at` is when limits are near or passed."""
    things: dict[Key, Values] = {}
    for kind, table, name in TABLES:
        things |= {Key(kind, _plain(row[name])): taken(kind, row) for row in past.rows(table)}
    for row in past.rows("clocks"):
        due = row["effective_due"]
        is_overdue = bool(row["is_outstanding"]) and due is not None and datetime.fromisoformat(str(due)) < at
        key = Key(ThingKind.LIMIT, f"{row['obligation']}/{row['cycle']}", _plain(row["request_id"]))
        things[key] = taken(ThingKind.LIMIT, {**row, "is_overdue": is_overdue})
    return things


TABLES = (
    (ThingKind.INVESTIGATION, "investigations", "investigation_id"), (ThingKind.PARTNER, "partners", "agency_id"),
    (ThingKind.MEMBER, "membership", "member_id"), (ThingKind.REQUEST, "requests", "request_id"),
    (ThingKind.ITEM, "items", "item_id"), (ThingKind.FOLLOW_UP, "followups", "followup_id"),
)  # fmt: skip


def _change(key: Key, before: Values | None, after: Values | None) -> Change | None:
    one, other = before or {}, after or {}
    names = [name for name in FIELDS[key.kind] if one.get(name) != other.get(name)]
    if not names:
        return None
    values = tuple(Value(name=name, before=one.get(name), after=other.get(name)) for name in names)
    return Change(key=key, fate=_fate(key.kind, before, after), values=values)


def _fate(kind: ThingKind, before: Values | None, after: Values | None) -> Fate:
    if after is None:
        return Fate.GONE
    field, ends = ENDS[kind]
    has_ended = after.get(field) in ends
    if has_ended and (before is None or before.get(field) not in ends):
        return Fate.ENDED
    return Fate.ADDED if before is None else Fate.CHANGED


def _text(value: object) -> str | None:  # noqa: PLR0911  # one answer per type
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case StrEnum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case timedelta():
            return str(msgspec.to_builtins(value))
        case list() | tuple():
            return ", ".join(filter(None, map(_text, value)))
        case _:
            return str(value).strip("{}").replace('"', "") if str(value).startswith("{") else str(value)


def _plain(value: object) -> str:
    return str(value)
