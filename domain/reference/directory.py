"""The directory that ships with Entente: an international organisation's specialised and analysis units.

It must not know the directory's commands: it gives the facts, `domain/agency/shipped.py` makes commands of them. Names
and addresses are invented.
"""

from datetime import date
from functools import cache

from msgspec import Struct

from domain.reference import crime_areas, load, regions, unit_families
from domain.vocabulary import AgencyRole

__all__ = ["ShippedAgency", "ShippedUnit", "all"]


class ShippedUnit(Struct, frozen=True, forbid_unknown_fields=True):
    """A unit. hours: opening hours in the agency's zone, None where it is reached day and night."""

    unit_id: str
    name: str
    family: str
    address: str
    crime_areas: tuple[str, ...]
    regions: tuple[str, ...]
    hours: str | None = None


class ShippedAgency(Struct, frozen=True, forbid_unknown_fields=True):
    """An agency with its units, all valid from one day on; its command centre is reached day and night."""

    agency_id: str
    name: str
    tz: str
    languages: tuple[str, ...]
    role: AgencyRole
    valid_from: date
    address: str
    units: tuple[ShippedUnit, ...]
    country: str | None = None


@cache
def all() -> tuple[ShippedAgency, ...]:  # noqa: A001  # read as directory.all()
    """This will return the shipped agencies; raises ValueError where a unit names what the other lists do not have."""
    agencies = load("directory", tuple[ShippedAgency, ...])
    for agency in agencies:
        for unit in agency.units:
            _require_known(unit, agency.valid_from)
    return agencies


def _require_known(unit: ShippedUnit, on: date) -> None:
    areas = [code for code in unit.crime_areas if not crime_areas.exists(code, on)]
    places = [code for code in unit.regions if not regions.exists(code)]
    if areas or places or not unit_families.exists(unit.family):
        raise ValueError(f"directory.json: {unit.unit_id} names an unknown {[*areas, *places, unit.family]}")
