"""What a resolver may reach: the bearer, what the application was given, one connection, and loaders.

It must not outlive its request: `close` gives the connection back.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from functools import cached_property
from typing import LiteralString

from psycopg import AsyncConnection
from psycopg.rows import TupleRow
from strawberry.fastapi import BaseContext
from strawberry.types import Info

from api.dependencies import ApiDependencies
from api.errors import PublicError
from api.identity.bearer import Bearer
from api.loaders import Loaders
from projections.viewer import Viewer
from projections.waiting import wait_for

__all__ = ["Asked", "Context"]


# Who asks, as which role, and how long a statement may run; it holds for the connection until it is set again.
_SETTINGS: LiteralString = """
SELECT set_config('role', 'entente_reader', false), set_config('statement_timeout', %(limit)s, false),
       set_config('entente.member', %(viewer_member)s, false), set_config('entente.agency', %(viewer_agency)s, false),
       set_config('entente.today', %(viewer_today)s::date::text, false)
"""


class Context(BaseContext):
    """One request. bearer: None only where GraphiQL's empty page is asked for."""

    def __init__(self, dependencies: ApiDependencies, bearer: Bearer | None) -> None:
        super().__init__()
        self.dependencies = dependencies
        self.now: datetime = dependencies.now()
        self._bearer = bearer
        self._opened = AsyncExitStack()
        self._connection: AsyncConnection[TupleRow] | None = None
        self._in_turn = asyncio.Lock()

    @property
    def bearer(self) -> Bearer:
        """The person who asks; raises PublicError where nobody signed in."""
        if self._bearer is None:
            raise PublicError("Sign in first.", "UNAUTHENTICATED")
        return self._bearer

    @cached_property
    def viewer(self) -> Viewer:
        """The reader, as the read models know it; taken from the token alone."""
        bearer = self.bearer
        today = self.now.astimezone(UTC).date()
        return Viewer(member_id=bearer.member_id, agency_id=bearer.agency_id, roles=bearer.roles, today=today)

    @cached_property
    def loaders(self) -> Loaders:
        """The loaders of this request."""
        return Loaders(self.reading, self.viewer)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection[TupleRow]]:
        """This will lend the request's one connection, to one resolver at a time; a wide query takes no more."""
        async with self._in_turn:
            if self._connection is None:
                self._connection = await self._opened.enter_async_context(self._limited())
            yield self._connection

    @asynccontextmanager
    async def _limited(self) -> AsyncIterator[AsyncConnection[TupleRow]]:
        """This will lend a connection that sees what the viewer may, and whose statements end in time.

        It holds whoever made the pool, and takes a tenth of a millisecond.
        """
        limit_ms = int(self.dependencies.settings.statement_limit_s * 1_000)
        async with self.dependencies.pool.connection() as connection:
            await connection.execute(_SETTINGS, {**self.viewer.parameters, "limit": f"{limit_ms}ms"})
            yield connection

    async def catch_up(self, position: int | None, models: Sequence[str]) -> None:
        """This will wait until the read models have reached a position; raises PublicError when that takes too long."""
        if not position:
            return
        limit_s = self.dependencies.settings.wait_limit_s
        async with self.reading() as connection:
            if not await wait_for(connection, position, models, limit_s):
                message = (
                    f"The read models did not reach position {position} within {limit_s:g} s. Ask again a little later."
                )
                raise PublicError(message, "NOT_YET_VISIBLE", position=str(position))

    async def close(self) -> None:
        """This will give the connection back."""
        await self._opened.aclose()


Asked = Info[Context, None]
"""What Strawberry passes to a resolver."""
