"""Specs of `entente publish` as operators meet it, on a genuine broker."""

import json
from collections.abc import Iterator
from pathlib import Path
from signal import SIGTERM

import pytest

from consumers.contracts.topics import CASE_EVENTS
from tests.support.embedded import embedded_cases
from tests.support.foreign_clients import read_committed
from tests.support.kafka_broker import OwnBroker
from tests.support.processes import entente, eventually, python

pytestmark = [pytest.mark.kafka, pytest.mark.postgres, pytest.mark.process, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def data(broker: OwnBroker) -> Iterator[Path]:
    """The directory of an embedded database with two cases, folded, whose topics are there."""
    with embedded_cases(2) as server:
        assert entente("rebuild", "--data", str(server.directory)).returncode == 0
        made = entente("topics", "apply", "--data", str(server.directory), ENTENTE_KAFKA=broker.bootstrap)
        assert made.returncode == 0, made.stderr
        yield server.directory


def status(data: Path) -> dict[str, int]:
    """Where the log ends, and how far it is told to each audience."""
    told = json.loads(entente("db", "status", "--json", "--data", str(data)).stdout)
    return {"head": told["position"], **{each["audience"]: each["position"] for each in told["published"]}}


def test_the_log_is_published_until_the_process_is_told_to_stop(broker: OwnBroker, data: Path) -> None:
    with python("deploy.command_line", "publish", "--data", str(data), ENTENTE_KAFKA=broker.bootstrap) as publishing:
        is_out = eventually(lambda: len(told := status(data)) == 3 and len(set(told.values())) == 1)
        publishing.send_signal(SIGTERM)
        _, errors = publishing.communicate(timeout=60)

    assert is_out, errors
    assert publishing.returncode == 0, errors
    positions = sorted(each.position for each in read_committed(broker.bootstrap, CASE_EVENTS))
    assert positions == list(range(1, status(data)["head"] + 1))
    shown = entente("db", "status", "--data", str(data)).stdout
    assert "published to ourselves: position" in shown
    assert "published to agencies: position" in shown


def test_an_epoch_begins_where_it_is_told_to(broker: OwnBroker, data: Path) -> None:
    where = ("--data", str(data))
    done = entente("publish", "--begin-epoch", "--from", "1", *where, ENTENTE_KAFKA=broker.bootstrap)

    assert done.returncode == 0, done.stderr
    assert "begins with the event at position 1" in done.stdout


@pytest.mark.parametrize("wrong", [("--begin-epoch",), ("--from", "3"), ("--forget", "NOBODY")])
def test_a_call_that_does_not_fit_is_refused(broker: OwnBroker, data: Path, wrong: tuple[str, ...]) -> None:
    done = entente("publish", *wrong, "--data", str(data), ENTENTE_KAFKA=broker.bootstrap)

    assert done.returncode == 2
    assert "Remedy:" in done.stderr


def test_without_a_broker_the_setting_is_named(data: Path) -> None:
    done = entente("publish", "--data", str(data))

    assert done.returncode == 1
    assert "ENTENTE_KAFKA" in done.stderr
