"""An event of a case is found by its id, with its stream as it stood before."""

from collections.abc import Iterator
from contextlib import closing
from uuid import UUID, uuid4

import pytest

from domain.application import Application
from domain.application_states import States
from domain.storage import EventLog
from domain.storage.writer import LogWriter
from tests.support.counter_room import COUNTER, BeginCounter, Counter, RaiseCounter, asked

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(180)]

CASE, COUNTING = uuid4(), uuid4()


@pytest.fixture
def writer(log: EventLog) -> Iterator[LogWriter]:
    with Application(log, (COUNTER,)) as application:
        begin, again = BeginCounter(counter_id=COUNTING, case_id=CASE, limit=5), RaiseCounter(counter_id=COUNTING)
        application.submit_batch([asked(begin), asked(again), asked(again)])
    with closing(log.writer()) as opened:
        yield opened


@pytest.fixture
def second(writer: LogWriter) -> UUID:
    return writer.load([(COUNTING, 1)])[0].envelope.event_id


def test_an_event_comes_with_its_stream_as_it_stood_before(writer: LogWriter, second: UUID) -> None:
    found = States((COUNTER,), writer, 10).entry(CASE, second)

    assert found is not None
    assert (found.key.id, found.recorded.envelope.event_id, found.recorded.position) == (COUNTING, second, 2)
    assert found.before == Counter(CASE, 0, 5)


def test_an_event_of_another_case_is_none_of_this(writer: LogWriter, second: UUID) -> None:
    states = States((COUNTER,), writer, 10)

    assert states.entry(uuid4(), second) is None
    assert states.entry(CASE, uuid4()) is None
