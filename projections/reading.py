"""Reads rows of a statement into the dataclasses that queries return.

It must not know any table; times come out in UTC whatever the session's zone is.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, LiteralString, TypeVar

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import dict_row

__all__ = ["read", "read_count", "read_plain"]

R = TypeVar("R")


async def read(
    connection: AsyncConnection[Any], statement: LiteralString, parameters: Mapping[str, object], row: type[R]
) -> list[R]:
    """This will return the rows of a statement whose columns are named as the fields of `row`."""
    return msgspec.convert(await read_plain(connection, statement, parameters), list[row])  # type: ignore[valid-type]  # the caller's type


async def read_plain(
    connection: AsyncConnection[Any], statement: LiteralString, parameters: Mapping[str, object]
) -> list[dict[str, Any]]:
    """This will return the rows of a statement by column name."""
    async with connection.cursor(row_factory=dict_row) as cursor:
        await cursor.execute(statement, parameters)
        rows = await cursor.fetchall()
    return [{name: _in_utc(value) for name, value in row.items()} for row in rows]


async def read_count(
    connection: AsyncConnection[Any], statement: LiteralString, parameters: Mapping[str, object]
) -> int:
    """This will return the one number that a statement counts."""
    cursor = await connection.execute(statement, parameters)
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


def _in_utc(value: object) -> object:
    return value.astimezone(UTC) if type(value) is datetime else value
