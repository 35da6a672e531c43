"""An embedded database with a few cases in a directory of its own, as the command line meets it.

It must not fold anything, nor hold expectations of what a command does with it.
"""

import shutil
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

__all__ = ["embedded_cases", "log_of"]


@contextmanager
def embedded_cases(cases: int) -> Iterator[EmbeddedPostgres]:
    """This will hold a database in which FR has sent a request to DE in each of so many cases; gone afterwards."""
    with ExitStack() as stack:
        directory = Path(tempfile.mkdtemp(prefix="entente-data-"))
        stack.callback(shutil.rmtree, directory, ignore_errors=True)
        directory.chmod(0o711)
        server = stack.enter_context(EmbeddedPostgres(directory / "entente", durable=False))
        done = entente("db", "init", "--data", str(server.directory))
        assert done.returncode == 0, done.stderr
        with log_of(server) as log, Application(log) as application:
            set_up(application, cases)
        yield server


@contextmanager
def log_of(server: EmbeddedPostgres) -> Iterator[EventLog]:
    """This will open its log under its own master key."""
    with EventLog(server.conninfo(), master_key(read_settings(data=server.directory))) as log:
        yield log
