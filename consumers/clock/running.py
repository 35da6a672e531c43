"""The clock process: of all that run, one is active; it looks, acts, and sleeps until the next moment.

It must not hold anything that a restart would lose: what is recorded stands in the log.
"""

import asyncio
import contextlib
import logging
from datetime import datetime
from typing import Any

import psycopg
from psycopg import AsyncConnection

from consumers.clock.erasing import erase_once
from consumers.clock.keeping import ClockWork, Round, act_once
from consumers.clock.when_a_registration_expires_then_erase_its_digest import end_expired
from domain.storage import LogUnavailable

__all__ = ["keep_time"]

LOGGER = logging.getLogger(__name__)
LOCK = 0x636C6F636B
"""Advisory lock, "clock" in ASCII: its holder is the active one, and the server frees it when the connection ends."""

# Never waits: another process is active.
TAKE_LOCK = "SELECT pg_try_advisory_lock(%(lock)s)"


async def keep_time(conninfo: str, work: ClockWork, stop: asyncio.Event) -> None:
    """This will keep the clocks until `stop` is set, whatever happens to the database meanwhile.

    conninfo: of a role that reads the schema `read`.
    """
    while not stop.is_set():
        try:
            async with await AsyncConnection.connect(conninfo, autocommit=True) as connection:
                await _keep(connection, work, stop)
        except (psycopg.OperationalError, psycopg.errors.UndefinedTable, LogUnavailable) as fault:
            work.measures.failed()
            LOGGER.warning("database not reached, or without read models; trying again", exc_info=fault)
        await _pause(work, stop, work.now() + work.longest_pause)


async def _keep(connection: AsyncConnection[Any], work: ClockWork, stop: asyncio.Event) -> None:
    while not stop.is_set() and not await _is_active(connection):
        await _pause(work, stop, work.now() + work.longest_pause)
    while not stop.is_set():
        done = await act_once(connection, work)
        _tell(done, await erase_once(connection, work))
        _tell_ended(await end_expired(connection, work))
        await _seal(work)
        work.measures.looked(work.now().timestamp(), done.outcomes)
        await work.forsaken.delete_if_due(connection, work.now())
        if work.ahead:
            await work.ahead.look_if_due(connection, work.now())
        await _pause(work, stop, done.next_look)


async def _seal(work: ClockWork) -> None:
    sealed = await asyncio.to_thread(work.sealing.seal_if_due) if work.sealing else None
    if sealed:
        LOGGER.info("checkpoint sealed", extra={"size": sealed.size})


async def _is_active(connection: AsyncConnection[Any]) -> bool:
    cursor = await connection.execute(TAKE_LOCK, {"lock": LOCK})
    row = await cursor.fetchone()
    return row is not None and row[0]


async def _pause(work: ClockWork, stop: asyncio.Event, until: datetime) -> None:
    seconds = min((until - work.now()).total_seconds(), work.longest_pause.total_seconds())
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), max(seconds, 0.001))


def _tell(done: Round, erased: int) -> None:
    if done.warnings or done.breaches:
        LOGGER.info("limits recorded", extra={"warnings": done.warnings, "breaches": done.breaches})
    if erased:
        LOGGER.info("items erased", extra={"items": erased})


def _tell_ended(registrations: int) -> None:
    if registrations:
        LOGGER.info("registered identifiers ended", extra={"registrations": registrations})
