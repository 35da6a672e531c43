"""What a resolver may reach: the bearer, what the application was given, one connection, and loaders.

It must not outlive its request: `close` gives the connection back.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from functools import cached_property, partial
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import TupleRow
from strawberry.fastapi import BaseContext
from strawberry.types import Info

from api.dependencies import ApiDependencies
from api.errors import PublicError
from api.identity.bearer import Bearer
from api.ledger.noting import Note
from api.ledger.writing import write_down
from api.loaders import Loaders
from api.replays import Replays, Then
from api.transport.extensions import Reflected, reflected
from api.viewing import viewer_of, viewing
from projections.as_of import AsOf
from projections.reading import Replayed, Source
from projections.viewer import Viewer
from projections.waiting import wait_for

__all__ = ["Asked", "Context"]


def _free(_points: int) -> None:
    """Nobody counts."""


class Context(BaseContext):
    """One request. answer: what becomes known of it; spend: takes the points of what is asked, before it is read."""

    def __init__(self, dependencies: ApiDependencies, bearer: Bearer | None) -> None:
        super().__init__()
        self.dependencies = dependencies
        self.now: datetime = dependencies.now()
        self.note, self.answer = Note(), Reflected()
        self.spend: Callable[[int], None] = _free
        self._bearer = bearer
        self._opened = AsyncExitStack()
        self._connection: AsyncConnection[TupleRow] | None = None
        self._in_turn, self._is_closed = asyncio.Lock(), False
        self._loaders: dict[Then, Loaders] = {}

    @property
    def bearer(self) -> Bearer:
        """The person who asks; raises PublicError where nobody signed in."""
        if self._bearer is None:
            raise PublicError("Sign in first.", "UNAUTHENTICATED")
        return self._bearer

    @cached_property
    def viewer(self) -> Viewer:
        """The reader, as the read models know it; taken from the token alone."""
        return viewer_of(self.bearer, self.now)

    @cached_property
    def replays(self) -> Replays:
        """The pasts that this request asks for."""
        return Replays(self.dependencies.log, self.reading, self.viewer, self.now)

    @cached_property
    def loaders(self) -> Loaders:
        """The loaders of this request, of the present."""
        return Loaders(self.reading, self.viewer)

    def loaders_of(self, then: Then | None) -> Loaders:
        """This will return the loaders of a past; of the present where there is none."""
        if then is None:
            return self.loaders
        if then not in self._loaders:
            self._loaders[then] = Loaders(partial(self.reading_of, then), self.viewer)
        return self._loaders[then]

    async def then(self, case_id: UUID, as_of: AsOf | None) -> Then | None:
        """This will replay a case; None where the present is asked for. Raises PublicError as `Replays.then` does."""
        return None if as_of is None else await self.replays.then(case_id, as_of)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection[TupleRow]]:
        """This will lend the request's one connection, to one resolver at a time; a wide query takes no more."""
        async with self._in_turn:
            if self._is_closed:  # a loader that nobody waits for: what it would open, nobody would close
                raise asyncio.CancelledError
            if self._connection is None:
                self._connection = await self._opened.enter_async_context(self._limited())
                self.answer.position = await reflected(self._connection)
            yield self._connection

    @asynccontextmanager
    async def reading_of(self, then: Then | None) -> AsyncIterator[Source]:
        """This will lend the same connection, by which a past is read where there is one."""
        async with self.reading() as connection:
            yield Replayed(connection, then.past) if then else connection

    @asynccontextmanager
    async def _limited(self) -> AsyncIterator[AsyncConnection[TupleRow]]:
        limit_s = self.dependencies.settings.statement_limit_s
        async with viewing(self.dependencies.pool, self.viewer, limit_s) as connection:
            yield connection

    async def catch_up(self, position: int | None, models: Sequence[str]) -> None:
        """This will wait until the read models have reached a position; raises PublicError when that takes too long."""
        if not position:
            return
        limit_s = self.dependencies.settings.wait_limit_s
        async with self.reading() as connection:
            if not await wait_for(connection, position, models, limit_s):
                message = f"The read models have not reached position {position}. Ask again a little later."
                raise PublicError(message, "NOT_YET_VISIBLE", position=position)
            self.answer.position = await reflected(connection)

    async def settle(self) -> None:
        """This will write down what the answer shows, before it leaves. Raises LedgerUnavailable."""
        if not self.note.is_empty:
            await write_down(self.dependencies.spool, self.note.accesses(self.bearer, self.now))

    async def close(self) -> None:
        """This will give the connection back, once nobody reads: what was given up ends its statement first."""
        async with self._in_turn:
            self._is_closed, self._connection = True, None
            await self._opened.aclose()


Asked = Info[Context, None]
"""What Strawberry passes to a resolver."""
