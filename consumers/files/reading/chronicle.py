"""Reads chronologies: JSON with cases, their participants, dated facts with sources, and what sources disagree on.

It must not know what becomes of a fact.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from consumers.files.reading.source import FIELD_LIMIT, Source
from consumers.files.summary import Place, Unused
from domain.refusal import InvalidInput

__all__ = ["Chronicle", "Conflict", "Fact", "Participant", "read_chronicles"]

JSON_LIMIT_BYTES = 64 * 2**20
"""JSON is read as a whole: a thousand times the chronologies that are known."""


class Participant(msgspec.Struct, frozen=True):
    """Who takes part. country: ISO 3166-1 alpha-2, the name of a country, or the name of a body."""

    country: str
    role: str = ""


class Fact(msgspec.Struct, frozen=True):
    """One fact with its source. date: as exactly as it is known, or null; precision: year, month, day or unknown."""

    kind: str
    fact: str
    source: str
    id: str = ""
    date: str | None = None
    date_end: str | None = None
    precision: str | None = None
    derived_date: bool = False
    source_grade: str = ""
    also_sources: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    addressee: str | None = None
    unit: str | None = None

    @property
    def digest(self) -> str:
        """16 hex digits of all that it says."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()[:16]


class Said(msgspec.Struct, frozen=True):
    """What one source claims."""

    claim: str
    source: str
    source_grade: str = ""


class Conflict(msgspec.Struct, frozen=True):
    """What sources disagree on."""

    about: str
    claims: tuple[Said, ...]

    @property
    def digest(self) -> str:
        """16 hex digits of all that it says."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Chronicle:
    """One case, as far as it could be read; `unused` says what could not."""

    id: str
    title: str
    crime_area: str
    participants: tuple[Participant, ...]
    facts: tuple[tuple[Place, Fact], ...]
    conflicts: tuple[tuple[Place, Conflict], ...]
    unused: tuple[Unused, ...]


def read_chronicles(source: Source) -> list[Chronicle | Unused]:
    """This will read the cases of a chronology. Raises InvalidInput where the file is not JSON of that shape."""
    text = source.read(JSON_LIMIT_BYTES + 1)
    if len(text) > JSON_LIMIT_BYTES:
        raise InvalidInput(field="file", rule=f"more than {JSON_LIMIT_BYTES:,} bytes", accepted="a shorter chronology")
    try:
        content = json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        damage = f" ({source.damage})" if source.damage else ""
        raise InvalidInput(field="file", rule=f"not JSON: {error}{damage}", accepted="JSON in UTF-8") from error
    cases = content.get("cases", [content]) if isinstance(content, dict) else content
    if not isinstance(cases, list):
        raise InvalidInput(field="file", rule="`cases` is no list", accepted="a list of cases")
    return [_case(case, Place(source.name, 0, f"cases[{number}]")) for number, case in enumerate(cases)]


def _case(case: object, place: Place) -> Chronicle | Unused:
    if not isinstance(case, dict) or not isinstance(case.get("id"), str) or not case["id"].strip():
        return Unused(
            place=place, reason="the case has no id", accepted="an object with a text `id`", count=_weight(case)
        )
    try:
        _require_storable([case["id"], case.get("title"), case.get("crime_area")])
    except msgspec.ValidationError as error:
        return Unused(place=place, reason=str(error), accepted="an id and a title of one line", count=_weight(case))
    unused: list[Unused] = []
    name = case["id"].strip()[:200]
    return Chronicle(
        id=name,
        title=str(case.get("title") or name),
        crime_area=str(case.get("crime_area") or ""),
        participants=tuple(one for _, one in _entries(case, "participants", Participant, (place, unused))),
        facts=tuple(_entries(case, "facts", Fact, (place, unused))),
        conflicts=tuple(_entries(case, "conflicts_between_sources", Conflict, (place, unused))),
        unused=tuple(unused),
    )


def _weight(case: object) -> int:
    if not isinstance(case, dict):
        return 1
    lists = (case.get("facts"), case.get("conflicts_between_sources"))
    return sum(len(entries) for entries in lists if isinstance(entries, list)) or 1


T = TypeVar("T", Participant, Fact, Conflict)


def _require_storable(entry: object) -> None:
    """Raises ValidationError for what no event could carry: half characters, NUL, endless texts."""
    for text in _texts(entry):
        if len(text) > FIELD_LIMIT or "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise msgspec.ValidationError(f"a text is longer than {FIELD_LIMIT:,}, or holds NUL or half a character")


def _texts(entry: object) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, dict):
        for value in entry.values():
            yield from _texts(value)
    elif isinstance(entry, list):
        for value in entry:
            yield from _texts(value)


def _entries(
    case: dict[str, object], key: str, kind: type[T], report: tuple[Place, list[Unused]]
) -> Iterator[tuple[Place, T]]:
    place, unused = report
    found = case.get(key) or []
    for number, entry in enumerate(found if isinstance(found, list) else [found]):
        spot = Place(place.file, 0, f"{place.part}.{key}[{number}]")
        try:
            _require_storable(entry)
            yield spot, msgspec.convert(entry, kind)
        except msgspec.ValidationError as error:
            accepted = "an object with " + ", ".join(field.name for field in msgspec.structs.fields(kind))
            unused.append(Unused(place=spot, reason=str(error), accepted=accepted, count=int(kind is not Participant)))
