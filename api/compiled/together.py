"""Does at once what several want at the same time, so that it is done for all of them: never by what began before.

Whoever comes while it is being done waits for the next time, which is for all who came meanwhile; so an answer is as
fresh for each as if it had asked alone. It must not know what is done, nor keep what came of it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

__all__ = ["Together"]

T = TypeVar("T")


class Together(Generic[T]):
    """One for all who ask in a process. What is done comes to something, never to None."""

    def __init__(self) -> None:
        self._coming: dict[Hashable, list[asyncio.Future[T | None]]] = {}

    async def do(self, key: Hashable, doing: Callable[[], Awaitable[T]]) -> T:
        """This will do it, or wait until it was done by somebody who wants the same. key: what is the same."""
        coming = self._coming.get(key)
        if coming is not None:
            found = await self._next(key, coming)
            if found is not None:
                return found
        return await self._lead(key, doing)

    async def _next(self, key: Hashable, coming: "list[asyncio.Future[T | None]]") -> T | None:
        """What the next time comes to; None for the one who has to do it."""
        future: asyncio.Future[T | None] = asyncio.get_running_loop().create_future()
        coming.append(future)
        try:
            return await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled() and not (future.exception() or future.result()):
                self._pass_on(key)  # it was its turn, but it went away
            raise

    async def _lead(self, key: Hashable, doing: Callable[[], Awaitable[T]]) -> T:
        waiting: list[asyncio.Future[T | None]] = []
        try:
            if key not in self._coming:
                self._coming[key] = []
                await asyncio.sleep(0)  # whoever comes in the same round of the loop comes before it begins
            waiting, self._coming[key] = self._coming[key], []
            found = await doing()
        except Exception as fault:
            for each in _there(waiting):
                each.set_exception(fault)
            raise
        except asyncio.CancelledError:
            self._coming[key][:0] = waiting
            raise
        else:
            for each in _there(waiting):
                each.set_result(found)
            return found
        finally:
            self._pass_on(key)

    def _pass_on(self, key: Hashable) -> None:
        """It is the next one's turn, where there is one."""
        waiting = _there(self._coming.pop(key))
        if waiting:
            first, *self._coming[key] = waiting
            first.set_result(None)


def _there(waiting: "list[asyncio.Future[T | None]]") -> "list[asyncio.Future[T | None]]":
    """Those who did not go away."""
    return [each for each in waiting if not each.done()]
