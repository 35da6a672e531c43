"""One id given to two things of different kinds names the first of them alone."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

import pytest

from domain.aggregate import command
from domain.application import Application
from domain.application_rules import NothingBeginsTwice
from domain.refusal import NotFound
from domain.storage import EventLog
from tests.support.counter_room import COUNTER, BeginCounter, Counter, RaiseCounter, asked
from tests.support.logs import WAIT_S, accepted

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(180)]


@command(aggregate_id="dial_id")
class ReadDial:
    """Read a dial."""

    dial_id: object


@command(aggregate_id="dial_id")
class BeginDial:
    """Begin a dial."""

    dial_id: object


READING, BEGINNING = (replace(COUNTER.decisions[1], command=ReadDial), replace(COUNTER.decisions[0], command=BeginDial))
DIAL = replace(COUNTER, name="dial", initial=Counter(limit=7), decisions=(READING, BEGINNING))


@pytest.fixture
def two_rooms(log: EventLog) -> Iterator[Application]:
    with Application(log, (COUNTER, DIAL)) as application:
        yield application


@pytest.mark.parametrize("place", ["same", "restarted"])
def test_an_id_that_is_taken_by_another_kind_is_taken(two_rooms: Application, log: EventLog, place: str) -> None:
    shared = uuid4()
    two_rooms.submit(asked(BeginCounter(counter_id=shared, case_id=uuid4()))).result(WAIT_S)
    with Application(log, (COUNTER, DIAL)) as other:
        application = {"same": two_rooms, "restarted": other}[place]
        begun, read = application.submit_batch([asked(BeginDial(dial_id=shared)), asked(ReadDial(dial_id=shared))])

    assert isinstance(begun, NothingBeginsTwice)
    assert isinstance(read, NotFound)


def test_what_was_sought_as_another_kind_may_begin_in_the_same_batch(two_rooms: Application) -> None:
    shared = uuid4()

    sought, begun, raised = two_rooms.submit_batch(
        [
            asked(ReadDial(dial_id=shared)),
            asked(BeginCounter(counter_id=shared, case_id=uuid4())),
            asked(RaiseCounter(counter_id=shared)),
        ]
    )

    assert isinstance(sought, NotFound)
    assert accepted(begun).version == 1
    assert accepted(raised).version == 2
