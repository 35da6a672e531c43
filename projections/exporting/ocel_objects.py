"""The objects of an object-centric event log: what is said of them over time, and how they belong together.

It must not relate an object to one that is not in the file.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from uuid import UUID

from projections.board.rows import RequestRow
from projections.exporting.columns import COLUMNS, as_text, instant, shown
from projections.exporting.order import Part
from projections.exporting.sources import Row
from projections.exporting.survey import Survey, ids_in
from projections.exporting.walk import Told
from projections.followups.rows import FollowUpRow
from projections.investigations.rows import InvestigationRow
from projections.items.rows import ItemRow

__all__ = ["TYPES", "agency", "bodies", "objects_of", "unit"]

NAMES = {
    Part.INVESTIGATIONS: "investigation", Part.REQUESTS: "request", Part.ITEMS: "item", Part.FOLLOW_UPS: "follow-up",
}  # fmt: skip

_RELATED = (
    "investigation_id", "request_id", "item_id", "followup_id", "lead_agency_id", "requesting_agency_id",
    "requested_agency_id", "originator_agency_id", "opened_by_agency_id", "assigned_agency_id", "requesting_unit_id",
    "assigned_unit_id", "request_ids",
)  # fmt: skip
"""What stands in ids and relationships."""

_TIMES = ("_at", "_due", "since", "reply_by")

STEPS = (
    ("DRAFT", "drafted_at"), ("SENT", "sent_at"), ("RECEIVED", "received_at"), ("ACKNOWLEDGED", "acknowledged_at"),
    ("DECIDED", "decided_at"), ("IN_EXECUTION", "started_at"), ("ANSWERED", "answered_at"), ("CLOSED", "closed_at"),
)  # fmt: skip
"""Steps of a request, and when it came to each of them: the history of its attribute `step`."""

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)
"""When an attribute was first so that never changes, as the standard writes it."""

Relation = tuple[str, str]


def _types() -> Iterator[tuple[str, Mapping[str, str]]]:
    for part, name in NAMES.items():
        own = [each for each in COLUMNS[part] if each not in _RELATED]
        more = {"marking": "string", **({"step": "string"} if part is Part.REQUESTS else {})}
        yield name, {each: "time" if each.endswith(_TIMES) else "string" for each in own} | more
    yield "agency", {"code": "string"}
    yield "unit", {"code": "string"}
    yield "review", {}


TYPES: Mapping[str, Mapping[str, str]] = dict(_types())
"""Type of object -> its attributes and their types."""


def agency(code: str) -> str:
    """This will return the id of an agency's object."""
    return f"agency:{code}"


def unit(code: str) -> str:
    """This will return the id of a unit's object."""
    return f"unit:{code}"


def bodies(survey: Survey) -> Iterator[dict[str, object]]:
    """This will write the agencies and units that anything names, and the reviews that events tell of."""
    for code in sorted(survey.agencies):
        yield _object(agency(code), "agency", [("code", code, ALWAYS)], ())
    for code, of in sorted(survey.units.items()):
        yield _object(unit(code), "unit", [("code", code, ALWAYS)], [("part of", agency(of))])
    for known_as, case_id in sorted(survey.reviews.items()):
        yield _object(str(known_as), "review", (), _things([("of", case_id)], survey))


def objects_of(part: Part, told: Told, survey: Survey) -> dict[str, object]:
    """This will write one thing. What may change is as of its last change; each step of a request has its time."""
    row = told.row
    values = {**shown(part, told, survey.above), "marking": told.marking}
    changed = getattr(row, "updated_at", ALWAYS)
    attributes = [
        (name, as_text(value), changed) for name, value in values.items() if name not in _RELATED and as_text(value)
    ]
    if isinstance(row, RequestRow):
        attributes += [("step", step, at) for step, name in STEPS if (at := getattr(row, name)) is not None]
    return _object(_id(row), NAMES[part], attributes, list(_relations(row, survey)))


def _object(
    known_as: str, kind: str, attributes: Iterable[tuple[str, str, datetime]], relations: Iterable[Relation]
) -> dict[str, object]:
    return {
        "id": known_as,
        "type": kind,
        "attributes": [{"name": name, "time": instant(at), "value": value} for name, value, at in attributes],
        "relationships": [{"objectId": to, "qualifier": how} for how, to in relations],
    }


def _id(row: Row) -> str:
    names = {RequestRow: "request_id", ItemRow: "item_id", FollowUpRow: "followup_id"}
    return str(getattr(row, names.get(type(row), "investigation_id")))


def _relations(row: Row, survey: Survey) -> Iterator[Relation]:
    if not isinstance(row, InvestigationRow):
        yield from _things([("in", getattr(row, "investigation_id", None))], survey)
    match row:
        case InvestigationRow():
            yield from _agencies([("led by", row.lead_agency_id)], survey)
        case RequestRow():
            sides = [("asked by", row.requesting_agency_id), ("asked of", row.requested_agency_id)]
            yield from _agencies(sides, survey)
            yield from _units([("asked by", row.requesting_unit_id), ("dealt with by", row.assigned_unit_id)], survey)
        case ItemRow():
            yield from _agencies([("originates from", row.originator_agency_id)], survey)
            yield from _things([("answers", each) for each in row.request_ids], survey)
        case FollowUpRow():
            yield from _agencies([("opened by", row.opened_by_agency_id)], survey)
            yield from _agencies([("to be done by", row.assigned_agency_id)], survey)
            yield from _units([("to be done by", row.assigned_unit_id)], survey)
            yield from _things([("grew out of", each) for each in ids_in(row.source_ref)], survey)


def _things(related: Iterable[tuple[str, UUID | None]], survey: Survey) -> Iterator[Relation]:
    return ((how, str(each)) for how, each in related if each in survey.objects)


def _agencies(related: Iterable[tuple[str, str | None]], survey: Survey) -> Iterator[Relation]:
    return ((how, agency(each)) for how, each in related if each is not None and each in survey.agencies)


def _units(related: Iterable[tuple[str, str | None]], survey: Survey) -> Iterator[Relation]:
    return ((how, unit(each)) for how, each in related if each is not None and each in survey.units)
