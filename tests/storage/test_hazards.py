"""The hazards of the event-sourcing library that were measured (H1 to H11), each shown not to reach us.

H6, H7 and H9 concern followers and their positions, and are shown in tests/projections.
"""

import dataclasses
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from threading import Event
from uuid import uuid4

import psycopg
import pytest
from eventsourcing.persistence import IntegrityError, ProgrammingError, StoredEvent, Tracking

from domain.application import Application
from domain.catalogue import EVENT_TYPES
from domain.storage import EventLog, LogUnavailable, verify
from domain.storage.append import Growth
from domain.storage.documents import StoredRow
from domain.storage.subscription import LogSubscription
from tests.support.counter_room import COUNTER_EVENTS, RaiseCounter, asked
from tests.support.keys import KEYRING
from tests.support.logs import WAIT_S, accepted, begun, counting, tail
from tests.support.processes import eventually

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(180)]

WAITING = """
SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()
"""

CUT_READERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE application_name = 'entente read' AND datname = current_database()
"""


def stored(version: int, *, count: int = 1, size_bytes: int = 10) -> list[StoredEvent]:
    stream = uuid4()
    return [StoredEvent(stream, version + ahead, "topic", b"x" * size_bytes) for ahead in range(count)]


def is_waited_for(conninfo: str) -> bool:
    with psycopg.connect(conninfo) as connection:
        waiting = connection.execute(WAITING).fetchone()
        return waiting == (1,)


def test_h1_the_setting_that_drops_the_append_lock_is_refused(database: str) -> None:
    with pytest.raises(ProgrammingError, match="POSTGRES_ENABLE_DB_FUNCTIONS"):
        EventLog(database, KEYRING, environment={"POSTGRES_ENABLE_DB_FUNCTIONS": "y"})


def test_h1_a_second_writer_waits_for_the_first_and_begins_where_it_ended(
    log: EventLog, superuser_database: str
) -> None:
    with closing(log.writer()) as first, closing(log.writer()) as second, ThreadPoolExecutor(1) as threads:
        first.begin([])
        begun_second = threads.submit(second.begin, [])
        has_to_wait = eventually(lambda: is_waited_for(superuser_database))
        first.commit(Growth([StoredRow(uuid4(), 1, "topic", b"{}", None)]))

        assert has_to_wait
        assert begun_second.result(WAIT_S).position == 1


def test_h1_a_reader_of_the_tail_misses_nothing_while_threads_write(log: EventLog, application: Application) -> None:
    counter = begun(application)
    with ThreadPoolExecutor(9) as threads:
        reader = threads.submit(tail, log, until=801)
        rounds = [threads.submit(_raise_often, application, counter, 100) for _ in range(8)]
        assert [round_.result(WAIT_S) for round_ in rounds] == [100] * 8
        assert reader.result(WAIT_S) == list(range(1, 802))


def test_h1_a_reader_of_the_tail_misses_nothing_while_two_processes_write(
    log: EventLog, application: Application, database: str
) -> None:
    counters = begun(application), begun(application)
    with (
        counting(database, counters[0], 400) as one,
        counting(database, counters[1], 400) as other,
        ThreadPoolExecutor() as threads,
    ):
        reader = threads.submit(tail, log, until=802)
        outputs = [threads.submit(process.communicate, timeout=WAIT_S) for process in (one, other)]
        assert [len(output.result(WAIT_S)[0].split()) for output in outputs] == [400, 400]
        assert reader.result(WAIT_S) == list(range(1, 803))


def _raise_often(application: Application, counter: object, times: int) -> int:
    raised = [application.submit(asked(RaiseCounter(counter_id=counter))) for _ in range(times)]  # type: ignore[arg-type]  # an id
    return len([accepted(outcome.result(WAIT_S)) for outcome in raised])


def test_h2_a_second_log_of_the_process_writes_into_its_own_database_alone(log: EventLog, other_log: EventLog) -> None:
    here, there = stored(1), stored(1, count=2)
    log.insert_events(here)
    other_log.insert_events(there)

    assert [link.originator_id for link in log.links(0, 10)] == [here[0].originator_id]
    assert [link.originator_id for link in other_log.links(0, 10)] == [there[0].originator_id] * 2


def test_h3_tracking_given_to_an_insert_is_refused_and_not_dropped(log: EventLog) -> None:
    with pytest.raises(ProgrammingError, match="tracking"):
        log.insert_events(stored(1), tracking=Tracking("reader", 1))

    assert log.head() == 0


def test_h4_an_insert_that_was_rolled_back_leaves_no_gap(log: EventLog) -> None:
    first = stored(1)
    log.insert_events(first)
    with pytest.raises(IntegrityError):
        log.insert_events([*stored(1, count=3), *first])
    log.insert_events(stored(1))

    assert [link.position for link in log.links(0, 10)] == [1, 2]
    assert verify(log) is None


class LateSubscription(LogSubscription):
    """Begins to listen only when it is allowed to."""

    may_listen = Event()

    def _listen(self) -> None:
        self.may_listen.wait(WAIT_S)
        super()._listen()


def test_h5_what_was_committed_before_listening_is_found_by_reading_once_more(log: EventLog) -> None:
    log.insert_events(stored(1))
    with LateSubscription(log, gt=0) as subscription:
        first = next(subscription)
        log.insert_events(stored(1))
        subscription.may_listen.set()
        second = next(subscription)

    assert [first.id, second.id] == [1, 2]


def test_h8_every_writer_of_ours_is_bound_by_such_limits(log: EventLog) -> None:
    writer = log.writer()
    writer.begin([])
    assert writer._open is not None
    limits = writer._open.execute(
        "SELECT current_setting('idle_in_transaction_session_timeout'), current_setting('statement_timeout')"
    ).fetchone()
    writer.close()

    assert limits == ("15s", "1min")


@pytest.mark.parametrize("size_bytes", [300, 3_000])
def test_h10_five_thousand_events_pass_the_socket_in_one_insert(log: EventLog, size_bytes: int) -> None:
    assert log.insert_events(stored(1, count=5_000, size_bytes=size_bytes)) == list(range(1, 5_001))


def test_h10_five_thousand_commands_pass_the_socket_in_one_transaction(log: EventLog, application: Application) -> None:
    counter = begun(application)
    outcomes = application.submit_batch([asked(RaiseCounter(counter_id=counter, note="n" * 500)) for _ in range(5_000)])

    assert accepted(outcomes[-1]).position == log.head() == 5_001


def test_h11_topics_are_names_of_the_field_and_no_import_paths() -> None:
    assert all(topic == kind.TOPIC for topic, kind in EVENT_TYPES.items())
    assert all(topic.count(".") == 1 and not topic.startswith("domain") for topic in EVENT_TYPES)


def test_h11_the_rooms_are_imported_without_the_library() -> None:
    program = "import sys, domain.catalogue, domain.upcasting; sys.exit('eventsourcing' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_h11_events_stay_frozen_and_slotted_beside_the_library() -> None:
    raised = COUNTER_EVENTS["counter.CounterRaised"](counter_id=uuid4(), by=1, note="n")  # type: ignore[call-arg]  # made by @event

    assert not hasattr(raised, "__dict__")
    with pytest.raises(dataclasses.FrozenInstanceError):
        raised.by = 2  # type: ignore[attr-defined]  # that it cannot be set is what is shown


def test_readers_whose_connections_are_lost_hear_of_it_once(log: EventLog, superuser_database: str) -> None:
    _read_at_once(log, 4)
    with psycopg.connect(superuser_database, autocommit=True) as superuser:
        superuser.execute(CUT_READERS)

    with pytest.raises(LogUnavailable):
        log.head()

    assert _read_at_once(log, 4) == [0] * 4


def _read_at_once(log: EventLog, readers: int) -> list[int]:
    """By so many that each needs a connection."""
    with ExitStack() as stack:
        for _ in range(readers - 1):
            stack.enter_context(log.datastore.get_connection())
        found = [log.head()]
    with ThreadPoolExecutor(readers) as pool:
        return found + list(pool.map(lambda _: log.head(), range(readers - 1)))
