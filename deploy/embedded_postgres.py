"""The embedded PostgreSQL: one server for one directory, shared by all processes that hold it, stopped by the last.

It must not know what Entente stores: schemas come from `deploy/migrate.py`.
"""

import errno
import fcntl
import os
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from deploy.faults import Fault
from deploy.postgres_cluster import (
    APP,
    ORPHANS_TIMEOUT_S,
    OWNER,
    READER,
    SOCKET_NAME,
    SUPERUSER,
    Cluster,
    is_server,
    wait_for_orphans,
)
from deploy.postgres_engine import Engine, account_of_this_process, engine_for, failure, forget_shell_settings

__all__ = ["DATABASE", "EmbeddedPostgres", "is_held", "is_made"]

DATABASE = "entente"

ANSWER_S = 10.0  # a loaded machine forks a backend in well under a second
TLS_REQUEST = struct.pack("!ii", 8, 80877103)  # PostgreSQL documentation, 54.7 Message Formats: SSLRequest

MAKE_ROLE = """
DO $$ BEGIN
  CREATE ROLE {role} {rights};
EXCEPTION WHEN duplicate_object THEN NULL;
END $$
"""


class EmbeddedPostgres:
    """A handle on the server of one directory.

    Who started it does not matter: the kernel counts the holders by shared locks, also when one is killed with -9.
    Use it as a context manager, or call `start` and `stop`.

    directory: made where it is absent; durable: False only where the data may be lost with the power.
    """

    def __init__(self, directory: Path, *, durable: bool = True) -> None:
        self.directory = directory.absolute()
        self._durable = durable
        self._hold: int | None = None
        self._cluster: Cluster | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def cluster(self) -> Cluster:
        """The data directory, once started."""
        if self._cluster is None:
            raise Fault("The embedded PostgreSQL is not started.", remedy="Call start first.")
        return self._cluster

    def start(self) -> None:
        """This will hold the server, starting it where it does not run.

        Raises Fault with the remedy where it cannot run here.
        """
        if self._hold is not None:
            return
        forget_shell_settings()
        self._make_directory()
        with self._changing():
            self._hold = os.open(self.directory / "holders.lock", os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(self._hold, fcntl.LOCK_SH)
            try:
                self._run()
            except BaseException:
                self._let_go()
                raise

    def ensure_running(self) -> None:
        """This will start the server again where something killed it."""
        with self._changing():
            self._run()

    def stop(self) -> None:
        """This will let go of the server, and stop it where nobody else holds it."""
        if self._hold is None:
            return
        with self._changing():
            self._let_go()

    def conninfo(self, role: str = APP, database: str = DATABASE) -> str:
        """This will return how to connect: as APP to serve, as OWNER to migrate, as SUPERUSER to make databases."""
        return make_conninfo("", host=str(self.cluster.socket_directory), user=role, dbname=database)

    def _make_directory(self) -> None:
        try:
            if not self.directory.exists():
                self.directory.mkdir(parents=True, exist_ok=True)
                self.directory.chmod(0o711)  # the server's account passes through; what is inside is closed
            if not os.access(self.directory, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        except OSError as error:
            raise Fault(
                f"The data directory {self.directory} cannot be used: {error.strerror}.",
                remedy="Make it a directory that you may write, or choose another with --data.",
            ) from error
        self._cluster = Cluster(self.directory, account_of_this_process(), self._durable)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """One process at a time starts or stops it."""
        lock = os.open(self.directory / "lifecycle.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def _let_go(self) -> None:
        """The kernel gives the exclusive lock only to the last holder."""
        hold, self._hold = self._hold, None
        if hold is None:
            return
        try:
            fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if self._listens():
                self._engine().run("pg_ctl", "stop", "-w", "-s", "-m", "fast", "-D", str(self.cluster.data))
                self.cluster.forget_socket_directory()
        except BlockingIOError:
            pass
        finally:
            os.close(hold)

    def _engine(self) -> Engine:
        return engine_for(self.cluster.account, self.directory)

    def _run(self) -> None:
        if self._listens():
            return
        engine = self._engine()
        self.cluster.prepare(engine)
        self._clear_stale_locks()
        self._launch(engine)
        self._provide()

    def _launch(self, engine: Engine) -> None:
        data, log = self.cluster.data, self.cluster.log
        deadline = time.monotonic() + ORPHANS_TIMEOUT_S
        while True:
            size = log.stat().st_size if log.exists() else 0
            try:
                engine.run("pg_ctl", "start", "-w", "-s", "-D", str(data), "-l", str(log))
            except Fault as fault:
                said = _tail(log, size) or fault.message
                if "still in use" in said and time.monotonic() < deadline:
                    time.sleep(0.2)
                    continue
                raise failure("server", said) from fault
            return

    def _listens(self) -> bool:
        """A server that was killed leaves its socket's name behind; one that lives answers whether it speaks TLS."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            probe.settimeout(ANSWER_S)
            try:
                probe.connect(str(self.cluster.socket_directory / SOCKET_NAME))
                probe.sendall(TLS_REQUEST)
                return probe.recv(1) in {b"N", b"S"}
            except OSError:
                return False

    def _clear_stale_locks(self) -> None:
        """A killed server leaves files with its number, which may be a zombie's or another program's by now.

        PostgreSQL would take either for itself and refuse to start. It would also not see the backends that its
        predecessor left in the middle of a statement, so these are waited for.
        """
        data = self.cluster.data
        for lock in (data / "postmaster.pid", self.cluster.socket_directory / f"{SOCKET_NAME}.lock"):
            with suppress(FileNotFoundError, ValueError, IndexError):
                if not is_server(int(lock.read_text(encoding="utf-8").splitlines()[0]), data):
                    wait_for_orphans(data)
                    lock.unlink()

    def _provide(self) -> None:
        """Roles and database are made by each start, so that a kill in the middle of the first leaves nothing half."""
        with psycopg.connect(self.conninfo(SUPERUSER, "postgres"), autocommit=True) as connection:
            for role in (OWNER, APP):
                connection.execute(sql.SQL(MAKE_ROLE).format(role=sql.Identifier(role), rights=sql.SQL("LOGIN")))
            connection.execute(sql.SQL(MAKE_ROLE).format(role=sql.Identifier(READER), rights=sql.SQL("NOLOGIN")))
            for role, whose in ((APP, OWNER), (READER, APP)):
                connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), sql.Identifier(whose)))
            if connection.execute("SELECT FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone() is None:
                made = sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
                connection.execute(made)


def is_made(directory: Path) -> bool:
    """This will tell whether there is a database in a directory; True where we may not look, as a start says why."""
    try:
        return (directory / "pgdata").exists()
    except PermissionError:
        return True


def is_held(directory: Path) -> bool:
    """This will tell whether any process holds the server of a directory."""
    try:
        hold = os.open(directory / "holders.lock", os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(hold)
    return False


def _tail(log: Path, start: int) -> str:
    with suppress(OSError), log.open("rb") as lines:
        lines.seek(start)
        return lines.read().decode(errors="replace")
    return ""
