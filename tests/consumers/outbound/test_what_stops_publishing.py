"""What only an operator can decide stops publishing, with what is wrong and what can be done; then it goes on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

import msgspec
import psycopg
import pytest
from confluent_kafka.admin import AdminClient

from consumers.contracts.registry import CHECKPOINT
from consumers.contracts.topics import CASE_EVENTS, to_agency
from consumers.outbound.audience import Audience
from consumers.outbound.epochs import begin_epoch
from consumers.outbound.faults import AnotherPublishes, BrokerRestored, LogRestored, NewerEvent, TopicLost
from consumers.outbound.mirror import forget
from consumers.outbound.publishing import take_place
from deploy.postgres_cluster import APP
from domain.agency.events import AgencyRegistered
from domain.catalogue import EVENT_TYPES
from domain.event import Event, Recorded, event
from domain.refusal import InvalidInput
from tests.support.foreign_clients import Read
from tests.support.histories import append_history, history
from tests.support.kafka_broker import Broker
from tests.support.outbox import Outbox, make_topics, outbox
from tests.support.postgres import Server, fresh_database
from tests.support.processes import eventually
from tests.support.read_models import follow

pytestmark = [pytest.mark.postgres, pytest.mark.kafka]

TOLD = history(seed=7, cases=3, requests=2)
BACKED_UP, PUBLISHED = 150, 200
AGENCY = "FR-SPOC"


@pytest.fixture(scope="module")
def backup(postgres_server: Server, migrated_template: str) -> Iterator[str]:
    """The name of a database with the first events, folded; nobody is connected to it."""
    with fresh_database(postgres_server, migrated_template) as name:
        _go_on(postgres_server.conninfo(APP, name), TOLD[:BACKED_UP])
        yield name


@pytest.fixture
def box(postgres_server: Server, backup: str, kafka_broker: Broker) -> Iterator[Outbox]:
    """An outbox that published more than the backup has."""
    make_topics(kafka_broker.bootstrap, [AGENCY])
    with fresh_database(postgres_server, backup) as name:
        conninfo = postgres_server.conninfo(APP, name)
        _go_on(conninfo, TOLD[BACKED_UP:PUBLISHED])
        with outbox(conninfo, kafka_broker.bootstrap) as opened:
            opened.publish_all()
            yield opened


@pytest.fixture
def restored(postgres_server: Server, backup: str, box: Outbox) -> Iterator[Outbox]:
    """The same outbox, whose database was restored from the backup."""
    with fresh_database(postgres_server, backup) as name:
        conninfo = postgres_server.conninfo(APP, name)
        with outbox(conninfo, box.work.reach.bootstrap[0], origin=box.work.source.origin) as opened:
            yield opened


def test_a_log_that_ends_before_what_was_published_stops_it(restored: Outbox) -> None:
    with pytest.raises(LogRestored) as stopped:
        restored.publish_until_stopped()

    assert stopped.value.position == PUBLISHED
    assert "--begin-epoch" in str(stopped.value)
    assert str(stopped.value) in [each.fault for each in restored.told()]


def test_a_log_that_went_on_differently_stops_it(restored: Outbox) -> None:
    _go_on(restored.conninfo, TOLD[BACKED_UP + 10 : PUBLISHED + 20])

    with pytest.raises(LogRestored, match="another event"):
        restored.publish_until_stopped()


def test_a_new_epoch_tells_the_log_anew_under_another_source(restored: Outbox) -> None:
    _go_on(restored.conninfo, TOLD[BACKED_UP:])
    with _connected(restored) as connection:
        standing = begin_epoch(connection, restored.work, 1)

    restored.publish_all()

    sources = [(each.headers["ce_source"].rpartition(b":")[2], each.position) for each in _references(restored)]
    assert standing.epoch == 2
    assert sorted(sources) == [(b"1", place) for place in range(1, PUBLISHED + 1)] + [
        (b"2", place) for place in range(1, len(TOLD) + 1)
    ]


def test_a_new_epoch_may_begin_behind_what_partners_have(restored: Outbox) -> None:
    _go_on(restored.conninfo, TOLD[BACKED_UP:])
    with _connected(restored) as connection:
        begin_epoch(connection, restored.work, BACKED_UP + 1)

    restored.publish_all()

    anew = [each.position for each in _references(restored) if each.headers["ce_source"].endswith(b":2")]
    assert sorted(anew) == list(range(BACKED_UP + 1, len(TOLD) + 1))


def test_a_new_epoch_begins_within_the_log(box: Outbox) -> None:
    with _connected(box) as connection, pytest.raises(InvalidInput) as refused:
        begin_epoch(connection, box.work, PUBLISHED + 2)

    assert refused.value.field == "from"


@pytest.mark.parametrize("audience", Audience)
def test_no_epoch_begins_while_a_publisher_is_at_work(box: Outbox, audience: Audience) -> None:
    with _connected(box) as at_work, _connected(box) as connection:
        take_place(at_work, audience)

        with pytest.raises(AnotherPublishes):
            begin_epoch(connection, box.work, 1)


def test_a_broker_that_knows_of_less_than_was_published_stops_it(box: Outbox) -> None:
    other = replace(box.work.sending, name=uuid4().hex, group=uuid4().hex)

    with pytest.raises(BrokerRestored) as stopped:
        replace(box, work=replace(box.work, sending=other)).publish_until_stopped()

    assert (stopped.value.position, stopped.value.kept) == (PUBLISHED, 0)


def test_a_publisher_that_published_nothing_yet_stops_nobody(
    postgres_server: Server, migrated_template: str, kafka_broker: Broker
) -> None:
    with fresh_database(postgres_server, migrated_template) as name:
        conninfo = postgres_server.conninfo(APP, name)
        make_topics(kafka_broker.bootstrap, [AGENCY])
        with outbox(conninfo, kafka_broker.bootstrap) as nothing_yet:
            nothing_yet.publish_all()
            _go_on(conninfo, TOLD[:BACKED_UP])

            nothing_yet.publish_all()

            assert len(_references(nothing_yet)) == BACKED_UP


def test_a_topic_that_is_gone_stops_it_until_its_agency_is_forgotten(box: Outbox) -> None:
    agency = f"X-{uuid4().hex[:8].upper()}"
    _go_on(box.conninfo, [_registered(agency)])
    make_topics(box.work.reach.bootstrap[0], [agency])
    box.publish_all()
    _delete(box, to_agency(agency))

    with pytest.raises(TopicLost) as stopped:
        box.publish_until_stopped()

    assert stopped.value.topic == to_agency(agency)
    with _connected(box) as connection:
        assert forget(connection, agency)
    box.publish_all()


def test_a_topic_that_was_made_anew_stops_it(box: Outbox) -> None:
    agency = f"X-{uuid4().hex[:8].upper()}"
    _go_on(box.conninfo, [_registered(agency)])
    make_topics(box.work.reach.bootstrap[0], [agency])
    box.publish_all()
    _delete(box, to_agency(agency))
    make_topics(box.work.reach.bootstrap[0], [agency])

    with pytest.raises(TopicLost):
        box.publish_until_stopped()


def test_an_agency_whose_topic_comes_later_is_told_of_what_comes_behind(box: Outbox) -> None:
    agency = f"X-{uuid4().hex[:8].upper()}"
    _go_on(box.conninfo, [_registered(agency)])
    box.publish_all()
    make_topics(box.work.reach.bootstrap[0], [agency])
    _go_on(box.conninfo, [_registered(f"{agency}-2")])

    box.publish_all()

    assert [each.position for each in box.read(to_agency(agency))] == [PUBLISHED + 2]


def test_an_event_of_a_later_program_stops_it(box: Outbox) -> None:
    newer = {**EVENT_TYPES, LaterEvent.TOPIC: LaterEvent}
    append_history(box.conninfo, [_first_of_a_stream(LaterEvent())], newer)
    follow(box.conninfo)

    with pytest.raises(NewerEvent) as stopped:
        box.publish_until_stopped()

    assert (stopped.value.position, stopped.value.topic) == (PUBLISHED + 1, LaterEvent.TOPIC)


@event("request.SomethingOfTomorrow")
class LaterEvent(Event):
    """An event that this program does not know."""


def _registered(agency: str) -> Recorded:
    return _first_of_a_stream(
        AgencyRegistered(agency_id=agency, name=agency, country="FR", tz="Europe/Paris", languages=("fr",))
    )


def _first_of_a_stream(told: Event) -> Recorded:
    envelope = msgspec.structs.replace(
        TOLD[-1].envelope, event_id=uuid4(), aggregate_id=uuid4(), aggregate_version=1, case_id=None
    )
    return Recorded(told, envelope)


def _go_on(conninfo: str, recorded: Sequence[Recorded]) -> None:
    append_history(conninfo, recorded)
    follow(conninfo)


def _connected(box: Outbox) -> psycopg.Connection[Any]:
    return psycopg.connect(box.conninfo, autocommit=True)


def _delete(box: Outbox, topic: str) -> None:
    admin = AdminClient({"bootstrap.servers": box.work.reach.bootstrap[0]})
    admin.delete_topics([topic])[topic].result(30)
    assert eventually(lambda: topic not in admin.list_topics(timeout=30).topics)


def _references(box: Outbox) -> list[Read]:
    return [each for each in box.read(CASE_EVENTS) if each.type != CHECKPOINT]
