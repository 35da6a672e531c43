"""What was refused of a gateway's messages goes back to its agency once, byte for byte, with the reason."""

from collections.abc import Iterator, Sequence
from uuid import uuid4

import psycopg
import pytest

from consumers.contracts.topics import CASE_EVENTS
from consumers.inbound import register
from consumers.inbound.incoming import Incoming
from consumers.inbound.letters import Letters
from consumers.inbound.receiving import Intake, Stretch
from consumers.inbound.register import Place
from consumers.outbound.epochs import begin_epoch
from consumers.outbound.faults import InboxRestored
from domain.application import Application
from domain.storage import EventLog
from tests.support.foreign_clients import Read, read_committed
from tests.support.gateways import TOPIC, TOPIC_ID, Gateway, set_up
from tests.support.kafka_broker import Broker
from tests.support.keys import KEYRING
from tests.support.outbox import Outbox, make_topics, outbox
from tests.support.processes import eventually
from tests.support.read_models import follow
from tests.support.requests import DE, FR

pytestmark = [pytest.mark.postgres, pytest.mark.kafka]

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture
def application(database: str) -> Iterator[Application]:
    with EventLog(database, KEYRING) as log, Application(log) as opened:
        set_up(opened, 3)
        with psycopg.connect(database) as connection:
            register.begin(connection, Place(TOPIC, TOPIC_ID, 0, 0))
        yield opened


@pytest.fixture
def box(database: str, application: Application, kafka_broker: Broker) -> Iterator[Outbox]:
    make_topics(kafka_broker.bootstrap, [FR, DE])
    assert application
    with outbox(database, kafka_broker.bootstrap, inbox=Letters(KEYRING)) as opened:
        yield opened


@pytest.fixture
def tag() -> str:
    """What the ids of this test's messages hold, on a topic that others use."""
    return uuid4().hex


def test_letters_go_out_once_in_order_as_they_came_with_the_reason(
    box: Outbox, application: Application, tag: str
) -> None:
    gateway = Gateway()
    bad = [gateway.reminder(number, f"{tag}-{number}", data={"note": number}) for number in range(3)]
    take(application, *bad)

    publish_letters(box)
    publish_letters(box)

    letters = dead_letters(box, tag)
    assert [each.headers["ce_id"].decode() for each in letters] == [f"{number}-{tag}-{number}" for number in range(3)]
    assert [(each.key, each.value) for each in letters] == [(each.came.key, each.came.value) for each in bad]
    assert {each.headers["entente_reason"] for each in letters} == {b"schema_invalid"}
    assert [each.headers["__connect.errors.offset"] for each in letters] == [b"0", b"1", b"2"]


def test_what_nobody_needs_any_more_is_destroyed_once_its_letter_is_out(
    box: Outbox, application: Application, tag: str
) -> None:
    gateway = Gateway()
    forged = gateway.reminder(0, f"{tag}-forged", source="urn:entente:DE-SPOC:siena-1")
    waiting = gateway.reminder(1, f"{tag}-waiting", data={"note": 1})
    take(application, forged, waiting)

    publish_letters(box)

    assert ask(box, "SELECT message_id FROM inbox.originals") == [(waiting.message_id,)]


def test_a_letter_that_was_out_before_we_noted_it_is_not_sent_again(
    box: Outbox, application: Application, tag: str
) -> None:
    take(application, Gateway().reminder(0, f"{tag}-one", data={"note": 1}))
    publish_letters(box)
    ask(box, "UPDATE inbox.letters SET published_at = NULL RETURNING letter")

    publish_letters(box)

    assert len(dead_letters(box, tag)) == 1


def test_letters_of_another_database_stop_it_until_a_new_epoch_begins(
    box: Outbox, application: Application, tag: str
) -> None:
    gateway = Gateway()
    take(application, *(gateway.reminder(number, f"{tag}-{number}", data={"note": 1}) for number in range(2)))
    publish_letters(box)
    restored = "UPDATE inbox.letters SET published_at = NULL, letter = letter + 10 RETURNING letter"
    as_owner(box, restored)

    with pytest.raises(InboxRestored):
        box.publish_until_stopped()

    with psycopg.connect(box.conninfo, autocommit=True) as connection:
        begin_epoch(connection, box.work, 1)
    publish_letters(box)
    assert len(dead_letters(box, tag)) == 4


def test_events_go_on_with_the_trace_of_the_message_that_they_came_of(
    box: Outbox, application: Application, tag: str
) -> None:
    take(application, Gateway().reminder(0, tag, traceparent=TRACE))
    follow(box.conninfo)

    box.publish_all()

    *before, last = sorted(box.read(CASE_EVENTS), key=lambda each: each.position)
    assert (last.headers["traceparent"], last.headers["ce_traceparent"]) == (TRACE.encode(), TRACE.encode())
    assert not any("traceparent" in each.headers for each in before)


def take(application: Application, *messages: Incoming) -> None:
    """Messages come in."""
    Intake(application, KEYRING, [Stretch(messages, messages[0].place.offset)]).finish()


def publish_letters(box: Outbox) -> None:
    """A publisher is at work until no letter waits."""
    with box.publishing():
        assert eventually(lambda: ask(box, "SELECT FROM inbox.letters WHERE published_at IS NULL") == [])


def dead_letters(box: Outbox, tag: str) -> list[Read]:
    """Those of this test, in the order of their numbers: all of them in one partition or not."""
    found = read_committed(box.work.reach.bootstrap[0], f"{TOPIC}.dlq")
    ours = [each for each in found if tag.encode() in each.headers.get("ce_id", b"")]
    return sorted(ours, key=lambda each: int(each.headers["__connect.errors.offset"]))


def ask(box: Outbox, statement: str) -> Sequence[tuple[object, ...]]:
    with psycopg.connect(box.conninfo) as connection:
        return connection.execute(statement.encode()).fetchall()


def as_owner(box: Outbox, statement: str) -> None:
    """As somebody who restores tables from elsewhere: the serving role may not renumber letters."""
    with psycopg.connect(box.conninfo, user="postgres") as connection:
        connection.execute(statement.encode())
