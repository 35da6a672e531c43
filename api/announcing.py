"""Hears what the read models have folded, looks once for all who wait, and wakes those for whom there may be news.

It must not show anything to anybody: who is woken asks as itself, and may find nothing. A wake that is lost, or one too
many, changes nothing but when it asks.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from psycopg import AsyncConnection

__all__ = ["ACCESS", "TIMELINE", "Announcer", "Watch", "announcing"]

TIMELINE, ACCESS = "timeline", "investigations"
"""The read models of entries, and of who may enter a case; news of a case is told once both have folded it."""

POLL_S = 1.0
"""How long news may wait where no announcement is heard: the listener is being connected anew."""

MANY = 10_000
"""Entries beyond which it is cheaper to wake everybody than to find out whom they concern."""

_log = logging.getLogger(__name__)

# What a projector's commit tells (projections/engine/worker.py).
_LISTEN: LiteralString = "LISTEN entente_read"

# How far each read model is.
_POSITIONS: LiteralString = "SELECT model, position FROM read.position"

# Of the cases that anybody watches, those in which something came in; by the primary key.
_CASES: LiteralString = """
SELECT DISTINCT e.case_id FROM read.timeline_entries e
WHERE e.position > %(after)s AND e.position <= %(upto)s AND e.case_id = ANY(%(cases)s)
"""


@dataclass(eq=False, slots=True)
class Watch:
    """What somebody waits for: entries of a case."""

    case_id: UUID
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def wake(self) -> None:
        """This will end a wait, this one or the next."""
        self._news.set()

    async def wait(self) -> None:
        """This will return once there may be news, at once where there was some since the last wait."""
        await self._news.wait()
        self._news.clear()


class Announcer:
    """One for a process. conninfo: of a role that reads every table of the schema `read`."""

    def __init__(self, conninfo: str, poll_s: float = POLL_S) -> None:
        self._conninfo, self._poll_s = conninfo, poll_s
        self._watches: set[Watch] = set()
        self._looked = 0

    @contextmanager
    def watching(self, case_id: UUID) -> Iterator[Watch]:
        """This will wake the watch while the block lasts; who enters before its first read misses nothing."""
        watch = Watch(case_id)
        self._watches.add(watch)
        try:
            yield watch
        finally:
            self._watches.discard(watch)

    async def run(self) -> None:
        """This will listen and look until it is cancelled, whatever the database does meanwhile."""
        while True:
            try:
                async with await AsyncConnection.connect(self._conninfo, autocommit=True) as connection:
                    await connection.execute(_LISTEN)
                    await self._follow(connection)
            except psycopg.Error as fault:
                _log.warning("news wait: the database cannot be listened to (%s)", type(fault).__name__)
                await asyncio.sleep(self._poll_s)

    async def _follow(self, connection: AsyncConnection[Any]) -> None:
        while True:
            if self._watches:
                await self._look(connection)
            async for _ in connection.notifies(timeout=self._poll_s, stop_after=1):
                pass

    async def _look(self, connection: AsyncConnection[Any]) -> None:
        """This will find out what went on since the last look, and wake those whom it concerns."""
        cursor = await connection.execute(_POSITIONS)
        positions = {str(model): int(position) for model, position in await cursor.fetchall()}
        upto = min(positions.get(TIMELINE, 0), positions.get(ACCESS, 0))
        cases = await self._cases(connection, upto) if upto > self._looked else frozenset()
        self._looked = max(self._looked, upto)
        for watch in tuple(self._watches):
            if watch.case_id in cases:
                watch.wake()

    async def _cases(self, connection: AsyncConnection[Any], upto: int) -> frozenset[UUID]:
        watched = frozenset(each.case_id for each in self._watches)
        if upto - self._looked > MANY:
            return watched
        parameters = {"after": self._looked, "upto": upto, "cases": list(watched)}
        cursor = await connection.execute(_CASES, parameters)
        return frozenset(case_id for (case_id,) in await cursor.fetchall())


@asynccontextmanager
async def announcing(conninfo: str, poll_s: float = POLL_S) -> AsyncIterator[Announcer]:
    """This will listen for as long as the block lasts."""
    announcer = Announcer(conninfo, poll_s)
    running = asyncio.create_task(announcer.run())
    try:
        yield announcer
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
