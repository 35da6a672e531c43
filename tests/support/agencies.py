"""Invented agencies, units and persons that specs start from.

They must resemble nobody.
"""

from datetime import date

from domain.agency import events
from domain.aggregate import Actor
from domain.event import ActorKind, Event
from domain.vocabulary import Role

__all__ = ["CLOCK", "DIRECTORY_KEEPER", "IMPORTER", "agency", "person", "unit"]

DIRECTORY_KEEPER = Actor(actor_id="keeper", agency_id="IO-GS", roles=frozenset({Role.DIRECTORY_ADMINISTRATOR}))
IMPORTER = Actor(actor_id="operator", kind=ActorKind.IMPORT)
CLOCK = Actor(actor_id="clock", kind=ActorKind.PROCESS)


def person(actor_id: str, agency_id: str, *roles: Role) -> Actor:
    """This will make a person who acts for an agency."""
    return Actor(actor_id=actor_id, agency_id=agency_id, roles=frozenset(roles))


def agency(agency_id: str, country: str | None = None, *, tz: str = "UTC") -> Event:
    """This will register an agency."""
    return events.AgencyRegistered(agency_id=agency_id, name=agency_id, country=country, tz=tz, languages=("en",))


def unit(agency_id: str, unit_id: str, crime_area: str, region: str = "WORLD") -> tuple[Event, Event]:
    """This will register a unit with one competence, in English, from 2020 on."""
    start = date(2020, 1, 1)
    return (
        events.UnitRegistered(agency_id=agency_id, unit_id=unit_id, name=unit_id, family=None, valid_from=start),
        events.CompetenceDeclared(
            agency_id=agency_id,
            unit_id=unit_id,
            competence_id=f"{unit_id.partition('/')[2]}-1",
            crime_areas=(crime_area,),
            regions=(region,),
            languages=("en",),
            valid_from=start,
        ),
    )
