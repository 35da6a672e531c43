"""Which region contains which: countries, UN M49 regions, the world.

It must not take a position on borders: it repeats the M49 standard of the UN Statistics Division.
"""

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from domain.reference import countries, load

__all__ = ["WORLD", "Region", "all", "exists", "lineage"]

WORLD = "WORLD"
"""Contains everything; stands for M49 code 001."""


class Region(Struct, frozen=True, forbid_unknown_fields=True):
    """A region of UN M49. within: the next wider region; members: its countries by alpha-2, separated by spaces."""

    code: str
    label: str
    within: str
    members: str = ""


def all() -> tuple[Region, ...]:  # noqa: A001  # read as regions.all()
    """This will return every M49 region, wider ones first."""
    return load("regions", tuple[Region, ...])


def exists(code: str) -> bool:
    """This will tell whether the code is a country, an M49 region or WORLD."""
    return code == WORLD or code in _within()


def lineage(code: str) -> tuple[str, ...]:
    """This will return the region and all that contain it, narrowest first; the code and WORLD where it is unknown."""
    found = [code]
    while found[-1] != WORLD:
        found.append(_within().get(found[-1], WORLD))
    return tuple(found)


@cache
def _within() -> Mapping[str, str]:
    within: dict[str, str] = {}
    for region in all():
        members = region.members.split()
        if region.within not in {WORLD, *within} or not within.keys().isdisjoint([region.code, *members]):
            raise ValueError(f"regions.json: {region.code} or a member stands twice, or before {region.within}")
        within |= {region.code: region.within} | dict.fromkeys(members, region.code)
    missing = set(countries.codes()) - within.keys()
    if missing:
        raise ValueError(f"regions.json: no region has {sorted(missing)}")
    return within
