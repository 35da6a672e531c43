"""Every probe can fail: a leak that is planted in its way out is found; with row-level security, most do not leak."""

import pytest

from api.compiled.keeping import Answers
from api.compiled.knowing import KnownDocuments
from api.compiled.reading import Questions
from tests.leaks import (
    aggregating,
    everything,
    history,
    hitting,
    holding,
    measuring,
    outward,
    patterning,
    planted,
    planted_cells,
    planted_compiled,
    planted_exports,
    planted_figures,
    planted_hits,
    planted_patterns,
    planted_topics,
    publishing,
    reading,
    replaying,
    reviewing,
    sharing,
    taking_out,
    waiting,
)
from tests.leaks.asking import Asker
from tests.leaks.conftest import World

pytestmark = pytest.mark.postgres

PROBES = {
    each.__name__: each
    for each in (
        reading.by_id, reading.alone, reading.lists, reading.nested_lists, reading.counts, reading.search,
    reading.filters,
        history.timelines, history.entries_by_id, history.corrections, history.named_parties,
        sharing.holders,
        sharing.consents, sharing.obligations, sharing.partnership, sharing.ledger, waiting.desk,
        hitting.hits, hitting.case_links, hitting.registrations,
        patterning.routes, patterning.rising,
        everything.everything, holding.tags,
        outward.queries, outward.mutations, outward.statements_written, outward.contents_over_http,
        replaying.pasts, replaying.pasts_by_id,
        replaying.comparisons, replaying.knowledges, replaying.reroutings,
        measuring.figures, aggregating.aggregates, reviewing.reviews,
        taking_out.exports, taking_out.exports_over_http, publishing.topics,
    )
}  # fmt: skip


PLANTED = (
    *planted.PLANTED,
    *planted_cells.PLANTED,
    *planted_compiled.PLANTED,
    *planted_exports.PLANTED,
    *planted_figures.PLANTED,
    *planted_hits.PLANTED,
    *planted_patterns.PLANTED,
    *planted_topics.PLANTED,
)
HELD_BY_THE_WALL = (
    *planted.HELD_BY_THE_WALL,
    *planted_compiled.HELD_BY_THE_WALL,
    *planted_figures.HELD_BY_THE_WALL,
    *planted_hits.HELD_BY_THE_WALL,
    *planted_patterns.HELD_BY_THE_WALL,
)


@pytest.fixture(scope="session")
def seed() -> int:
    """A world in which every planted leak has something to leak; a random one may lack, say, who passed an item on."""
    return 22


@pytest.fixture(autouse=True)
def _written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """A leak is planted in statements, which are else looked up once; and what was kept when walls stood hides it."""
    monkeypatch.setattr(Questions, "get", lambda *_: None)
    monkeypatch.setattr(Answers, "get", lambda *_: None)


@pytest.mark.parametrize("leak", PLANTED, ids=lambda each: f"{each.way}: {each.says}")
def test_a_planted_leak_is_found(world: World, leak: planted.Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    leak.plant(monkeypatch)

    with planted.without_walls(world.conninfo):
        assert is_found(world, leak.way), world.seed


@pytest.mark.parametrize("way", ["by_id", "alone", "lists", "timelines", "holders", "partnership"])
def test_where_nothing_is_planted_the_statements_hold_without_row_level_security(world: World, way: str) -> None:
    with planted.without_walls(world.conninfo):
        assert not is_found(world, way), world.seed


@pytest.mark.parametrize("says", HELD_BY_THE_WALL)
def test_where_a_statement_forgets_row_level_security_holds(
    world: World, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (leak,) = [each for each in PLANTED if each.says == says]
    leak.plant(monkeypatch)

    assert not is_found(world, leak.way), world.seed


def test_a_planted_log_line_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    planted.LOGGED(monkeypatch)
    monkeypatch.setattr(KnownDocuments, "prepared", lambda *_: None)  # nothing is compiled: rows are shown one by one

    with outward.log_lines() as lines:
        for person in world.people[::5]:
            list(reading.lists(Asker(world.house, world.oracle, person, "planted log")))

    assert outward.told(lines), world.seed


def is_found(world: World, way: str) -> bool:
    """Whether a probe finds anything, asking as everybody."""
    probe = PROBES[way]
    askers = (Asker(world.house, world.oracle, each, f"planted {way}") for each in world.people[::-1])
    return any(True for asker in askers for _ in probe(asker))
