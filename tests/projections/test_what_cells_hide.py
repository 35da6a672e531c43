"""From all that can be asked of what is published, with all that one may see, no small number of hidden cycles is told.

A history is drawn at random; the attacker is a member of two of its cases, without clearance, and an analyst.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import combinations
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import AsyncConnection

from deploy.postgres_cluster import APP
from domain.vocabulary import Role
from projections.cells import queries as cells
from projections.cells.counted import OFFERED
from projections.cells.publishing import SMALLEST, publish
from projections.cooperation import queries as visible
from projections.cooperation.queries import (
    CooperationView,
    CooperationWindow,
    Dimension,
    Figure,
    Group,
    GroupOfFigures,
    Metric,
    Standpoint,
    Thresholds,
)
from projections.viewer import Viewer
from tests.support.blocks import ATTACKER, EYE, PAIRS, Block, put
from tests.support.postgres import Server, fresh_database
from tests.support.read_models import answer

pytestmark = pytest.mark.postgres

BOUNDARY = date(2025, 6, 1)
STAND = Standpoint(position=0, at=datetime(2025, 6, 1, tzinfo=UTC))
MONTHS = (date(2025, 1, 1), date(2025, 2, 1))
BOUNDS = (None, *(datetime(2025, month, 1, tzinfo=UTC) for month in (1, 2, 3)))
WINDOWS = tuple(
    CooperationWindow(since=since, until=until)
    for since in BOUNDS for until in BOUNDS if since is None or until is None or since < until
)  # fmt: skip
ALONG = (
    Dimension.FROM_AGENCY, Dimension.TO_AGENCY, Dimension.FROM_COUNTRY, Dimension.TO_COUNTRY, Dimension.MONTH,
)  # fmt: skip
GROUPINGS = tuple(by for size in range(len(ALONG) + 1) for by in combinations(ALONG, size))
FINEST = (Dimension.FROM_AGENCY, Dimension.TO_AGENCY, Dimension.MONTH)
ALONE = tuple(each for each in OFFERED if each not in (Metric.M23, Metric.M24))
COUNTED = tuple(each for each in ALONE if each not in (Metric.M9, Metric.M18))
"""Of which both scopes tell counts of the same name."""

EXAMPLES = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

DAYS = st.sampled_from([None, 0.5, 2.0, 10.0, 40.0])
"""After how many days a request is answered."""


def sizes(most: int) -> st.SearchStrategy[tuple[float | None, ...]]:
    return st.lists(DAYS, min_size=1, max_size=most).map(tuple)


def kind_of_any_month(block: Block) -> tuple[object, ...]:
    """By what a block is told from others of its pair."""
    return block.pair, block.case, block.rank, block.case is None and block.for_attacker


def kind_of(block: Block) -> tuple[object, ...]:
    """By what a block is told from others of its pair and month."""
    return block.month, *kind_of_any_month(block)


SOME = st.lists(
    st.builds(
        Block, days=sizes(16), case=st.sampled_from([0, 1, 2, 3, 4, None]), pair=st.sampled_from(PAIRS[:2]),
        month=st.sampled_from(MONTHS), rank=st.sampled_from([0, 0, 2]), refused=st.integers(0, 8),
        for_attacker=st.booleans(),
    ),
    min_size=4, max_size=16, unique_by=kind_of,
)  # fmt: skip

LARGE = st.lists(DAYS, min_size=SMALLEST, max_size=9).map(tuple)

BLOCKS = st.builds(
    lambda some, seen, hidden, other: [
        *(Block(days=days, case=case, rank=1) for case, days in ((0, seen), (2, hidden), (3, other))), *some,
    ],
    SOME, LARGE, LARGE, LARGE,
)  # fmt: skip
"""Histories in which at least one cell is published."""


def is_hidden(block: Block) -> bool:
    """Whether the attacker sees nothing of it."""
    if block.case is None:
        return not block.for_attacker
    return block.case > 1 or block.rank > 0


def without_small(blocks: Sequence[Block]) -> list[Block]:
    """What is left without hidden blocks that are small over all months: a cycle counts in the month of its end too."""
    cycles = Counter[tuple[object, ...]]()
    for block in blocks:
        cycles[kind_of_any_month(block)] += len(block.days)
    return [each for each in blocks if not (is_hidden(each) and cycles[kind_of_any_month(each)] < SMALLEST)]


@dataclass(frozen=True)
class House:
    """A database whose history may be exchanged."""

    conninfo: str

    def publish(self, blocks: Sequence[Block]) -> None:
        """This will let these be all there is, and publish."""
        put(self.conninfo, blocks)
        with psycopg.connect(self.conninfo, autocommit=True) as connection:
            assert publish(connection, BOUNDARY, STAND.at).months

    def published(self) -> list[tuple[GroupOfFigures, ...]]:
        """This will ask for every metric in every grouping and window."""

        async def ask(connection: AsyncConnection[Any]) -> list[tuple[GroupOfFigures, ...]]:
            return [await cells.figures(connection, each) for each in _questions()]

        return answer(self.conninfo, ask)

    def seen_by(self, agency_id: str, windows: Sequence[CooperationWindow]) -> list[tuple[GroupOfFigures, ...]]:
        """This will tell what somebody sees of pairs and months."""
        viewer = Viewer(member_id=agency_id, agency_id=agency_id)

        async def ask(connection: AsyncConnection[Any]) -> list[tuple[GroupOfFigures, ...]]:
            return [await visible.figures(connection, _view(viewer, COUNTED, FINEST, each)) for each in windows]

        return answer(self.conninfo, ask)

    def cells(self) -> list[tuple[GroupOfFigures, ...]]:
        """This will ask for what is published of pairs and months."""
        asked = [_view(ANALYST, COUNTED, FINEST, each) for each in WINDOWS]

        async def ask(connection: AsyncConnection[Any]) -> list[tuple[GroupOfFigures, ...]]:
            return [await cells.figures(connection, each) for each in asked]

        return answer(self.conninfo, ask)


ANALYST = Viewer(member_id=ATTACKER, agency_id=ATTACKER, roles=frozenset({Role.COOPERATION_ANALYST}))


def _view(
    viewer: Viewer, metrics: tuple[Metric, ...], by: tuple[Dimension, ...], window: CooperationWindow
) -> CooperationView:
    thresholds = Thresholds(min_n=1)
    return CooperationView(
        viewer=viewer, standpoint=STAND, metrics=metrics, by=by, window=window, thresholds=thresholds
    )


def _questions() -> Iterator[CooperationView]:
    for by in GROUPINGS:
        compares = {*FINEST[:2]} <= {*by} or {*ALONG[2:4]} <= {*by}
        for window in WINDOWS:
            yield _view(ANALYST, OFFERED if compares else ALONE, by, window)


Counts = dict[tuple[int, Group, str], int]


def counts(told: Sequence[tuple[GroupOfFigures, ...]]) -> Counts:
    """Every count in answers to the same questions: n, and what is above the line of a share."""
    return {
        (place, group.group, f"{figure.metric} {figure.name} {name}"): number
        for place, groups in enumerate(told) for group in groups for figure in group.figures
        for name, number in _numbers(figure)
    }  # fmt: skip


def _numbers(figure: Figure) -> Iterator[tuple[str, int]]:
    yield "n", figure.n
    if figure.numerator is not None:
        yield "hits", figure.numerator


@pytest.fixture(scope="module")
def house(postgres_server: Server, migrated_template: str) -> Iterator[House]:
    with fresh_database(postgres_server, migrated_template) as name:
        yield House(postgres_server.conninfo(APP, name))


@EXAMPLES
@given(blocks=BLOCKS, before=sizes(SMALLEST - 1), after=sizes(SMALLEST - 1), case=st.sampled_from([0, 2, 5, None]))
def test_histories_that_differ_in_a_small_hidden_block_answer_alike(
    house: House,
    blocks: list[Block],
    before: tuple[float | None, ...],
    after: tuple[float | None, ...],
    case: int | None,
) -> None:
    hidden = Block(days=before, case=case, rank=3, refused=2)  # beside blocks of its case that are seen, or large
    house.publish([*blocks, hidden])
    one = house.published(), house.seen_by(ATTACKER, WINDOWS)
    house.publish([*blocks, replace(hidden, days=after, refused=0)])
    assert (house.published(), house.seen_by(ATTACKER, WINDOWS)) == one
    house.publish(blocks)
    assert (house.published(), house.seen_by(ATTACKER, WINDOWS)) == one


@EXAMPLES
@given(blocks=BLOCKS)
def test_the_hidden_part_of_every_count_is_none_or_whole_steps(house: House, blocks: list[Block]) -> None:
    """Like with like: what the attacker sees, rounded as it was published, taken from all that is published."""
    house.publish(blocks)
    told, own = counts(house.cells()), Counter[tuple[object, ...]]()
    for block in blocks:
        if not is_hidden(block):
            own[block.pair, block.month] += len(block.days) // SMALLEST * SMALLEST
    hidden = {
        number - own[(group.from_agency_id, group.to_agency_id), group.month]
        for (place, group, name), number in told.items() if place == 0 and name == "M1 sent n"
    }  # fmt: skip
    assert {each for each in hidden if each < 0 or each % SMALLEST} == set()


@EXAMPLES
@given(blocks=BLOCKS)
def test_no_two_answers_differ_by_less_than_a_whole_step(house: House, blocks: list[Block]) -> None:
    house.publish(blocks)
    told = counts(house.published())
    assert {number % SMALLEST for number in told.values()} == {0}


@EXAMPLES
@given(blocks=BLOCKS)
def test_where_more_is_published_than_is_seen_no_few_are_hidden(house: House, blocks: list[Block]) -> None:
    house.publish(blocks)
    told = counts(house.cells())
    own, everything = counts(house.seen_by(ATTACKER, WINDOWS)), counts(house.seen_by(EYE, WINDOWS))
    found = {each for each in told if told[each] > own.get(each, 0)}
    hidden = {each: everything.get(each, 0) - own.get(each, 0) for each in found}
    assert {each: number for each, number in hidden.items() if number < SMALLEST} == {}


@EXAMPLES
@given(blocks=BLOCKS)
def test_what_is_hidden_and_small_moves_nothing(house: House, blocks: list[Block]) -> None:
    house.publish(blocks)
    told = house.published()
    house.publish(without_small(blocks))
    assert house.published() == told


def test_the_attacker_finds_something_where_the_histories_hold_it(house: House) -> None:
    """The properties above compare something: a hidden block of six shows as five."""
    seen = [Block(days=(2.0,) * 9, case=case) for case in (0, 1)]
    house.publish([*seen, Block(days=(2.0,) * 6, case=2)])
    told, own = counts(house.cells()), counts(house.seen_by(ATTACKER, WINDOWS))
    key = (0, Group(from_agency_id="FR-SPOC", to_agency_id="DE-BKA", month=MONTHS[0]), "M1 sent n")
    assert (told[key], own[key]) == (15, 18)
