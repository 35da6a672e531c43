"""What a read model is to the engine: a name, a version, tables, and a way to fold events into them, in bulk.

It must not commit, nor know what stands in the tables, nor in which schema they stand: the search path says that.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, LiteralString, Protocol

from psycopg import Connection, sql
from psycopg.rows import tuple_row

from projections.engine.memory import Batch

__all__ = ["Cell", "Folding", "ReadModel", "Row", "Table", "Tables", "array", "id_of", "moment"]

Cell = str | int | bool | None
"""What a row holds: texts in PostgreSQL's own notation, numbers, truths. Nothing that would have to be converted."""

Row = tuple[Cell, ...]


class Table:
    """A table with the columns that are written, in order, and the column (with its type) by which rows go."""

    def __init__(self, name: str, columns: Sequence[str], key: tuple[str, str]) -> None:
        self.name, self.columns = name, tuple(columns)
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        column, kind = (sql.Identifier(part) for part in key)
        table = sql.Identifier(name)
        self.copy = sql.SQL("COPY {} ({}) FROM STDIN").format(table, names)
        values = sql.SQL(", ").join([sql.Placeholder()] * len(columns))
        self.insert = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(table, names, values)
        self.delete = sql.SQL("DELETE FROM {} WHERE {} = ANY(%s::{}[])").format(table, column, kind)


class Tables:
    """The tables of one read model during one transaction. has_changed: anything was written, or may have been."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection
        self.has_changed = False

    def fetch(self, statement: sql.SQL | sql.Composed, **parameters: object) -> list[tuple[Any, ...]]:
        """This will return all rows of a statement."""
        with self._connection.cursor(row_factory=tuple_row) as cursor:
            return cursor.execute(statement, parameters).fetchall()

    def append(self, table: Table, rows: Sequence[Row]) -> None:
        """This will write new rows: with COPY, which a single row would find slower than an INSERT."""
        self.has_changed |= bool(rows)
        if len(rows) > 1:
            self.stream(table, rows)
        for row in rows if len(rows) == 1 else ():
            self._connection.execute(table.insert, row)

    def stream(self, table: Table, rows: Iterable[Row]) -> None:
        """This will write new rows with COPY while they are being made; the making must not use the connection."""
        with self._connection.cursor() as cursor, cursor.copy(table.copy) as copy:
            for row in rows:
                self.has_changed = True
                copy.write_row(row)

    def replace(self, table: Table, gone: Iterable[str], rows: Sequence[Row]) -> None:
        """This will delete the rows whose key is in `gone`, and write the given ones."""
        keys = list(gone)
        if keys:
            self.has_changed = True
            self._connection.execute(table.delete, (keys,))
        self.append(table, rows)

    def change(self, statement: sql.SQL | sql.Composed, **parameters: object) -> None:
        """This will change rows in place, by a statement over all that the transaction wrote so far."""
        self.has_changed = True
        self._connection.execute(statement, parameters)


class Folding(Protocol):
    """A read model at work. It may remember what it wrote; it is thrown away whenever a transaction is rolled back."""

    def fold(self, batch: Batch, tables: Tables) -> None:
        """This will take the events of a batch, in order of position, and append what never changes again."""
        ...

    def write(self, tables: Tables) -> None:
        """This will write what the events changed that it has taken since it last wrote, each row once."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadModel:
    """A read model.

    name: as in read.position; version: raised whenever the tables or the folding change, which rebuilds them.
    definition: the text of table.sql, with unqualified names; tables: the names it creates; begin: starts a folding.
    indexes: SQL that may be repeated; a rebuild runs it when the tables are filled, so the folding must not need them.
    policies: table -> the condition under which the role that reads sees a row; what is not named, it never sees.
    views: SQL that is run when tables are put in place, before the policies, which may rest on it.
    """

    name: str
    version: int
    definition: str
    tables: tuple[str, ...]
    begin: Callable[[], Folding]
    indexes: str = ""
    policies: Mapping[str, LiteralString] = field(default_factory=dict)
    views: str = ""


def id_of(number: int) -> str:
    """This will write a UUID without its dashes, several times faster than `str` does. number: its `int`."""
    return f"{number:032x}"


def array(values: Iterable[str]) -> str:
    """This will write a text[] in PostgreSQL's notation."""
    return "{" + ",".join('"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' for value in values) + "}"


def moment(value: Any | None) -> str | None:
    """This will write a datetime or date in ISO 8601."""
    return None if value is None else value.isoformat()
