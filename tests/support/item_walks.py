"""A random story of the invented item, told step by step, with all that happened until then.

It must not hold expectations: these stand in the tests.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from hypothesis import strategies as st

from domain.agency import AGENCY
from domain.agency.events import StandingAuthorisationGiven
from domain.aggregate import Actor, Command
from domain.event import Event
from domain.investigation import INVESTIGATION
from domain.investigation.events import CompartmentAccessGranted, InvestigationEvent
from domain.item import ITEM, SharedItem
from domain.refusal import Refused
from tests.support.agencies import agency
from tests.support.given import Given, given
from tests.support.investigations import CASE
from tests.support.item_choices import MARKINGS, RETENTIONS, STANDING_UNTIL, TODAY, Step, next_step
from tests.support.item_oracle import Told
from tests.support.items import WORLD, registered

__all__ = ["STORIES", "Scene", "scenes"]

STORIES = st.tuples(st.integers(0, 1 << 32), st.integers(20, 60))
"""Seed and length of a story; the shortest that fails is found by the length."""

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


def scenes(seed: int, length: int) -> Iterator[Scene]:
    """This will tell a story step by step; the same one for the same seed, of so many steps."""
    rng = Random(seed)  # noqa: S311  # a story, no secret
    scene = _beginning(rng)
    yield scene
    for _ in range(length):
        scene = _after(scene, next_step(rng, scene.spec))
        yield scene


def _beginning(rng: Random) -> Scene:
    marking, retention = rng.choice(MARKINGS), rng.choice(RETENTIONS)
    erase_on = None if retention is None else TODAY + timedelta(days=28 if retention == "JIT_OPERATIONAL" else 1826)
    first = registered(marking, retention=retention, erase_on=erase_on)
    spec = given(ITEM, first).knowing(INVESTIGATION, CASE, *AT_FIRST)
    spec = spec.knowing(AGENCY, "FR-SPOC", agency("FR-SPOC"), _standing())
    return Scene((), tuple(Told(event, TODAY) for event in (*AT_FIRST, first)), spec)


def _after(scene: Scene, step: Step) -> Scene:
    story, spec, day = scene.story, scene.spec, scene.day
    if isinstance(step, int):
        return Scene(story, story, replace(spec, now=spec.now + timedelta(days=step)))
    if isinstance(step, tuple):
        command, by = step
        done = spec.when(command, by=by)
        told = (*story, *(Told(event, day, by) for event in done.events))
        return Scene(story, told, done.after, command, by, done.events, done.refusal)
    told = (*story, Told(step, day))
    people = (each.event for each in told if isinstance(each.event, InvestigationEvent))
    return Scene(story, told, spec.knowing(INVESTIGATION, CASE, *people))


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
