"""Reads of the case timeline, as far as the viewer may see it.

They must not fold events, and must not tell a case that is not for the viewer from one that does not exist.
"""

from datetime import datetime
from uuid import UUID

from domain.refusal import InvalidInput
from projections.paging import Keys, Page, PageAsked, Paging, as_moment, as_number, cut, window
from projections.reading import Source, containing, read, read_count, read_plain
from projections.timeline import statements
from projections.timeline.kinds import KINDS
from projections.timeline.rows import CaseView, EntryFilter, EntryRow
from projections.viewer import Viewer

__all__ = [
    "ORDER", "CaseView", "EntryFilter", "EntryRow", "check_party", "entry", "latest", "page_asked", "parameters_of",
    "positions", "timeline", "timeline_total",
]  # fmt: skip


ORDER = "timeline"
"""The name of the list, in its cursors."""


async def timeline(source: Source, view: CaseView, paging: Paging) -> Page[EntryRow]:
    """This will return a page of a case's entries in the order they happened; undated ones last, then by position.

    It is empty where the viewer may not see the case.
    Raises InvalidInput for a bad page or cursor, a kind or agency that nobody knows, a window that ends before it
    begins, and a direction without `direction_of`.
    """
    await check_party(source, view)
    asked = page_asked(view, paging)
    rows = await read(source, asked.statement, asked.parameters, EntryRow)
    return cut(rows, asked.window, ORDER, _keys)


def page_asked(view: CaseView, paging: Paging) -> PageAsked:
    """This will say how a page is read; raises InvalidInput as `timeline` does, but for an agency."""
    asked = window(paging, ORDER, as_moment, as_number)
    after, before = asked.after or ("-infinity", "-1"), asked.before or ("infinity", str(_BEYOND))
    bounds = {"after_at": after[0], "after_position": after[1], "before_at": before[0], "before_position": before[1]}
    statement = statements.BACKWARD if asked.backward else statements.FORWARD
    return PageAsked(statement, {**parameters_of(view), **bounds, "limit": asked.limit}, asked)


async def timeline_total(source: Source, view: CaseView) -> int:
    """This will count the entries that `timeline` would page through."""
    await check_party(source, view)
    return await read_count(source, statements.TOTAL, parameters_of(view))


async def latest(source: Source, viewer: Viewer, case_id: UUID) -> datetime | None:
    """This will tell when the last entry that the viewer may see was recorded; None where there is none."""
    rows = await read_plain(source, statements.LATEST, {**viewer.parameters, "case": case_id})
    found: datetime | None = rows[0]["latest"]
    return found


async def positions(source: Source, viewer: Viewer, case_id: UUID) -> frozenset[int]:
    """This will return the places in the log of all entries that the viewer may see."""
    rows = await read_plain(source, statements.POSITIONS, {**viewer.parameters, "case": case_id})
    return frozenset(row["position"] for row in rows)


async def entry(source: Source, viewer: Viewer, event_id: UUID) -> EntryRow | None:
    """This will return one entry by its event id; None where there is none for the viewer."""
    cases = await read_plain(source, statements.CASE_OF_EVENT, {"event": event_id})
    case_id = cases[0]["case_id"] if cases else None
    parameters = {**viewer.parameters, "event": event_id, "case": case_id}
    rows = await read(source, statements.BY_EVENT, parameters, EntryRow)
    return rows[0] if rows else None


_BEYOND = 2**63 - 1
"""A position that no log reaches."""


_TOPICS = tuple(sorted(kind.topic for kind in KINDS.values()))


async def check_party(source: Source, view: CaseView) -> None:
    """This will raise InvalidInput for a direction that is seen from an agency of which nobody knows."""
    seen_from = view.wanted.direction_of
    if seen_from in (None, view.viewer.agency_id):
        return
    parameters = {**view.viewer.parameters, "case": view.case_id, "direction_of": seen_from}
    if not await read_plain(source, statements.KNOWN_PARTY, parameters):
        raise InvalidInput(
            field="direction_of",
            rule="there is no agency of this code",
            accepted="the code of an agency of the directory, such as FR-SPOC",
        )


def _check(wanted: EntryFilter) -> None:
    if wanted.direction is not None and wanted.direction_of is None:
        raise InvalidInput(
            field="direction", rule="a direction is seen from an agency", accepted="a direction together with an agency"
        )
    if wanted.occurred_from and wanted.occurred_until and wanted.occurred_from >= wanted.occurred_until:
        raise InvalidInput(
            field="occurred_until", rule="the window ends before it begins", accepted="a time after occurredFrom"
        )
    for kind in wanted.kinds:
        if kind not in _TOPICS:
            raise InvalidInput(field="kinds", rule="there is no such kind", accepted=_topics_near(kind))


def _topics_near(kind: str) -> str:
    """This will name the topics of the room that was meant, else all there are."""
    room = kind.partition(".")[0]
    near = [topic for topic in _TOPICS if topic.startswith(f"{room}.")]
    return ", ".join(near or _TOPICS)


def parameters_of(view: CaseView) -> dict[str, object]:
    """This will return what every statement over a case takes. Raises InvalidInput for an unfit filter."""
    wanted = view.wanted
    _check(wanted)
    return {
        **view.viewer.parameters,
        "case": view.case_id,
        "kinds": list(wanted.kinds) or None,
        "categories": list(wanted.categories) or None,
        "agencies": list(wanted.agencies) or None,
        "direction": wanted.direction.value if wanted.direction else None,
        "direction_of": wanted.direction_of,
        "request": wanted.request_id,
        "item": wanted.item_id,
        "occurred_from": wanted.occurred_from,
        "occurred_until": wanted.occurred_until,
        "pattern": containing(wanted.text),
        "hide_system": wanted.hide_system,
    }


def _keys(row: EntryRow) -> Keys:
    return ("infinity" if row.occurred_from is None else row.occurred_from.isoformat(), str(row.position))
