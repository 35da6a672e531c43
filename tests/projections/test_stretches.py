"""What a rebuild shares, holds and leaves until later while it fills tables: batches, transactions, indexes."""

from typing import Any

import psycopg
import pytest

from domain.request.events import RequestDrafted, RequestSent
from domain.storage import EventLog
from projections.catalogue import READ_MODELS
from projections.engine import Batch, Manner, Site, prepare, rebuild, rebuild_on_all_cores
from projections.engine.aside import Aside
from projections.engine.rebuild import Rebuilding
from projections.engine.schema import connect, make_indexes
from projections.timeline.model import TIMELINE
from tests.support.histories import append_history, history
from tests.support.keys import KEYRING
from tests.support.read_models import follow
from tests.support.rebuilding import until_batch

SENDING = frozenset({RequestDrafted, RequestSent})


def test_events_of_some_types_are_given_in_order() -> None:
    told = history(seed=3, cases=1, requests=3)

    found = Batch(told).of(SENDING)

    assert found == [each for each in told if isinstance(each.event, RequestDrafted | RequestSent)]
    assert len(found) > 1


def test_what_was_looked_for_once_is_not_looked_for_again() -> None:
    batch = Batch(history(seed=3, cases=1, requests=3))

    assert batch.of(SENDING) is batch.of(frozenset({RequestSent, RequestDrafted}))
    assert batch.streams(SENDING) is batch.streams(SENDING)


def test_events_are_gathered_by_what_they_are_of() -> None:
    batch = Batch(history(seed=3, cases=1, requests=3))

    streams = batch.streams(SENDING)

    assert sorted(each.position for events in streams.values() for each in events) == [
        each.position for each in batch.of(SENDING)
    ]
    assert all(each.envelope.aggregate_id == stream for stream, events in streams.items() for each in events)


def test_what_lies_behind_a_position_is_left() -> None:
    batch = Batch(history(seed=3, cases=1, requests=1)[10:])

    assert batch.after(5) is batch
    assert [each.position for each in batch.after(12)] == [each.position for each in batch[2:]]
    assert batch.after(batch[-1].position) == []
    assert Batch([]).after(7) == []


@pytest.fixture
def told(database: str) -> int:
    """How many events the log holds."""
    events = history(seed=15, cases=2, requests=2)
    append_history(database, events)
    return len(events)


def rebuilt(conninfo: str, manner: Manner) -> int:
    with EventLog(conninfo, KEYRING) as log:
        return rebuild(conninfo, [TIMELINE], log, manner)


def indexes(conninfo: str) -> list[tuple[str, str]]:
    with psycopg.connect(conninfo) as connection:
        found = "SELECT indexname::text, indexdef FROM pg_indexes WHERE schemaname = 'read' ORDER BY 1"
        return connection.execute(found).fetchall()


def patience(connection: psycopg.Connection[Any]) -> str:
    row = connection.execute("SHOW idle_in_transaction_session_timeout").fetchone()
    return str(row[0]) if row else ""


@pytest.mark.postgres
def test_while_others_fold_it_may_rest_long_but_not_while_others_wait_for_it(database: str, told: int) -> None:
    with connect(database) as connection, EventLog(database, KEYRING) as log:
        prepare(connection, [TIMELINE])
        Rebuilding(connection, TIMELINE).apply(Batch(log.read(0, told)))
        resting = patience(connection)
        Aside(connection, TIMELINE).hold_followers()
        held_up = patience(connection)
        connection.rollback()

    assert (resting, held_up) == ("15min", "1min")


@pytest.mark.postgres
def test_its_tables_have_the_indexes_that_those_in_place_had(database: str, told: int) -> None:
    follow(database)
    before = indexes(database)

    rebuild_on_all_cores(Site(database, KEYRING, cores=1), READ_MODELS, Manner(batch=told))

    assert indexes(database) == before


@pytest.mark.postgres
def test_one_that_was_broken_off_when_its_indexes_were_made_goes_on(database: str, told: int) -> None:
    follow(database, [TIMELINE])
    before = indexes(database)
    rebuilt(database, until_batch(3, 10))
    with connect(database) as connection, connection.transaction():
        make_indexes(connection, TIMELINE, "read_next_timeline")

    reached = rebuilt(database, Manner())

    assert reached == told
    assert indexes(database) == before
