"""Reads of what came into a case, in the order in which it was recorded, each entry once.

They must not show an entry before the read model of access has folded what was recorded up to it: whoever was shut out
by an event sees nothing that was recorded after it.
"""

from collections.abc import Sequence
from typing import Any, LiteralString

from psycopg import AsyncConnection

from projections.reading import read, read_plain
from projections.timeline import statements
from projections.timeline.queries import check_party, parameters_of
from projections.timeline.rows import CaseView, EntryRow

__all__ = ["MODELS", "entered", "reached", "since"]

MODELS = ("timeline", "investigations")
"""The read models of entries, and of who may enter a case."""

# Up to which position all of some read models hold what was recorded; 0 where one of them was never made.
_REACHED: LiteralString = """
SELECT CASE WHEN count(*) = cardinality(%(models)s::text[]) THEN min(position) ELSE 0 END AS reached
FROM read.position WHERE model = ANY(%(models)s)
"""


async def reached(connection: AsyncConnection[Any], models: Sequence[str]) -> int:
    """This will return the position up to which all of the read models hold what was recorded."""
    (row,) = await read_plain(connection, _REACHED, {"models": list(models)})
    return int(row["reached"])


async def entered(connection: AsyncConnection[Any], view: CaseView) -> int | None:
    """This will return the position up to which a case can be told; None where there is none for the viewer.

    Raises InvalidInput for an unfit filter, as `timeline` does.
    """
    await check_party(connection, view)
    upto = await reached(connection, MODELS)
    rows = await read_plain(connection, statements.MAY_SEE, parameters_of(view))
    return upto if rows else None


async def since(connection: AsyncConnection[Any], view: CaseView, after: int, limit: int) -> Sequence[EntryRow] | None:
    """This will return the first entries recorded after a position, `limit` at most; None where the case is closed.

    The position is read before the rows: rows and position of a read model change in one transaction, and positions
    have no gaps, so that up to it nothing is to come any more.
    """
    upto = await reached(connection, MODELS)
    parameters = {**parameters_of(view), "after": after, "upto": upto, "limit": limit}
    rows = await read(connection, statements.SINCE, parameters, EntryRow)
    if rows or await read_plain(connection, statements.MAY_SEE, parameters):
        return rows
    return None
