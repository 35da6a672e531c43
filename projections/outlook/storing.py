"""Puts an outlook in the place of the one before, all at once.

It must not find out anything itself.
"""

from collections.abc import Sequence
from dataclasses import astuple, fields
from datetime import datetime
from typing import Any, LiteralString

from psycopg import Connection, sql

from projections.outlook.looking import Outlook
from projections.outlook.rows import VERSION, ChangeRow, Made, ReplyRow, TrendRow, VolumeRow

__all__ = ["store"]

# Two processes may find out the same; the later one puts the same in its place.
_ONE_AT_A_TIME: LiteralString = "SELECT pg_advisory_xact_lock(hashtextextended('entente.outlook', 0))"

TABLES: dict[str, type] = {
    "made": Made,
    "trends": TrendRow,
    "volumes": VolumeRow,
    "changes": ChangeRow,
    "replies": ReplyRow,
}


def store(connection: Connection[Any], outlook: Outlook, made_at: datetime) -> Made:
    """This will store an outlook in one transaction, and tell on what it rests. made_at: aware."""
    basis = outlook.basis
    cycles = sum(map(len, basis.cycles.values()))
    made = Made(boundary=basis.boundary, position=basis.position, made_at=made_at, version=VERSION, cycles=cycles)
    with connection.transaction():
        connection.execute(_ONE_AT_A_TIME)
        _replace(connection, "made", [made])
        _replace(connection, "trends", outlook.trends)
        _replace(connection, "volumes", outlook.volumes)
        _replace(connection, "changes", outlook.changes)
        _replace(connection, "replies", outlook.replies)
    return made


def _replace(connection: Connection[Any], table: str, rows: Sequence[Any]) -> None:
    name = sql.Identifier("outlook", table)
    columns = sql.SQL(", ").join(sql.Identifier(each.name) for each in fields(TABLES[table]))
    connection.execute(sql.SQL("DELETE FROM {}").format(name))
    with connection.cursor() as cursor, cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(name, columns)) as copy:
        for row in rows:
            copy.write_row(astuple(row))
