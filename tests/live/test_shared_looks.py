"""Who asks the same at the same time is answered by one look; whoever leaves, or fails, takes nobody along."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

from api.subscriptions.looking import Looks, Question, Read
from domain.refusal import InvalidInput
from projections.viewer import Viewer
from tests.api.conftest import Case, admit
from tests.support.served import Served

pytestmark = pytest.mark.postgres

FIRST = Viewer(member_id="first", agency_id="DE-BKA", today=date(2026, 3, 1))
SECOND = replace(FIRST, member_id="second")
OTHER = Viewer(member_id="leader-alpha", agency_id="FR-SPOC", today=FIRST.today)


class Looked:
    """Who read."""

    def __init__(self) -> None:
        self.by: list[str] = []
        self.begun = asyncio.Event()

    def reads(self, viewer: Viewer) -> Read[str]:
        async def read(connection: AsyncConnection[Any]) -> str:
            self.by.append(viewer.member_id)
            self.begun.set()
            cursor = await connection.execute("SELECT current_setting('entente.member')")
            (found,) = await cursor.fetchone() or ("",)
            return str(found)

        return read


@asynccontextmanager
async def opened(house: Served) -> AsyncIterator[Looks]:
    conninfo = house.given.pool.conninfo
    async with AsyncConnectionPool(conninfo, min_size=1, open=False, kwargs={"autocommit": True}) as pool:
        yield Looks(pool, 10.0)


def told(house: Served, ask: Callable[[Looks], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        async with opened(house) as looks:
            return await ask(looks)

    return asyncio.run(run())


@pytest.fixture
def question(case: Case, house: Served) -> Question:
    """Of a case in which two of an agency stand alike."""
    admit(case.leader, case.id, ("first", "DE-BKA"))
    admit(case.leader, case.id, ("second", "DE-BKA"))
    house.settle()
    return Question(asked="what", case_id=UUID(case.id))


def test_two_who_stand_alike_are_answered_by_one_look(house: Served, question: Question) -> None:
    looked = Looked()

    async def ask(looks: Looks) -> Any:
        both = (looks.share(each, None, question, looked.reads(each)) for each in (FIRST, SECOND))
        return [answer for answer, _ in await asyncio.gather(*both)]

    assert told(house, ask) == ["first", "first"]
    assert looked.by == ["first"]


def test_another_agency_looks_for_itself(house: Served, question: Question) -> None:
    looked = Looked()

    async def ask(looks: Looks) -> Any:
        both = (looks.share(each, None, question, looked.reads(each)) for each in (FIRST, OTHER))
        return [answer for answer, _ in await asyncio.gather(*both)]

    assert told(house, ask) == ["first", "leader-alpha"]


def test_who_asks_once_a_look_has_begun_gets_another_one(house: Served, question: Question) -> None:
    looked = Looked()

    async def ask(looks: Looks) -> Any:
        first = asyncio.create_task(looks.share(FIRST, None, question, looked.reads(FIRST)))
        await looked.begun.wait()
        return (await looks.share(SECOND, None, question, looked.reads(SECOND)))[0], (await first)[0]

    assert told(house, ask) == ("second", "first")


def test_who_leaves_takes_nobody_along(house: Served, question: Question) -> None:
    looked = Looked()

    async def ask(looks: Looks) -> Any:
        first = asyncio.create_task(looks.share(FIRST, None, question, looked.reads(FIRST)))
        second = asyncio.create_task(looks.share(SECOND, None, question, looked.reads(SECOND)))
        await looked.begun.wait()
        first.cancel()
        return (await second)[0]

    assert told(house, ask) == "first"


def test_what_fails_for_one_is_asked_again_by_the_others(house: Served, question: Question) -> None:
    looked = Looked()

    async def refused(_connection: AsyncConnection[Any]) -> str:
        raise InvalidInput(field="direction_of", rule="no", accepted="yes")

    async def ask(looks: Looks) -> Any:
        first = looks.share(FIRST, None, question, refused)
        second = looks.share(SECOND, None, question, looked.reads(SECOND))
        return await asyncio.gather(first, second, return_exceptions=True)

    fault, answer = told(house, ask)
    assert isinstance(fault, InvalidInput)
    assert answer[0] == "second"
