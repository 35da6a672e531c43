"""A log and an application over it, of counters, on a fresh database.

It must not hold what other lanes need.
"""

from collections.abc import Iterator

import pytest

from deploy.postgres_cluster import APP
from domain.application import Application
from domain.storage import EventLog
from tests.support.counter_room import COUNTER, COUNTER_EVENTS
from tests.support.keys import KEYRING
from tests.support.postgres import Server, fresh_database


@pytest.fixture
def log(database: str) -> Iterator[EventLog]:
    with EventLog(database, KEYRING, COUNTER_EVENTS) as opened:
        yield opened


@pytest.fixture
def other_log(postgres_server: Server, migrated_template: str) -> Iterator[EventLog]:
    """The log of another fresh database."""
    with (
        fresh_database(postgres_server, migrated_template) as name,
        EventLog(postgres_server.conninfo(APP, name), KEYRING, COUNTER_EVENTS) as opened,
    ):
        yield opened


@pytest.fixture
def application(log: EventLog) -> Iterator[Application]:
    with Application(log, (COUNTER,)) as running:
        yield running
