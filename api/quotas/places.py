"""How many operations are at work at once, and how many wait: what is beyond is refused at once, not queued.

It must not know what is asked. A queue without end would answer everybody too late; one with an end answers most in
time, and tells the rest when to come back.
Source: Dean and Barroso, The Tail at Scale (CACM 56:2, 2013).
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from api.identity.bearer import Bearer
from api.transport.asking import NotAsked

__all__ = ["Places", "PlacesLimit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesLimit:
    """at_work: operations at once, a few for each connection to the database; waiting: that wait for a place.

    of_member: operations that one member has at work and waiting, so that nobody takes all places; patience_s: how long
    one waits at most.
    """

    at_work: int = 50
    waiting: int = 200
    of_member: int = 100
    patience_s: float = 5.0


class Places:
    """The places of one process."""

    def __init__(self, limit: PlacesLimit) -> None:
        self._limit = limit
        self._free = asyncio.Semaphore(limit.at_work)
        self._waiting = 0
        self._of_member: Counter[tuple[str, str]] = Counter()

    def require_room(self) -> None:
        """This will raise NotAsked where nobody could wait any more, before anything is looked at, which takes time."""
        if self._free.locked() and self._waiting >= self._limit.waiting:
            raise _too_busy()

    @asynccontextmanager
    async def place(self, bearer: Bearer) -> AsyncIterator[None]:
        """This will hold a place for an operation. Raises NotAsked where there is none for it."""
        member = (bearer.agency_id, bearer.member_id)
        if self._of_member[member] >= self._limit.of_member:
            raise _too_many(self._limit.of_member)
        self._of_member[member] += 1
        try:
            await self._take()
            try:
                yield
            finally:
                self._free.release()
        finally:
            self._of_member[member] -= 1
            if not self._of_member[member]:
                del self._of_member[member]

    async def _take(self) -> None:
        if not self._free.locked():
            await self._free.acquire()  # at once
            return
        self.require_room()
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limit.patience_s):
                await self._free.acquire()
        except TimeoutError as error:
            raise _too_busy() from error
        finally:
            self._waiting -= 1


def _too_many(limit: int) -> NotAsked:
    message = f"You have {limit} operations at work. Wait for one of them."
    refusal = NotAsked(429, "TOO_MANY_AT_ONCE", message, limit=limit, found=limit + 1)
    refusal.headers = {"retry-after": "1"}
    return refusal


def _too_busy() -> NotAsked:
    refusal = NotAsked(503, "TOO_BUSY", "Too many operations wait. Ask again in a moment.")
    refusal.headers = {"retry-after": "2"}
    return refusal
