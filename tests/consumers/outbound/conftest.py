"""A published world for the tests that only read."""

import os
import random
from collections.abc import Iterator

import pytest

from deploy.postgres_cluster import APP
from tests.support.kafka_broker import Broker
from tests.support.postgres import Server, fresh_database
from tests.support.published import PublishedWorld, published_world


@pytest.fixture(scope="module")
def world(postgres_server: Server, migrated_template: str, kafka_broker: Broker) -> Iterator[PublishedWorld]:
    """`ENTENTE_LEAKS_SEED` repeats a run."""
    seed = int(os.environ.get("ENTENTE_LEAKS_SEED") or random.SystemRandom().randrange(10**6))
    print(f"\nENTENTE_LEAKS_SEED={seed}")  # noqa: T201  # pytest shows it where a test fails
    with fresh_database(postgres_server, migrated_template) as name:
        conninfo = postgres_server.conninfo(APP, name)
        with published_world(conninfo, kafka_broker.bootstrap, seed) as published:
            yield published
