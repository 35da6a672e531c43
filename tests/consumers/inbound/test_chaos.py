"""Whatever fails, and however often: each message counts once, each bad one is told once, each case stays in order."""

import random
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest
from kafka import KafkaProducer

from consumers.inbound import waiting
from consumers.inbound.operating import Desk
from consumers.inbound.vocabulary import State
from consumers.kafka.reach import Reach
from consumers.kafka.topics import WantedTopic, create
from deploy.embedded_postgres import EmbeddedPostgres
from deploy.migrate import migrate
from deploy.postgres_cluster import OWNER, SUPERUSER
from domain.application import Application
from domain.event import Recorded
from domain.request.events import ReminderSent
from domain.storage import EventLog, verify
from tests.support.embedded import kill, own_database
from tests.support.gateways import TOPIC, reminder, request_of, set_up
from tests.support.kafka_broker import OwnBroker, own_broker
from tests.support.keys import KEYRING
from tests.support.logs import everything
from tests.support.processes import HOUSE

pytestmark = [pytest.mark.kafka, pytest.mark.postgres, pytest.mark.timeout(900)]

CASES, PARTITIONS = 150, 6
SOUND, REPEATED, FAULTY = 5_000, 600, 120
PATIENCE_S = 300.0
SEED = 20260321

Written = tuple[bytes | None, bytes | None, list[tuple[str, bytes | None]]]

FAULTS: Sequence[dict[str, Any]] = (
    {"data": {"note": 7}}, {"data": {"requestId": "0b1c2d3e-0000-4000-8000-00000000ffff"}},
    {"type": "eu.entente.request.NoSuchThing.v1"}, {"time": "yesterday"}, {"source": "urn:entente:DE-SPOC:siena-1"},
)  # fmt: skip


@dataclass(slots=True)
class House:
    """All that can fail, and the workers."""

    broker: OwnBroker
    postgres: EmbeddedPostgres
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def hire(self) -> None:
        """This will start another worker."""
        arguments = [self.postgres.conninfo(), self.broker.bootstrap, "chaos", TOPIC]
        command = [sys.executable, "-m", "tests.support.consuming_process", *arguments]
        self.workers.append(subprocess.Popen(command, cwd=HOUSE, stderr=subprocess.DEVNULL))

    def kill_one(self) -> None:
        """This will kill the oldest worker and start another."""
        killed = self.workers.pop(0)
        killed.kill()
        killed.wait()
        self.hire()

    def freeze_one(self) -> None:
        """This will let the oldest worker stand still until its session is over, and then wake it."""
        frozen = self.workers[0]
        frozen.send_signal(signal.SIGSTOP)
        time.sleep(6)
        frozen.send_signal(signal.SIGCONT)

    def restart_broker(self) -> None:
        """This will kill the broker and start it again."""
        self.broker.kill()
        time.sleep(1)
        self.broker.start()

    def restart_database(self) -> None:
        """This will kill the database and start it again."""
        kill(self.postgres)
        time.sleep(1)
        self.postgres.ensure_running()


@pytest.fixture
def house() -> Iterator[House]:
    """A broker, a database with cases, and two workers."""
    with ExitStack() as stack:
        postgres = stack.enter_context(own_database())
        migrate(postgres.conninfo(OWNER))
        with EventLog(postgres.conninfo(), KEYRING) as log, Application(log) as application:
            set_up(application, CASES)
        made = House(stack.enter_context(own_broker()), postgres)
        create(Reach(bootstrap=(made.broker.bootstrap,)), [WantedTopic(name=TOPIC, partitions=PARTITIONS)])
        try:
            made.hire()
            made.hire()
            yield made
        finally:
            for worker in made.workers:
                worker.kill()
                worker.wait()


@dataclass(slots=True)
class Sent:
    """What was sent: notes of sound messages by case, in order; ids of faulty ones; all of it as it is written."""

    notes: dict[int, list[str | None]]
    faulty: list[str]
    written: list[Written]


def made_up() -> Sent:
    """Messages of all cases mixed, faulty ones among them, and some that come again later."""
    chance = random.Random(SEED)  # noqa: S311  # to repeat a run, not to hide one
    sent = Sent(defaultdict(list), [], [])
    kinds = ["sound"] * SOUND + ["faulty"] * FAULTY
    chance.shuffle(kinds)
    for number, kind in enumerate(kinds):
        case = chance.randrange(CASES)
        fault = dict(chance.choice(FAULTS)) if kind == "faulty" else {}
        sent.written.append(reminder(case, str(number), **fault))
        if fault:
            sent.faulty.append(f"{case}-{number}")
        else:
            sent.notes[case].append(str(number))
    for _ in range(REPEATED):
        first = chance.randrange(len(sent.written))
        sent.written.insert(chance.randrange(first, len(sent.written)) + 1, sent.written[first])
    return sent


def send(bootstrap: str, messages: Sequence[Written]) -> None:
    producer = KafkaProducer(bootstrap_servers=bootstrap, acks="all", enable_idempotence=True, linger_ms=20)
    waiting_for = [producer.send(TOPIC, value=value, key=key, headers=headers) for key, value, headers in messages]
    assert all(each.get(60) for each in waiting_for)
    producer.close()


def taken_in(conninfo: str) -> int:
    with psycopg.connect(conninfo) as connection:
        row = connection.execute("SELECT sum(next_offset) FROM inbox.partitions").fetchone()
    return int(row[0] or 0) if row else 0


def wait_for(reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not reached():
        assert time.monotonic() < deadline, "not everything was taken in"
        time.sleep(0.2)


def see_to_all(conninfo: str, application: Application) -> None:
    desk = Desk(conninfo, application, KEYRING, "olga")
    while rejected := rejected_in(conninfo):
        for each in rejected:
            desk.discard(each.message_id, "seen to")


def rejected_in(conninfo: str) -> list[waiting.Message]:
    with psycopg.connect(conninfo) as connection:
        return waiting.find(connection, [State.REJECTED], None, 10_000)


def test_nothing_is_lost_and_nothing_counts_twice(house: House) -> None:
    sent = made_up()
    conninfo = house.postgres.conninfo()
    acts = [
        house.kill_one, house.freeze_one, house.restart_broker, house.kill_one, house.restart_database,
        house.freeze_one, house.restart_broker, house.restart_database, house.kill_one,
    ]  # fmt: skip
    portion = len(sent.written) // len(acts) + 1
    for number, act in enumerate(acts):
        send(house.broker.bootstrap, sent.written[number * portion : (number + 1) * portion])
        act()
    wait_for(lambda: taken_in(conninfo) >= len(sent.written))

    with EventLog(conninfo, KEYRING) as log, Application(log) as application:
        see_to_all(conninfo, application)
        events = everything(log)
        assert verify(log) is None
    assert in_order(events) == sent.notes
    assert letters(house.postgres.conninfo(SUPERUSER)) == Counter(sent.faulty)


def in_order(events: Sequence[Recorded]) -> dict[int, list[str | None]]:
    cases = {request_of(number): number for number in range(CASES)}
    found: dict[int, list[str | None]] = defaultdict(list)
    for each in events:
        if isinstance(each.event, ReminderSent):
            found[cases[each.event.request_id]].append(each.event.note)
    return found


def letters(conninfo: str) -> Counter[str]:
    with psycopg.connect(conninfo) as connection:
        found = connection.execute("SELECT m.id FROM inbox.letters JOIN inbox.messages m USING (message_id)")
        return Counter(row[0] for row in found.fetchall())
