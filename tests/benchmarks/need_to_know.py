"""Measures what need-to-know costs the main reads: row filters and row-level security beside neither, in one run.

Run it with `python -m tests.benchmarks.need_to_know [--cases N] [--rounds N]`. The tables are filled by statements of
their own: what is measured does not depend on how the rows came there.
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import md5
from pathlib import Path
from types import ModuleType
from typing import Any, LiteralString
from uuid import UUID, uuid4

import psycopg
from psycopg import AsyncConnection

from deploy.postgres_cluster import APP
from projections.board import queries as board
from projections.board import statements as of_board
from projections.board.rows import BoardView, RequestFilter
from projections.catalogue import READ_MODELS
from projections.engine import prepare
from projections.engine.walls import READER
from projections.followups import queries as followups
from projections.followups import statements as of_followups
from projections.followups.rows import FollowUpFilter, FollowUpView
from projections.items import queries as items
from projections.items import statements as of_items
from projections.items.rows import ItemFilter
from projections.need_to_know import (
    BY_PARAMETERS,
    HOLDS,
    meets_sources,
    sees_entry,
    sees_request,
)  # fmt: skip
from projections.paging import Paging
from projections.timeline import queries as timeline
from projections.timeline import statements as of_timeline
from projections.timeline.rows import CaseView, EntryFilter
from projections.viewer import Viewer
from tests.support.postgres import fresh_database, running_server, template_of

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WARM_UP = 30

VIEWER = Viewer(member_id="ada", agency_id="FR-SPOC", today=NOW.date())

FILL = Path(__file__).with_suffix(".sql")

_SET: LiteralString = """
SELECT set_config('role', %(role)s, false), set_config('entente.member', %(viewer_member)s, false),
       set_config('entente.agency', %(viewer_agency)s, false),
       set_config('entente.today', %(viewer_today)s::date::text, false)
"""

CONDITIONS: Mapping[str, str] = {
    sees_entry(BY_PARAMETERS, "e", "read.timeline"): "true",
    sees_request(BY_PARAMETERS, "r"): "true",
    meets_sources(BY_PARAMETERS, "f", "read.followup"): "true",
    HOLDS: "true",
}
"""Each condition of need-to-know -> what stands in its place on the other side: membership is checked on both."""

Read = Callable[[AsyncConnection[Any]], Awaitable[object]]


@dataclass(frozen=True)
class Measured:
    """A read: what is asked, and the module and name of its statement."""

    name: str
    ask: Read
    statements: ModuleType
    statement: str


def reads(case: UUID) -> tuple[Measured, ...]:
    """This will name the main reads."""
    first = Paging(first=50)
    of_case = CaseView(VIEWER, case, EntryFilter())
    of_requests = BoardView(VIEWER, RequestFilter(), NOW)
    to_do = FollowUpView(VIEWER, FollowUpFilter(), NOW)
    return (
        Measured("a case's first 50 entries", lambda c: timeline.timeline(c, of_case, first), of_timeline, "FORWARD"),
        Measured("the board", lambda c: board.requests(c, of_requests, first), of_board, "NEXT_DUE_FORWARD"),
        Measured("items", lambda c: items.items(c, VIEWER, ItemFilter(), first), of_items, "ITEMS_FORWARD"),
        Measured("follow-ups", lambda c: followups.followups(c, to_do, first), of_followups, "FORWARD"),
    )


@contextmanager
def without_conditions(measured: Measured) -> Iterator[None]:
    """This will take need-to-know out of a statement for as long as the block lasts."""
    statement = getattr(measured.statements, measured.statement)
    bare = statement
    for condition, instead in CONDITIONS.items():
        bare = bare.replace(condition, instead)
    assert bare != statement, measured.name
    setattr(measured.statements, measured.statement, bare)
    try:
        yield
    finally:
        setattr(measured.statements, measured.statement, statement)


async def medians(conninfo: str, measured: Measured, rounds: int) -> tuple[float, float, float]:
    """This will return the milliseconds without row filters, with them, and with row-level security too, by turns."""
    bare, filtered, walled = [], [], []
    async with (
        await _connected(conninfo, APP) as plain,
        await _connected(conninfo, APP) as filtering,
        await _connected(conninfo, READER) as reading,
    ):
        for _ in range(rounds + WARM_UP):
            with without_conditions(measured):
                bare.append(await _milliseconds(measured, plain))
            filtered.append(await _milliseconds(measured, filtering))
            walled.append(await _milliseconds(measured, reading))
    return _median(bare), _median(filtered), _median(walled)


async def _milliseconds(measured: Measured, connection: AsyncConnection[Any]) -> float:
    began = time.perf_counter()
    await measured.ask(connection)
    return (time.perf_counter() - began) * 1_000


def _median(taken: list[float]) -> float:
    return statistics.median(taken[WARM_UP:])


async def _connected(conninfo: str, role: str) -> AsyncConnection[Any]:
    connection = await AsyncConnection.connect(conninfo, autocommit=True)
    await connection.execute(_SET, {**VIEWER.parameters, "role": role})
    return connection


def fill(conninfo: str, cases: int, entries: int) -> float:
    """This will fill the tables, and return the seconds it took."""
    began = time.perf_counter()
    script = FILL.read_text(encoding="utf-8").replace(":cases", str(cases)).replace(":entries", str(entries))
    with psycopg.connect(conninfo, autocommit=True) as connection:
        prepare(connection, READ_MODELS)
        connection.execute(script.encode())
        connection.execute("VACUUM ANALYZE")
    return time.perf_counter() - began


def main() -> None:
    """This will print each read without, with one wall, and with both, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--entries", type=int, default=25)
    parser.add_argument("--rounds", type=int, default=300)
    given = parser.parse_args()
    with running_server(uuid4().hex) as server, fresh_database(server, template_of(server)) as name:
        conninfo = server.conninfo(APP, name)
        seconds = fill(conninfo, given.cases, given.entries)
        sys.stdout.write(f"{given.cases:,} cases, {given.cases * given.entries:,} entries, made in {seconds:.0f} s\n")
        case = UUID(md5(b"case400", usedforsecurity=False).hexdigest())
        for measured in reads(case):
            bare, filtered, walled = asyncio.run(medians(conninfo, measured, given.rounds))
            sys.stdout.write(
                f"{measured.name}: {bare:.2f} ms without; row filters {filtered:.2f} ms, {filtered / bare:.2f}x; "
                f"and row-level security {walled:.2f} ms, {walled / bare:.2f}x\n"
            )


if __name__ == "__main__":
    main()
