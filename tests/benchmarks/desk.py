"""Measures the desk of an agency for which thousands of requests wait, beside one for which a hundred do, in one run.

Run it with `python -m tests.benchmarks.desk [--requests N] [--rounds N]`. It asks as the role that reads does, with
row-level security. The tables are filled by statements of their own, as those of the benchmark of need-to-know.
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, LiteralString
from uuid import uuid4

import psycopg
from psycopg import AsyncConnection

from deploy.postgres_cluster import APP
from projections.desk import queries
from projections.desk.rows import DeskFilter, DeskView
from projections.engine.walls import READER
from projections.paging import Paging
from projections.viewer import Viewer
from tests.benchmarks.need_to_know import _SET, fill
from tests.support.postgres import fresh_database, running_server, template_of

WARM_UP = 20
FEW = 102

# One member of every case, for the agency that is asked in all of them.
_CHIEF: LiteralString = """
INSERT INTO read.membership (investigation_id, member_id, agency_id, role, is_active, is_administrator, clearance_rank,
                             compartments, active_from)
SELECT investigation_id, 'chief', 'DE-SPOC', 'LEADER', true, false, 5, '{A,B}', now() FROM read.investigations
"""

# The requests of the last cases are another agency's, for which few wait.
_FEW: LiteralString = """
UPDATE read.requests SET requested_agency_id = 'IT-SPOC', asked_agencies = '{IT-SPOC}'
WHERE request_id IN (SELECT request_id FROM read.requests ORDER BY opened_position DESC LIMIT %(few)s)
"""

_ITS_MEMBER: LiteralString = """
INSERT INTO read.membership (investigation_id, member_id, agency_id, role, is_active, is_administrator, clearance_rank,
                             compartments, active_from)
SELECT DISTINCT investigation_id, 'few', 'IT-SPOC', 'LEADER', true, false, 5, '{A,B}'::text[], now()
FROM read.requests WHERE requested_agency_id = 'IT-SPOC'
"""

Ask = Callable[[AsyncConnection[Any], DeskView], Awaitable[Any]]


def view(member: str, agency: str) -> DeskView:
    """This will make the desk of a member, as of now."""
    now = datetime.now(UTC)
    return DeskView(Viewer(member_id=member, agency_id=agency, today=now.date()), DeskFilter(), now)


async def median_ms(conninfo: str, desk: DeskView, ask: Ask, rounds: int) -> float:
    """This will return the milliseconds that a question takes."""
    taken = []
    async with await AsyncConnection.connect(conninfo, autocommit=True) as connection:
        await connection.execute(_SET, {**desk.viewer.parameters, "role": READER})
        for _ in range(rounds + WARM_UP):
            began = time.perf_counter()
            await ask(connection, desk)
            taken.append((time.perf_counter() - began) * 1_000)
    return statistics.median(taken[WARM_UP:])


async def first_page(connection: AsyncConnection[Any], desk: DeskView) -> Any:
    """This will ask for what is due first."""
    return await queries.desk(connection, desk, Paging(first=50))


async def last_page(connection: AsyncConnection[Any], desk: DeskView) -> Any:
    """This will ask for what comes last."""
    return await queries.desk(connection, desk, Paging(last=50))


@contextmanager
def two_desks(requests: int) -> Iterator[str]:
    """This will fill a database with a desk of many requests and one of FEW, and tell how to connect to it."""
    with running_server(uuid4().hex) as server, fresh_database(server, template_of(server)) as name:
        conninfo = server.conninfo(APP, name)
        fill(conninfo, (requests + FEW) // 6, 1)
        with psycopg.connect(conninfo, autocommit=True) as connection:
            connection.execute(_CHIEF)
            connection.execute(_FEW, {"few": FEW})
            connection.execute(_ITS_MEMBER)
            connection.execute("VACUUM ANALYZE")
        yield conninfo


def main() -> None:
    """This will print each question to the large desk and to the small one, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=100)
    given = parser.parse_args()
    questions: dict[str, Ask] = {
        "first page": first_page, "last page": last_page, "tally": queries.desk_counts,
        "fingerprint": queries.desk_fingerprint,
    }  # fmt: skip
    with two_desks(given.requests) as conninfo:
        for asked, ask in questions.items():
            many = asyncio.run(median_ms(conninfo, view("chief", "DE-SPOC"), ask, given.rounds))
            few = asyncio.run(median_ms(conninfo, view("few", "IT-SPOC"), ask, given.rounds))
            sys.stdout.write(f"{asked}: {few:.2f} ms of {FEW} requests; {many:.2f} ms of {given.requests:,}, ")
            sys.stdout.write(f"{many / few:.1f}x\n")


if __name__ == "__main__":
    main()
