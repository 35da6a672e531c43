"""An event is read as far as it is looked at: its texts stay sealed until they are asked for."""

from uuid import UUID, uuid4

import pytest

from domain.application import Application
from domain.event import Recorded
from domain.storage import EventLog, MasterKey, Unread, WrongMasterKey
from domain.vocabulary import ERASED
from tests.support.counter_room import COUNTER_EVENTS, BeginCounter, CounterRaised, EraseCounter, RaiseCounter, asked
from tests.support.keys import KEYRING
from tests.support.logs import WAIT_S

pytestmark = pytest.mark.postgres

NOTE = "at the quay"
OTHERS = MasterKey(bytes(32))


@pytest.fixture
def counter(application: Application) -> UUID:
    """A counter that was raised once, with a note; it is its own case."""
    counter = uuid4()
    application.submit(asked(BeginCounter(counter_id=counter, case_id=counter))).result(WAIT_S)
    application.submit(asked(RaiseCounter(counter_id=counter, note=NOTE))).result(WAIT_S)
    return counter


def raised(database: str, counter: UUID, keyring: MasterKey = KEYRING) -> Unread:
    with EventLog(database, keyring, COUNTER_EVENTS) as log:
        _, raised, *_ = log.unread(counter)
    return raised


def told(recorded: Recorded) -> tuple[str, bool]:
    assert isinstance(recorded.event, CounterRaised)
    return recorded.event.note, recorded.is_erased


def test_an_event_tells_its_place_and_envelope_unopened(database: str, counter: UUID) -> None:
    unread = raised(database, counter, OTHERS)

    assert (unread.topic, unread.position) == (CounterRaised.TOPIC, 2)
    assert (unread.envelope.case_id, unread.envelope.aggregate_version) == (counter, 2)


def test_a_text_stays_sealed_until_it_is_asked_for(database: str, counter: UUID) -> None:
    unread = raised(database, counter)

    assert told(unread.closed()) == (ERASED, False)
    assert told(unread.recorded()) == (NOTE, False)
    assert told(unread.closed()) == (ERASED, False)


def test_no_other_key_opens_it(database: str, counter: UUID) -> None:
    unread = raised(database, counter, OTHERS)

    assert told(unread.closed()) == (ERASED, False)
    with pytest.raises(WrongMasterKey):
        unread.recorded()


def test_what_was_erased_is_read_as_erased_either_way(application: Application, database: str, counter: UUID) -> None:
    application.submit(asked(EraseCounter(counter_id=counter))).result(WAIT_S)

    unread = raised(database, counter)

    assert told(unread.closed()) == told(unread.recorded()) == (ERASED, True)
