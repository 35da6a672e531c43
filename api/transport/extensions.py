"""What an answer tells beside its data: the rows it was estimated to read, and the position of the log it reflects.

Every way in which an operation is answered makes its `extensions` here. It must not know any field.

The position is that of the read model which is the furthest behind, looked up before anything is read: everything up to
it is in the answer. It is told of no single read model, as what an answer reads reaches through several.
"""

from dataclasses import dataclass
from typing import Any, LiteralString

from psycopg import AsyncConnection
from psycopg.errors import UndefinedTable

from api.cost import MOST_ROWS

__all__ = ["REFLECTED", "Reflected", "extensions_of", "reflected"]

# The position up to which every read model has folded the log; none before anything was ever folded.
REFLECTED: LiteralString = "SELECT min(position) FROM read.position"


@dataclass(slots=True)
class Reflected:
    """What becomes known of an answer while it is made. cost: None where it was not estimated, position: not read."""

    cost: int | None = None
    position: int | None = None


def extensions_of(answer: Reflected) -> dict[str, Any]:
    """This will make the `extensions` of an answer: of what is known of it alone.

    `cost`: {"rows", "limit"}, both estimated rows; `position`: a place in the log.
    """
    told: dict[str, Any] = {}
    if answer.cost is not None:
        told["cost"] = {"rows": answer.cost, "limit": MOST_ROWS}
    if answer.position is not None:
        told["position"] = answer.position
    return told


async def reflected(connection: AsyncConnection[Any]) -> int | None:
    """This will look up the position that what is read from now on reflects. connection: in autocommit."""
    try:
        cursor = await connection.execute(REFLECTED)
    except UndefinedTable:  # nobody has ever folded anything here; whatever reads will say so
        return None
    row = await cursor.fetchone()
    return row[0] if row else None
