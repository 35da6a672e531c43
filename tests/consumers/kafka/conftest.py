"""Fixtures of the specs on a genuine broker."""

import pytest

from consumers.kafka.reach import Reach
from tests.support.kafka import reach_of
from tests.support.kafka_broker import Broker


@pytest.fixture
def reach(kafka_broker: Broker) -> Reach:
    """How the shared broker is reached."""
    return reach_of(kafka_broker)
