"""Read-your-writes: waiting until read models have reached a position of the log.

It must not wait longer than it was told, and must not hold a transaction open while it waits.
"""

import asyncio
from collections.abc import Sequence
from typing import Any, LiteralString

from psycopg import AsyncConnection
from psycopg.errors import UndefinedTable

__all__ = ["REACHED", "wait_for"]

_FIRST_PAUSE_S = 0.001
"""A read model is behind by about two milliseconds when it follows."""

_LONGEST_PAUSE_S = 0.05
"""Twenty looks a second, each of ten microseconds of PostgreSQL, while it catches up."""

REACHED: LiteralString = """
SELECT count(*) FROM read.position WHERE model = ANY(%(models)s) AND position >= %(position)s
"""
"""One row: how many of the models have reached the position."""

# The last position that the log holds.
LENGTH: LiteralString = "SELECT log.length()"


async def wait_for(connection: AsyncConnection[Any], position: int, models: Sequence[str], timeout_s: float) -> bool:
    """This will return True as soon as every model has folded the event at `position`, False when the time is over.

    For what the log does not hold nobody waits: a connection would be kept from others, for as long as anybody likes.
    connection: in autocommit, or between transactions; models: names as in read.position, such as `board`.
    """
    if await _reached(connection, position, models):
        return True
    if position > await _length(connection):
        return False
    deadline = asyncio.get_running_loop().time() + timeout_s
    pause = _FIRST_PAUSE_S
    while not await _reached(connection, position, models):
        left = deadline - asyncio.get_running_loop().time()
        if left <= 0:
            return False
        await asyncio.sleep(min(pause, left))
        pause = min(pause * 2, _LONGEST_PAUSE_S)
    return True


async def _length(connection: AsyncConnection[Any]) -> int:
    cursor = await connection.execute(LENGTH)
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def _reached(connection: AsyncConnection[Any], position: int, models: Sequence[str]) -> bool:
    try:
        async with connection.transaction():
            cursor = await connection.execute(REACHED, {"models": list(models), "position": position})
            row = await cursor.fetchone()
    except UndefinedTable:  # nobody has ever projected here
        return False
    return row is not None and row[0] == len(set(models))
