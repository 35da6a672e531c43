"""Lends a connection that sees what a viewer may, and nothing else, whatever a statement asks for.

It must not hold it longer than the block lasts.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import LiteralString

from psycopg import AsyncConnection
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

from projections.viewer import Viewer

__all__ = ["Pool", "viewing"]

Pool = AsyncConnectionPool[AsyncConnection[TupleRow]]

# Who asks, as which role, and how long a statement may run; it holds for the connection until it is set again.
_SETTINGS: LiteralString = """
SELECT set_config('role', 'entente_reader', false), set_config('statement_timeout', %(limit)s, false),
       set_config('entente.member', %(viewer_member)s, false), set_config('entente.agency', %(viewer_agency)s, false),
       set_config('entente.today', %(viewer_today)s::date::text, false),
       set_config('entente.roles', %(viewer_roles)s, false)
"""


@asynccontextmanager
async def viewing(pool: Pool, viewer: Viewer, limit_s: float) -> AsyncIterator[AsyncConnection[TupleRow]]:
    """This will lend a connection whose statements end in time. limit_s: for one statement.

    It holds whoever made the pool, and takes a tenth of a millisecond.
    """
    async with pool.connection() as connection:
        await connection.execute(_SETTINGS, {**viewer.parameters, "limit": f"{int(limit_s * 1_000)}ms"})
        yield connection
