"""Texts that nobody can read any more although nothing erased them are found, each at its place."""

from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from domain.application import Application
from domain.storage import LogTree
from domain.storage.chain import Wrong, paged
from domain.storage.keyring import Keyring, MasterKey
from domain.storage.text_losses import TextLosses
from tests.support.counter_room import COUNTER_EVENTS, EraseCounter, RaiseCounter, asked
from tests.support.keys import KEYRING
from tests.support.logs import WAIT_S, begun

pytestmark = pytest.mark.postgres

SWAPPED = """
UPDATE log.keys k SET wrapped = o.wrapped FROM log.keys o
WHERE (k.position, o.position) IN ((2, 3), (3, 2))
"""


@pytest.fixture
def tree(application: Application, database: str) -> Iterator[LogTree]:
    """A log of a counter that was raised twice (2 and 3)."""
    counter = begun(application)
    for _ in range(2):
        application.submit(asked(RaiseCounter(counter_id=counter))).result(WAIT_S)
    with closing(LogTree(database)) as opened:
        yield opened


def lost(tree: LogTree, keyring: Keyring | None = KEYRING) -> list[tuple[int, Wrong]]:
    losses = TextLosses(tree, keyring, COUNTER_EVENTS)
    assert list(losses.watched(paged(tree, 0)))
    return [(finding.position, finding.wrong) for finding in losses.found]


def force(superuser_database: str, statement: str) -> None:
    with psycopg.connect(superuser_database) as connection:
        connection.execute(statement.encode())


def test_nothing_is_lost_of_a_log_that_nobody_touched(tree: LogTree) -> None:
    assert lost(tree) == []


def test_a_key_that_was_deleted_is_a_silent_destruction(tree: LogTree, superuser_database: str) -> None:
    force(superuser_database, "DELETE FROM log.keys WHERE position = 2")

    assert lost(tree) == [(2, Wrong.DESTROYED)]
    assert lost(tree, None) == [(2, Wrong.DESTROYED)]


def test_keys_that_were_swapped_open_nothing(tree: LogTree, superuser_database: str) -> None:
    force(superuser_database, SWAPPED)

    assert lost(tree) == [(2, Wrong.UNREADABLE), (3, Wrong.UNREADABLE)]
    assert lost(tree, None) == []


def test_another_master_key_opens_nothing(tree: LogTree) -> None:
    assert lost(tree, MasterKey(bytes(32))) == [(2, Wrong.UNREADABLE), (3, Wrong.UNREADABLE)]


def test_an_erasure_takes_keys_of_its_own_stream_and_of_no_other(
    application: Application, tree: LogTree, superuser_database: str
) -> None:
    other = begun(application)
    application.submit(asked(RaiseCounter(counter_id=other))).result(WAIT_S)

    application.submit(asked(EraseCounter(counter_id=other))).result(WAIT_S)

    assert lost(tree) == []
    force(superuser_database, "DELETE FROM log.keys WHERE position = 3")
    assert lost(tree) == [(3, Wrong.DESTROYED)]


def test_an_erasure_does_not_cover_what_was_written_after_it(
    application: Application, tree: LogTree, superuser_database: str
) -> None:
    counter = begun(application)
    application.submit(asked(EraseCounter(counter_id=counter))).result(WAIT_S)
    application.submit(asked(RaiseCounter(counter_id=counter))).result(WAIT_S)
    force(superuser_database, "DELETE FROM log.keys WHERE position > 5")

    assert lost(tree) == [(6, Wrong.DESTROYED)]
