"""Who an entry runs between, and who takes part in it.

It must not know how entries are stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from domain.followup.events import FollowUpAssigned
from domain.investigation.events import FactRecorded, JointActivityCancelled, JointActivityRecorded, PartnerInvited
from domain.request.events import RequestRedirected
from domain.review.events import RecommendationMade
from projections.engine.read_model import array
from projections.timeline.ways import Way

__all__ = ["Between", "Parties", "between", "taking_part"]

Between = tuple[str | None, str | None]

_COMBINATIONS = 10_000
"""Combinations of agencies that stay written: more than a hundred agencies have pairs."""


@dataclass(slots=True)
class Parties:
    """The two sides of a request as they stand; asked: the agencies that were ever asked, none before it is sent.

    need_…: what it needs of its readers, see projections/need_to_know.py.
    """

    investigation_id: UUID | None
    requesting: str
    requested: str
    asked: Sequence[str]
    is_sent: bool
    cycle: int
    need_rank: int = 0
    need_compartments: Sequence[str] = ()
    need_agencies: Sequence[str] | None = None

    @property
    def is_open(self) -> bool:
        """True when every member of the investigation may see it; before any investigation its parties do."""
        is_marked = self.need_rank > 0 or len(self.need_compartments) > 0 or self.need_agencies is not None
        return self.investigation_id is None or not is_marked

    def readdress(self, requested: str) -> None:
        """This will pass it on to another agency, which sees it from then on."""
        self.requested = requested
        self.asked = tuple(dict.fromkeys((*self.asked, requested)))
        if self.need_agencies is not None:
            self.need_agencies = self.asked


def between(way: Way, event: object, acting: str | None, parties: Parties | None) -> Between:  # noqa: PLR0911  # one answer per way
    """This will return from whom to whom an event runs; None where there is nobody."""
    if parties is None or way is Way.NAMED:
        return _named(event, acting)
    asking, asked = parties.requesting, parties.requested
    if way is Way.TO_REQUESTING:
        return asked, asking
    if way is Way.TO_REQUESTED:
        return asking, asked
    if way is Way.WITHIN_REQUESTED:
        return asked, asked
    if way is Way.WITHIN_REQUESTING:
        return asking, asking
    if way is Way.ABOUT_REQUESTED:
        return None, asked
    return acting, asking if acting == asked else asked


def _named(event: object, acting: str | None) -> Between:
    """This will return the parties that the event itself names, else who acted."""
    match event:
        case RequestRedirected():
            return event.from_agency_id, event.to_agency_id
        case FactRecorded():
            return event.actors[0] if event.actors else acting, event.addressee
        case JointActivityRecorded() | JointActivityCancelled():
            return _together(event.agencies, acting)
        case PartnerInvited() | FollowUpAssigned():
            return acting, event.agency_id
        case RecommendationMade():
            return event.by_agency_id, event.to_agency_ids[0] if len(event.to_agency_ids) == 1 else None
    return getattr(event, "agency_id", None) or getattr(event, "lead_agency_id", None) or acting, None


def _together(agencies: Sequence[str], acting: str | None) -> Between:
    """From whom recorded it, where it took part, to the first of the others; an activity itself has no direction."""
    one = acting if acting in agencies else next(iter(agencies), None)
    return one, next((each for each in agencies if each != one), None)


@lru_cache(_COMBINATIONS)
def taking_part(*named: str | None) -> str:
    """This will write the text[] of all who take part, each once, in the order given."""
    return array(dict.fromkeys(each for each in named if each))
