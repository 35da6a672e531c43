"""A published world for the tests that only read, and a folded history for those that publish by themselves."""

import os
import random
from collections.abc import Iterator

import pytest

from deploy.postgres_cluster import APP
from tests.support.histories import append_history, history
from tests.support.kafka_broker import Broker
from tests.support.postgres import Server, fresh_database
from tests.support.published import PublishedWorld, published_world
from tests.support.read_models import follow


@pytest.fixture(scope="module")
def world(postgres_server: Server, migrated_template: str, kafka_broker: Broker) -> Iterator[PublishedWorld]:
    """`ENTENTE_LEAKS_SEED` repeats a run."""
    seed = int(os.environ.get("ENTENTE_LEAKS_SEED") or random.SystemRandom().randrange(10**6))
    print(f"\nENTENTE_LEAKS_SEED={seed}")  # noqa: T201  # pytest shows it where a test fails
    with fresh_database(postgres_server, migrated_template) as name:
        conninfo = postgres_server.conninfo(APP, name)
        with published_world(conninfo, kafka_broker.bootstrap, seed) as published:
            yield published


@pytest.fixture
def folded(database: str) -> str:
    """The conninfo of a database with a history of some thousand events, folded to its end."""
    append_history(database, history(seed=7, cases=12, requests=6))
    follow(database)
    return database
