"""What several want at the same time is done once for all of them, and for nobody by what began before it came."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.compiled.together import Together


class Doing:
    """Counts how often it began; each time ends when it is told to."""

    def __init__(self) -> None:
        self.began = 0
        self.end = asyncio.Event()
        self.fault: Exception | None = None

    async def __call__(self) -> int:
        """This will return the number of this time."""
        self.began += 1
        number = self.began
        await self.end.wait()
        if self.fault is not None:
            raise self.fault
        return number


async def come(*coming: Coroutine[Any, Any, int]) -> list[asyncio.Task[int]]:
    """Who comes, one after the other, and waits."""
    tasks = [asyncio.create_task(each) for each in coming]
    await a_step()
    return tasks


async def a_step(times: int = 1) -> None:
    """All who may go on do."""
    for _ in range(times):
        await asyncio.sleep(0)


def test_who_comes_alone_does_it_at_once() -> None:
    async def scene() -> tuple[int, int]:
        doing, together = Doing(), Together[int]()
        doing.end.set()
        return await together.do("a", doing), await together.do("a", doing)

    assert asyncio.run(scene()) == (1, 2)


def test_those_who_come_in_the_same_round_are_answered_together() -> None:
    async def scene() -> list[int]:
        doing, together = Doing(), Together[int]()
        doing.end.set()
        return await asyncio.gather(*(together.do("a", doing) for _ in range(3)))

    assert asyncio.run(scene()) == [1, 1, 1]


def test_those_who_come_meanwhile_are_answered_by_the_next_time_together() -> None:
    async def scene() -> list[int]:
        doing, together = Doing(), Together[int]()
        first = await come(together.do("a", doing))
        later = await come(*(together.do("a", doing) for _ in range(3)))
        doing.end.set()
        return await asyncio.gather(*first, *later)

    assert asyncio.run(scene()) == [1, 2, 2, 2]


def test_what_is_not_the_same_is_done_beside_it() -> None:
    async def scene() -> int:
        doing, together = Doing(), Together[int]()
        tasks = await come(together.do("a", doing), together.do("b", doing))
        doing.end.set()
        await asyncio.gather(*tasks)
        return doing.began

    assert asyncio.run(scene()) == 2


def test_a_fault_is_that_of_all_whom_it_was_done_for_and_of_nobody_later() -> None:
    async def scene() -> list[int | BaseException]:
        doing, together = Doing(), Together[int]()
        first = await come(together.do("a", doing))
        later = await come(*(together.do("a", doing) for _ in range(2)))
        doing.fault = ValueError("no")
        doing.end.set()
        told = await asyncio.gather(*first, *later, return_exceptions=True)
        doing.fault = None
        return [*told, await together.do("a", doing)]

    *told, last = asyncio.run(scene())

    assert [type(each) for each in told] == [ValueError] * 3
    assert last == 3


@pytest.mark.parametrize("leaves", range(4))
@pytest.mark.parametrize("steps", range(3))
def test_who_goes_away_takes_nothing_from_the_others(leaves: int, steps: int) -> None:
    async def scene() -> list[int | BaseException]:
        doing, together = Doing(), Together[int]()
        tasks = await come(*(together.do("a", doing) for _ in range(4)))
        await a_step(steps)
        tasks[leaves].cancel()
        await a_step()
        doing.end.set()
        return await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 5)

    told = asyncio.run(scene())

    assert isinstance(told.pop(leaves), asyncio.CancelledError)
    assert all(isinstance(each, int) for each in told)


def test_whose_turn_it_is_may_go_away() -> None:
    async def scene() -> list[int | BaseException]:
        doing, together, tasks = Doing(), Together[int](), list[asyncio.Task[int]]()

        async def first() -> int:
            number = await together.do("a", doing)
            tasks[1].cancel()  # it was told that it is its turn, and did not begin yet
            return number

        tasks += await come(first())
        tasks += await come(*(together.do("a", doing) for _ in range(2)))
        doing.end.set()
        return await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 5)

    told = asyncio.run(scene())

    assert isinstance(told[1], asyncio.CancelledError)
    assert told[2] == 2


STEPS = st.lists(st.sampled_from(["come", "end", "leave"]), max_size=30)


@given(steps=STEPS)
def test_nobody_is_answered_by_what_began_before_it_came(steps: list[str]) -> None:
    async def scene() -> list[tuple[int, int | BaseException]]:
        doing, together = Doing(), Together[int]()
        came: list[tuple[int, asyncio.Task[int]]] = []

        async def one(step: str) -> None:
            match step:
                case "come":
                    came.append((doing.began, asyncio.create_task(together.do("a", doing))))
                case "leave":
                    came[len(came) // 2][1].cancel() if came else None
                case "end":
                    doing.end.set()
                    await a_step()
                    doing.end.clear()
            await a_step()

        for step in steps:
            await one(step)
        doing.end.set()
        told = await asyncio.wait_for(asyncio.gather(*(task for _, task in came), return_exceptions=True), 5)
        return [(before, answer) for (before, _), answer in zip(came, told, strict=True)]

    for before, answer in asyncio.run(scene()):
        assert isinstance(answer, asyncio.CancelledError) or (isinstance(answer, int) and answer > before)
