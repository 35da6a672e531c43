"""A rebuild goes on where it was broken off, stops at what it cannot fold, and is divided over processes."""

import psycopg
import pytest

from domain.storage import EventLog
from projections.catalogue import READ_MODELS
from projections.engine import (
    Manner,
    ReadModel,
    RebuildStopped,
    Site,
    progress_of,
    rebuild,
    rebuild_on_all_cores,
    resume,
    standings,
)
from projections.engine.crew import divided
from projections.timeline.model import TIMELINE
from tests.support.histories import append_history, history
from tests.support.keys import KEYRING
from tests.support.projecting import counting, following, until
from tests.support.read_models import follow, rows_of
from tests.support.rebuilding import noting, until_batch

pytestmark = pytest.mark.postgres


@pytest.fixture
def told(database: str) -> int:
    """How many events the log holds."""
    events = history(seed=15, cases=2, requests=2)
    append_history(database, events)
    return len(events)


def rebuilt(conninfo: str, model: ReadModel, manner: Manner) -> int:
    with EventLog(conninfo, KEYRING) as log:
        return rebuild(conninfo, [model], log, manner)


def seen(conninfo: str) -> list[int]:
    with psycopg.connect(conninfo) as connection:
        return [row[0] for row in connection.execute("SELECT position FROM read.seen ORDER BY 1").fetchall()]


def asides(conninfo: str) -> list[str]:
    with psycopg.connect(conninfo) as connection:
        found = connection.execute("SELECT nspname::text FROM pg_namespace WHERE nspname LIKE 'read\\_next\\_%'")
        return [row[0] for row in found.fetchall()]


def test_what_was_broken_off_goes_on_where_it_was(database: str, told: int) -> None:
    noted: list[int] = []
    rebuilt(database, noting(noted), until_batch(4, 10))
    before = len(noted)

    rebuilt(database, noting(noted), Manner(batch=10))

    assert 0 < before < told
    assert noted == list(range(1, told + 1))
    assert seen(database) == noted


def test_told_to_it_begins_anew(database: str, told: int) -> None:
    rebuilt(database, noting([]), until_batch(4, 10))
    noted: list[int] = []

    rebuilt(database, noting(noted), Manner(anew=True))

    assert noted == list(range(1, told + 1))


def test_another_version_begins_anew(database: str, told: int) -> None:
    rebuilt(database, noting([], version=2), until_batch(4, 10))
    noted: list[int] = []

    rebuilt(database, noting(noted, version=3), Manner())

    assert noted == list(range(1, told + 1))


def test_until_it_is_in_place_readers_see_the_old_rows(database: str, told: int) -> None:
    follow(database, [noting([])])

    rebuilt(database, noting([]), until_batch(3, 10))

    assert seen(database) == list(range(1, told + 1))
    assert asides(database) == ["read_next_noting"]


def test_its_progress_can_be_read_until_it_is_in_place(database: str, told: int) -> None:
    rebuilt(database, noting([]), until_batch(4, 10))
    with psycopg.connect(database) as connection:
        (broken_off,) = progress_of(connection)
    rebuilt(database, noting([]), Manner())
    with psycopg.connect(database) as connection:
        ended = progress_of(connection)

    assert 0 < broken_off.position < broken_off.head == told
    assert broken_off.remaining_s is not None
    assert not broken_off.is_running
    assert ended == ()
    assert asides(database) == []


def test_one_that_meets_what_it_cannot_fold_stops_right_before_it_and_no_other_does(database: str, told: int) -> None:
    poison = {17}

    with EventLog(database, KEYRING) as log, pytest.raises(RebuildStopped) as stopped:
        rebuild(database, [counting(poison, version=2), TIMELINE], log)

    assert stopped.value.faults == {"counting": "position 17: ValueError: cannot fold 17"}
    with psycopg.connect(database) as connection:
        (progress,) = progress_of(connection)
        timeline = next(each for each in standings(connection) if each.model == "timeline")
    assert (progress.position, progress.fault) == (16, "position 17: ValueError: cannot fold 17")
    assert (timeline.position, timeline.generation) == (told, 2)


def test_a_fault_costs_nothing_that_came_before_it_in_its_stretch(database: str, told: int) -> None:
    with EventLog(database, KEYRING) as log, pytest.raises(RebuildStopped) as stopped:
        rebuild(database, [counting({57}), TIMELINE], log, Manner(batch=10, stretch=told))

    assert stopped.value.faults == {"counting": "position 57: ValueError: cannot fold 57"}
    with psycopg.connect(database) as connection:
        (progress,) = progress_of(connection)
        counted = connection.execute("SELECT count(*), max(position) FROM read_next_counting.seen").fetchone()
        timeline = next(each for each in standings(connection) if each.model == "timeline")
    assert (progress.position, counted, timeline.position) == (56, (56, 56), told)


def test_one_that_stopped_goes_on_once_it_was_mended(database: str, told: int) -> None:
    poison = {17}
    with pytest.raises(RebuildStopped):
        rebuilt(database, counting(poison), Manner())
    poison.clear()

    reached = rebuilt(database, counting(poison), Manner())

    assert reached == told
    assert seen(database) == list(range(1, told + 1))


def test_a_new_version_that_cannot_be_filled_stops_itself_alone_until_it_is_resumed(database: str, told: int) -> None:
    follow(database, [counting(set()), TIMELINE])
    poison = {17}

    with following(database, [counting(poison, version=2), TIMELINE]) as runner:
        stopped = until(lambda: [each.state.name for each in runner.workers] == ["FAULTED", "FOLLOWING"])
        append_history(database, [])
        poison.clear()
        with psycopg.connect(database) as connection:
            before = standings(connection)[0]
            resume(connection, ["counting"])
        came = until(lambda: runner.workers[0].state.name == "FOLLOWING")

    assert stopped
    assert (before.version, before.position) == (1, told)
    assert before.fault == "position 17: ValueError: cannot fold 17"
    assert came


def test_one_of_a_current_version_is_left_alone_where_only_outdated_ones_are_wanted(database: str, told: int) -> None:
    follow(database, [noting([])])
    noted: list[int] = []

    rebuilt(database, noting(noted), Manner(if_outdated=True))
    rebuilt(database, noting(noted, version=2), Manner(if_outdated=True))

    assert noted == list(range(1, told + 1))


def test_divided_over_processes_it_ends_with_the_same_rows(database: str) -> None:
    append_history(database, history(seed=16, cases=4, requests=4))
    follow(database)
    followed = rows_of(database)

    rebuild_on_all_cores(Site(database, KEYRING, cores=3, worthwhile=0), READ_MODELS, Manner(batch=50))

    assert rows_of(database) == followed
    with psycopg.connect(database) as connection:
        assert {each.generation for each in standings(connection)} == {2}


def test_divided_over_processes_a_fault_is_told_and_the_others_are_in_place(database: str, told: int) -> None:
    site = Site(database, KEYRING, cores=2, worthwhile=0)

    with pytest.raises(RebuildStopped) as stopped:
        rebuild_on_all_cores(site, [counting({17}), TIMELINE], Manner(batch=10))

    with psycopg.connect(database) as connection:
        timeline = next(each for each in standings(connection) if each.model == "timeline")
    assert stopped.value.faults == {"counting": "position 17: ValueError: cannot fold 17"}
    assert (timeline.position, timeline.generation) == (told, 2)


def test_read_models_are_divided_by_what_they_cost() -> None:
    costs = {"board": 5.0, "timeline": 6.0, "items": 2.0, "directory": 0.5}

    assert divided(costs, 2) == (("timeline", "directory"), ("board", "items"))


def test_there_are_no_more_shares_than_read_models() -> None:
    assert divided({"board": 0.0, "items": 0.0}, 8) == (("board",), ("items",))
