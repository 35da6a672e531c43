"""What a replay shows on the terminal: tables for people, and the same for scripts.

It must not read anything.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from typing import Any
from uuid import UUID

from rich.console import Console
from rich.table import Table

from domain.event import Recorded
from projections.replaying.knowledge import Knowledge
from projections.replaying.past import Past
from projections.replaying.snapshot import Change, ThingKind, of_all
from projections.replaying.what_if import Compared, Judged, totals

__all__ = ["Sheet", "Shown", "of_changes", "of_events", "of_knowledge", "of_limits", "of_state", "printed"]

WIDTH = 150
"""Columns of a table where no terminal says how many it has."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. title; columns; rows of texts."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[str | None]]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown. told: for scripts; sheets: for people."""

    told: Mapping[str, Any]
    sheets: tuple[Sheet, ...]


SHEETS: Mapping[ThingKind, tuple[str, ...]] = {
    ThingKind.INVESTIGATION: ("reference", "title", "phase", "lead_agency_id", "planned_end"),
    ThingKind.PARTNER: ("role", "standing", "is_lead"),
    ThingKind.MEMBER: ("agency_id", "role", "is_active", "clearance"),
    ThingKind.REQUEST: (
        "state", "requesting_agency_id", "requested_agency_id", "urgency", "profile", "next_due", "outcome",
    ),
    ThingKind.LIMIT: ("state", "effective_due", "is_overdue", "met_at", "breached_at"),
    ThingKind.ITEM: ("kind", "originator_agency_id", "title", "erase_on", "is_erased"),
    ThingKind.FOLLOW_UP: ("stage", "task", "assigned_agency_id", "due_at"),
}  # fmt: skip
"""The values that a table has room for; `--json` has all."""


def of_state(past: Past, at: datetime) -> Shown:
    """This will show all of a case as of a moment."""
    things = of_all(past, at)
    told = [{"kind": key.kind, "name": key.name, "of": key.of or None, **values} for key, values in things.items()]
    sheets = tuple(
        Sheet(kind.replace("_", " ").capitalize(), ("", *columns), rows)
        for kind, columns in SHEETS.items()
        if (rows := [[_named(key.name, key.of), *map(things[key].get, columns)] for key in things if key.kind is kind])
    )
    return Shown({"case_id": past.case_id, "at": at, "events": len(past.events()), "things": told}, sheets)


def of_events(case_id: UUID, events: Iterable[Recorded]) -> Shown:
    """This will list the events, by whose positions a case is stepped through."""
    rows = [
        {
            "position": each.position,
            "recorded_at": each.envelope.recorded_at,
            "occurred_at": each.envelope.occurred_at,
            "kind": each.event.TOPIC,
            "stream_id": each.envelope.aggregate_id,
            "version": each.envelope.aggregate_version,
            "agency_id": each.envelope.acting_agency_id,
        }
        for each in events
    ]
    columns = ("position", "recorded_at", "occurred_at", "kind", "agency_id", "stream_id")
    texts = [[_text(row[name]) for name in columns] for row in rows]
    return Shown({"case_id": case_id, "events": rows}, (Sheet("Events", columns, texts),))


def of_changes(case_id: UUID, changes: Sequence[Change]) -> Shown:
    """This will show what differs between two moments."""
    told = [
        {
            "kind": each.key.kind,
            "name": each.key.name,
            "of": each.key.of or None,
            "fate": each.fate,
            "values": {value.name: [value.before, value.after] for value in each.values},
        }
        for each in changes
    ]
    rows = [
        [
            each.fate.value,
            each.key.kind.value,
            _named(each.key.name, each.key.of),
            value.name,
            value.before,
            value.after,
        ]
        for each in changes
        for value in each.values
    ]
    return Shown(
        {"case_id": case_id, "changes": told}, (Sheet("Differences", ("", "what", "name", "value", "was", "is"), rows),)
    )


def of_knowledge(past: Past, agency: str, known: Knowledge) -> Shown:
    """This will show what an agency could lawfully see."""
    events = [each for each in past.events() if each.position in known.entries]
    items = [
        {"item_id": item_id, "title": row.title, "tlp": row.tlp, "handling": row.handling, "since": row.since}
        for item_id, row in known.items.items()
    ]
    told = {"case_id": past.case_id, "agency_id": agency, "requests": sorted(map(str, known.requests)), "items": items}
    requests = Sheet(
        f"Requests that {agency} could see", ("request",), [[str(each)] for each in sorted(known.requests)]
    )
    had = Sheet(
        f"Items that {agency} could see",
        ("item", "title", "TLP", "handling", "since"),
        [[_text(each[name]) for name in ("item_id", "title", "tlp", "handling", "since")] for each in items],
    )
    listed = of_events(past.case_id, events)
    return Shown({**told, "events": listed.told["events"]}, (requests, had, *listed.sheets))


def of_limits(case_id: UUID, profile: str, found: Sequence[Compared]) -> Shown:
    """This will show limits as they were beside what they would have been."""
    was, would = totals(each.actual for each in found), totals(each.hypothetical for each in found)
    told = [
        {
            "request_id": each.request_id,
            "obligation": each.obligation,
            "cycle": each.cycle,
            "actual": _judged(each.actual),
            "hypothetical": _judged(each.hypothetical),
        }
        for each in found
    ]
    limits = Sheet(
        f"As it was, and under {profile}",
        ("request", "limit", "due", "", "would be due", ""),
        [[str(each.request_id), f"{each.obligation}/{each.cycle}", *_cells(each)] for each in found],
    )
    counted = Sheet("Totals", ("", "was", "would be"), [[each, str(was[each]), str(would[each])] for each in was])
    totals_told = {each: [was[each], would[each]] for each in was}
    return Shown({"case_id": case_id, "profile": profile, "limits": told, "totals": totals_told}, (limits, counted))


def printed(shown: Shown) -> str:
    """This will set the tables for people."""
    out = StringIO()
    console = Console(file=out, width=WIDTH)
    for sheet in shown.sheets:
        table = Table(title=sheet.title, title_justify="left")
        for column in sheet.columns:
            table.add_column(column.replace("_", " "), overflow="fold")
        for row in sheet.rows:
            table.add_row(*(each or "" for each in row))
        console.print(table)
    return out.getvalue()


def _cells(compared: Compared) -> Iterator[str | None]:
    for judged in (compared.actual, compared.hypothetical):
        yield _text(judged.due_utc) if judged else None
        yield judged.verdict.value if judged else None


def _judged(judged: Judged | None) -> Mapping[str, Any] | None:
    if judged is None:
        return None
    return {"due": judged.due_utc, "met": judged.met_utc, "verdict": judged.verdict, "citation": judged.citation}


def _named(name: str, of: str) -> str:
    return f"{of} {name}" if of else name


def _text(value: object) -> str | None:
    match value:
        case None:
            return None
        case datetime():
            return f"{value:%Y-%m-%d %H:%M:%S%z}"
        case tuple():
            return ", ".join(map(str, value))
        case _:
            return str(value)
