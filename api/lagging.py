"""How many events each read model is behind the log.

It must not tell what was recorded, nor when.
"""

from typing import LiteralString

from api.viewing import Pool

__all__ = ["lags"]

PATIENCE_S = 2.0
"""Seconds to wait for a connection; a probe is usually given up after three or more."""

# How many events each read model is behind the log.
LAGS: LiteralString = """
SELECT model, greatest(0, log.length() - position) AS lag
FROM read.position
ORDER BY model
"""


async def lags(pool: Pool) -> dict[str, int]:
    """This will return, for each read model, how many events it has not folded yet. Raises psycopg.Error."""
    async with pool.connection(timeout=PATIENCE_S) as connection:
        cursor = await connection.execute(LAGS)
        return {str(model): int(lag) for model, lag in await cursor.fetchall()}
