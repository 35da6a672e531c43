"""The crime areas by which requests are routed, each with its parent and period of validity.

They must not be renamed or removed: an area that is no longer used gets a `valid_to`.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache

from msgspec import Struct

from domain.reference import load

__all__ = ["ACCEPTED", "CrimeArea", "all", "exists", "hint", "lineage", "parent", "refusal"]


ACCEPTED = "codes of crime areas in use, which the query crimeAreas lists"

NEAR = 4
"""Codes that a hint names at most; more would be a list, and there is one."""


class CrimeArea(Struct, frozen=True, forbid_unknown_fields=True):
    """One crime area. parent: the area that covers it; valid_to: the first day on which it is no longer used."""

    code: str
    label: str
    parent: str | None = None
    valid_from: date = date.min
    valid_to: date | None = None


def all() -> tuple[CrimeArea, ...]:  # noqa: A001  # read as crime_areas.all()
    """This will return every crime area, in the order of the file: parents before their children."""
    return tuple(_by_code().values())


def exists(code: str, on: date) -> bool:
    """This will tell whether an area of this code is in use on a day."""
    area = _by_code().get(code)
    return area is not None and area.valid_from <= on and (area.valid_to is None or on < area.valid_to)


def parent(code: str) -> str | None:
    """This will return the code of the area that covers this one; None at the top or where the code is unknown."""
    area = _by_code().get(code)
    return None if area is None else area.parent


def lineage(code: str) -> tuple[str, ...]:
    """This will return the area, its parent, and so on up; the code alone where it is unknown."""
    above = parent(code)
    return (code,) if above is None else (code, *lineage(above))


def hint(code: str) -> str:
    """This will name the areas that are written like this one, as a sentence after another; empty where none is."""
    by_name = {name: area.code for area in all() for name in (area.code, area.label.upper())}
    sought = code.upper()
    near = [*get_close_matches(sought, by_name, n=3), *(name for name in by_name if sought in name)]
    codes = list(dict.fromkeys(by_name[name] for name in near))[:NEAR]
    return f" Written like it: {', '.join(codes)}." if codes else ""


def refusal(unknown: Sequence[str]) -> str:
    """This will say what is wrong with a choice of areas in which some are unknown, or which is empty."""
    if not unknown:
        return "at least one crime area"
    return f"unknown: {', '.join(unknown)}.{''.join(map(hint, unknown))}".rstrip(".")


@cache
def _by_code() -> Mapping[str, CrimeArea]:
    areas: dict[str, CrimeArea] = {}
    for area in load("crime_areas", tuple[CrimeArea, ...]):
        if area.code in areas or (area.parent is not None and area.parent not in areas):
            raise ValueError(f"crime_areas.json: {area.code} stands twice or before its parent {area.parent}")
        areas[area.code] = area
    return areas
