"""Asks the read models' queries from a test that is no coroutine.

It must not change what the queries answer.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from psycopg import AsyncConnection

from projections.paging import Page, Paging
from projections.viewer import Viewer
from tests.support.histories import member_of

__all__ = ["answer", "everything", "viewer_of"]

T = TypeVar("T")

Ask = Callable[[AsyncConnection[Any]], Awaitable[T]]


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
