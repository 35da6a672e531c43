"""What goes wrong around a read model does not go wrong in it (EVENTSTORE hazards H5, H6, H7, H9)."""

import psycopg
import pytest

from domain.storage import EventLog
from projections.engine import Pace, Runner, resume, standings
from projections.engine.listener import Listener
from projections.timeline.model import TIMELINE
from tests.support.histories import append_history, history
from tests.support.keys import KEYRING
from tests.support.projecting import counting, following, until
from tests.support.read_models import follow, rows_of

pytestmark = pytest.mark.postgres

NEVER_S = 60.0


def _seen(conninfo: str) -> int:
    with psycopg.connect(conninfo) as connection:
        try:
            row = connection.execute("SELECT count(*) FROM read.seen").fetchone()
        except psycopg.errors.UndefinedTable:
            return 0
    return int(row[0]) if row else 0


def test_an_event_from_before_the_subscription_is_folded_at_once(database: str) -> None:
    told = history(seed=7, cases=1, requests=1)
    append_history(database, told)

    with following(database, [counting(set())], poll_s=NEVER_S) as runner:
        came = until(lambda: runner.workers[0].position == len(told))

    assert came


def test_an_event_is_folded_when_it_is_notified_not_when_it_is_polled(database: str) -> None:
    told = history(seed=7, cases=1, requests=1)
    with following(database, [counting(set())], poll_s=NEVER_S) as runner:
        until(lambda: runner.workers[0].state.name == "FOLLOWING")
        append_history(database, told)
        came = until(lambda: runner.workers[0].position == len(told))

    assert came


def test_a_cut_listening_connection_is_made_again(database: str, superuser_database: str) -> None:
    told = history(seed=8, cases=1, requests=1)
    with following(database, [counting(set())]) as runner:
        until(lambda: runner.workers[0].state.name == "FOLLOWING")
        _cut_all(superuser_database)
        append_history(database, told)
        came = until(lambda: runner.workers[0].position == len(told))

    assert came
    assert _seen(database) == len(told)


def test_a_cut_listener_returns_from_its_wait_and_subscribes_anew(database: str, superuser_database: str) -> None:
    listener = Listener(database)
    listener.subscribe()
    _cut_all(superuser_database)

    came = until(lambda: _subscribes_anew(listener))

    listener.close()
    assert came


def test_two_runners_of_one_read_model_agree_who_works(database: str) -> None:
    told = history(seed=9, cases=2, requests=2)
    model = counting(set())

    with following(database, [model]) as first, following(database, [model]) as second:
        append_history(database, told)
        came = until(lambda: _seen(database) == len(told))
        agreed = until(
            lambda: {first.workers[0].state.name, second.workers[0].state.name} == {"FOLLOWING", "STANDING_BY"}
        )

    assert came
    assert agreed


def test_the_one_that_stands_by_takes_over(database: str) -> None:
    told = history(seed=9, cases=2, requests=2)
    model = counting(set())
    append_history(database, told[:5])

    with following(database, [model]) as second:
        until(lambda: _seen(database) == 5)
        first_stood_by = follow(database, [model])
    append_history(database, told[5:])
    follow(database, [model])

    assert first_stood_by == 0
    assert second.workers[0].state.name == "CLOSED"
    assert _seen(database) == len(told)


def test_the_position_is_written_once_per_batch(database: str) -> None:
    append_history(database, history(seed=10, cases=3, requests=3))

    follow(database, [counting(set())])

    with psycopg.connect(database) as connection:
        row = connection.execute("SELECT xmin::text::bigint FROM read.position").fetchone()
        rows = connection.execute("SELECT DISTINCT xmin::text::bigint FROM read.seen").fetchall()
    assert rows == [row]


def test_a_poisonous_event_stops_its_read_model_right_before_it_and_no_other(database: str) -> None:
    told = history(seed=11, cases=2, requests=2)
    append_history(database, told)
    follow(database, [counting({17}), TIMELINE])

    with psycopg.connect(database) as connection:
        counted, timeline = standings(connection)
    assert (counted.position, counted.fault) == (16, "position 17: ValueError: cannot fold 17")
    assert (timeline.position, timeline.fault) == (len(told), None)
    assert _seen(database) == 16


def test_a_stopped_read_model_goes_on_when_told_to(database: str) -> None:
    told = history(seed=11, cases=1, requests=1)
    append_history(database, told)
    poison = {5}
    with following(database, [counting(poison)]) as runner:
        stopped = until(lambda: runner.workers[0].state.name == "FAULTED")
        poison.clear()
        with psycopg.connect(database) as connection:
            resume(connection, ["counting"])
        came = until(lambda: _seen(database) == len(told))

    assert stopped
    assert came


def test_a_new_version_is_filled_from_the_start(database: str) -> None:
    append_history(database, history(seed=12, cases=1, requests=1))
    follow(database, [counting(set())])
    with psycopg.connect(database) as connection:
        connection.execute("DELETE FROM read.seen")
    told = _length(database)

    follow(database, [counting(set(), version=2)])

    assert _seen(database) == told
    with psycopg.connect(database) as connection:
        (stands,) = standings(connection)
    assert (stands.version, stands.generation, stands.position) == (2, 2, told)


def test_an_unknown_or_unreadable_event_does_not_stop_the_process(database: str) -> None:
    told = history(seed=13, cases=1, requests=1)
    append_history(database, told[:9])
    with psycopg.connect(database) as connection:
        connection.execute(
            "INSERT INTO log.events SELECT gen_random_uuid(), 1, topic, '{}'::bytea, 10, NULL, hash "
            "FROM log.events WHERE notification_id = 9"
        )

    reached = follow(database, [counting(set())])

    with psycopg.connect(database) as connection:
        (stands,) = standings(connection)
    assert reached == 0
    assert stands.position == 9
    assert stands.fault is not None
    assert stands.fault.startswith("position 10: LogDamaged")


def test_stopping_ends_a_wait_at_once(database: str) -> None:
    with EventLog(database, KEYRING) as log, Runner(database, [counting(set())], log, Pace(poll_s=NEVER_S)) as runner:
        runner.stop()
        runner.run()

    assert rows_of(database, ()) == {}


def _subscribes_anew(listener: Listener) -> bool:
    listener.wait(NEVER_S)
    return listener.subscribe()


def _cut_all(conninfo: str) -> None:
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _length(conninfo: str) -> int:
    with EventLog(conninfo, KEYRING) as log:
        return log.head()
