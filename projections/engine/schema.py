"""The schema `read`: connecting to it, making tables, filling them aside, putting them in place, telling where each is.

It must not fold events, nor keep anything that may not be lost.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from typing import Any

import psycopg
from psycopg import Connection, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from projections.engine.read_model import ReadModel
from projections.engine.walls import raise_walls

__all__ = ["Standing", "connect", "create_aside", "make_indexes", "prepare", "put_in_place", "resume", "standings"]

_SETTINGS = {
    "search_path": "read",
    "synchronous_commit": "off",  # rows and position are lost together, and folded again from the log
    "jit": "off",  # every statement is small
    "idle_in_transaction_session_timeout": "60s",  # a frozen process gives its locks back
}

_POSITION = sql.SQL(files(__package__).joinpath("position.sql").read_text(encoding="utf-8"))

# Two processes that start at once create the schema one after the other.
_ONE_AT_A_TIME = sql.SQL("SELECT pg_advisory_xact_lock(hashtextextended('entente.read.schema', 0))")

# A read model that was never folded begins at the start of the log.
_BEGIN = sql.SQL("INSERT INTO read.position (model, version) VALUES (%(model)s, %(version)s) ON CONFLICT DO NOTHING")

_KNOWN = sql.SQL("SELECT model FROM read.position")

_STANDINGS = sql.SQL("SELECT model, version, position, generation, fault, updated_at FROM read.position ORDER BY model")

_RESUME = sql.SQL("UPDATE read.position SET fault = NULL WHERE model = ANY(%(models)s)")

# Readers lock a table before the views that its policies rest on; in any other order, one would wait for the other.
_LOCK_OLD = sql.SQL("""
DO $$ BEGIN
  IF to_regclass('read.' || quote_ident({table})) IS NOT NULL THEN
    EXECUTE format('LOCK TABLE read.%I IN ACCESS EXCLUSIVE MODE', {table});
  END IF;
END $$
""")

# ANALYZE copies values into pg_statistic, where no erasure would reach them. What people write has the collation of the
# database; codes and names of agencies, by which rows are found, are COLLATE "C".
_NO_STATISTICS_OF_TEXTS = sql.SQL("""
DO $$ DECLARE texts record; BEGIN
  FOR texts IN
    SELECT attrelid::regclass AS name, attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = current_schema()::regnamespace AND relname = ANY({tables}) AND attnum > 0
      AND NOT attisdropped
      AND (attcollation = 'pg_catalog.default'::regcollation OR atttypid IN ('json'::regtype, 'jsonb'::regtype))
  LOOP
    EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS 0', texts.name, texts.attname);
  END LOOP;
END $$
""")

# As a batch that was folded: new tables may hold more than the old ones did.
_IN_PLACE = sql.SQL("""
WITH whole AS (
    DELETE FROM read.parted WHERE model = %(model)s
), advanced AS (
    UPDATE read.position
    SET version = %(version)s, position = %(position)s, generation = generation + 1, fault = NULL, updated_at = now()
    WHERE model = %(model)s
    RETURNING model
)
SELECT pg_notify('entente_read', model) FROM advanced
""")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a read model stands. fault: why it stopped, None while it follows."""

    model: str
    version: int
    position: int
    generation: int
    fault: str | None
    updated_at: datetime


def connect(conninfo: str) -> Connection[Any]:
    """This will open a connection in autocommit whose unqualified names are those of the schema `read`."""
    given = str(conninfo_to_dict(conninfo).get("options") or "")
    options = " ".join([given, *(f"-c {name}={value}" for name, value in _SETTINGS.items())])
    return psycopg.connect(make_conninfo(conninfo, options=options.strip()), autocommit=True)


def prepare(connection: Connection[Any], models: Iterable[ReadModel]) -> None:
    """This will create the schema and the tables of read models that have none yet; it may be repeated at will."""
    with connection.transaction():
        connection.execute(_ONE_AT_A_TIME)
        connection.execute(_POSITION)
        known = {name for (name,) in connection.execute(_KNOWN).fetchall()}
        for model in models:
            if model.name not in known:
                _define(connection, model, "read")
                make_indexes(connection, model, "read")
                _wall(connection, model, "read")
                connection.execute(_BEGIN, {"model": model.name, "version": model.version})


def standings(connection: Connection[Any]) -> tuple[Standing, ...]:
    """This will tell where each read model stands."""
    return tuple(Standing(*row) for row in connection.execute(_STANDINGS).fetchall())


def resume(connection: Connection[Any], models: Iterable[str]) -> None:
    """This will let stopped read models go on from the event at which they stopped."""
    connection.execute(_RESUME, {"models": list(models)})


def create_aside(connection: Connection[Any], model: ReadModel, name: str) -> None:
    """This will create empty tables in a schema beside `read`; leftovers of an earlier try go."""
    connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(name)))
    connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(name)))
    _define(connection, model, name)


def make_indexes(connection: Connection[Any], model: ReadModel, schema: str) -> None:
    """This will make the indexes that only questions use, within a transaction: on what is filled, far cheaper."""
    if model.indexes:
        connection.execute(sql.SQL("SET LOCAL search_path = {}").format(sql.Identifier(schema)))
        connection.execute(model.indexes.encode())
        connection.execute(sql.SQL("SET LOCAL search_path = DEFAULT"))


def put_in_place(connection: Connection[Any], model: ReadModel, aside: str, position: int) -> None:
    """This will replace a read model's tables by those filled aside, which hold the log up to `position`."""
    for table in model.tables:
        connection.execute(_LOCK_OLD.format(table=sql.Literal(table)))
    _wall(connection, model, aside)
    for table in model.tables:
        connection.execute(sql.SQL("DROP TABLE IF EXISTS read.{} CASCADE").format(sql.Identifier(table)))
        connection.execute(
            sql.SQL("ALTER TABLE {} SET SCHEMA read").format(sql.Identifier(aside, table)),
        )
    connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(aside)))
    connection.execute(_IN_PLACE, {"model": model.name, "version": model.version, "position": position})


def _define(connection: Connection[Any], model: ReadModel, schema: str) -> None:
    connection.execute(sql.SQL("SET LOCAL search_path = {}").format(sql.Identifier(schema)))
    connection.execute(model.definition.encode())
    connection.execute(_NO_STATISTICS_OF_TEXTS.format(tables=sql.Literal(list(model.tables))))
    connection.execute(sql.SQL("SET LOCAL search_path = DEFAULT"))


def _wall(connection: Connection[Any], model: ReadModel, schema: str) -> None:
    connection.execute(sql.SQL("SET LOCAL search_path = {}").format(sql.Identifier(schema)))
    raise_walls(connection, model)
    connection.execute(sql.SQL("SET LOCAL search_path = DEFAULT"))
