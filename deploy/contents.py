"""What takes the contents of items in and hands them out, put together as the settings say; for whoever does either.

It must not decide who may have one.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, LiteralString

from psycopg import AsyncConnection, AsyncCursor
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

from api.files.depot import Depot
from api.files.scanning import ClamDaemon
from api.insight.insight import Insight
from api.lanes import Lanes, opened_lanes
from api.ledger.carrying import Carrier
from api.ledger.judging import Denials
from api.ledger.spool import Spool
from api.ledger.writing import write_down
from deploy.insight import chosen_insight
from deploy.ledger_spool import carried, opened_spool, spool_folder
from deploy.settings import Settings
from domain.application import Application
from domain.storage import EventLog, Vault

__all__ = ["Parts", "opened_parts"]

MEGABYTE = 1_000_000

CONNECTIONS = 4
"""Of their own: those that answer questions see no content, whatever they are asked. None is held between pieces."""

LANES = 2
"""Connections of compiled reads, each of which many questions share: as many as PostgreSQL has cores for."""

# Whoever asked last is forgotten; the role stays, which sees nothing without these settings (api/viewing.py).
_FORGET_READER: LiteralString = """
SELECT set_config('entente.member', '', false), set_config('entente.agency', '', false),
       set_config('entente.today', '', false), set_config('entente.roles', '', false),
       set_config('entente.ceiling', '0', false)
"""

Pool = AsyncConnectionPool[AsyncConnection[TupleRow]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What belongs together. pool, lanes: for questions; spool: takes down who was shown what."""

    application: Application
    pool: Pool
    spool: Spool
    depot: Depot
    lanes: Lanes
    insight: Insight


@asynccontextmanager
async def opened_parts(settings: Settings, log: EventLog, now: Callable[[], datetime]) -> AsyncIterator[Parts]:
    """This will open the parts for as long as the block lasts. log: of a role that serves."""
    with (
        chosen_insight("serve") as heard,
        Application(log, now=now, watching=heard.watching) as application,
        opened_spool(spool_folder(settings)) as spool,
    ):
        async with (
            _pool(log.conninfo, settings.pool_size, heard.cursor) as pool,
            _pool(log.conninfo, CONNECTIONS, heard.cursor) as contents,
            carried(Carrier(spool, application, Denials(log))),
            opened_lanes(log.conninfo, LANES) as lanes,
        ):
            depot = Depot(
                pool=pool,
                vault=Vault(contents, log.keyring),
                application=application,
                note=partial(write_down, spool),
                now=now,
                scanner=ClamDaemon(settings.scanner) if settings.scanner else None,
                largest_bytes=settings.content_limit_mb * MEGABYTE,
            )
            insight = heard.insight
            yield Parts(application=application, pool=pool, spool=spool, depot=depot, lanes=lanes, insight=insight)


def _pool(conninfo: str, size: int, cursor: type[AsyncCursor[Any]]) -> Pool:
    plain = {"autocommit": True, "cursor_factory": cursor}
    return AsyncConnectionPool(conninfo, min_size=1, max_size=size, open=False, kwargs=plain, reset=_forget_reader)


async def _forget_reader(connection: AsyncConnection[TupleRow]) -> None:
    """This will let a connection that was given back open nothing to anybody until it is told who asks."""
    await connection.execute(_FORGET_READER)
