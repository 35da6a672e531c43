"""Reads of checkpoints: everybody signed in may see them, for they say nothing of what the events hold.

They must not verify anything, nor read the log.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

from psycopg import AsyncConnection

from projections.paging import Keys, Page, Paging, as_number, cut, window
from projections.reading import read, read_count

__all__ = ["CheckpointRow", "checkpoint", "checkpoints", "checkpoints_total"]

_ORDER = "checkpoints"

_BEYOND = str(2**63 - 1)
"""A position that no log reaches."""

_COLUMNS: LiteralString = """
SELECT checkpoint_id, origin, size, root, note, key, witnesses, sealed_at, position FROM read.checkpoints
"""

_WITHIN: LiteralString = """
WHERE position < %(after)s::bigint AND position > %(before)s::bigint
"""

# The newest first.
_FORWARD: LiteralString = _COLUMNS + _WITHIN + " ORDER BY position DESC LIMIT %(limit)s"
_BACKWARD: LiteralString = _COLUMNS + _WITHIN + " ORDER BY position ASC LIMIT %(limit)s"
_LATEST: LiteralString = _COLUMNS + " ORDER BY size DESC LIMIT 1"
_TOTAL: LiteralString = "SELECT count(*) FROM read.checkpoints"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointRow:
    """A checkpoint. size: events it covers; root: in base64; witnesses: codes of agencies; sealed_at: aware, UTC."""

    checkpoint_id: UUID
    origin: str
    size: int
    root: str
    note: str
    key: str
    witnesses: tuple[str, ...]
    sealed_at: datetime
    position: int


async def checkpoint(connection: AsyncConnection[Any]) -> CheckpointRow | None:
    """This will return the checkpoint that covers most; None before the first."""
    rows = await read(connection, _LATEST, {}, CheckpointRow)
    return rows[0] if rows else None


async def checkpoints(connection: AsyncConnection[Any], paging: Paging) -> Page[CheckpointRow]:
    """This will return a page of checkpoints, the newest first. Raises InvalidInput for a bad page or cursor."""
    asked = window(paging, _ORDER, as_number)
    bounds = {"after": (asked.after or (_BEYOND,))[0], "before": (asked.before or ("-1",))[0], "limit": asked.limit}
    rows = await read(connection, _BACKWARD if asked.backward else _FORWARD, bounds, CheckpointRow)
    return cut(rows, asked, _ORDER, _keys)


async def checkpoints_total(connection: AsyncConnection[Any]) -> int:
    """This will count all checkpoints."""
    return await read_count(connection, _TOTAL, {})


def _keys(row: CheckpointRow) -> Keys:
    return (str(row.position),)
