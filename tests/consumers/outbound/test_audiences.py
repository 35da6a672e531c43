"""Ourselves and the agencies are told of the log on their own: neither waits for the other, or begins anew with it."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import psycopg
import pytest

from consumers.contracts.registry import CHECKPOINT
from consumers.contracts.topics import CASE_EVENTS, to_agency
from consumers.kafka.sending import TransactionalSender
from consumers.outbound import Audience
from consumers.outbound.faults import TopicLost
from consumers.outbound.mirror import admit
from consumers.outbound.publishing import publish
from consumers.outbound.standing import Standing
from consumers.outbound.telling import PLACE
from domain.storage.chain import leaf_of
from tests.support.histories import append_history, history
from tests.support.kafka_broker import Broker
from tests.support.outbox import Outbox, make_topics, outbox
from tests.support.processes import eventually
from tests.support.read_models import follow

pytestmark = [pytest.mark.postgres, pytest.mark.kafka]

TOLD = history(seed=7, cases=3, requests=2)
PORTION = len(TOLD) // 2
AGENCY = "FR-SPOC"


@pytest.fixture
def box(database: str, kafka_broker: Broker) -> Iterator[Outbox]:
    """An outbox with half of a log, which no read model holds."""
    make_topics(kafka_broker.bootstrap, [AGENCY])
    append_history(database, TOLD[:PORTION])
    with outbox(database, kafka_broker.bootstrap) as opened:
        yield opened


def test_our_own_topic_waits_for_no_read_model_and_those_of_agencies_do(box: Outbox) -> None:
    with box.publishing():
        assert eventually(lambda: box.reached(Audience.OURSELVES) == PORTION)
        assert box.reached(Audience.AGENCIES) == 0
        follow(box.conninfo)
        box.wait_until_out()

    assert told(box, CASE_EVENTS) == list(range(1, PORTION + 1))


def test_our_own_topic_goes_on_while_that_of_an_agency_is_lost(box: Outbox) -> None:
    follow(box.conninfo)
    with psycopg.connect(box.conninfo) as connection:
        admit(connection, AGENCY, uuid4(), 0)
    stop = threading.Event()

    with ThreadPoolExecutor() as threads:
        publishing = threads.submit(publish, box.conninfo, box.work, stop)
        assert eventually(lambda: any(each.fault for each in box.told()))
        append_history(box.conninfo, TOLD[PORTION:])
        assert eventually(lambda: box.reached(Audience.OURSELVES) == len(TOLD))
        stop.set()

    with pytest.raises(TopicLost):
        publishing.result()
    assert told(box, to_agency(AGENCY)) == []


def test_both_begin_where_one_publisher_told_everybody_at_once(box: Outbox) -> None:
    follow(box.conninfo)
    (last,) = box.work.source.log.links(PORTION - 1, 1)
    with TransactionalSender(box.work.reach, box.work.sending) as everybody:
        everybody.send((), {PLACE: Standing(1, PORTION, leaf_of(last)).kept})
    box.publish_all()
    append_history(box.conninfo, TOLD[PORTION:])
    follow(box.conninfo)

    box.publish_all()

    assert told(box, CASE_EVENTS) == list(range(PORTION + 1, len(TOLD) + 1))
    assert min(told(box, to_agency(AGENCY))) > PORTION


def told(box: Outbox, topic: str) -> list[int]:
    """The positions that were told to a topic, one for each reference."""
    return sorted(each.position for each in box.read(topic) if each.type != CHECKPOINT)
