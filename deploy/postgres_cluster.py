"""The data directory of the embedded PostgreSQL: made whole or not at all, closed to others; and who works in it.

It must not start or stop the server.
"""

import hashlib
import os
import shutil
import stat
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from deploy.faults import Fault
from deploy.postgres_engine import MAJOR, Account, Engine

__all__ = [
    "APP", "ORPHANS_TIMEOUT_S", "OWNER", "READER", "SOCKET_NAME", "SUPERUSER", "Cluster", "is_server",
    "wait_for_orphans",
]  # fmt: skip

SUPERUSER, OWNER, APP, READER = "postgres", "entente_owner", "entente_app", "entente_reader"
"""Database roles: makes roles and databases; owns the schema and migrates; serves and adds events; reads for people."""

LONGEST_SOCKET_PATH_BYTES = 103  # sun_path holds 108 bytes on Linux and 104 on macOS, with the closing zero
NEEDED_BYTES = 100 * 1024 * 1024  # a new directory takes 40 MB, and a write-ahead segment 16 MB; less ends in a panic
SOCKET_NAME = ".s.PGSQL.5432"
ORPHANS_TIMEOUT_S = 10.0  # backends of a killed server end when they next look, at the latest after their statement

AUTHENTICATION = """# Written by Entente at each start.
# The kernel says who connects through the socket, and nobody connects through the network.
local all all peer map=entente
"""

SETTINGS = """# Written by Entente at each start.
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
max_connections = 200  # six processes with a pool each, and tests
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
client_min_messages = warning
idle_in_transaction_session_timeout = '60s' # one forgotten transaction must not hold back all appends
# What people wrote stands in statements and rows: none of it goes to the log.
log_min_error_statement = panic
log_error_verbosity = terse
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_statement = none
log_min_duration_statement = -1
"""

NOT_DURABLE = """fsync = off  # only for data that may be lost, such as that of a test run
synchronous_commit = off
full_page_writes = off
autovacuum_naptime = '10min'                # a vacuum in the template would hold back its clones
"""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One data directory. home: what the operator named; account: who owns and runs it."""

    home: Path
    account: Account
    durable: bool = True

    @property
    def data(self) -> Path:
        """The directory that PostgreSQL itself knows."""
        return self.home / "pgdata"

    @property
    def log(self) -> Path:
        """The server's own log."""
        return self.data / "postgres.log"

    @property
    def socket_directory(self) -> Path:
        """The directory of the socket: in the data directory, or in the temporary one where that path is too long."""
        inside = self.data / "socket"
        if len(os.fsencode(inside / SOCKET_NAME)) <= LONGEST_SOCKET_PATH_BYTES:
            return inside
        return Path(tempfile.gettempdir(), "entente-" + hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16])

    def prepare(self, engine: Engine) -> None:
        """This will make the directory where it is absent, and write its settings and who may connect.

        Raises Fault where the disk is full, the directory out of reach, or the data of another PostgreSQL.
        """
        self._check_reach()
        self._check_space()
        if not self.data.exists():
            self._make(engine)
        self._check_version()
        self._make_socket_directory()
        self._configure()

    def _check_reach(self) -> None:
        if self.account.is_other and not self.account.can_enter(self.home):
            raise Fault(
                f"The account {self.account.name}, which runs PostgreSQL for root, may not enter {self.home}.",
                remedy="Choose a data directory below one that all may enter, such as --data /var/lib/entente.",
            )

    def _check_space(self) -> None:
        free = shutil.disk_usage(self.home).free
        if free < NEEDED_BYTES:
            raise Fault(
                f"The disk of {self.home} has {free // 1024**2} MB left; {NEEDED_BYTES // 1024**2} MB are needed.",
                remedy="Free space on it, or choose another directory with --data.",
            )

    def _make(self, engine: Engine) -> None:
        """A power cut in the middle leaves a directory of another name, which the next start makes anew."""
        half = self.home / "pgdata.new"
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        self._own(half)
        locale = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        syncing = () if self.durable else ("--no-sync",)
        engine.run(
            "initdb", "-D", str(half), "-U", SUPERUSER, "--auth-local=peer", "--auth-host=reject", *locale, *syncing
        )
        with (half / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write("\ninclude = 'entente.conf'\n")
        half.rename(self.data)

    def _check_version(self) -> None:
        try:
            version = (self.data / "PG_VERSION").read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            remedy = "Choose another --data, or move it away."
            raise Fault(f"{self.data} is not a data directory of PostgreSQL.", remedy=remedy) from None
        if version != str(MAJOR):
            raise Fault(
                f"The data in {self.data} was written by PostgreSQL {version}, and Entente carries PostgreSQL {MAJOR}.",
                remedy="Start it with the Entente that wrote it, or choose another --data.",
            )

    def _make_socket_directory(self) -> None:
        """In the shared temporary directory somebody else may have taken the name: then it is refused, not used."""
        directory = self.socket_directory
        try:
            directory.mkdir(mode=0o700)
            self._own(directory)
        except FileExistsError:
            info = directory.lstat()
            closed = stat.S_ISDIR(info.st_mode) and stat.S_IMODE(info.st_mode) == stat.S_IRWXU
            if not closed or info.st_uid != self.account.uid:
                raise Fault(
                    f"{directory} is not a directory that only {self.account.name} may enter.",
                    remedy="Remove it, or choose a data directory with a shorter path.",
                ) from None

    def forget_socket_directory(self) -> None:
        """This will remove the directory of the socket where it lies in the temporary one; the server has stopped."""
        if not self.socket_directory.is_relative_to(self.data):
            shutil.rmtree(self.socket_directory, ignore_errors=True)

    def _configure(self) -> None:
        socket = str(self.socket_directory).replace("\\", "\\\\").replace("'", "''")
        self._write("entente.conf", SETTINGS.format(socket=f'"{socket}"') + ("" if self.durable else NOT_DURABLE))
        self._write("pg_hba.conf", AUTHENTICATION)
        self._write("pg_ident.conf", "".join(self._identities()))

    def _identities(self) -> list[str]:
        """The user of this process and the account itself may take each role; nobody else has any."""
        users = {self.account.name} | ({"root"} if self.account.is_other else set())
        roles = (SUPERUSER, OWNER, APP)
        return [f'entente "{user}" {role}\n' for user in sorted(users) for role in roles]

    def _write(self, name: str, text: str) -> None:
        path = self.data / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)
        self._own(path)

    def _own(self, path: Path) -> None:
        if self.account.is_other:
            os.chown(path, self.account.uid, self.account.gid)


def is_server(pid: int, data: Path) -> bool:
    """This will tell whether a number is, or may become, that of a server of this data directory."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True  # nobody has the number: PostgreSQL itself clears the file
    except PermissionError:
        pass
    command = Path(f"/proc/{pid}/cmdline")
    if not command.exists():
        return True
    program, *arguments = command.read_bytes().split(b"\0")
    return program.endswith(b"postgres") and os.fsencode(data) in arguments


def wait_for_orphans(data: Path) -> None:
    """This will wait until nothing works in a data directory that a killed server left. Raises Fault after a while."""
    deadline = time.monotonic() + ORPHANS_TIMEOUT_S
    while any(_works_in(process, data) for process in Path("/proc").glob("[0-9]*")):
        if time.monotonic() > deadline:
            remedy = "Wait until its last statements end, or restart the machine."
            raise Fault(f"Processes of a killed server still work in {data}.", remedy=remedy)
        time.sleep(0.05)


def _works_in(process: Path, data: Path) -> bool:
    try:
        return (process / "cwd").readlink() == data
    except OSError:  # it ended, or it is another user's
        return False
