"""However long the broker or the database is away, publishing waits, and goes on in order where it was."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pytest

from consumers.contracts.topics import CASE_EVENTS
from consumers.outbound import Audience
from deploy.embedded_postgres import EmbeddedPostgres
from deploy.migrate import migrate
from deploy.postgres_cluster import OWNER
from domain.event import Recorded
from tests.support.embedded import kill, own_database
from tests.support.histories import append_history, history
from tests.support.kafka_broker import OwnBroker, own_broker
from tests.support.outbox import Outbox, make_topics, outbox
from tests.support.processes import eventually
from tests.support.read_models import follow

pytestmark = [pytest.mark.postgres, pytest.mark.kafka, pytest.mark.process]

TOLD = history(seed=11, cases=6, requests=4)
PORTION = len(TOLD) // 3 + 1
CHUNK = 20
TRYING_AGAIN = "not published; trying again"


@pytest.fixture(scope="module")
def broker() -> Iterator[OwnBroker]:
    with own_broker() as running:
        make_topics(running.bootstrap, ["FR-SPOC"])
        yield running


@pytest.fixture
def server() -> Iterator[EmbeddedPostgres]:
    """A database of the test's own, which keeps what is committed also when it is killed."""
    with own_database(durable=True) as running:
        migrate(running.conninfo(OWNER))
        yield running


@contextmanager
def impatient(conninfo: str, broker: OwnBroker) -> Iterator[Outbox]:
    """An outbox whose publisher soon gives up on a broker that is gone."""
    with outbox(conninfo, broker.bootstrap, chunk=CHUNK) as opened:
        short = replace(opened.work.reach, patience_s=2.0)
        sending = replace(opened.work.sending, patience_s=4.0, transaction_s=6.0)
        yield replace(opened, work=replace(opened.work, reach=short, sending=sending))


def test_a_broker_that_is_killed_and_started_again_misses_and_doubles_nothing(broker: OwnBroker, database: str) -> None:
    with impatient(database, broker) as box, box.publishing():
        go_on(box, TOLD[:PORTION])
        assert eventually(lambda: reached(box) > 0)
        broker.kill()
        go_on(box, TOLD[PORTION:])
        broker.start()
        box.wait_until_out()

    assert all_told_once(box)


def test_a_database_that_is_killed_and_started_again_misses_and_doubles_nothing(
    broker: OwnBroker, server: EmbeddedPostgres, caplog: pytest.LogCaptureFixture
) -> None:
    with impatient(server.conninfo(), broker) as box, box.publishing():
        for start in range(0, len(TOLD), PORTION):
            kill_amid(server, box, TOLD[start : start + PORTION])
            caplog.clear()
            assert eventually(lambda: TRYING_AGAIN in caplog.text)
            server.ensure_running()
            follow(box.conninfo)  # the last that was folded need not have been on the disk
        box.wait_until_out()

    assert all_told_once(box)


def kill_amid(server: EmbeddedPostgres, box: Outbox, told: Sequence[Recorded]) -> None:
    """The database is killed when some of what is new was told, and most was not; a chunk may have been out before."""
    before = reached(box)
    go_on(box, told)
    assert eventually(lambda: reached(box) > before + 2 * CHUNK)
    kill(server)


def go_on(box: Outbox, told: Sequence[Recorded]) -> None:
    """What happened comes into the log and the read models."""
    append_history(box.conninfo, told)
    follow(box.conninfo)


def reached(box: Outbox) -> int:
    """Up to where the log is published to everybody."""
    return min(map(box.reached, Audience))


def all_told_once(box: Outbox) -> bool:
    """Every event stands once in our own topic."""
    told = box.read(CASE_EVENTS)
    assert len({each.headers["ce_id"] for each in told}) == len(told)
    return {each.position for each in told} == set(range(1, len(TOLD) + 1))
