"""The whole way as processes: commands come in, events go out, and read models are folded from what went out."""

from collections.abc import Iterator
from contextlib import ExitStack
from signal import SIGTERM

import psycopg
import pytest
from kafka import KafkaProducer

from deploy.embedded_postgres import EmbeddedPostgres
from tests.support.embedded import embedded_cases
from tests.support.gateways import TOPIC, reminder
from tests.support.kafka_broker import OwnBroker
from tests.support.processes import entente, eventually, python
from tests.support.projecting_process import folded_up_to
from tests.support.read_models import rows_of

pytestmark = [pytest.mark.kafka, pytest.mark.postgres, pytest.mark.process, pytest.mark.timeout(600)]

CASES, SENT = 4, 40


@pytest.fixture
def house(broker: OwnBroker) -> Iterator[EmbeddedPostgres]:
    """An embedded database with a few cases, folded, whose topics are there."""
    with embedded_cases(CASES) as server:
        assert entente("rebuild", "--data", str(server.directory)).returncode == 0
        made = entente("topics", "apply", "--data", str(server.directory), ENTENTE_KAFKA=broker.bootstrap)
        assert made.returncode == 0, made.stderr
        yield server


def length(house: EmbeddedPostgres) -> int:
    with psycopg.connect(house.conninfo()) as connection:
        row = connection.execute("SELECT log.length()").fetchone()
    assert row is not None
    return int(row[0])


def send_reminders(broker: OwnBroker) -> None:
    producer = KafkaProducer(bootstrap_servers=broker.bootstrap)
    for number in range(SENT):
        key, value, headers = reminder(number % CASES, str(number))
        producer.send(TOPIC, key=key, value=value, headers=headers)
    producer.flush()
    producer.close()


def test_what_comes_in_goes_out_and_is_folded_from_there_as_from_the_log(
    broker: OwnBroker, house: EmbeddedPostgres
) -> None:
    where, before = ("--data", str(house.directory)), length(house)
    with ExitStack() as stack:
        working = [
            stack.enter_context(python("deploy.command_line", *words, *where, ENTENTE_KAFKA=broker.bootstrap))
            for words in (("consume",), ("publish",), ("project", "--partitions"))
        ]
        send_reminders(broker)
        is_done = eventually(lambda: folded_up_to(house.conninfo()) == length(house) >= before + SENT)
        for each in working:
            each.send_signal(SIGTERM)
        ended = [(each.communicate(timeout=60)[1], each.returncode) for each in working]
    assert is_done, ended
    folded = rows_of(house.conninfo())

    assert entente("rebuild", *where).returncode == 0
    assert rows_of(house.conninfo()) == folded
