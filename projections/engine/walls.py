"""The second wall: what the role that reads sees of each table, whatever a statement asks for.

It must not know any read model: each brings its policies, and a table for which it brings none is closed to that role.
"""

from typing import Any, LiteralString

from psycopg import Connection, sql

from projections.engine.read_model import ReadModel

__all__ = ["OPEN", "READER", "raise_walls"]

READER = "entente_reader"
"""The role as which people's questions are answered (deploy/migrations/0006_reader.sql)."""

OPEN: LiteralString = "true"
"""The policy of a table that holds nothing of any case: everybody who signed in may see all of it."""

_WALL = sql.SQL("ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")

_DOOR = sql.SQL("CREATE POLICY need_to_know ON {table} FOR SELECT TO {reader} USING ({policy})")

_GRANT = sql.SQL("GRANT SELECT ON {table} TO {reader}")


def raise_walls(connection: Connection[Any], model: ReadModel) -> None:
    """This will put the tables of a read model, which are those of the search path, under its policies."""
    if model.views:
        connection.execute(model.views.encode())
    for table in model.tables:
        policy = model.policies.get(table)
        names = {"table": sql.Identifier(table), "reader": sql.Identifier(READER)}
        if policy != OPEN:
            connection.execute(_WALL.format(**names))
        if policy is not None and policy != OPEN:
            connection.execute(_DOOR.format(**names, policy=sql.SQL(policy)))
        if policy is not None:
            connection.execute(_GRANT.format(**names))
