"""One PostgreSQL for a whole test run, and a fresh migrated database for each test that asks.

It must not know what any test stores.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from deploy.embedded_postgres import EmbeddedPostgres, is_held
from deploy.faults import Fault
from deploy.migrate import MIGRATIONS, migrate
from deploy.postgres_cluster import APP, OWNER, READER, SUPERUSER

PREFIX = "entente-test-"
CONNECT_TIMEOUT_S = 30  # the machine may be loaded by other workers
LONGEST_RUN_S = 5_400  # a run takes three minutes on two cores; whatever is this old was left behind


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. admin: conninfo of a role that may make databases; external: it is not ours."""

    admin: str
    external: bool

    def conninfo(self, role: str, database: str) -> str:
        """This will say how to connect in a role: by logging in as it, or by taking it where the server is not ours."""
        if self.external:
            taken = {} if role == SUPERUSER else {"options": f"-c role={role}"}
            return make_conninfo(self.admin, dbname=database, **taken)
        return make_conninfo(self.admin, dbname=database, user=role)

    def execute(self, statement: sql.Composed) -> None:
        """This will run one statement outside of any transaction, as the role that may make databases."""
        with psycopg.connect(self.admin, autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def running_server(run_id: str) -> Iterator[Server]:
    """This will hold the server of one test run; all its workers share one, and the last to leave removes it."""
    external = os.environ.get("ENTENTE_TEST_DATABASE_URL")
    if external:
        yield Server(make_conninfo(external, connect_timeout=CONNECT_TIMEOUT_S), external=True)
        return
    _sweep()
    directory = _directory(run_id)
    directory.mkdir(mode=0o711, exist_ok=True)
    with EmbeddedPostgres(directory, durable=False) as server:
        yield Server(
            make_conninfo(server.conninfo(SUPERUSER, "postgres"), connect_timeout=CONNECT_TIMEOUT_S), external=False
        )
    _remove_if_unheld(directory)


def template_of(server: Server) -> str:
    """This will return the name of the migrated database that others are cloned from, making it once."""
    digest = sha256(b"".join(file.read_bytes() for file in sorted(MIGRATIONS.glob("*.sql")))).hexdigest()[:12]
    name = f"entente_template_{digest}"
    with psycopg.connect(server.admin, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", (name,))
        if connection.execute("SELECT FROM pg_database WHERE datname = %s", (name,)).fetchone() is None:
            _make_template(server, connection, name)
    return name


def _make_template(server: Server, connection: psycopg.Connection, name: str) -> None:
    """Under another name until it is migrated: a run that is interrupted leaves no half template."""
    half = f"{name}_half"
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(half)))
    if server.external:
        _make_roles(connection)
    connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(half), sql.Identifier(OWNER)))
    migrate(server.conninfo(OWNER, half))
    connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(half), sql.Identifier(name)))


def _make_roles(connection: psycopg.Connection) -> None:
    for role in (OWNER, APP, READER):
        with suppress(psycopg.errors.DuplicateObject):
            connection.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(role)))
    for role, whose in ((APP, OWNER), (READER, APP)):
        connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), sql.Identifier(whose)))


@contextmanager
def fresh_database(server: Server, template: str) -> Iterator[str]:
    """This will clone the template, give the new database's name, and drop it afterwards."""
    name = f"entente_test_{uuid4().hex[:16]}"
    made = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}")
    server.execute(made.format(sql.Identifier(name), sql.Identifier(template), sql.Identifier(OWNER)))
    grant = sql.SQL("GRANT CREATE ON DATABASE {} TO {}").format(sql.Identifier(name), sql.Identifier(APP))
    server.execute(
        grant
    )  # a clone has the schemas and tables of its template, but not the rights on the database itself
    try:
        yield name
    finally:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def database_name(conninfo: str) -> str:
    """This will read the database's name out of a conninfo."""
    return str(conninfo_to_dict(conninfo)["dbname"])


def _directory(run_id: str) -> Path:
    return Path(tempfile.gettempdir(), PREFIX + sha256(run_id.encode()).hexdigest()[:12])


def _sweep() -> None:
    """Runs that were killed leave a server behind: a later run stops and removes it.

    A young directory may belong to a run, or a worker of this one, that has made it and does not hold it yet.
    """
    for directory in Path(tempfile.gettempdir()).glob(PREFIX + "*"):
        with suppress(OSError, Fault):
            is_ours = directory.owner() == Path("~").expanduser().owner()
            if is_ours and time.time() - directory.stat().st_mtime > LONGEST_RUN_S and not is_held(directory):
                with EmbeddedPostgres(directory, durable=False):
                    pass
                _remove_if_unheld(directory)


def _remove_if_unheld(directory: Path) -> None:
    with suppress(OSError):
        if not is_held(directory):
            shutil.rmtree(directory, ignore_errors=True)
