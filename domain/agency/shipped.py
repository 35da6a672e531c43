"""The shipped directory as the commands that enter it.

It must not submit them: whoever sets up an instance does, with an importing actor.
"""

from collections.abc import Iterator

from domain.agency.commands import (
    ChangeContactPoint,
    DeclareAgencyRole,
    DeclareCompetence,
    RegisterAgency,
    RegisterUnit,
)
from domain.reference import directory
from domain.reference.directory import ShippedAgency, ShippedUnit

__all__ = ["ShippedCommand", "shipped_commands"]

ShippedCommand = RegisterAgency | DeclareAgencyRole | RegisterUnit | DeclareCompetence | ChangeContactPoint


def shipped_commands() -> Iterator[ShippedCommand]:
    """This will yield the commands that enter the shipped directory, in the order in which they must be submitted."""
    for agency in directory.all():
        yield from _of_agency(agency)
        for unit in agency.units:
            yield from _of_unit(agency, unit)


def _of_agency(agency: ShippedAgency) -> Iterator[ShippedCommand]:
    code = agency.agency_id
    yield RegisterAgency(
        agency_id=code, name=agency.name, country=agency.country, tz=agency.tz, languages=agency.languages
    )
    yield DeclareAgencyRole(agency_id=code, role=agency.role, valid_from=agency.valid_from)
    yield ChangeContactPoint(agency_id=code, address=agency.address, always_open=True, tz=agency.tz)


def _of_unit(agency: ShippedAgency, unit: ShippedUnit) -> Iterator[ShippedCommand]:
    code = agency.agency_id
    yield RegisterUnit(
        agency_id=code, unit_id=unit.unit_id, name=unit.name, family=unit.family, valid_from=agency.valid_from
    )
    yield DeclareCompetence(
        agency_id=code,
        unit_id=unit.unit_id,
        competence_id=unit.unit_id.partition("/")[2],
        crime_areas=unit.crime_areas,
        regions=unit.regions,
        languages=agency.languages,
        valid_from=agency.valid_from,
    )
    yield ChangeContactPoint(
        agency_id=code,
        unit_id=unit.unit_id,
        address=unit.address,
        always_open=unit.hours is None,
        hours=unit.hours,
        tz=agency.tz,
    )
