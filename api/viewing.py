"""Lends a connection that sees what a viewer may, and nothing else, whatever a statement asks for.

It must not hold it longer than the block lasts.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import LiteralString

from psycopg import AsyncConnection
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

from api.identity.bearer import Bearer
from projections.viewer import Viewer

__all__ = ["SETTINGS", "Pool", "limited", "viewer_of", "viewing"]

Pool = AsyncConnectionPool[AsyncConnection[TupleRow]]

SETTINGS: LiteralString = """
SELECT set_config('role', 'entente_reader', false), set_config('statement_timeout', %(limit)s, false),
       set_config('entente.member', %(viewer_member)s, false), set_config('entente.agency', %(viewer_agency)s, false),
       set_config('entente.today', %(viewer_today)s::date::text, false),
       set_config('entente.ceiling', %(viewer_ceiling)s::text, false),
       set_config('entente.roles', %(viewer_roles)s, false), set_config('jit', 'off', false)
"""
"""Who asks, as which role, and how long a statement may run; it holds for the connection until it is set again.

What policies look into makes statements seem dear, and the server would compile them: half a second for a desk that is
answered in two milliseconds.
"""


@asynccontextmanager
async def viewing(pool: Pool, viewer: Viewer, limit_s: float) -> AsyncIterator[AsyncConnection[TupleRow]]:
    """This will lend a connection whose statements end in time. limit_s: for one statement.

    It holds whoever made the pool, and takes a tenth of a millisecond.
    """
    async with pool.connection() as connection:
        await connection.execute(SETTINGS, limited(viewer, limit_s))
        yield connection


def viewer_of(bearer: Bearer, now: datetime) -> Viewer:
    """This will make the reader that a token names, as the read models know it, as of a moment."""
    return Viewer(
        member_id=bearer.member_id,
        agency_id=bearer.agency_id,
        roles=bearer.roles,
        today=now.astimezone(UTC).date(),
        ceiling=bearer.ceiling,
    )


def limited(viewer: Viewer, limit_s: float) -> dict[str, object]:
    """This will return the parameters of SETTINGS. limit_s: for one statement."""
    return {**viewer.parameters, "limit": f"{int(limit_s * 1_000)}ms"}
