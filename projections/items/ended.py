"""The items that nobody keeps any longer: their day of erasure has come, and nothing known here forbids it.

It must not erase anything, nor be shown to anybody: it has no viewer.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, LiteralString
from uuid import UUID

from msgspec import Struct
from psycopg import AsyncConnection

from projections.reading import read

__all__ = ["EndedItem", "ended_items"]

# The earliest first; an erased item is never ended again.
_ENDED: LiteralString = """
SELECT item_id, erase_on, version FROM read.items
WHERE erase_on <= %(day)s AND NOT is_erased AND NOT is_held AND retention = ANY(%(profiles)s)
ORDER BY erase_on, item_id LIMIT %(limit)s
"""


class EndedItem(Struct, frozen=True, kw_only=True):
    """An item to erase. version: of its stream, as far as it was folded."""

    item_id: UUID
    erase_on: date
    version: int


async def ended_items(
    connection: AsyncConnection[Any], day: date, profiles: Sequence[str], limit: int
) -> tuple[EndedItem, ...]:
    """This will return items under some retention profiles whose day of erasure has come."""
    parameters = {"day": day, "profiles": list(profiles), "limit": limit}
    return tuple(await read(connection, _ENDED, parameters, EndedItem))
