"""An embedded database in a directory of its own: with a few cases, as the command line meets it, or to be killed.

It must not fold anything, nor hold expectations of what a command does with it.
"""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from deploy.embedded_postgres import EmbeddedPostgres
from deploy.master_key import master_key
from deploy.settings import read_settings
from domain.application import Application
from domain.storage import EventLog
from tests.support.gateways import set_up
from tests.support.processes import entente

__all__ = ["embedded_cases", "kill", "log_of", "own_database"]


@contextmanager
def own_database(*, durable: bool = False) -> Iterator[EmbeddedPostgres]:
    """This will hold an empty database; gone afterwards. durable: what is committed outlives `kill`."""
    with ExitStack() as stack:
        directory = Path(tempfile.mkdtemp(prefix="entente-data-"))
        stack.callback(shutil.rmtree, directory, ignore_errors=True)
        directory.chmod(0o711)
        yield stack.enter_context(EmbeddedPostgres(directory / "entente", durable=durable))


@contextmanager
def embedded_cases(cases: int) -> Iterator[EmbeddedPostgres]:
    """This will hold a database in which FR has sent a request to DE in each of so many cases; gone afterwards."""
    with own_database() as server:
        done = entente("db", "init", "--data", str(server.directory))
        assert done.returncode == 0, done.stderr
        with log_of(server) as log, Application(log) as application:
            set_up(application, cases)
        yield server


def kill(server: EmbeddedPostgres) -> None:
    """This will end a server as a power cut would; `ensure_running` starts it again."""
    postmaster = server.directory / "pgdata/postmaster.pid"
    os.kill(int(postmaster.read_text(encoding="utf-8").splitlines()[0]), signal.SIGKILL)


@contextmanager
def log_of(server: EmbeddedPostgres) -> Iterator[EventLog]:
    """This will open its log under its own master key."""
    with EventLog(server.conninfo(), master_key(read_settings(data=server.directory))) as log:
        yield log
