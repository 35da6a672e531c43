"""Scenes of a story of the invented item: what one step came to, with all that happened until then.

They must not hold expectations: these stand in the tests.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from domain.agency import AGENCY
from domain.agency.events import StandingAuthorisationGiven
from domain.aggregate import Actor, Command
from domain.event import Event
from domain.investigation import INVESTIGATION
from domain.investigation.events import CompartmentAccessGranted, InvestigationEvent
from domain.item import ITEM, SharedItem
from domain.item.commands import RegisterItem
from domain.item.vocabulary import ItemKind
from domain.marking import Marking
from domain.refusal import Refused
from tests.support.agencies import agency
from tests.support.given import Given, given
from tests.support.investigations import CASE, LENA
from tests.support.item_choices import STANDING_UNTIL, TODAY
from tests.support.item_oracle import Told
from tests.support.items import HASH, ITEM_ID, WORLD

__all__ = ["Scene", "first_scene"]

AT_FIRST = (*WORLD, CompartmentAccessGranted(investigation_id=CASE, compartment="AIRPORT", member_id="lena"))
"""The originator's member holds whatever there is, so that it may mark the item so."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What one step came to. before, story: all that was told until then; after: with what the step brought.

    command, by, refusal: of an act; new: the events that it brought.
    """

    before: tuple[Told, ...]
    story: tuple[Told, ...]
    spec: Given[SharedItem]
    command: Command | None = None
    by: Actor | None = None
    new: tuple[Event, ...] = ()
    refusal: Refused | None = None

    @property
    def state(self) -> SharedItem:
        """The item as it stands then."""
        return self.spec.state

    @property
    def day(self) -> date:
        """The present day."""
        return self.spec.now.date()

    def act(self, command: Command, by: Actor) -> "Scene":
        """The next scene: somebody tries something."""
        done = self.spec.when(command, by=by)
        told = (*self.story, *(Told(event, self.day, by) for event in done.events))
        return Scene(self.story, told, done.after, command, by, done.events, done.refusal)

    def change(self, event: Event) -> "Scene":
        """The next scene: something changes in the investigation."""
        told = (*self.story, Told(event, self.day))
        people = (each.event for each in told if isinstance(each.event, InvestigationEvent))
        return Scene(self.story, told, self.spec.knowing(INVESTIGATION, CASE, *people))

    def later(self, days: int) -> "Scene":
        """The next scene: some days have passed."""
        return Scene(self.story, self.story, replace(self.spec, now=self.spec.now + timedelta(days=days)))


def first_scene(kind: ItemKind, marking: Marking, retention: str | None) -> Scene:
    """This will register the item in the invented investigation."""
    spec = given(ITEM).knowing(INVESTIGATION, CASE, *AT_FIRST)
    spec = spec.knowing(AGENCY, "FR-SPOC", agency("FR-SPOC"), _standing())
    begun = tuple(Told(event, TODAY) for event in AT_FIRST)
    registered = Scene(begun, begun, spec).act(_register(kind, marking, retention), LENA)
    return Scene(registered.story, registered.story, registered.spec)


def _register(kind: ItemKind, marking: Marking, retention: str | None) -> RegisterItem:
    return RegisterItem(
        item_id=ITEM_ID,
        investigation_id=CASE,
        kind=kind,
        title="Plates at the gate",
        content_sha256=HASH,
        provenance="Camera of the port",
        purpose="Find the driver",
        legal_basis="Agreement, section 4",
        marking=marking,
        crime_area="DRUGS",
        retention=retention,
    )


def _standing() -> StandingAuthorisationGiven:
    return StandingAuthorisationGiven(
        agency_id="FR-SPOC",
        authorisation_id=UUID(int=77),
        from_agency_id="BE-SPOC",
        to_agency_id="IT-SPOC",
        crime_areas=("DRUGS",),
        valid_from=date(2020, 1, 1),
        valid_until=STANDING_UNTIL,
        purpose="Drugs in ports",
    )
