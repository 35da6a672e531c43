"""Takes down what a read model's folding writes, so that a history can be folded in memory.

It must not write anything anywhere, nor be given a history in several batches: it has no rows to fetch.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from psycopg import sql

from domain.event import Recorded
from projections.engine.memory import Batch
from projections.engine.read_model import Cell, Folding, Row, Table, Tables

__all__ = ["Cells", "collected"]

Cells = dict[str, Cell]
"""A row by column name; texts in PostgreSQL's own notation."""

UNASKED = "folded"
"""A column that foldings keep for themselves: no query reads it."""


class _Collected(Tables):
    """The tables of a read model that begins with nothing."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Cells]] = {}

    def fetch(self, statement: sql.SQL | sql.Composed, **parameters: object) -> list[tuple[Any, ...]]:  # noqa: ARG002  # nothing was written before
        """This will return nothing: all that the folding knows, it remembers."""
        return []

    def append(self, table: Table, rows: Sequence[Row]) -> None:
        """This will take rows down."""
        self.stream(table, rows)

    def stream(self, table: Table, rows: Iterable[Row]) -> None:
        """This will take rows down."""
        taken = self.rows.setdefault(table.name, [])
        for row in rows:
            cells: Cells = dict(zip(table.columns, row, strict=True))
            cells.pop(UNASKED, None)
            taken.append(cells)

    def replace(self, table: Table, gone: Iterable[str], rows: Sequence[Row]) -> None:  # noqa: ARG002  # nothing was written before
        """This will take rows down."""
        self.stream(table, rows)

    def change(self, statement: sql.SQL | sql.Composed, **parameters: object) -> None:
        """This will do nothing: the texts that a change takes away are gone from the events as well."""


def collected(begin: Callable[[], Folding], history: Sequence[Recorded]) -> dict[str, list[Cells]]:
    """This will fold a whole history, and return the rows of each table."""
    tables = _Collected()
    folding = begin()
    folding.fold(Batch(history), tables)
    folding.write(tables)
    return tables.rows
