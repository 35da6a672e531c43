"""The families of units: four specialised ones and the units of crime analysis.

They must not say which unit is competent: units declare that themselves.
"""

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from domain.reference import crime_areas, load

__all__ = ["UnitFamily", "all", "codes", "exists"]


class UnitFamily(Struct, frozen=True, forbid_unknown_fields=True):
    """One family. crime_areas: what its units are usually competent for."""

    code: str
    label: str
    crime_areas: tuple[str, ...]


def all() -> tuple[UnitFamily, ...]:  # noqa: A001  # read as unit_families.all()
    """This will return every family, in the order of the file."""
    return tuple(_by_code().values())


def codes() -> tuple[str, ...]:
    """This will return the codes of the families."""
    return tuple(_by_code())


def exists(code: str) -> bool:
    """This will tell whether there is a family of this code."""
    return code in _by_code()


@cache
def _by_code() -> Mapping[str, UnitFamily]:
    known = {area.code for area in crime_areas.all()}
    families = load("unit_families", tuple[UnitFamily, ...])
    for family in families:
        if not known.issuperset(family.crime_areas):
            raise ValueError(f"unit_families.json: {family.code} names an unknown crime area")
    return {family.code: family for family in families}
