"""Nobody reads, counts or finds what is not for them, and everybody finds what is: by ids, lists, counts, search."""

from collections.abc import Callable, Iterator, Sequence

import pytest

from tests.leaks import (
    aggregating,
    everything,
    history,
    hitting,
    holding,
    measuring,
    patterning,
    publishing,
    reading,
    replaying,
    reviewing,
    sharing,
    taking_out,
    waiting,
)
from tests.leaks.asking import VIEWS, Asker
from tests.leaks.conftest import World
from tests.leaks.oracle import Person

pytestmark = pytest.mark.postgres

Probe = Callable[[Asker], Iterator[str]]

PROBES: tuple[Probe, ...] = (
    reading.by_id, reading.alone, reading.lists, reading.nested_lists, reading.counts, reading.search,
    reading.filters,
    history.timelines, history.entries_by_id, history.corrections, history.named_parties,
    sharing.holders, sharing.consents, sharing.obligations, sharing.partnership, sharing.ledger, waiting.desk,
    everything.everything, holding.tags, replaying.pasts, replaying.pasts_by_id,
    replaying.comparisons, replaying.knowledges, replaying.reroutings,
    measuring.figures, aggregating.aggregates, reviewing.reviews,
    hitting.hits, hitting.case_links, hitting.registrations,
    patterning.routes, patterning.rising,
    taking_out.exports, publishing.topics,
)  # fmt: skip


ENOUGH = 10_000
"""Views that a run compares at least: may this person see this thing in this way."""


@pytest.mark.parametrize("probe", PROBES, ids=lambda each: each.__name__)
def test_everybody_learns_what_is_for_them_and_nothing_else_by(world: World, probe: Probe) -> None:
    found = found_by(world, probe)

    assert found == [], (world.seed, len(found), found[:20])


def test_many_thousand_views_were_compared(world: World) -> None:
    for probe in PROBES:
        found_by(world, probe)

    print(f"{VIEWS.total:,} views: {VIEWS.by_way}")  # noqa: T201  # the figure of a run
    assert VIEWS.total >= ENOUGH


def found_by(world: World, probe: Probe) -> list[str]:
    """What a probe finds, asking as everybody; it asks once in a run."""
    if probe.__name__ not in world.found:
        askers = (Asker(world.house, world.oracle, each, probe.__name__) for each in few_for(probe, world))
        world.found[probe.__name__] = [each for asker in askers for each in probe(asker)]
    return world.found[probe.__name__]


def few_for(probe: Probe, world: World) -> Sequence[Person]:
    """Who asks: everybody; for everything, which takes long, somebody of each agency, outsider and deceiver."""
    return (*world.people[::4], *world.people[-2:-1]) if probe is everything.everything else world.people
