"""Reads rows of a statement into the dataclasses that queries return, of the present or of a past that was replayed.

It must not know any table; times come out in UTC whatever the session's zone is.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, LiteralString, Protocol, TypeVar

import msgspec
from psycopg import AsyncConnection, DataError
from psycopg.rows import dict_row

from domain.refusal import InvalidInput

__all__ = ["Replayed", "Rewriting", "Source", "containing", "read", "read_count", "read_plain"]

R = TypeVar("R")


class Rewriting(Protocol):
    """Lets a statement find rows of the past where it looks for those of the present."""

    def asked(self, statement: LiteralString, parameters: Mapping[str, object]) -> tuple[LiteralString, dict[str, Any]]:
        """This will return the statement over the past, and all its parameters."""
        ...


@dataclass(frozen=True, slots=True)
class Replayed:
    """A connection by which the past is read, under the walls of the present."""

    connection: AsyncConnection[Any]
    past: Rewriting


Source = AsyncConnection[Any] | Replayed
"""What queries read: the present by a connection alone, or a past."""


async def read(source: Source, statement: LiteralString, parameters: Mapping[str, object], row: type[R]) -> list[R]:
    """This will return the rows of a statement whose columns are named as the fields of `row`."""
    return msgspec.convert(await read_plain(source, statement, parameters), list[row])  # type: ignore[valid-type]  # the caller's type


async def read_plain(
    source: Source, statement: LiteralString, parameters: Mapping[str, object]
) -> list[dict[str, Any]]:
    """This will return the rows of a statement by column name. Raises InvalidInput for values it cannot take."""
    if isinstance(source, Replayed):
        statement, parameters = await asyncio.to_thread(source.past.asked, statement, parameters)  # it may fold
    connection = source.connection if isinstance(source, Replayed) else source
    async with connection.cursor(row_factory=dict_row) as cursor:
        try:
            await cursor.execute(statement, parameters)
        except DataError as error:
            raise _unusable() from error
        rows = await cursor.fetchall()
    return [{name: _in_utc(value) for name, value in row.items()} for row in rows]


async def read_count(source: Source, statement: LiteralString, parameters: Mapping[str, object]) -> int:
    """This will return the one number that a statement counts."""
    rows = await read_plain(source, statement, parameters)
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
