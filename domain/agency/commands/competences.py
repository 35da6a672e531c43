"""Declaring and withdrawing what a unit is competent for.

It must not rank units: that is domain/routing.py.
"""

from collections.abc import Iterable
from datetime import date

from domain.agency.commands.agencies import require_period
from domain.agency.commands.units import unit_of
from domain.agency.events import CompetenceDeclared, CompetenceWithdrawn
from domain.agency.permissions import keeper_of_the_agency
from domain.agency.rules import ACompetenceEndsWithinItsPeriod, ACompetenceIdIsUsedOnce, AnExistingUnitIsMeant
from domain.agency.state import Agency
from domain.aggregate import Act, Decision, command
from domain.reference import crime_areas, regions
from domain.refusal import InvalidInput
from domain.vocabulary import AgencyCode, Code, Language, Line, UnitCode

__all__ = ["DECISIONS", "DeclareCompetence", "WithdrawCompetence"]


@command(aggregate_id="agency_id")
class DeclareCompetence:
    """Say that a unit is competent for each of the crime areas in each of the regions in each of the languages.

    competence_id: unique within the agency. crime_areas: codes; a parent area covers its children. regions: ISO 3166-1
    alpha-2, UN M49 or WORLD. languages: ISO 639, the working language first. valid_to: the first day without it.
    """

    agency_id: AgencyCode
    unit_id: UnitCode
    competence_id: Code
    crime_areas: tuple[Code, ...]
    regions: tuple[Code, ...]
    languages: tuple[Language, ...]
    valid_from: date
    valid_to: date | None = None


@command(aggregate_id="agency_id")
class WithdrawCompetence:
    """End a competence. valid_to: the first day without it."""

    agency_id: AgencyCode
    unit_id: UnitCode
    competence_id: Code
    valid_to: date
    reason: Line


def _require_known(command: DeclareCompetence) -> None:
    unknown_areas = [code for code in command.crime_areas if not crime_areas.exists(code, command.valid_from)]
    if unknown_areas or not command.crime_areas:
        raise InvalidInput(field="crimeAreas", rule=crime_areas.refusal(unknown_areas), accepted=crime_areas.ACCEPTED)
    unknown_regions = [code for code in command.regions if not regions.exists(code)]
    if unknown_regions or not command.regions:
        raise InvalidInput(field="regions", rule=f"unknown: {unknown_regions}", accepted="ISO 3166-1, UN M49 or WORLD")
    if not command.languages:
        raise InvalidInput(field="languages", rule="at least one language", accepted="ISO 639 codes such as en")


def _declare(command: DeclareCompetence, agency: Agency, _act: Act) -> Iterable[CompetenceDeclared]:
    unit = unit_of(agency, command.unit_id)
    if not unit.exists_on(command.valid_from):
        raise AnExistingUnitIsMeant(unit_id=command.unit_id, valid_from=command.valid_from)
    if any(command.competence_id in other.competences for other in agency.units.values()):
        raise ACompetenceIdIsUsedOnce(competence_id=command.competence_id)
    require_period(command.valid_from, command.valid_to)
    _require_known(command)
    yield CompetenceDeclared(
        agency_id=command.agency_id,
        unit_id=command.unit_id,
        competence_id=command.competence_id,
        crime_areas=command.crime_areas,
        regions=command.regions,
        languages=command.languages,
        valid_from=command.valid_from,
        valid_to=command.valid_to,
    )


def _withdraw(command: WithdrawCompetence, agency: Agency, _act: Act) -> Iterable[CompetenceWithdrawn]:
    held = unit_of(agency, command.unit_id).competences.get(command.competence_id)
    if held is None or command.valid_to <= held.valid_from or command.valid_to >= (held.valid_to or date.max):
        raise ACompetenceEndsWithinItsPeriod(competence_id=command.competence_id, valid_to=command.valid_to)
    yield CompetenceWithdrawn(
        agency_id=command.agency_id,
        unit_id=command.unit_id,
        competence_id=command.competence_id,
        valid_to=command.valid_to,
        reason=command.reason,
    )


DECISIONS = (
    Decision(command=DeclareCompetence, decide=_declare, may=keeper_of_the_agency),
    Decision(command=WithdrawCompetence, decide=_withdraw, may=keeper_of_the_agency),
)
