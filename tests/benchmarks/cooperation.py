"""Measures how fast cooperation is folded and measured, over a calibrated load.

Run it with `python -m tests.benchmarks.cooperation [--events N]`. Each figure stands beside a plain GROUP BY over
the same table in the same run, without need-to-know and standpoint, so that the ratio counts.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any, LiteralString

from psycopg import AsyncConnection, Connection

from deploy.postgres_cluster import APP
from projections.cooperation.model import COOPERATION
from projections.cooperation.queries import CooperationView, Dimension, Metric, Standpoint, matrix, standpoint
from projections.directory.model import DIRECTORY
from projections.engine import Tables, prepare
from projections.engine.memory import Batch, unhurried_collector
from projections.engine.schema import connect
from projections.investigations.model import INVESTIGATIONS
from projections.viewer import Viewer
from tests.benchmarks import calibrated
from tests.support.postgres import fresh_database, running_server, template_of

MODELS = (DIRECTORY, INVESTIGATIONS, COOPERATION)
BATCH = 10_000
NOW = datetime(2026, 1, 1, tzinfo=UTC)
ROUNDS = 5

# What a matrix costs at least.
_PLAIN: LiteralString = """
SELECT requesting_agency_id, requested_agency_id, percentile_disc(0.5) WITHIN GROUP (ORDER BY response_net_s)
FROM read.cooperation_cycles WHERE response_net_s IS NOT NULL GROUP BY 1, 2
"""

# Who sees most.
_BUSIEST: LiteralString = """
SELECT member_id, agency_id FROM read.membership WHERE is_active GROUP BY 1, 2 ORDER BY count(*) DESC LIMIT 1
"""

_READER: LiteralString = """
SELECT set_config('role', 'entente_reader', false), set_config('entente.member', %(viewer_member)s, false),
       set_config('entente.agency', %(viewer_agency)s, false), set_config('entente.today', '2026-01-01', false)
"""


def folded(connection: Connection[Any], events: int) -> dict[str, float]:
    """This will fold the load, and return the processor's seconds that each read model took in Python."""
    foldings = {model.name: model.begin() for model in MODELS}
    spent = dict.fromkeys(foldings, 0.0)
    telling, position = calibrated.told(events, 1), 0
    with unhurried_collector():
        while batch := list(islice(telling, BATCH)):
            for name, folding in foldings.items():
                begun = time.process_time()
                with connection.transaction():
                    folding.fold(Batch(batch), Tables(connection))
                    folding.write(Tables(connection))
                spent[name] += time.process_time() - begun
            position = batch[-1].position
    connection.execute("UPDATE read.position SET position = %s", (position,))
    connection.execute("ANALYZE")
    return spent


async def best_ms(ask: Callable[[], Awaitable[object]]) -> float:
    """This will return the milliseconds of the fastest of some rounds."""
    took = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        await ask()
        took.append(time.perf_counter() - begun)
    return min(took) * 1_000


async def measured(conninfo: str) -> None:
    """This will print how long matrices of all pairs take beside the plain statement."""
    async with await AsyncConnection.connect(conninfo, autocommit=True) as connection:
        plain = await best_ms(lambda: _fetched(connection, _PLAIN))
        member, agency = (await (await connection.execute(_BUSIEST)).fetchall())[0]
        viewer = Viewer(member_id=member, agency_id=agency, today=date(2026, 1, 1))
        await connection.execute(_READER, viewer.parameters)
        now = await standpoint(connection, None, NOW)
        half = Standpoint(position=now.position // 2, at=datetime(2025, 1, 1, tzinfo=UTC))
        _say(f"plain GROUP BY of all pairs                {plain:8.1f} ms")
        for metric in (Metric.M1, Metric.M9, Metric.M10, Metric.M16):
            for name, stand in (("now", now), ("as of half the log", half)):
                took = await best_ms(lambda m=metric, s=stand: _matrix(connection, viewer, m, s))  # type: ignore[misc]
                _say(f"matrix of {metric:4} {name:24} {took:8.1f} ms, {took / plain:5.2f} of plain")


async def _fetched(connection: AsyncConnection[Any], statement: LiteralString) -> list[tuple[Any, ...]]:
    return await (await connection.execute(statement)).fetchall()


async def _matrix(connection: AsyncConnection[Any], viewer: Viewer, metric: Metric, stand: Standpoint) -> object:
    by = (Dimension.FROM_AGENCY, Dimension.TO_AGENCY)
    return await matrix(connection, CooperationView(viewer=viewer, standpoint=stand, metrics=(metric,), by=by))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """This will fold the load in a fresh database, and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=200_000)
    events = parser.parse_args().events
    with running_server("cooperation") as server, fresh_database(server, template_of(server)) as name:
        conninfo = server.conninfo(APP, name)
        with connect(conninfo) as connection:
            prepare(connection, MODELS)
            for model, seconds in folded(connection, events).items():
                _say(f"fold {events:,} events: {model:16} {seconds / events * 1e6:6.1f} us of processor per event")
        asyncio.run(measured(conninfo))


if __name__ == "__main__":
    main()
