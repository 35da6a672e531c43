"""Specs of folding parts of the log apart: rows, positions and memory are as if one had followed the whole."""

import random
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.postgres_cluster import APP
from projections.catalogue import READ_MODELS
from projections.dividing import DIVISIONS, by_case, of_the_whole
from projections.engine import Arrivals, Manner, Part, Site, divided, rebuild_on_all_cores, resume, standings
from projections.engine.parts import advance_whole, skip
from projections.engine.worker import MovedOn, State, Worker
from tests.support.histories import append_history, chance_of, history
from tests.support.keys import KEYRING
from tests.support.parts import SOURCE, Folder, arrivals, more_of_cases
from tests.support.postgres import Server, fresh_database
from tests.support.projecting import counting
from tests.support.read_models import follow, rows_of

postgres = pytest.mark.postgres

SEEDS = st.integers(min_value=0, max_value=2**32)
EXAMPLES = settings(
    max_examples=2, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
"""Each takes seconds: a database, some hundred events, and all read models."""

PARTS = 5
BY_CASE = by_case(READ_MODELS)


@contextmanager
def logs(server: Server, template: str) -> Iterator[str]:
    with fresh_database(server, template) as name:
        yield server.conninfo(APP, name)


def reached(conninfo: str) -> int:
    with psycopg.connect(conninfo) as connection:
        return min(each.position for each in standings(connection))


def fault_of(conninfo: str) -> str | None:
    with psycopg.connect(conninfo) as connection:
        return standings(connection)[0].fault


def shared(folders: Sequence[Folder], chance: random.Random) -> None:
    """Give each part to one of the folders, as a group does whenever somebody comes or goes."""
    given = [chance.randrange(len(folders)) for _ in range(PARTS)]
    for number, folder in enumerate(folders):
        folder.take([part for part in range(PARTS) if given[part] == number])


def fold_to_the_end(conninfo: str, folders: Sequence[Folder], chance: random.Random) -> None:
    told = arrivals(conninfo, PARTS)
    while reached(conninfo) < len(told):
        if chance.random() < 0.2:
            shared(folders, chance)
        chance.choice(folders).fold(told, chance)


def test_every_read_model_is_told_apart() -> None:
    """One that is missing has to be entered in `projections.dividing`, with the reason."""
    assert set(DIVISIONS) == {model.name for model in READ_MODELS}
    assert len(by_case(READ_MODELS)) + len(of_the_whole(READ_MODELS)) == len(READ_MODELS)


def test_a_read_model_that_was_not_told_apart_is_not_folded_by_case() -> None:
    with pytest.raises(KeyError):
        by_case((counting(set()),))


@postgres
@EXAMPLES
@given(seed=SEEDS)
def test_rows_are_those_of_a_follower(postgres_server: Server, migrated_template: str, seed: int) -> None:
    chance = chance_of(seed)
    told = history(seed=seed, cases=3, requests=3)
    with logs(postgres_server, migrated_template) as conninfo, logs(postgres_server, migrated_template) as other:
        append_history(conninfo, told)
        append_history(other, told)
        follow(other, BY_CASE)

        with closing(Folder(conninfo, BY_CASE, PARTS)) as one, closing(Folder(conninfo, BY_CASE, PARTS)) as two:
            shared([one, two], chance)
            fold_to_the_end(conninfo, [one, two], chance)

        assert rows_of(conninfo, BY_CASE) == rows_of(other, BY_CASE)


@postgres
def test_memory_does_not_outlive_a_part_that_went_to_another(database: str) -> None:
    told = history(seed=5, cases=2, requests=2)
    append_history(database, told)
    every, chance = range(PARTS), chance_of(1)
    with closing(Folder(database, BY_CASE, PARTS)) as one, closing(Folder(database, BY_CASE, PARTS)) as two:
        one.take(every)
        one.fold(arrivals(database, PARTS)[:150], chance)
        one.take([])
        two.take(every)
        two.fold(arrivals(database, PARTS)[:300], chance)
        two.take([])
        one.take(every)
        one.fold_all(arrivals(database, PARTS))
        rows = rows_of(database, BY_CASE)
    rebuild_on_all_cores(Site(database, KEYRING, cores=1), BY_CASE, Manner())
    assert rows_of(database, BY_CASE) == rows


@postgres
def test_who_lost_a_part_unawares_changes_nothing(database: str) -> None:
    append_history(database, history(seed=6, cases=1, requests=1))
    told, model = arrivals(database, PARTS), counting(set())
    with closing(Folder(database, [model], PARTS)) as zombie, closing(Folder(database, [model], PARTS)) as heir:
        zombie.take(range(PARTS))
        heir.take(range(PARTS))
        heir.workers[0].apply(Arrivals(told[:40]))
        with pytest.raises(MovedOn):
            zombie.workers[0].apply(Arrivals(told[:10]))
        zombie.workers[0].apply(told)
        advance_whole(zombie.connection, [model])
    assert reached(database) == len(told)


@postgres
def test_the_whole_is_where_nothing_is_missing_before(database: str) -> None:
    append_history(database, history(seed=6, cases=3, requests=1))
    told, model = arrivals(database, PARTS), counting(set())
    of_one = [each for each in told if each.part.number == told[0].part.number]
    with closing(Folder(database, [model], PARTS)) as folder:
        folder.take(range(PARTS))
        folder.workers[0].apply(Arrivals(of_one))
        advance_whole(folder.connection, [model])
        assert reached(database) < of_one[-1].recorded.position
        folder.workers[0].apply(Arrivals([each for each in told if each not in of_one]))
        advance_whole(folder.connection, [model])
        assert reached(database) == len(told)


@postgres
def test_what_is_sent_again_is_folded_once(database: str) -> None:
    append_history(database, history(seed=6, cases=1, requests=1))
    told, model = arrivals(database, 1), counting(set())
    again = [replace(each, place=each.place + len(told)) for each in told]
    with closing(Folder(database, [model], 1)) as folder:
        folder.take([0])
        folder.workers[0].apply(told)
        folder.workers[0].apply(Arrivals(again))
        advance_whole(folder.connection, [model])
        assert folder.workers[0].places == {Part(SOURCE, 0): 2 * len(told)}
    assert reached(database) == len(told)


@postgres
def test_a_fault_stops_right_before_its_event_and_goes_on_when_mended(database: str) -> None:
    append_history(database, history(seed=6, cases=1, requests=1))
    told, poison = arrivals(database, PARTS), {20}
    model = counting(poison)
    with closing(Folder(database, [model], PARTS)) as folder:
        folder.take(range(PARTS))
        folder.workers[0].apply(told)
        assert str(fault_of(database)).startswith("position 20: ValueError")
        poison.clear()
        with psycopg.connect(database, autocommit=True) as operator:
            resume(operator, [model.name])
        assert folder.workers[0].tend()
        folder.workers[0].apply(told)
        advance_whole(folder.connection, [model])
    assert reached(database) == len(told)


@postgres
def test_a_rebuild_is_gone_on_from_by_all(database: str) -> None:
    append_history(database, history(seed=6, cases=1, requests=1))
    told, model = arrivals(database, PARTS), counting(set())
    with closing(Folder(database, [model], PARTS)) as folder:
        folder.take(range(PARTS))
        folder.workers[0].apply(Arrivals(told[:30]))
        rebuild_on_all_cores(Site(database, KEYRING, cores=1), [model], Manner())
        append_history(database, more_of_cases(seed=7))
        told = arrivals(database, PARTS)
        with pytest.raises(MovedOn):
            folder.workers[0].apply(Arrivals(told[30:]))
        folder.workers[0].apply(Arrivals(told[30:]))
        advance_whole(folder.connection, [model])
    assert reached(database) == len(told)


@postgres
def test_another_version_of_the_tables_is_not_folded(database: str) -> None:
    append_history(database, history(seed=6, cases=1, requests=1))
    told = arrivals(database, PARTS)
    with closing(Folder(database, [counting(set())], PARTS)) as folder:
        folder.take(range(PARTS))
        rebuild_on_all_cores(Site(database, KEYRING, cores=1), [counting(set(), version=2)], Manner())
        with pytest.raises(MovedOn):
            folder.workers[0].apply(told)
        assert folder.workers[0].state is State.OUTDATED


@postgres
def test_who_follows_the_whole_log_and_who_folds_parts_shut_each_other_out(database: str) -> None:
    append_history(database, history(seed=6, cases=1, requests=1))
    told, model = arrivals(database, PARTS), counting(set())
    with closing(Folder(database, [model], PARTS)) as folder:
        folder.take(range(PARTS))
        folder.workers[0].apply(Arrivals(told[:10]))
        follow(database, [model])
        assert reached(database) == 0
    with closing(Worker(database, model)) as follower:
        follower.open()
        other = Folder(database, [model], PARTS)
        assert other.workers[0].state is State.STANDING_BY
        other.close()


@postgres
def test_who_follows_the_whole_log_begins_anew_where_parts_were_unequally_far(database: str) -> None:
    append_history(database, history(seed=6, cases=3, requests=1))
    told, model = arrivals(database, PARTS), counting(set())
    with closing(Folder(database, [model], PARTS)) as folder:
        folder.take(range(PARTS))
        folder.workers[0].apply(Arrivals([each for each in told if each.part.number == told[-1].part.number]))
    assert follow(database, [model]) == len(told)
    assert len(rows_of(database, [model])["seen"]) == len(told)


@postgres
def test_what_was_gone_unread_stops_the_read_model_unless_it_is_known_to_have_it(database: str) -> None:
    append_history(database, history(seed=6, cases=1, requests=1))
    told, model = arrivals(database, 1), counting(set())
    with closing(Folder(database, [model], 1)) as folder:
        skip(folder.connection, [model], Part(SOURCE, 0), 5)
        folder.take([0])
        folder.workers[0].apply(Arrivals(told[5:]))
        assert "Missed" in str(fault_of(database))
        rebuild_on_all_cores(Site(database, KEYRING, cores=1), [model], Manner())
        assert folder.workers[0].tend()
        folder.workers[0].apply(Arrivals(told[5:]))
        advance_whole(folder.connection, [model])
    assert (reached(database), fault_of(database)) == (len(told), None)


@postgres
def test_what_parts_have_not_folded_yet_is_told(database: str) -> None:
    append_history(database, history(seed=6, cases=2, requests=1))
    told, model = arrivals(database, PARTS), counting(set())
    with closing(Folder(database, [model], PARTS)) as folder, psycopg.connect(database) as looking:
        folder.take(range(PARTS))
        folder.workers[0].apply(Arrivals(told[:7]))

        standing = divided(looking)

    assert standing.lag_events == {model.name: len(told) - 7}
    assert [part.number for part in standing.parts] == list(range(PARTS))
    assert sum(part.place for part in standing.parts) == 7
    assert max(part.position for part in standing.parts) == 7
    assert all(part.is_whole for part in standing.parts)


@postgres
def test_a_part_of_which_something_was_gone_is_told(database: str) -> None:
    model = counting(set())
    with closing(Folder(database, [model], PARTS)) as folder:
        folder.take(range(PARTS))
        skip(folder.connection, [model], Part(SOURCE, 2), 9)
    with psycopg.connect(database) as looking:
        told = divided(looking).parts

    assert [(part.number, part.place) for part in told if not part.is_whole] == [(2, 9)]
