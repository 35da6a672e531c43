"""Reads rows of a statement into the dataclasses that queries return.

It must not know any table; times come out in UTC whatever the session's zone is.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, LiteralString, TypeVar

import msgspec
from psycopg import AsyncConnection, DataError
from psycopg.rows import dict_row

from domain.refusal import InvalidInput

__all__ = ["containing", "read", "read_count", "read_plain"]

R = TypeVar("R")


async def read(
    connection: AsyncConnection[Any], statement: LiteralString, parameters: Mapping[str, object], row: type[R]
) -> list[R]:
    """This will return the rows of a statement whose columns are named as the fields of `row`."""
    return msgspec.convert(await read_plain(connection, statement, parameters), list[row])  # type: ignore[valid-type]  # the caller's type


async def read_plain(
    connection: AsyncConnection[Any], statement: LiteralString, parameters: Mapping[str, object]
) -> list[dict[str, Any]]:
    """This will return the rows of a statement by column name. Raises InvalidInput for values it cannot take."""
    async with connection.cursor(row_factory=dict_row) as cursor:
        try:
            await cursor.execute(statement, parameters)
        except DataError as error:
            raise _unusable() from error
        rows = await cursor.fetchall()
    return [{name: _in_utc(value) for name, value in row.items()} for row in rows]


async def read_count(
    connection: AsyncConnection[Any], statement: LiteralString, parameters: Mapping[str, object]
) -> int:
    """This will return the one number that a statement counts."""
    rows = await read_plain(connection, statement, parameters)
    return int(rows[0]["count"]) if rows else 0


def containing(text: str | None) -> str | None:
    """This will make the ILIKE pattern (escape character backslash) of texts that contain `text`; None stays None."""
    if text is None:
        return None
    plain = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace("\0", "")
    return f"%{plain}%"


def _unusable() -> InvalidInput:
    return InvalidInput(
        field="filter", rule="a value cannot stand in the database", accepted="text without the character NUL"
    )


def _in_utc(value: object) -> object:
    return value.astimezone(UTC) if type(value) is datetime else value
