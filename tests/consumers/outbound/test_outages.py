"""However long the broker or the database is away, publishing waits, and goes on in order where it was."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from consumers.contracts.topics import CASE_EVENTS
from tests.support.histories import append_history, history
from tests.support.kafka_broker import OwnBroker, own_broker
from tests.support.outbox import Outbox, make_topics, outbox
from tests.support.processes import eventually
from tests.support.read_models import follow

pytestmark = [pytest.mark.postgres, pytest.mark.kafka, pytest.mark.process]

TOLD = history(seed=11, cases=6, requests=4)
HALF = len(TOLD) // 2


@pytest.fixture
def broker() -> Iterator[OwnBroker]:
    with own_broker() as running:
        yield running


@pytest.fixture
def box(database: str, broker: OwnBroker) -> Iterator[Outbox]:
    make_topics(broker.bootstrap, ["FR-SPOC"])
    append_history(database, TOLD[:HALF])
    follow(database)
    with outbox(database, broker.bootstrap, chunk=5) as opened:
        short = replace(opened.work.reach, patience_s=2.0)
        sending = replace(opened.work.sending, patience_s=4.0, transaction_s=6.0)
        yield replace(opened, work=replace(opened.work, reach=short, sending=sending))


def test_a_broker_that_is_killed_and_started_again_misses_and_doubles_nothing(broker: OwnBroker, box: Outbox) -> None:
    with box.publishing():
        assert eventually(lambda: (told := box.told()) is not None and told.position > 0)
        broker.kill()
        append_history(box.conninfo, TOLD[HALF:])
        follow(box.conninfo)
        broker.start()
        box.wait_until_out()

    told = box.read(CASE_EVENTS)
    assert len({each.headers["ce_id"] for each in told}) == len(told)
    assert {each.position for each in told} == set(range(1, len(TOLD) + 1))
