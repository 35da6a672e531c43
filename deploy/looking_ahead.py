"""Finds out the outlook: here, or in a process of its own that takes its libraries and memory away with it.

It must not decide when that is due.
"""

import multiprocessing
from datetime import UTC, date, datetime

import psycopg

from projections.outlook.rows import Made

__all__ = ["find_out", "find_out_aside"]

PATIENCE_S = 1_800.0
"""A million cycles take half a minute; whatever takes so long hangs."""


def find_out(conninfo: str, boundary: date) -> Made:
    """This will find out what follows from all months before `boundary`, the first of a month (UTC), and store it.

    What has matured of them is published for analysts of cooperation.
    """
    from projections.cells.publishing import publish  # noqa: PLC0415  # these bring libraries that take a second
    from projections.outlook.basis import read_basis  # noqa: PLC0415
    from projections.outlook.looking import look_ahead  # noqa: PLC0415
    from projections.outlook.storing import store  # noqa: PLC0415

    with psycopg.connect(conninfo, autocommit=True) as connection:
        publish(connection, boundary, datetime.now(UTC))
        return store(connection, look_ahead(read_basis(connection, boundary)), datetime.now(UTC))


def find_out_aside(conninfo: str, boundary: date) -> bool:
    """This will do so in a process of its own, and tell whether it succeeded; it blocks meanwhile."""
    process = multiprocessing.get_context("spawn").Process(target=find_out, args=(conninfo, boundary), daemon=True)
    process.start()
    process.join(PATIENCE_S)
    if process.is_alive():
        process.kill()
        process.join()
    return process.exitcode == 0
