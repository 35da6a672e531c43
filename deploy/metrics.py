"""Where Prometheus reads the numbers of a process: an address of its own, which the public never reaches.

It must not be opened unless the operator named the address: counts tell of a case, too.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager, nullcontext
from time import perf_counter
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Histogram, PlatformCollector, ProcessCollector, start_http_server
from prometheus_client.gc_collector import GCCollector

from deploy import bootstrap
from deploy.faults import Fault
from deploy.settings import Settings
from deploy.standings import Standings

if TYPE_CHECKING:
    from fastapi import FastAPI

__all__ = ["loop_watched", "measured", "watched_api"]

LOOK_S = 0.25
"""From one look at the event loop to the next: late by more than this is late for probes and people."""


def measured(
    settings: Settings, database: bootstrap.Database, registry: CollectorRegistry | None = None
) -> AbstractContextManager[None]:
    """This will tell the numbers of a process while the block lasts, where the operator chose an address.

    registry: what the process itself counts, None where it counts nothing; how far read models, automations and
    publishing are, and what the process takes of the machine, is added. Raises Fault where the address is taken.
    """
    if settings.metrics is None:
        return nullcontext()
    return _told(settings.metrics, registry or CollectorRegistry(), database.serving)


@contextmanager
def _told(address: str, registry: CollectorRegistry, conninfo: str) -> Iterator[None]:
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    GCCollector(registry=registry)
    registry.register(Standings(conninfo))
    host, _, port = address.rpartition(":")
    try:
        server, thread = start_http_server(int(port), host.strip("[]"), registry)
    except OSError as error:
        remedy = "Choose another ENTENTE_METRICS or --metrics: each process needs an address of its own."
        raise Fault(f"Cannot tell numbers at {address}: {error.strerror}.", remedy=remedy) from error
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


async def _watch(lag: Histogram) -> None:
    while True:
        due = perf_counter() + LOOK_S
        await asyncio.sleep(LOOK_S)
        lag.observe(max(0.0, perf_counter() - due))


@contextmanager
def loop_watched(lag: Histogram) -> Iterator[None]:
    """This will measure how late the running event loop wakes, while the block lasts."""
    task = asyncio.get_running_loop().create_task(_watch(lag))
    try:
        yield
    finally:
        task.cancel()


@asynccontextmanager
async def watched_api(settings: Settings, database: bootstrap.Database) -> AsyncIterator["FastAPI"]:
    """This will open the HTTP application, and tell its numbers where the operator chose an address."""
    async with bootstrap.api(settings, database) as app:
        measures = app.state.insight.measures
        with measured(settings, database, measures.registry), loop_watched(measures.loop_lag):
            yield app
