"""Fixtures that several lanes share: a running PostgreSQL with fresh migrated databases, a running Kafka broker.

It must not hold what only one lane needs.
"""

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest
from hypothesis import settings

from deploy.postgres_cluster import APP, OWNER, SUPERUSER
from tests.support.kafka_broker import Broker, running_broker
from tests.support.postgres import Server, database_name, fresh_database, running_server, template_of

settings.register_profile("shared machine", deadline=None)
settings.load_profile("shared machine")
# A test that hangs is ended by its timeout; how long one example takes says more of the neighbours than of us.


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """One server for the whole run, shared by all workers; `.admin` is the conninfo of its superuser."""
    with running_server(_run_id()) as server:
        yield server


@pytest.fixture(scope="session")
def kafka_broker() -> Iterator[Broker]:
    """One genuine Kafka broker for the whole run, shared by all workers: a test uses topics and groups of its own."""
    with running_broker(_run_id()) as broker:
        yield broker


@pytest.fixture(scope="session")
def migrated_template(postgres_server: Server) -> str:
    """The name of the database that `database` clones."""
    return template_of(postgres_server)


@pytest.fixture
def database(postgres_server: Server, migrated_template: str) -> Iterator[str]:
    """The conninfo of a fresh migrated database, as the role that serves (it can add events, and change none)."""
    with fresh_database(postgres_server, migrated_template) as name:
        yield postgres_server.conninfo(APP, name)


@pytest.fixture
def owner_database(postgres_server: Server, database: str) -> str:
    """The conninfo of the same database as `database`, as the role that owns its schemas."""
    return postgres_server.conninfo(OWNER, database_name(database))


@pytest.fixture
def superuser_database(postgres_server: Server, database: str) -> str:
    """The conninfo of the same database as `database`, as the superuser; for what a hostile administrator could do."""
    return postgres_server.conninfo(SUPERUSER, database_name(database))


def _run_id() -> str:
    return os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid4().hex
