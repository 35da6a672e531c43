"""Answers get lost and processes freeze at the worst moment: every command still has one outcome, and no other waits.

The worst moment is found by looking at the server, never by guessing a time.
"""

from itertools import islice
from signal import SIGCONT
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace
from psycopg.conninfo import make_conninfo

from domain.application import Application
from domain.refusal import NotFound
from domain.storage import EventLog, verify
from tests.support.counter_room import (
    COUNTER,
    COUNTER_EVENTS,
    ACounterStaysWithinItsLimit,
    RaiseCounter,
    asked,
)
from tests.support.keys import KEYRING
from tests.support.logs import WAIT_S, accepted, begun, command_ids, counting, everything, holding_the_lock
from tests.support.lossy_connection import lossy

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(180)]


def test_a_commit_whose_answer_was_lost_is_answered_and_happened_once(log: EventLog, database: str) -> None:
    with (
        lossy(database) as connection,
        EventLog(connection.conninfo, KEYRING, COUNTER_EVENTS) as beyond,
        Application(beyond, (COUNTER,)) as application,
    ):
        counter = begun(application)
        connection.loses_next.set()
        outcome = accepted(application.submit(asked(RaiseCounter(counter_id=counter))).result(WAIT_S))
        following = accepted(application.submit(asked(RaiseCounter(counter_id=counter))).result(WAIT_S))
        was_lost = not connection.loses_next.is_set()

    assert was_lost
    assert (outcome.version, following.version) == (2, 3)
    assert [event.envelope.aggregate_version for event in everything(log)] == [1, 2, 3]
    assert verify(log) is None


def test_each_command_of_a_batch_whose_answer_was_lost_has_its_own_outcome(log: EventLog, database: str) -> None:
    with (
        lossy(database) as connection,
        EventLog(connection.conninfo, KEYRING, COUNTER_EVENTS) as beyond,
        Application(beyond, (COUNTER,)) as application,
    ):
        counter = begun(application, limit=1)
        raised = asked(RaiseCounter(counter_id=counter))
        connection.loses_next.set()
        first, refused, absent, same = application.submit_batch(
            [raised, asked(RaiseCounter(counter_id=counter)), asked(RaiseCounter(counter_id=uuid4())), raised]
        )
        was_lost = not connection.loses_next.is_set()

    assert was_lost
    assert replace(accepted(first), repeated=True) == same
    assert isinstance(refused, ACounterStaysWithinItsLimit)
    assert isinstance(absent, NotFound)
    assert log.head() == 2


@pytest.mark.process
def test_h8_a_process_that_is_stopped_while_it_holds_the_lock_holds_nobody_up_and_goes_on_later(
    log: EventLog, application: Application, database: str, superuser_database: str
) -> None:
    counter = begun(application)
    impatient = make_conninfo(database, options="-c idle_in_transaction_session_timeout=1s")
    with counting(impatient, counter) as process:
        assert process.stdout is not None
        before = list(islice(process.stdout, 20))
        held = holding_the_lock(superuser_database, process)
        ours = accepted(application.submit(asked(RaiseCounter(counter_id=counter))).result(WAIT_S))
        process.send_signal(SIGCONT)
        after = list(islice(process.stdout, 100))
    recorded = command_ids(everything(log))

    assert held
    assert ours.position > 20
    assert {UUID(line.strip()) for line in before + after} <= set(recorded)
    assert len(recorded) == len(set(recorded))
    assert verify(log) is None
