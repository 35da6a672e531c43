"""Measures patterns of who sees most, beside counting the same requests on the board, on a calibrated load, in one run.

Run it with `python -m tests.benchmarks.patterns [--events N] [--rounds N]`. It asks as the role that reads
does, with row-level security.
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any, LiteralString
from uuid import uuid4

import psycopg
from psycopg import AsyncConnection

from deploy.postgres_cluster import APP
from projections.board import queries as board
from projections.board.rows import BoardView, RequestFilter
from projections.catalogue import READ_MODELS
from projections.engine.walls import READER
from projections.paging import Paging
from projections.patterns import queries
from projections.patterns.rows import RouteFilter
from projections.viewer import Viewer
from tests.benchmarks import calibrated
from tests.benchmarks.need_to_know import _SET
from tests.support.postgres import fresh_database, running_server, template_of
from tests.support.read_models import follow

WARM_UP = 5
PAGE = Paging(first=50)

# Who is in most investigations, and when the last request was sent.
_BUSIEST: LiteralString = """
SELECT member_id, agency_id, (SELECT max(sent_at) FROM read.requests) FROM read.membership WHERE is_active
GROUP BY member_id, agency_id ORDER BY count(*) DESC, member_id LIMIT 1
"""

Ask = Callable[[AsyncConnection[Any], Viewer], Awaitable[Any]]


def questions(last: datetime) -> Mapping[str, Ask]:
    """This will name what is asked; the first is what all others are held against."""
    month = f"{last:%Y-%m}"
    of_month = RouteFilter(first_month=month, last_month=month)
    periods = queries.periods_until(month, 3)
    view = RequestFilter()
    return {
        "requests counted on the board": lambda c, v: board.requests_total(c, BoardView(v, view, last)),
        "routes": lambda c, v: queries.routes(c, v, RouteFilter(), PAGE),
        "routes of the last month": lambda c, v: queries.routes(c, v, of_month, PAGE),
        "crime areas of six months": lambda c, v: queries.areas(c, v, periods),
        "evidence of an area": lambda c, v: queries.area_evidence(c, v, (periods, "CYBERCRIME"), PAGE),
    }


async def measured(conninfo: str, viewer: Viewer, last: datetime, rounds: int) -> None:
    """This will print the milliseconds of each question, and its ratio to the first."""
    first: float | None = None
    async with await AsyncConnection.connect(conninfo, autocommit=True) as connection:
        await connection.execute(_SET, {**viewer.parameters, "role": READER})
        seen = await board.requests_total(connection, BoardView(viewer, RequestFilter(), last))
        sys.stdout.write(f"{viewer.member_id} of {viewer.agency_id} sees {seen:,} requests\n")
        for name, ask in questions(last).items():
            taken = [await _timed_ms(connection, viewer, ask) for _ in range(rounds + WARM_UP)][WARM_UP:]
            median = statistics.median(taken)
            first = first or median
            sys.stdout.write(f"{name}: {median:.1f} ms, {median / first:.1f}x\n")


async def _timed_ms(connection: AsyncConnection[Any], viewer: Viewer, ask: Ask) -> float:
    began = time.perf_counter()
    await ask(connection, viewer)
    return (time.perf_counter() - began) * 1_000


def main() -> None:
    """This will fill a log, fold it, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=30)
    given = parser.parse_args()
    models = [model for model in READ_MODELS if model.name in queries.MODELS]
    with running_server(uuid4().hex) as server, fresh_database(server, template_of(server)) as name:
        conninfo = server.conninfo(APP, name)
        calibrated.fill(conninfo, given.events)
        follow(conninfo, models)
        with psycopg.connect(conninfo, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
            row = connection.execute(_BUSIEST).fetchone()
        assert row is not None
        viewer = Viewer(member_id=row[0], agency_id=row[1], today=datetime.now(UTC).date())
        asyncio.run(measured(conninfo, viewer, row[2], given.rounds))


if __name__ == "__main__":
    main()
