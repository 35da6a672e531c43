"""Brings the tables that may never be lost to the newest shape: ordered SQL files, each applied once.

It must not touch read models: they carry their own `table.sql` and version, and are rebuilt.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import psycopg
from psycopg import Connection
from psycopg.rows import class_row

from deploy.faults import Fault

__all__ = ["MIGRATIONS", "Migration", "State", "Step", "migrate", "require_migrated", "status"]

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 0x656E74656E7465  # "entente" in ASCII; who migrates holds this advisory lock

MAKE_REGISTER = """
CREATE SCHEMA IF NOT EXISTS log;
CREATE TABLE IF NOT EXISTS log.migration (
  name text COLLATE "C" PRIMARY KEY,
  checksum text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
"""
FIND_REGISTER = "SELECT to_regclass('log.migration') IS NOT NULL"
READ_REGISTER = "SELECT name, checksum, applied_at FROM log.migration ORDER BY name"
WRITE_REGISTER = "INSERT INTO log.migration (name, checksum) VALUES (%(name)s, %(checksum)s)"


class State(StrEnum):
    """How a file and the database stand to each other."""

    APPLIED = "APPLIED"
    PENDING = "PENDING"
    CHANGED = "CHANGED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Migration:
    """One SQL file. checksum: SHA-256 of its bytes in hexadecimal."""

    name: str
    script: str
    checksum: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the status. UNKNOWN: the database knows a migration that this Entente does not carry."""

    name: str
    state: State
    applied_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Applied:
    name: str
    checksum: str
    applied_at: datetime


def migrate(conninfo: str, directory: Path = MIGRATIONS) -> list[str]:
    """This will apply what is pending, each file in a transaction of its own, and return the names of these.

    conninfo: of the role that owns the schema. Two at once wait for one another. Raises Fault where an applied file was
    changed since, where the database is newer than this Entente, and where a file cannot be applied.
    """
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        if _pending(connection, directory):
            connection.execute(MAKE_REGISTER)
        pending = _pending(connection, directory)
        for migration in pending:
            _apply(connection, migration)
    return [migration.name for migration in pending]


def status(conninfo: str, directory: Path = MIGRATIONS) -> list[Step]:
    """This will compare the files with the database, in the order of their names; it changes nothing."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        return _steps(_applied(connection), _carried(directory))


def require_migrated(conninfo: str, directory: Path = MIGRATIONS) -> None:
    """This will raise a Fault unless the database has exactly the shape that this Entente works with."""
    steps = status(conninfo, directory)
    _refuse_strange(steps)
    if any(step.state is State.PENDING for step in steps):
        raise Fault("The database is not migrated to this version.", remedy="Run: entente db migrate.")


def _pending(connection: Connection, directory: Path) -> list[Migration]:
    carried = _carried(directory)
    steps = _steps(_applied(connection), carried)
    _refuse_strange(steps)
    pending = {step.name for step in steps if step.state is State.PENDING}
    return [migration for migration in carried if migration.name in pending]


def _carried(directory: Path) -> list[Migration]:
    files = sorted(directory.glob("[0-9][0-9][0-9][0-9]_*.sql"))
    contents = [(file.name, file.read_bytes()) for file in files]
    return [Migration(name, script.decode(), hashlib.sha256(script).hexdigest()) for name, script in contents]


def _applied(connection: Connection) -> list[_Applied]:
    found = connection.execute(FIND_REGISTER).fetchone()
    if not found or not found[0]:
        return []
    with connection.cursor(row_factory=class_row(_Applied)) as cursor:
        return cursor.execute(READ_REGISTER).fetchall()


def _steps(applied: list[_Applied], carried: list[Migration]) -> list[Step]:
    done = {entry.name: entry for entry in applied}
    ours = {migration.name: migration for migration in carried}
    return [_step(name, done.get(name), ours.get(name)) for name in sorted(done.keys() | ours.keys())]


def _step(name: str, done: _Applied | None, ours: Migration | None) -> Step:
    if done is None:
        return Step(name, State.PENDING, None)
    if ours is None:
        return Step(name, State.UNKNOWN, done.applied_at)
    same = done.checksum == ours.checksum
    return Step(name, State.APPLIED if same else State.CHANGED, done.applied_at)


def _refuse_strange(steps: list[Step]) -> None:
    for step in steps:
        if step.state is State.CHANGED:
            raise Fault(
                f"The migration {step.name} was changed after it had been applied.",
                remedy="Restore the file as it was, and put the change into a new migration.",
            )
        if step.state is State.UNKNOWN:
            raise Fault(
                f"The database has the migration {step.name}, which this Entente does not carry.",
                remedy="Run an Entente at least as new as the one that migrated this database.",
            )


def _apply(connection: Connection, migration: Migration) -> None:
    try:
        with connection.transaction():
            connection.execute(migration.script.encode())
            connection.execute(WRITE_REGISTER, {"name": migration.name, "checksum": migration.checksum})
    except psycopg.Error as error:
        said = str(error).splitlines()[0]
        remedy = "Nothing of it remains in the database. Connect as a role that may do it, or mend the file."
        raise Fault(f"The migration {migration.name} could not be applied: {said}.", remedy=remedy) from error
