"""Specs of `entente project --partitions` as operators meet it, on a genuine broker."""

from collections.abc import Iterator
from signal import SIGTERM

import pytest

from consumers.contracts.topics import CASE_EVENTS
from consumers.kafka.reach import Reach
from consumers.kafka.topics import WantedTopic, create
from deploy.embedded_postgres import EmbeddedPostgres
from tests.support.embedded import embedded_cases, log_of
from tests.support.kafka_broker import OwnBroker
from tests.support.processes import entente, eventually, python
from tests.support.projecting_process import folded_up_to, send_log

pytestmark = [pytest.mark.kafka, pytest.mark.postgres, pytest.mark.process, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def house() -> Iterator[EmbeddedPostgres]:
    """An embedded database with a few cases, which nobody folded."""
    with embedded_cases(2) as server:
        yield server


def test_a_process_folds_all_and_ends_when_told(broker: OwnBroker, house: EmbeddedPostgres) -> None:
    data, reach = ("--data", str(house.directory)), Reach(bootstrap=(broker.bootstrap,))
    create(reach, [WantedTopic(name=CASE_EVENTS, partitions=12)])
    with log_of(house) as log:
        sent = send_log(log, reach, CASE_EVENTS)
    kafka = {"ENTENTE_KAFKA": broker.bootstrap}
    with python("deploy.command_line", "project", "--partitions", *data, **kafka) as projecting:
        is_folded = eventually(lambda: folded_up_to(house.conninfo()) == sent)
        projecting.send_signal(SIGTERM)
        _, errors = projecting.communicate(timeout=60)
    assert is_folded, errors
    assert projecting.returncode == 0, errors
    status = entente("db", "status", *data).stdout
    assert status.count("partition ") == 12
    assert f"partition 0 of {CASE_EVENTS}: place " in status
    assert "the partitions lack of the log: nothing" in status


def test_without_a_broker_the_setting_is_named(house: EmbeddedPostgres) -> None:
    done = entente("project", "--partitions", "--data", str(house.directory))

    assert done.returncode == 1
    assert "ENTENTE_KAFKA" in done.stderr
