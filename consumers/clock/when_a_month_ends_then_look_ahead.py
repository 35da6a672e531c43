"""When a month ends, then trends and forecasts are found out anew from all months that are over.

It must not find them out itself: that takes libraries and memory which a clock should not carry.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, LiteralString

from psycopg import AsyncConnection

from projections.cells.publishing import is_published
from projections.outlook.queries import made
from projections.outlook.rows import VERSION
from projections.waiting import wait_for

__all__ = ["Ahead"]

LOGGER = logging.getLogger(__name__)

EVERY = timedelta(hours=1)
"""Between two looks, also where the last one failed."""

CATCH_UP_S = 5.0

HEAD: LiteralString = "SELECT log.length()"


class Ahead:
    """Looks every hour whether a month ended. find_out: finds out what follows from all before a day; False if not.

    patience_s: how long the cycles may take to come.
    """

    def __init__(self, find_out: Callable[[date], bool], patience_s: float = CATCH_UP_S) -> None:
        self._find_out, self._patience_s = find_out, patience_s
        self._next: datetime | None = None

    async def look_if_due(self, connection: AsyncConnection[Any], now: datetime) -> bool:
        """This will have it found out where that is due, and say whether it was.

        connection: of a role that sees all cycles; now: aware.
        """
        if self._next is not None and now < self._next:
            return False
        self._next = now + EVERY
        today = now.astimezone(UTC).date()
        boundary = date(today.year, today.month, 1)
        if await _is_known(connection, boundary) or not await self._is_caught_up(connection):
            return False
        is_found = await asyncio.to_thread(self._find_out, boundary)
        LOGGER.log(logging.INFO if is_found else logging.WARNING, "looked ahead", extra={"boundary": str(boundary)})
        return is_found

    async def _is_caught_up(self, connection: AsyncConnection[Any]) -> bool:
        row = await (await connection.execute(HEAD)).fetchone()
        return row is not None and await wait_for(connection, row[0], ["cooperation"], self._patience_s)


async def _is_known(connection: AsyncConnection[Any], boundary: date) -> bool:
    found = await made(connection)
    is_looked = found is not None and found.boundary >= boundary and found.version == VERSION
    return is_looked and await is_published(connection, boundary)
