"""Contents that are gone although nothing erased them, or are not what was deposited, are found."""

import psycopg
import pytest

from domain.storage.chain import Wrong
from domain.storage.content_losses import content_losses
from tests.api.conftest import Case
from tests.support.contents import deposited, kept
from tests.support.keys import KEYRING
from tests.support.served import Served

pytestmark = pytest.mark.postgres


@pytest.fixture
def item(house: Served, case: Case) -> str:
    """An item with its content."""
    return deposited(house, case)


def lost(database: str) -> list[Wrong]:
    return [finding.wrong for finding in content_losses(database, KEYRING)]


def force(superuser_database: str, statement: str) -> None:
    with psycopg.connect(superuser_database) as connection:
        connection.execute(statement.encode())


@pytest.mark.usefixtures("item")
def test_a_content_that_nobody_touched_is_not_lost(database: str) -> None:
    assert lost(database) == []


@pytest.mark.usefixtures("item")
@pytest.mark.parametrize(
    ("forgery", "wrong"),
    [
        ("UPDATE vault.chunks SET box = set_byte(box, 0, get_byte(box, 0) # 1)", Wrong.UNREADABLE),
        ("UPDATE vault.contents SET wrapped = set_byte(wrapped, 30, get_byte(wrapped, 30) # 1)", Wrong.UNREADABLE),
        ("DELETE FROM vault.chunks", Wrong.UNREADABLE),
        ("DELETE FROM vault.contents", Wrong.DESTROYED),
    ],
)
def test_what_was_done_to_a_content_is_found(
    database: str, superuser_database: str, forgery: str, wrong: Wrong
) -> None:
    force(superuser_database, forgery)

    assert lost(database) == [wrong]


def test_a_content_that_was_erased_is_not_lost(case: Case, item: str, database: str) -> None:
    case.leader.did("eraseContent", itemId=item, reason="COURT_ORDER")

    assert kept(database) == (0, 0)
    assert lost(database) == []
