"""Writes an export as an object-centric event log (OCEL 2.0, JSON): objects, and events that say of which they are.

It must not name an object that is not in the file, nor leave an event without one.
Source: A. Berti et al., OCEL 2.0 Specification, 2023.
"""

from collections.abc import AsyncGenerator, Iterable, Iterator, Mapping

import msgspec

from projections.exporting.columns import COLUMNS, as_text, instant, shown
from projections.exporting.ocel_objects import TYPES, agency, bodies, objects_of, unit
from projections.exporting.order import Head, Part, marking_in_words
from projections.exporting.walk import THINGS, Told, Walk
from projections.timeline.kinds import KINDS
from projections.timeline.rows import EntryRow

__all__ = ["ocel"]

_encode = msgspec.json.Encoder().encode

KINDS_OF_TIME = {"position": "integer", "cycle": "integer", "recorded_at": "time", "is_system": "boolean"}
"""Attributes of events that are no strings; their values are written as strings nevertheless, as the schema has it."""

_OWN = ("event_id", "case_id", "request_id", "item_id", "followup_id", "kind", "item_ids")
"""What stands elsewhere in an event: in its id, its type and its relationships."""

ATTRIBUTES = (*(name for name in COLUMNS[Part.TIMELINE] if name not in _OWN), "marking")


async def ocel(walk: Walk, head: Head) -> AsyncGenerator[str]:
    """This will write types, then all objects, then all events."""
    yield '{"entente":' + _json(_of_file(head)) + ',"objectTypes":' + _json(_object_types())
    yield ',"eventTypes":' + _json(_event_types()) + ',"objects":['
    listing = _Listing()
    yield listing.next(map(_json, bodies(walk.survey)))
    async for case in walk.cases():
        for part in THINGS:
            async for page in walk.of(part, case):
                yield listing.next(_json(objects_of(part, told, walk.survey)) for told in page)
    yield '],"events":['
    listing = _Listing()
    async for case in walk.cases():
        async for page in walk.of(Part.TIMELINE, case):
            yield listing.next(_json(_event(walk, told)) for told in page)
    yield "]}\n"


class _Listing:
    """Puts commas between what comes in pages."""

    def __init__(self) -> None:
        self._is_begun = False

    def next(self, written: Iterable[str]) -> str:
        """This will join a page to those before."""
        page = ",\n".join(written)
        before = ",\n" if self._is_begun and page else ""
        self._is_begun = self._is_begun or bool(page)
        return before + page


def _of_file(head: Head) -> dict[str, object]:
    return {
        "of": head.title,
        "made_at": instant(head.made_at),
        "by": head.by,
        "marking": marking_in_words(head.marking),
        "rows": head.rows,
        "until_position": head.until,
    }


def _object_types() -> list[dict[str, object]]:
    return [{"name": name, "attributes": _typed(attributes)} for name, attributes in TYPES.items()]


def _event_types() -> list[dict[str, object]]:
    topics = sorted(kind.topic for kind in KINDS.values())
    typed = [{"name": name, "type": KINDS_OF_TIME.get(name, "string")} for name in ATTRIBUTES]
    return [{"name": topic, "attributes": typed} for topic in topics]


def _typed(attributes: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "type": kind} for name, kind in attributes.items()]


def _event(walk: Walk, told: Told) -> dict[str, object]:
    """What has no date is put where it was recorded; its precision says so."""
    row = told.row
    assert isinstance(row, EntryRow)  # noqa: S101  # the walk of a timeline brings nothing else
    values = {**shown(Part.TIMELINE, told, walk.survey.above), "marking": told.marking}
    attributes = [{"name": name, "value": as_text(values[name])} for name in ATTRIBUTES if as_text(values[name])]
    return {
        "id": str(row.event_id),
        "type": row.kind,
        "time": instant(row.occurred_from or row.recorded_at),
        "attributes": attributes,
        "relationships": [{"objectId": known_as, "qualifier": how} for how, known_as in _related(walk, row)],
    }


def _related(walk: Walk, row: EntryRow) -> Iterator[tuple[str, str]]:
    survey = walk.survey
    things = {"of": row.request_id or row.item_id or row.followup_id, "in": row.case_id}
    for how, known_as in things.items():
        if known_as in survey.objects:
            yield how, str(known_as)
    if row.review_id in survey.reviews:
        yield "of", str(row.review_id)
    yield from (("names", str(each)) for each in row.item_ids if each in survey.objects)
    sides = {"from": row.from_agency_id, "to": row.to_agency_id, "recorded by": row.actor_agency_id}
    yield from ((how, agency(each)) for how, each in sides.items() if each in survey.agencies)
    others = dict.fromkeys(each for each in row.agencies if each not in sides.values())
    yield from (("with", agency(each)) for each in others if each in survey.agencies)
    if row.actor_unit_id in survey.units:
        yield "recorded by", unit(row.actor_unit_id or "")


def _json(value: object) -> str:
    return _encode(value).decode()
