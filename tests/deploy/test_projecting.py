"""Specs of `entente project --partitions` as operators meet it, on a genuine broker."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from signal import SIGTERM

import pytest

from consumers.contracts.topics import CASE_EVENTS
from consumers.kafka.reach import Reach
from consumers.kafka.topics import WantedTopic, create
from deploy.embedded_postgres import EmbeddedPostgres
from deploy.master_key import master_key
from deploy.settings import read_settings
from domain.application import Application
from domain.storage import EventLog
from tests.support.gateways import set_up
from tests.support.kafka_broker import OwnBroker, own_broker
from tests.support.processes import entente, eventually, python
from tests.support.projecting_process import folded_up_to, send_log

pytestmark = [pytest.mark.kafka, pytest.mark.postgres, pytest.mark.process, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def broker() -> Iterator[OwnBroker]:
    """One of its own: the topic of the contracts has a fixed name."""
    with own_broker() as made:
        yield made


@pytest.fixture(scope="module")
def house() -> Iterator[EmbeddedPostgres]:
    """An embedded database with a few cases, which nobody folded."""
    with ExitStack() as stack:
        directory = Path(tempfile.mkdtemp(prefix="entente-data-"))
        stack.callback(shutil.rmtree, directory, ignore_errors=True)
        directory.chmod(0o711)
        server = stack.enter_context(EmbeddedPostgres(directory / "entente", durable=False))
        assert entente("db", "init", "--data", str(server.directory)).returncode == 0
        key = master_key(read_settings(data=server.directory))
        with EventLog(server.conninfo(), key) as log, Application(log) as opened:
            set_up(opened, 2)
        yield server


def test_a_process_folds_all_and_ends_when_told(broker: OwnBroker, house: EmbeddedPostgres) -> None:
    data, reach = ("--data", str(house.directory)), Reach(bootstrap=(broker.bootstrap,))
    create(reach, [WantedTopic(name=CASE_EVENTS, partitions=12)])
    with EventLog(house.conninfo(), master_key(read_settings(data=house.directory))) as log:
        sent = send_log(log, reach, CASE_EVENTS)
    kafka = {"ENTENTE_KAFKA": broker.bootstrap}
    with python("deploy.command_line", "project", "--partitions", *data, **kafka) as projecting:
        is_folded = eventually(lambda: folded_up_to(house.conninfo()) == sent)
        projecting.send_signal(SIGTERM)
        _, errors = projecting.communicate(timeout=60)
    assert is_folded, errors
    assert projecting.returncode == 0, errors


def test_without_a_broker_the_setting_is_named(house: EmbeddedPostgres) -> None:
    done = entente("project", "--partitions", "--data", str(house.directory))

    assert done.returncode == 1
    assert "ENTENTE_KAFKA" in done.stderr
