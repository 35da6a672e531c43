"""Nobody reads, counts or finds what is not for them, and everybody finds what is: by ids, lists, counts, search."""

from collections.abc import Callable, Iterator

import pytest

from tests.leaks import everything, history, reading, sharing
from tests.leaks.asking import Asker
from tests.leaks.conftest import World

pytestmark = pytest.mark.postgres

Probe = Callable[[Asker], Iterator[str]]

PROBES: tuple[Probe, ...] = (
    reading.by_id, reading.lists, reading.nested_lists, reading.counts, reading.search, reading.filters,
    history.timelines, history.entries_by_id, history.corrections, history.named_parties,
    sharing.holders, sharing.consents, sharing.obligations, sharing.partnership, everything.everything,
)  # fmt: skip


@pytest.mark.parametrize("probe", PROBES, ids=lambda each: each.__name__)
def test_everybody_learns_what_is_for_them_and_nothing_else_by(world: World, probe: Probe) -> None:
    found = found_by(world, probe)

    assert found == [], (world.seed, len(found), found[:20])


def found_by(world: World, probe: Probe) -> list[str]:
    """What a probe finds, asking as everybody."""
    askers = (Asker(world.house, world.oracle, each, probe.__name__) for each in world.people)
    return [each for asker in askers for each in probe(asker)]
