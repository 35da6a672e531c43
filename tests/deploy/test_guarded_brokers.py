"""Specs of `entente topics`, `consume` and `publish` with brokers that ask for TLS and sign-in, by settings alone."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from signal import SIGTERM
from subprocess import CompletedProcess

import psycopg
import pytest
from kafka import KafkaProducer

from consumers.contracts.topics import CASE_EVENTS, to_agency
from deploy.embedded_postgres import EmbeddedPostgres
from tests.support.embedded import embedded_cases
from tests.support.foreign_clients import read_committed
from tests.support.gateways import TOPIC, reminder
from tests.support.kafka_guarded import OTHER_SECRET, SECRET, Guarded, guarded_broker
from tests.support.processes import entente, eventually, python
from tests.support.requests import DE

pytestmark = [pytest.mark.kafka, pytest.mark.postgres, pytest.mark.process, pytest.mark.timeout(900)]


Refused = Mapping[tuple[str, str], CompletedProcess[str]]

REMINDED = "eu.entente.request.ReminderSent.v1"
COMMANDS = ("topics check", "consume", "publish", "project --partitions")
WRONG: Mapping[str, Callable[[Guarded], str]] = {
    "ENTENTE_KAFKA_PASSWORD": lambda _broker: OTHER_SECRET,
    "ENTENTE_KAFKA_AUTHORITY": lambda broker: str(broker.stranger.file),
}


@dataclass(frozen=True)
class Site:
    """A database with a few cases, a broker that lets in whom it knows, and the settings that lead there."""

    house: EmbeddedPostgres
    broker: Guarded

    @property
    def settings(self) -> dict[str, str]:
        return {
            "ENTENTE_DATA": str(self.house.directory),
            "ENTENTE_KAFKA": self.broker.signed,
            "ENTENTE_KAFKA_TLS": "true",
            "ENTENTE_KAFKA_AUTHORITY": str(self.broker.authority.file),
            "ENTENTE_KAFKA_MECHANISM": "SCRAM-SHA-512",
            "ENTENTE_KAFKA_USER": "gateway",
            "ENTENTE_KAFKA_PASSWORD": SECRET,
        }

    def run(self, *command: str, **wrong: str) -> CompletedProcess[str]:
        return entente(*command, **{**self.settings, **wrong})

    def applied(self) -> int:
        with psycopg.connect(self.house.conninfo()) as connection:
            row = connection.execute("SELECT count(*) FROM inbox.messages WHERE state = 'APPLIED'").fetchone()
        return row[0] if row else 0


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with guarded_broker(tmp_path_factory.mktemp("certificates")) as broker, embedded_cases(1) as house:
        made = Site(house, broker)
        assert made.run("rebuild").returncode == 0
        applied = made.run("topics", "apply")
        assert f"made: {TOPIC}" in applied.stdout, applied.stderr
        yield made


def test_topics_that_were_made_are_as_they_should_be(site: Site) -> None:
    checked = site.run("topics", "check")

    assert (checked.returncode, checked.stdout) == (0, "All topics are as they should be.\n"), checked.stderr


def test_a_message_goes_in_and_comes_out_as_an_event(site: Site) -> None:
    key, value, headers = reminder(0, "guarded")
    with KafkaProducer(bootstrap_servers=site.broker.clear) as producer:
        producer.send(TOPIC, value=value, key=key, headers=headers).get(30)
    with python("deploy.command_line", "consume", **site.settings) as consuming:
        is_in = eventually(lambda: site.applied() == 1)
        consuming.send_signal(SIGTERM)
        _, errors = consuming.communicate(timeout=60)
    assert (is_in, consuming.returncode) == (True, 0), errors
    assert site.run("rebuild").returncode == 0

    with python("deploy.command_line", "publish", **site.settings) as publishing:
        is_out = eventually(lambda: REMINDED in types(site, to_agency(DE)))
        publishing.send_signal(SIGTERM)
        _, errors = publishing.communicate(timeout=60)

    assert (is_out, publishing.returncode) == (True, 0), errors
    assert types(site, CASE_EVENTS).count(REMINDED) == 1


@pytest.fixture(scope="module")
def refused(site: Site) -> Refused:
    """What each command says with each wrong setting. Each tries for half a minute; of two publishers one waits."""
    return {
        (setting, command): ended
        for setting, wrong in WRONG.items()
        for command, ended in side_by_side(site, {setting: wrong(site.broker)}).items()
    }


def side_by_side(site: Site, wrong: Mapping[str, str]) -> dict[str, CompletedProcess[str]]:
    with ThreadPoolExecutor(len(COMMANDS)) as pool:
        ended = pool.map(lambda command: site.run(*command.split(), **wrong), COMMANDS)
        return dict(zip(COMMANDS, ended, strict=True))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_wrong_password_ends_the_command_and_the_setting_is_named(refused: Refused, command: str) -> None:
    ended = refused["ENTENTE_KAFKA_PASSWORD", command]

    assert ended.returncode == 1
    error, remedy = ended.stderr.splitlines()
    assert error.startswith("Error: The broker refuses the sign-in: ")
    assert remedy == "Remedy: See to ENTENTE_KAFKA_USER and ENTENTE_KAFKA_PASSWORD."


@pytest.mark.parametrize("command", COMMANDS)
def test_a_certificate_that_is_not_trusted_ends_the_command_and_the_setting_is_named(
    refused: Refused, command: str
) -> None:
    ended = refused["ENTENTE_KAFKA_AUTHORITY", command]

    assert ended.returncode == 1
    assert ended.stderr.splitlines() == [
        "Error: The broker's certificate is not trusted: unable to get local issuer certificate.",
        "Remedy: See to ENTENTE_KAFKA_AUTHORITY.",
    ]


def types(site: Site, topic: str) -> list[str]:
    return [each.type for each in read_committed(site.broker.clear, topic)]
