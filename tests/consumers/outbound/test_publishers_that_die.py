"""Whatever becomes of a publisher, partners read each event once: it is killed, frozen, overtaken, cut off."""

import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

import pytest

from consumers.contracts.topics import CASE_EVENTS, to_agency
from consumers.kafka.sending import Message
from consumers.outbound import Audience
from deploy.postgres_cluster import APP
from tests.leaks.publishing import messages_of
from tests.support.foreign_clients import CLIENTS, Read, Reader, read_committed
from tests.support.histories import append_history, history
from tests.support.kafka_broker import Broker
from tests.support.outbox import Outbox, make_topics, outbox
from tests.support.postgres import Server, fresh_database
from tests.support.processes import eventually, python
from tests.support.read_models import follow

pytestmark = [pytest.mark.postgres, pytest.mark.kafka, pytest.mark.process]

CHUNK = 20
"""Small, so that a log of two thousand events takes a hundred transactions for each audience."""

KILLS = 6
AGENCY = "FR-SPOC"


@pytest.fixture
def box(database: str, kafka_broker: Broker) -> Iterator[Outbox]:
    with filled(database, kafka_broker) as opened:
        yield opened


@pytest.fixture(scope="module")
def disturbed(postgres_server: Server, migrated_template: str, kafka_broker: Broker) -> Iterator[Outbox]:
    """An outbox that was published by one publisher after another, each killed somewhere."""
    with ExitStack() as stack:
        name = stack.enter_context(fresh_database(postgres_server, migrated_template))
        opened = stack.enter_context(filled(postgres_server.conninfo(APP, name), kafka_broker))
        for _ in range(KILLS):
            killed_somewhere(opened)
        opened.publish_all()
        yield opened


@pytest.mark.parametrize("client", CLIENTS)
def test_publishers_that_are_killed_again_and_again_lose_and_double_nothing_for_any_client(
    disturbed: Outbox, client: str
) -> None:
    assert told_once(disturbed, CLIENTS[client])


def test_a_second_publisher_waits_until_the_first_is_gone(box: Outbox) -> None:
    with publisher(box) as first, publisher(box) as second:
        assert eventually(lambda: reached(box) > 0)
        first.kill()
        box.wait_until_out()
        assert second.poll() is None

    assert told_once(box)


def test_a_frozen_publisher_is_overtaken_and_sends_nothing_more(box: Outbox) -> None:
    with publisher(box) as first:
        assert eventually(lambda: reached(box) > 0)
        first.send_signal(signal.SIGSTOP)
        with publisher(box):
            box.wait_until_out()
            first.send_signal(signal.SIGCONT)
            assert eventually(lambda: "not published" in said(first))

    assert told_once(box)


@contextmanager
def filled(conninfo: str, broker: Broker) -> Iterator[Outbox]:
    """An outbox with a log of some thousand events, folded, of which nothing is out."""
    make_topics(broker.bootstrap, [AGENCY])
    append_history(conninfo, history(seed=7, cases=12, requests=6))
    follow(conninfo)
    with outbox(conninfo, broker.bootstrap, chunk=CHUNK) as opened:
        yield opened


def said(process: subprocess.Popen[str]) -> str:
    """The next line of a publisher's log."""
    assert process.stderr is not None
    return process.stderr.readline()


@contextmanager
def publisher(box: Outbox) -> Iterator[subprocess.Popen[str]]:
    """A publisher in a process of its own, which is killed at the end."""
    arguments = (box.conninfo, box.work.reach.bootstrap[0], box.work.source.origin, str(CHUNK))
    process = python("tests.support.publishing_process", *arguments)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def killed_somewhere(box: Outbox) -> None:
    """A publisher that is killed somewhere in the next few of its transactions."""
    chance = random.SystemRandom()
    before = reached(box)
    with publisher(box):
        assert eventually(lambda: reached(box) > before or box.is_out())
        time.sleep(chance.random() / 4)


def reached(box: Outbox) -> int:
    """Up to where the log is published to everybody."""
    return min(map(box.reached, Audience))


def told_once(box: Outbox, client: Reader = read_committed) -> bool:
    """What is for our own topic and for the agency's stands there once, and the events of a key in their order."""
    log = box.work.source.log
    expected = messages_of(log, log.read(0, 10_000))
    return all(stands_once(box.read(topic, client), expected, topic) for topic in (CASE_EVENTS, to_agency(AGENCY)))


def stands_once(told: Sequence[Read], expected: Sequence[Message], topic: str) -> bool:
    """Every message that is for a topic was read there, once and in its order."""
    times = Counter(each.headers["ce_id"] for each in told)
    assert times.keys() == {dict(each.headers)["ce_id"] for each in expected if each.topic == topic}
    assert set(times.values()) == {1}
    return all(positions == sorted(positions) for positions in _by_key(told))


def _by_key(told: Sequence[Read]) -> list[list[int]]:
    return [[each.position for each in told if each.key == key] for key in {each.key for each in told}]
