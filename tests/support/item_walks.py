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
from domain.aggregate import Actor
from domain.event import Event
from domain.investigation import INVESTIGATION
from domain.item import ITEM, SharedItem
from tests.support.agencies import agency
from tests.support.given import Given, given
from tests.support.investigations import CASE
from tests.support.item_choices import MARKINGS, RETENTIONS, STANDING_UNTIL, TODAY, next_step
from tests.support.item_oracle import Told
from tests.support.items import WORLD, registered

__all__ = ["STORIES", "Scene", "scenes"]

STORIES = st.tuples(st.integers(0, 1 << 32), st.integers(1, 60))
"""Seed and length of a story; the shortest that fails is found by the length."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What one step came to. before, story: all that was told until then; after: with what the step brought."""

    before: tuple[Told, ...]
    story: tuple[Told, ...]
    state: SharedItem
    spec: Given[SharedItem]
    day: date
    new: tuple[Event, ...] = ()
    by: Actor | None = None


def scenes(seed: int, length: int) -> Iterator[Scene]:
    """This will tell a story step by step; the same one for the same seed, of so many steps."""
    rng = Random(seed)  # noqa: S311  # a story, no secret
    marking, retention = rng.choice(MARKINGS), rng.choice(RETENTIONS)
    erase_on = None if retention is None else TODAY + timedelta(days=28 if retention == "JIT_OPERATIONAL" else 1826)
    first = registered(marking, retention=retention, erase_on=erase_on)
    people: list[Event] = list(WORLD)
    spec = given(ITEM, first).knowing(INVESTIGATION, CASE, *people)
    spec = spec.knowing(AGENCY, "FR-SPOC", agency("FR-SPOC"), _standing())
    story = tuple(Told(event, TODAY) for event in (*people, first))
    yield Scene((), story, spec.state, spec, TODAY)
    for _ in range(length):
        step = next_step(rng, spec)
        day, before, by = spec.now.date(), story, None
        new: tuple[Event, ...] = ()
        if isinstance(step, int):
            spec = replace(spec, now=spec.now + timedelta(days=step))
        elif isinstance(step, tuple):
            command, by = step
            done = spec.when(command, by=by)
            spec, new = done.after, done.events
            story = (*story, *(Told(event, day, by) for event in new))
        else:
            people.append(step)
            spec = spec.knowing(INVESTIGATION, CASE, *people)
            story = (*story, Told(step, day))
        yield Scene(before, story, spec.state, spec, spec.now.date(), new, by)


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
