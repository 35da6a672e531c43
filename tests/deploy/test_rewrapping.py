"""A new master key takes the place of the old one: every text is still read, and the old key opens nothing more."""

import psycopg
import pytest

from deploy.faults import Fault
from deploy.rewrapping import EVENTS, Rewrapped, rewrap
from domain.storage import EventLog, Keyring, MasterKey, WrongMasterKey
from tests.support.histories import append_history, history
from tests.support.keys import KEYRING

pytestmark = pytest.mark.postgres

NEW = MasterKey(bytes(32))
COUNT = "SELECT count(*) FROM log.keys"


@pytest.fixture
def told(database: str) -> list[object]:
    append_history(database, history(1, cases=2, requests=3))
    return events_of(database, KEYRING)


def events_of(database: str, keyring: Keyring) -> list[object]:
    with EventLog(database, keyring) as log:
        return list(log.read(0, 10_000))


def keys_in(database: str) -> int:
    with psycopg.connect(database) as connection:
        row = connection.execute(COUNT).fetchone()
    assert row is not None
    return int(row[0])


def test_every_text_is_read_under_the_new_key_and_none_under_the_old(
    database: str, owner_database: str, told: list[object]
) -> None:
    done = rewrap(owner_database, KEYRING, NEW)

    assert done == Rewrapped(keys_in(database), 0)
    assert events_of(database, NEW) == told
    with pytest.raises(WrongMasterKey):
        events_of(database, KEYRING)


def test_an_interrupted_run_is_repeated(database: str, owner_database: str, told: list[object]) -> None:
    rewrap(owner_database, KEYRING, NEW)
    with psycopg.connect(owner_database) as connection:
        last = connection.execute(EVENTS.read, {"after": 0, "limit": 1}, binary=True).fetchone()
        assert last is not None
        back = KEYRING.wrap(NEW.unwrap(last[1], EVENTS.bound(last)), EVENTS.bound(last))
        connection.execute(EVENTS.write, {"place": last[0], "old": last[1], "new": back})

    assert rewrap(owner_database, KEYRING, NEW) == Rewrapped(1, keys_in(database) - 1)
    assert events_of(database, NEW) == told


def test_nothing_is_changed_where_a_key_would_be_lost(database: str, owner_database: str, told: list[object]) -> None:
    with pytest.raises(Fault, match="nothing was changed"):
        rewrap(owner_database, MasterKey(b"x" * 32), NEW)

    assert events_of(database, KEYRING) == told
