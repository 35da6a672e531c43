"""The read models follow the log exactly once, whatever the batches and whoever is killed, and can be waited for."""

import random
import subprocess
import sys
import time

import psycopg
import pytest

from domain.storage import EventLog
from projections.catalogue import READ_MODELS
from projections.engine import prepare, rebuild, standings
from projections.waiting import wait_for
from tests.support.histories import append_history, chance_of, history
from tests.support.keys import KEYRING
from tests.support.projecting import counting, following
from tests.support.read_models import answer, follow, rows_of

pytestmark = pytest.mark.postgres


def test_every_read_model_reaches_the_end_of_the_log(database: str) -> None:
    told = history(seed=1, cases=4, requests=3)
    append_history(database, told)

    reached = follow(database)

    with psycopg.connect(database) as connection:
        stands = {each.model: each.position for each in standings(connection)}
    assert reached == len(told)
    assert stands == {model.name: len(told) for model in READ_MODELS}


@pytest.mark.parametrize("seed", [2, 3, 4])
def test_a_rebuild_equals_following_row_for_row(database: str, seed: int) -> None:
    append_history(database, history(seed=seed, cases=4, requests=4))
    follow(database, batch=chance_of(seed).randint(1, 60))
    followed = rows_of(database)

    with EventLog(database, KEYRING) as log:
        rebuild(database, READ_MODELS, log)

    assert rows_of(database) == followed


@pytest.mark.parametrize("seed", [5, 6])
def test_restarts_and_odd_batches_change_nothing(database: str, seed: int) -> None:
    told = history(seed=seed, cases=3, requests=3)
    chance = chance_of(seed)
    cuts = sorted(chance.sample(range(1, len(told)), 5))
    pieces = [told[start:end] for start, end in zip([0, *cuts], [*cuts, len(told)], strict=True)]

    for piece in pieces:
        append_history(database, piece)
        follow(database, batch=chance.randint(1, 40))

    followed = rows_of(database)
    with EventLog(database, KEYRING) as log:
        rebuild(database, READ_MODELS, log)
    assert rows_of(database) == followed
    assert [table for table, rows in followed.items() if not rows] == []


def test_who_listens_hears_of_every_read_model_that_went_on(database: str) -> None:
    append_history(database, history(seed=6, cases=1, requests=1))
    with psycopg.connect(database, autocommit=True) as listening:
        listening.execute("LISTEN entente_read")
        follow(database)
        heard = {told.payload for told in listening.notifies(timeout=5, stop_after=len(READ_MODELS))}

    assert heard == {model.name for model in READ_MODELS}


def test_who_listens_hears_of_a_rebuild(database: str) -> None:
    append_history(database, history(seed=7, cases=1, requests=1))
    follow(database)
    with psycopg.connect(database, autocommit=True) as listening, EventLog(database, KEYRING) as log:
        listening.execute("LISTEN entente_read")
        rebuild(database, [READ_MODELS[0]], log)
        heard = {told.payload for told in listening.notifies(timeout=5, stop_after=1)}

    assert heard == {READ_MODELS[0].name}


def test_preparing_creates_empty_tables_and_may_be_repeated(database: str) -> None:
    with psycopg.connect(database) as connection:
        prepare(connection, READ_MODELS)
        prepare(connection, READ_MODELS)

    assert not any(rows_of(database).values())


def _killed(conninfo: str, chance: random.Random) -> None:
    """Start a process that follows in small batches, and kill it with -9 at a random moment."""
    command = [sys.executable, "-m", "tests.support.projecting", conninfo, str(chance.randint(1, 20))]
    with subprocess.Popen(command) as process:
        time.sleep(chance.uniform(0.6, 1.6))
        process.kill()


@pytest.mark.process
def test_read_models_equal_a_rebuild_after_processes_were_killed_at_random(database: str) -> None:
    chance = chance_of(20)
    told = history(seed=20, cases=30, requests=4)
    append_history(database, told)

    _killed(database, chance)
    _killed(database, chance)
    _killed(database, chance)
    reached = follow(database)

    followed = rows_of(database)
    with EventLog(database, KEYRING) as log:
        rebuild(database, READ_MODELS, log)
    assert reached == len(told)
    assert rows_of(database) == followed


def test_waiting_ends_when_the_read_model_has_the_position(database: str) -> None:
    told = history(seed=14, cases=1, requests=1)
    with following(database, [counting(set())]):
        append_history(database, told)
        reached = answer(database, lambda c: wait_for(c, len(told), ["counting"], 10))

    assert reached


def test_waiting_ends_with_its_time(database: str) -> None:
    follow(database, [counting(set())])

    reached = answer(database, lambda c: wait_for(c, 1, ["counting"], 0.05))

    assert not reached


def test_a_read_model_that_nobody_folds_is_waited_for_in_vain(database: str) -> None:
    follow(database, [counting(set())])

    reached = answer(database, lambda c: wait_for(c, 0, ["counting", "absent"], 0.05))

    assert not reached
