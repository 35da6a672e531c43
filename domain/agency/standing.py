"""Standing authorisations: what an originator lets another agency pass on without asking each time.

It must not know the items that are passed on, nor why the authorisation was given.
"""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from domain.agency.competence import is_valid_on
from domain.agency.events import StandingAuthorisationGiven
from domain.reference import crime_areas

__all__ = ["StandingAuthorisation", "authorisation_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingAuthorisation:
    """One agency may pass on to another what comes from the giving agency.

    crime_areas: codes, each with the areas below it; empty for all. valid_until: the first day without it.
    """

    authorisation_id: UUID
    from_agency_id: str
    to_agency_id: str
    crime_areas: tuple[str, ...]
    valid_from: date
    valid_until: date

    def is_valid(self, on: date) -> bool:
        """True when it holds on the day."""
        return is_valid_on(on, self.valid_from, self.valid_until)

    def covers(self, from_agency_id: str, to_agency_id: str, crime_area: str, on: date) -> bool:
        """This will tell whether one agency may pass on to another, on a day, what is of a crime area."""
        if (from_agency_id, to_agency_id) != (self.from_agency_id, self.to_agency_id) or not self.is_valid(on):
            return False
        return not self.crime_areas or not set(self.crime_areas).isdisjoint(crime_areas.lineage(crime_area))

    def ended(self, on: date) -> "StandingAuthorisation":
        """This will return it with an end on a day, unless it ends earlier by itself."""
        return replace(self, valid_until=min(self.valid_until, on))


def authorisation_of(event: StandingAuthorisationGiven) -> StandingAuthorisation:
    """This will read an authorisation from the event that gave it, without its purpose."""
    return StandingAuthorisation(
        authorisation_id=event.authorisation_id,
        from_agency_id=event.from_agency_id,
        to_agency_id=event.to_agency_id,
        crime_areas=event.crime_areas,
        valid_from=event.valid_from,
        valid_until=event.valid_until,
    )
