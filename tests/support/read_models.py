"""What tests do with read models: following to the end of the log, asking their queries, comparing their rows.

It must not know what a folding does, nor change what the queries answer.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

import psycopg
from psycopg import AsyncConnection, sql

from domain.storage import EventLog
from projections.catalogue import READ_MODELS
from projections.engine import Pace, ReadModel, Runner
from projections.paging import Page, Paging
from projections.viewer import Viewer
from tests.support.histories import member_of
from tests.support.keys import KEYRING

__all__ = ["answer", "everything", "follow", "rows_of", "tables_of", "viewer_of"]

T = TypeVar("T")

Ask = Callable[[AsyncConnection[Any]], Awaitable[T]]


def follow(conninfo: str, models: Sequence[ReadModel] = READ_MODELS, batch: int = 5_000) -> int:
    """This will fold all that the log holds, and return the position reached."""
    with EventLog(conninfo, KEYRING) as log, Runner(conninfo, models, log, Pace(batch=batch)) as runner:
        return runner.catch_up()


def tables_of(models: Sequence[ReadModel] = READ_MODELS) -> tuple[str, ...]:
    """This will name all tables of read models."""
    return tuple(table for model in models for table in model.tables)


def rows_of(conninfo: str, models: Sequence[ReadModel] = READ_MODELS) -> dict[str, list[tuple[Any, ...]]]:
    """This will return every row of every table, in an order of its own."""
    with psycopg.connect(conninfo) as connection:
        return {table: _rows(connection, table) for table in tables_of(models)}


def answer(conninfo: str, ask: Ask[T]) -> T:
    """This will run one query on a connection of its own."""

    async def run() -> T:
        async with await AsyncConnection.connect(conninfo, autocommit=True) as connection:
            return await ask(connection)

    return asyncio.run(run())


def everything(
    conninfo: str, ask: Callable[[AsyncConnection[Any], Paging], Awaitable[Page[T]]], size: int = 7
) -> tuple[list[T], list[T]]:
    """This will page forward to the end, then backward to the beginning, and return the rows of both ways in order."""

    async def run() -> tuple[list[T], list[T]]:
        async with await AsyncConnection.connect(conninfo, autocommit=True) as connection:
            page = await ask(connection, Paging(first=size))
            forward = list(page.rows)
            while page.has_next:
                page = await ask(connection, Paging(first=size, after=page.cursors[-1]))
                forward.extend(page.rows)
            page = await ask(connection, Paging(last=size))
            backward = list(page.rows)
            while page.has_previous:
                page = await ask(connection, Paging(last=size, before=page.cursors[0]))
                backward[:0] = page.rows
            return forward, backward

    return asyncio.run(run())


def viewer_of(agency_id: str) -> Viewer:
    """This will make the person whom every history admits for an agency."""
    return Viewer(member_id=member_of(agency_id), agency_id=agency_id)


def _rows(connection: psycopg.Connection[Any], table: str) -> list[tuple[Any, ...]]:
    name = sql.Identifier(table)
    statement = sql.SQL("SELECT {}.*::text FROM read.{} ORDER BY {}.*::text").format(name, name, name)
    return connection.execute(statement).fetchall()
