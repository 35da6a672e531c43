"""A log and an application over it, of counters, on a fresh database.

It must not hold what other lanes need.
"""

from collections.abc import Iterator

import pytest

from domain.application import Application
from domain.storage import EventLog
from tests.support.counter_room import COUNTER, COUNTER_EVENTS


@pytest.fixture
def log(database: str) -> Iterator[EventLog]:
    with EventLog(database, COUNTER_EVENTS) as opened:
        yield opened


@pytest.fixture
def application(log: EventLog) -> Iterator[Application]:
    with Application(log, (COUNTER,)) as running:
        yield running
