"""Specs of `entente consume`, `topics` and `inbox` as operators meet them, on a genuine broker."""

import json
from collections.abc import Iterator
from signal import SIGTERM

import psycopg
import pytest
from kafka import KafkaProducer

from deploy.embedded_postgres import EmbeddedPostgres
from tests.support.embedded import embedded_cases
from tests.support.foreign_clients import Read, send_with_kcat
from tests.support.gateways import TOPIC, reminder, request_of
from tests.support.kafka_broker import OwnBroker
from tests.support.processes import entente, eventually, python

pytestmark = [pytest.mark.kafka, pytest.mark.postgres, pytest.mark.process, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def house() -> Iterator[EmbeddedPostgres]:
    """An embedded database with a few cases."""
    with embedded_cases(4) as server:
        yield server


@pytest.fixture(scope="module")
def told(broker: OwnBroker, house: EmbeddedPostgres) -> dict[str, str]:
    """The topics are there, and the directory is folded; returns what is set in the environment."""
    environment = {"ENTENTE_KAFKA": broker.bootstrap}
    assert entente("rebuild", "--data", str(house.directory)).returncode == 0
    made = entente("topics", "apply", "--data", str(house.directory), **environment)
    assert f"made: {TOPIC}" in made.stdout, made.stderr
    assert "FR-SPOC: may write entente.in.FR-SPOC.v1 alone" in made.stdout
    return environment


def send(broker: OwnBroker, *messages: tuple[bytes | None, bytes, object]) -> None:
    producer = KafkaProducer(bootstrap_servers=broker.bootstrap)
    for key, value, headers in messages:
        producer.send(TOPIC, value=value, key=key, headers=headers).get(30)
    producer.close()


def states(house: EmbeddedPostgres, *ids: str) -> list[tuple[object, ...]]:
    asked = "SELECT id, state, reason FROM inbox.messages WHERE id = ANY(%s) ORDER BY id"
    with psycopg.connect(house.conninfo()) as connection:
        return connection.execute(asked, [list(ids)]).fetchall()


def test_a_message_goes_into_the_log_and_a_bad_one_to_the_operator(
    broker: OwnBroker, house: EmbeddedPostgres, told: dict[str, str]
) -> None:
    data = ("--data", str(house.directory))
    mine = ("0-a", "0-b", "1-c")
    send(broker, reminder(0, "a", data={"note": 7}), reminder(0, "b"), reminder(1, "c"))
    with python("deploy.command_line", "consume", *data, **told) as consuming:
        arrived = eventually(lambda: len(states(house, *mine)) == 3)
        consuming.send_signal(SIGTERM)
        _, errors = consuming.communicate(timeout=60)
    assert arrived, errors
    assert consuming.returncode == 0, errors
    assert states(house, *mine) == [
        ("0-a", "REJECTED", "schema_invalid"), ("0-b", "PARKED", None), ("1-c", "APPLIED", None)
    ]  # fmt: skip

    (head, _) = json.loads(entente("inbox", "list", "--json", *data).stdout)
    shown = json.loads(entente("inbox", "show", head["message_id"], "--why", "a test", *data).stdout)
    assert (shown["reason"], json.loads(shown["content"])) == ("schema_invalid", {"note": 7})
    mended = house.directory.parent / "mended.json"
    mended.write_text(json.dumps({"requestId": str(request_of(0)), "note": "a"}))
    done = entente("inbox", "edit", head["message_id"], str(mended), "--why", "agreed", "--as", "olga", *data)
    assert done.stdout.count("APPLIED") == 2, done.stderr

    assert entente("inbox", "list", *data).stdout == "Nothing waits.\n"
    assert states(house, "0-b") == [("0-b", "APPLIED", None)]
    status = entente("inbox", "status", *data).stdout
    assert f"{TOPIC}: " in status
    assert "applied, 0 rejected" in status


def test_a_message_with_a_name_that_is_no_text_is_refused_once_and_others_go_on(
    broker: OwnBroker, house: EmbeddedPostgres, told: dict[str, str]
) -> None:
    key, value, headers = reminder(2, "strange")
    named = {name: told for name, told in headers if told is not None} | {"ce_caf\xe9": b"1"}
    send_with_kcat(broker.bootstrap, TOPIC, Read(0, 0, key, value, named))
    send(broker, reminder(3, "behind"))
    for _ in range(2):
        with python("deploy.command_line", "consume", "--data", str(house.directory), **told) as consuming:
            arrived = eventually(lambda: states(house, "3-behind") == [("3-behind", "APPLIED", None)])
            consuming.send_signal(SIGTERM)
            _, errors = consuming.communicate(timeout=60)
        assert arrived, errors

    assert states(house, "2-strange") == [("2-strange", "REJECTED", "attribute_invalid")]
    data = ("--data", str(house.directory))
    (waiting,) = json.loads(entente("inbox", "list", "--json", *data).stdout)
    entente("inbox", "discard", waiting["message_id"], "--why", "nobody's", "--as", "olga", *data)


def test_topics_that_are_as_they_should_be_are_no_fault(house: EmbeddedPostgres, told: dict[str, str]) -> None:
    done = entente("topics", "check", "--data", str(house.directory), **told)

    assert (done.returncode, done.stdout) == (0, "All topics are as they should be.\n")


def test_missing_topics_are_told_and_end_with_1(house: EmbeddedPostgres, told: dict[str, str]) -> None:
    done = entente("topics", "check", "--agency", "XX-NEW", "--data", str(house.directory), **told)

    assert done.returncode == 1
    assert "MISSING: entente.in.XX-NEW.v1" in done.stdout


def test_without_a_broker_the_setting_is_named(house: EmbeddedPostgres) -> None:
    done = entente("consume", "--data", str(house.directory))

    assert done.returncode == 1
    assert "ENTENTE_KAFKA" in done.stderr


def test_a_setting_that_does_not_fit_is_named_as_the_operator_knows_it(house: EmbeddedPostgres) -> None:
    wrong = {"ENTENTE_KAFKA": "127.0.0.1:9", "ENTENTE_KAFKA_MECHANISM": "SCRAM-SHA-512"}
    done = entente("consume", "--data", str(house.directory), **wrong)

    assert done.returncode == 1
    assert "ENTENTE_KAFKA_USER and ENTENTE_KAFKA_PASSWORD" in done.stderr


def test_nothing_is_done_about_a_message_that_is_not_there(house: EmbeddedPostgres) -> None:
    unknown = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
    done = entente("inbox", "discard", unknown, "--why", "a slip", "--data", str(house.directory))

    assert done.returncode == 1
    assert "there is no such message" in done.stderr
