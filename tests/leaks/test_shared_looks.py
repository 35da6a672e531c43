"""Who takes part in another one's look is told what it would be told alone, and nothing else: everybody at once."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

from api.subscriptions.looking import Looks, Question
from api.viewing import viewing
from projections import standing
from projections.cooperation import queries
from projections.cooperation.queries import CooperationView, Dimension, Metric, Thresholds
from projections.need_to_know import BY_PARAMETERS, valid_rank
from projections.timeline import news
from projections.timeline.rows import CaseView, EntryFilter
from projections.viewer import Viewer
from tests.leaks.conftest import World
from tests.leaks.oracle import Person

pytestmark = pytest.mark.postgres

NOW = datetime.now(UTC)
ALL = EntryFilter(hide_system=False)
LIMIT_S = 10.0
METRICS = (Metric.M1, Metric.M16, Metric.M19, Metric.M21, Metric.M22, Metric.M26, Metric.M27, Metric.M29)

Read = Callable[[AsyncConnection[Any]], Awaitable[Any]]
"""What is asked as a person."""


@dataclass
class Told:
    """What everybody was told together, twice, and alone; and how many looks it took each time."""

    wrong: list[str] = field(default_factory=list)
    asked: int = 0
    looks: list[int] = field(default_factory=list)


@pytest.fixture(scope="module")
def seed() -> int:
    """A world in which people of one agency are to be told apart, and some are not."""
    return 21


def cases(world: World) -> list[UUID]:
    return sorted(world.oracle.of_kind("investigation"))


def compared(world: World, question: Question, asking: Callable[[Viewer], Read]) -> Told:
    """What is told of a question to everybody at once, beside what each is told alone."""
    return asyncio.run(_compared(world.conninfo, [_viewer(each) for each in world.people], question, asking))


async def _compared(
    conninfo: str, viewers: Sequence[Viewer], question: Question, asking: Callable[[Viewer], Read]
) -> Told:
    told = Told(asked=len(viewers))
    async with AsyncConnectionPool(conninfo, min_size=1, max_size=4, open=False, kwargs={"autocommit": True}) as pool:
        looks, taken = Looks(pool, LIMIT_S), [0]

        async def share(viewer: Viewer, stood: str | None) -> tuple[Any, str | None]:
            async def read(connection: AsyncConnection[Any]) -> Any:
                taken[0] += 1
                return await asking(viewer)(connection)

            return await looks.share(viewer, stood, question, read)

        alone = [await _alone(pool, each, asking(each)) for each in viewers]
        stood: Sequence[str | None] = [None] * len(viewers)
        for _ in range(2):
            taken[0] = 0
            found = await asyncio.gather(*map(share, viewers, stood))
            told.looks.append(taken[0])
            answers = zip(viewers, found, alone, strict=True)
            told.wrong += [each.member_id for each, (together, _), own in answers if together != own]
            stood = [each for _, each in found]
    return told


async def _alone(pool: Any, viewer: Viewer, read: Read) -> Any:
    async with viewing(pool, viewer, LIMIT_S) as connection:
        return await read(connection)


def _viewer(person: Person) -> Viewer:
    return Viewer(member_id=person.member_id, agency_id=person.agency_id, today=NOW.date())


def entries(world: World) -> Iterator[Told]:
    """The entries of each case."""
    for case in cases(world):
        yield compared(
            world, Question(asked=case, case_id=case),
            lambda viewer, case=case: lambda c: news.since(c, CaseView(viewer, case, ALL), 0, 10_000),  # type: ignore[misc]
        )  # fmt: skip


def figures(world: World) -> Told:
    """The figures of all pairs."""

    def asking(viewer: Viewer) -> Read:
        async def read(connection: AsyncConnection[Any]) -> Any:
            view = CooperationView(
                viewer=viewer, standpoint=await queries.standpoint(connection, None, NOW), metrics=METRICS,
                by=(Dimension.FROM_AGENCY, Dimension.TO_AGENCY), thresholds=Thresholds(min_n=1),
            )  # fmt: skip
            return await queries.figures(connection, view)

        return read

    return compared(world, Question(asked="figures"), asking)


def test_entries_are_told_together_as_they_are_alone(world: World) -> None:
    told = list(entries(world))

    assert [each.wrong for each in told] == [[]] * len(told)
    assert sum(each.looks[1] for each in told) < sum(each.asked for each in told)


def test_figures_are_told_together_as_they_are_alone(world: World) -> None:
    assert figures(world).wrong == []


ALL_ALIKE = "SELECT m.member_id, 'alike' AS standing FROM read.membership m WHERE m.member_id = ANY(%(members)s)"
WITHOUT = {
    "the rank": (valid_rank(BY_PARAMETERS), "0"),
    "compartments": ("m.compartments::text", "''"),
}


def test_entries_told_to_all_of_an_agency_alike_are_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "_STANDINGS", ALL_ALIKE)

    assert any(each.wrong for each in entries(world))


def test_figures_told_to_all_of_an_agency_alike_are_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "_STANDINGS", ALL_ALIKE)

    assert figures(world).wrong != []


@pytest.mark.parametrize("left_out", WITHOUT)
def test_a_standing_that_leaves_something_out_is_found(
    world: World, left_out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    was, instead = WITHOUT[left_out]
    assert was in standing._STANDINGS
    monkeypatch.setattr(standing, "_STANDINGS", standing._STANDINGS.replace(was, instead))

    assert any(each.wrong for each in (*entries(world), figures(world)))
