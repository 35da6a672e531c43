"""A database in which a random history was folded once, for the tests that only read."""

from collections.abc import Iterator, Sequence

import pytest

from deploy.postgres_cluster import APP
from domain.event import Recorded
from tests.support.histories import append_history, history
from tests.support.postgres import Server, fresh_database
from tests.support.read_models import follow


@pytest.fixture(scope="session")
def told() -> Sequence[Recorded]:
    return history(seed=32, cases=8, requests=5)


@pytest.fixture(scope="session")
def folded(postgres_server: Server, migrated_template: str, told: Sequence[Recorded]) -> Iterator[str]:
    with fresh_database(postgres_server, migrated_template) as name:
        conninfo = postgres_server.conninfo(APP, name)
        append_history(conninfo, told)
        follow(conninfo)
        yield conninfo
