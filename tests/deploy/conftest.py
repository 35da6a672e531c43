"""Fixtures of the deploy lane: directories that the embedded server may use, databases without tables, brokers, ears.

It must not hold what other lanes need.
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from psycopg import sql

from deploy.embedded_postgres import EmbeddedPostgres, is_held
from deploy.postgres_cluster import OWNER
from deploy.tracing import OpenTelemetry, traced
from tests.support.kafka_broker import OwnBroker, own_broker
from tests.support.postgres import Server
from tests.support.processes import running_with


@pytest.fixture
def data() -> Iterator[Path]:
    """A directory that the account of the embedded server can reach; pytest's own are closed to it under root."""
    directory = Path(tempfile.mkdtemp(prefix="entente-data-"))
    directory.chmod(0o711)
    yield directory
    _stop_leftover(directory / "entente")
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def empty_database(postgres_server: Server, migrated_template: str) -> Iterator[str]:
    """The conninfo of a database without any table, as the role that owns it; roles exist since the template does."""
    assert migrated_template
    name = sql.Identifier(f"entente_test_empty_{uuid4().hex[:12]}")
    postgres_server.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, sql.Identifier(OWNER)))
    yield postgres_server.conninfo(OWNER, name.as_string().strip('"'))
    postgres_server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


@pytest.fixture(scope="module")
def broker() -> Iterator[OwnBroker]:
    """A broker of the module's own: groups and topics of the commands have fixed names."""
    with own_broker() as made:
        yield made


@pytest.fixture
def heard() -> InMemorySpanExporter:
    """Where spans are kept."""
    return InMemorySpanExporter()


@pytest.fixture
def tracing(heard: InMemorySpanExporter) -> Iterator[OpenTelemetry]:
    """What makes spans."""
    with traced("test", SimpleSpanProcessor(heard)) as made:
        yield made


def _stop_leftover(directory: Path) -> None:
    """A test that failed may have left a server without a holder."""
    if running_with(f"{directory}/pgdata") and not is_held(directory):
        with EmbeddedPostgres(directory, durable=False):
            pass
