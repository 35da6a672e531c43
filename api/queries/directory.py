"""Agencies, units and the routing proposal as the schema shows them; everybody signed in may see the directory.

It must not decide who is competent.
"""

from datetime import date

import strawberry
from strawberry import UNSET

from api.context import Asked
from api.queries.connection import After, Before, Connection, First, Last, connected, derived, paging, shown
from api.wording import enum_of
from domain.reference import crime_areas
from domain.routing import Criterion, Proposal, Proposed
from domain.vocabulary import AgencyRole
from projections.directory import queries

__all__ = ["Agency", "CrimeArea", "RoutingProposal", "Unit", "agency_of", "crime_areas_on", "proposal_of", "unit_of"]

enum_of(AgencyRole)
enum_of(Criterion)


@strawberry.type(description="A crime area, by which requests are routed.")
class CrimeArea:
    """A crime area, by which requests are routed."""

    code: str = strawberry.field(description="Its code, as commands and filters take it.")
    label: str = strawberry.field(description="Its name in English.")
    parent: str | None = strawberry.field(description="Code of the area that covers it; null at the top.")


@strawberry.type(description="How an agency or a unit is reached.")
class ContactPoint:
    """How an agency or a unit is reached."""

    address: str = strawberry.field(description="Official address, such as a mailbox or a telephone number.")
    always_open: bool = strawberry.field(description="Reached at every hour of every day.")
    hours: str | None = strawberry.field(description="Opening hours, such as Mo-Fr 08:00-17:00; null when always open.")
    tz: str = strawberry.field(description="IANA time zone of the opening hours.")


@strawberry.type(description="A role that an agency holds in the channels of cooperation.")
class AgencyRoleHeld:
    """A role that an agency holds in the channels of cooperation."""

    role: AgencyRole = strawberry.field(description="The role.")
    valid_from: date = strawberry.field(description="The first day with it.")
    valid_to: date | None = strawberry.field(description="The first day without it; null while no end is known.")


@strawberry.type(
    description="What a unit is competent for: each of the areas in each of the regions in each of the languages."
)
class Competence:
    """What a unit is competent for."""

    competence_id: str = strawberry.field(description="Id of the competence, unique within the agency.")
    crime_areas: list[str] = strawberry.field(description="Codes of crime areas.")
    regions: list[str] = strawberry.field(description="ISO 3166-1 alpha-2 codes, UN M49 codes, or WORLD.")
    languages: list[str] = strawberry.field(description="ISO 639 codes.")
    valid_from: date = strawberry.field(description="The first day with it.")
    valid_to: date | None = strawberry.field(description="The first day without it; null while no end is known.")


@strawberry.type(description="A unit of an agency.")
class Unit:
    """A unit of an agency."""

    unit_id: str = strawberry.field(description="Code of the unit: agency/unit.")
    agency_id: str = strawberry.field(description="Code of its agency.")
    name: str = strawberry.field(description="Its name.")
    family: str | None = strawberry.field(description="The kind of unit, as the reference data name it.")
    valid_from: date = strawberry.field(description="The first day of its existence.")
    valid_to: date | None = strawberry.field(description="The first day without it; null while no end is known.")
    suspended_from: date | None = strawberry.field(description="Since when it takes nothing new; null when it does.")
    contact: ContactPoint | None = strawberry.field(
        description="How it is reached, where it has a contact point of its own."
    )
    competences: list[Competence] = strawberry.field(description="What it is or was competent for.")


@strawberry.type(description="An agency that takes part in cooperation.")
class Agency:
    """An agency that takes part in cooperation."""

    agency_id: str = strawberry.field(description="Code of the agency.")
    name: str = strawberry.field(description="Its name.")
    country: str | None = strawberry.field(description="ISO 3166-1 alpha-2; null for international bodies.")
    tz: str = strawberry.field(description="IANA time zone in which its calendar days end.")
    languages: list[str] = strawberry.field(description="ISO 639 codes of the languages it accepts.")
    roles: list[AgencyRoleHeld] = strawberry.field(description="Its roles in the channels of cooperation.")
    contact: ContactPoint | None = strawberry.field(description="How it is reached.")
    unit_count: int = strawberry.field(description="How many units it has or had.")
    version: int = strawberry.field(description="Version of the agency, for expectedVersion.")

    @derived("Its units, by code.")
    async def units(
        self, info: Asked, first: First = UNSET, after: After = UNSET, last: Last = UNSET, before: Before = UNSET
    ) -> Connection[Unit]:
        """This will return a page of the agency's units."""
        wanted = queries.UnitFilter(agency_id=self.agency_id)
        async with info.context.reading() as connection:
            page = await queries.units(connection, wanted, paging(first, after, last, before))
        return Connection(**connected(page, unit_of))


def agency_of(row: queries.AgencyRow) -> Agency:
    """This will show a row of the directory."""
    return shown(Agency, row)


def unit_of(row: queries.UnitRow) -> Unit:
    """This will show a row of the directory."""
    return shown(Unit, row)


@strawberry.type(description="A competent unit and the reasons of its rank.")
class ProposedUnit:
    """A competent unit and the reasons of its rank."""

    rank: int = strawberry.field(description="1 is closest.")
    agency_id: str = strawberry.field(description="Code of its agency.")
    unit_id: str = strawberry.field(description="Code of the unit.")
    name: str = strawberry.field(description="Its name.")
    competence_id: str = strawberry.field(description="Id of the competence that fits.")
    is_always_open: bool = strawberry.field(description="Reached at every hour of every day.")
    covering_area: str = strawberry.field(
        description="Code of the crime area by which it is competent: the one sought, or its parent."
    )
    covering_region: str | None = strawberry.field(
        description="The region by which it is competent: the one sought, or one that contains it; null where none was "
        "sought."
    )
    language_place: int | None = strawberry.field(
        description="Place of the language among its languages, 0 for its working language; null where it is not one, "
        "or none was sought."
    )
    reasons: list[str] = strawberry.field(description="Why it stands at its rank, as sentences.")


@strawberry.type(description="A unit that is competent for the crime area, but does not meet another criterion.")
class PassedOverUnit:
    """A unit that is competent for the crime area, but does not meet another criterion."""

    agency_id: str = strawberry.field(description="Code of its agency.")
    unit_id: str = strawberry.field(description="Code of the unit.")
    name: str = strawberry.field(description="Its name.")
    failed: Criterion = strawberry.field(description="The criterion on which the closest of its competences failed.")


@strawberry.type(description="The competent units, closest first, or what the last candidates failed on.")
class RoutingProposal:
    """The competent units, closest first."""

    units: list[ProposedUnit] = strawberry.field(description="The competent units, closest first.")
    passed_over: list[PassedOverUnit] = strawberry.field(
        description="Who else is competent for the crime area, and why it is not proposed; by code."
    )
    failed: Criterion | None = strawberry.field(
        description="On what the last candidates failed; null where there are units."
    )
    explanation: str | None = strawberry.field(description="The same as a sentence.")


def proposal_of(proposal: Proposal) -> RoutingProposal:
    """This will show a proposal."""
    units = [_proposed(unit) for unit in proposal.units]
    passed_over = [
        PassedOverUnit(agency_id=unit.agency_id, unit_id=unit.unit_id, name=unit.name, failed=unit.failed)
        for unit in proposal.passed_over
    ]
    return RoutingProposal(
        units=units, passed_over=passed_over, failed=proposal.failed, explanation=proposal.explanation
    )


def crime_areas_on(day: date | None) -> list[CrimeArea]:
    """This will list the crime areas in use on a day, all there ever were where it is None; parents first."""
    areas = (area for area in crime_areas.all() if day is None or crime_areas.exists(area.code, day))
    return [CrimeArea(code=area.code, label=area.label, parent=area.parent) for area in areas]


def _proposed(unit: Proposed) -> ProposedUnit:
    return ProposedUnit(
        rank=unit.rank,
        agency_id=unit.agency_id,
        unit_id=unit.unit_id,
        name=unit.name,
        competence_id=unit.competence_id,
        is_always_open=unit.is_always_open,
        covering_area=unit.covering_area,
        covering_region=unit.covering_region,
        language_place=unit.language_place,
        reasons=list(unit.reasons),
    )
