"""The read models follow the log exactly once, whatever the batches, and a rebuild ends the same."""

import psycopg
import pytest

from domain.storage import EventLog
from projections.catalogue import READ_MODELS
from projections.engine import prepare, rebuild, standings
from tests.support.histories import append_history, chance_of, history
from tests.support.read_models import follow, rows_of

pytestmark = pytest.mark.postgres


def test_every_read_model_reaches_the_end_of_the_log(database: str) -> None:
    told = history(seed=1, cases=4, requests=3)
    append_history(database, told)

    reached = follow(database)

    with psycopg.connect(database) as connection:
        stands = {each.model: each.position for each in standings(connection)}
    assert reached == len(told)
    assert stands == dict.fromkeys(("directory", "investigations", "board", "timeline"), len(told))


@pytest.mark.parametrize("seed", [2, 3, 4])
def test_a_rebuild_equals_following_row_for_row(database: str, seed: int) -> None:
    append_history(database, history(seed=seed, cases=4, requests=4))
    follow(database, batch=chance_of(seed).randint(1, 60))
    followed = rows_of(database)

    with EventLog(database) as log:
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
    with EventLog(database) as log:
        rebuild(database, READ_MODELS, log)
    assert rows_of(database) == followed
    assert all(followed.values())


def test_preparing_creates_empty_tables_and_may_be_repeated(database: str) -> None:
    with psycopg.connect(database) as connection:
        prepare(connection, READ_MODELS)
        prepare(connection, READ_MODELS)

    assert not any(rows_of(database).values())
