"""A server of one's own that writes to disk as a real one does, for measurements; gone afterwards.

It must not be used by tests: theirs need not survive a power cut, and are faster for it.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.embedded_postgres import EmbeddedPostgres
from deploy.migrate import migrate
from deploy.postgres_cluster import OWNER, SUPERUSER


@contextmanager
def durable_database() -> Iterator[str]:
    """This will give the conninfo of a migrated database, as the superuser."""
    with tempfile.TemporaryDirectory(prefix="entente-bench-") as name:
        directory = Path(name)
        directory.chmod(0o711)
        with EmbeddedPostgres(directory) as server:
            migrate(server.conninfo(OWNER))
            yield server.conninfo(SUPERUSER)
