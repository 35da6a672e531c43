"""What tests compare and do with read models: their rows as they stand, and following to the end of the log.

It must not know what a folding does.
"""

from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg import sql

from domain.storage import EventLog
from projections.catalogue import READ_MODELS
from projections.engine import Pace, ReadModel, Runner

__all__ = ["follow", "rows_of", "tables_of"]


def follow(conninfo: str, models: Sequence[ReadModel] = READ_MODELS, batch: int = 5_000) -> int:
    """This will fold all that the log holds, and return the position reached."""
    with EventLog(conninfo) as log, Runner(conninfo, models, log, Pace(batch=batch)) as runner:
        return runner.catch_up()


def tables_of(models: Sequence[ReadModel] = READ_MODELS) -> tuple[str, ...]:
    """This will name all tables of read models."""
    return tuple(table for model in models for table in model.tables)


def rows_of(conninfo: str, models: Sequence[ReadModel] = READ_MODELS) -> dict[str, list[tuple[Any, ...]]]:
    """This will return every row of every table, in an order of its own."""
    with psycopg.connect(conninfo) as connection:
        return {table: _rows(connection, table) for table in tables_of(models)}


def _rows(connection: psycopg.Connection[Any], table: str) -> list[tuple[Any, ...]]:
    name = sql.Identifier(table)
    statement = sql.SQL("SELECT {}.*::text FROM read.{} ORDER BY {}.*::text").format(name, name, name)
    return connection.execute(statement).fetchall()
