"""When no item refers to a content, and it has lain for a day, then it is deleted with its key.

So go abandoned uploads, and contents that a correction replaced. It must not act on a view of the items that is behind.
"""

import logging
from datetime import datetime, timedelta
from typing import Any, LiteralString

from psycopg import AsyncConnection

from projections.waiting import wait_for

__all__ = ["Forsaken"]

LOGGER = logging.getLogger(__name__)

EVERY = timedelta(hours=1)
"""Between two looks."""

AFTER = timedelta(days=1)
"""Longer than any upload takes, and any recording of one."""

CATCH_UP_S = 5.0

HEAD: LiteralString = "SELECT log.length()"

DELETE: LiteralString = """
DELETE FROM vault.contents c
WHERE coalesce(c.completed_at, c.begun_at) < %(before)s
AND NOT EXISTS (SELECT FROM read.items i WHERE i.content_id = c.content_id)
"""
"""An upload that is not complete is none that any item refers to."""


class Forsaken:
    """Looks for contents that nobody needs, every hour. patience_s: how long the register of items may take to come."""

    def __init__(self, patience_s: float = CATCH_UP_S) -> None:
        self._patience_s = patience_s
        self._next: datetime | None = None

    async def delete_if_due(self, connection: AsyncConnection[Any], now: datetime) -> int:
        """This will delete what is forsaken, and say how many contents that were; 0 too where it is not time yet.

        connection: of a role that sees all items.
        """
        if self._next is not None and now < self._next:
            return 0
        row = await (await connection.execute(HEAD)).fetchone()
        if row is None or not await wait_for(connection, row[0], ["items"], self._patience_s):
            return 0  # what was recorded long ago may not be seen yet
        self._next = now + EVERY
        deleted = (await connection.execute(DELETE, {"before": now - AFTER})).rowcount
        if deleted:
            LOGGER.info("forsaken contents deleted", extra={"contents": deleted})
        return deleted
