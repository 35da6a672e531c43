"""Contents that no item refers to are deleted after a day by the clock, and no other ever is."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import psycopg
import pytest
from psycopg import AsyncConnection

from consumers.clock.when_no_item_refers_to_a_content_then_delete_it import EVERY, Forsaken
from tests.api.conftest import Case
from tests.support.contents import SMALL, deposited, get, kept
from tests.support.served import Served, now

pytestmark = pytest.mark.postgres

DAY = timedelta(days=1)


@pytest.fixture
def deleted(house: Served, database: str) -> Callable[[datetime], int]:
    """Has one clock process look at a moment, and tells how many contents it deleted."""
    forsaken = Forsaken(patience_s=0.1)

    async def look(at: datetime) -> int:
        async with await AsyncConnection.connect(database, autocommit=True) as connection:
            return await forsaken.delete_if_due(connection, at)

    return lambda at: house.client.portal.call(look, at)


def abandoned(database: str) -> None:
    with psycopg.connect(database) as connection:
        statement = "INSERT INTO vault.contents (content_id, item_id, wrapped) VALUES (%(new)s, %(new)s, 'x')"
        connection.execute(statement, {"new": uuid4()})


def replaced(case: Case, item_id: str) -> None:
    change = {"field": "CONTENT", "rightValue": "The whole image", "reason": "A part was missing"}
    case.leader.did("correctItem", itemId=item_id, contentSha256="ab" * 32, **change)


def test_an_abandoned_upload_goes_after_a_day(house: Served, database: str, deleted: Callable[[datetime], int]) -> None:
    abandoned(database)
    house.settle()

    assert (deleted(now()), kept(database)) == (0, (1, 0))
    assert (deleted(now() + DAY), kept(database)) == (1, (0, 0))


def test_a_content_that_a_correction_replaced_goes_and_that_of_another_item_stays(
    house: Served, case: Case, database: str, deleted: Callable[[datetime], int]
) -> None:
    item_id, other = deposited(house, case), deposited(house, case)
    replaced(case, item_id)
    house.settle()

    assert deleted(now() + DAY) == 1
    assert kept(database) == (1, 1)
    assert get(case.partner, other).content == SMALL


def test_nothing_goes_while_the_register_of_items_is_behind(
    house: Served, case: Case, database: str, deleted: Callable[[datetime], int]
) -> None:
    item_id = deposited(house, case)
    abandoned(database)
    replaced(case, item_id)

    assert deleted(now() + DAY) == 0
    house.settle()
    assert deleted(now() + DAY) == 2
    assert kept(database) == (0, 0)


def test_it_looks_once_an_hour(house: Served, database: str, deleted: Callable[[datetime], int]) -> None:
    house.settle()
    deleted(now() + DAY)
    abandoned(database)

    assert deleted(now() + DAY + EVERY / 2) == 0
    assert deleted(now() + DAY + 2 * EVERY) == 1
