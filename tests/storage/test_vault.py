"""Contents are kept encrypted, given back unchanged, and whatever was done to them in the database is noticed."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TypeVar
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql
from psycopg_pool import AsyncConnectionPool

from deploy.rewrapping import rewrap
from domain.refusal import InvalidInput
from domain.storage import Content, ContentGone, Keyring, LogDamaged, MasterKey, Registered, Vault, WrongMasterKey
from domain.storage.content_boxes import PIECE_BYTES
from tests.support.keys import KEYRING

pytestmark = pytest.mark.postgres

T = TypeVar("T")

ITEM = UUID(int=7)
CANARY = b"the harbour at midnight "
SMALL = CANARY * 3
LARGE = CANARY * (PIECE_BYTES // 10)
"""Two whole pieces and a part of a third."""


def registered(content: bytes, size_bytes: int | None = None, most: int = 1 << 30) -> Registered:
    return Registered(hashlib.sha256(content).hexdigest(), size_bytes, most)


async def sent(content: bytes, step: int = 70_001) -> AsyncIterator[bytes]:
    for at in range(0, len(content), step):
        yield content[at : at + step]


async def broken(content: bytes) -> AsyncIterator[bytes]:
    yield content
    raise ConnectionError("the sender is gone")


def within(database: str, work: Callable[[Vault], Awaitable[T]], keyring: Keyring = KEYRING) -> T:
    """This will do some work with a vault over the database."""

    async def run() -> T:
        pool = AsyncConnectionPool(database, min_size=1, max_size=3, open=False, kwargs={"autocommit": True})
        async with pool:
            return await work(Vault(pool, keyring))

    return asyncio.run(run())


def kept(database: str, content: bytes) -> Content:
    return within(database, lambda vault: vault.put(ITEM, sent(content), registered(content)))


def got(database: str, content_id: UUID, keyring: Keyring = KEYRING) -> bytes:
    async def collect(vault: Vault) -> bytes:
        return b"".join([piece async for piece in vault.get(content_id)])

    return within(database, collect, keyring)


def rows(database: str, of: str) -> int:
    with psycopg.connect(database) as connection:
        statement = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier("vault", of))
        row = connection.execute(statement).fetchone()
    assert row is not None
    return int(row[0])


@pytest.mark.parametrize(
    "content", [b"", b"x", LARGE[:PIECE_BYTES], LARGE[: PIECE_BYTES + 1], LARGE[: 2 * PIECE_BYTES], LARGE]
)
def test_a_content_comes_back_as_it_came(database: str, content: bytes) -> None:
    made = kept(database, content)

    assert made.size_bytes == len(content)
    assert got(database, made.content_id) == content


@pytest.mark.parametrize(
    ("announced", "rule"),
    [
        (registered(b"other"), "SHA-256"),
        (registered(SMALL, len(SMALL) - 1), "larger than was registered"),
        (registered(SMALL, len(SMALL) + 1), f"has {len(SMALL)} bytes"),
        (registered(SMALL, None, most=10), "too large"),
    ],
)
def test_what_is_not_the_registered_content_leaves_nothing(database: str, announced: Registered, rule: str) -> None:
    with pytest.raises(InvalidInput, match=rule):
        within(database, lambda vault: vault.put(ITEM, sent(SMALL), announced))

    assert (rows(database, "contents"), rows(database, "chunks")) == (0, 0)


def test_an_interrupted_upload_leaves_nothing(database: str) -> None:
    with pytest.raises(ConnectionError):
        within(database, lambda vault: vault.put(ITEM, broken(LARGE), registered(LARGE)))

    assert (rows(database, "contents"), rows(database, "chunks")) == (0, 0)


def test_an_upload_that_is_not_complete_is_not_given_out(database: str, superuser_database: str) -> None:
    made = kept(database, SMALL)
    with psycopg.connect(superuser_database) as connection:
        connection.execute("UPDATE vault.contents SET completed_at = NULL, size_bytes = NULL")

    with pytest.raises(ContentGone):
        got(database, made.content_id)


def test_the_database_holds_only_ciphertext_and_no_hash_of_it(database: str, superuser_database: str) -> None:
    kept(database, LARGE)

    with psycopg.connect(superuser_database) as connection:
        stored = connection.execute(
            "SELECT box FROM vault.chunks UNION ALL SELECT convert_to(c::text, 'UTF8') FROM vault.contents c"
        ).fetchall()

    whole = b"".join(row[0] for row in stored)
    assert len(whole) > len(LARGE)
    assert CANARY not in whole
    assert hashlib.sha256(LARGE).hexdigest().encode() not in whole


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE vault.chunks SET box = set_byte(box, 100, get_byte(box, 100) # 1) WHERE place = 1",
        "UPDATE vault.chunks SET box = substring(box FOR 1000) WHERE place = 2",
        "UPDATE vault.chunks SET place = CASE place WHEN 0 THEN -1 ELSE place END",
        "UPDATE vault.contents SET size_bytes = 1048576 + 5",
        "UPDATE vault.contents SET size_bytes = 4 * 1048576",
        "UPDATE vault.contents SET wrapped = set_byte(wrapped, 40, get_byte(wrapped, 40) # 1)",
    ],
)
def test_what_was_done_to_a_content_is_noticed(database: str, superuser_database: str, forgery: str) -> None:
    made = kept(database, LARGE)
    with psycopg.connect(superuser_database) as connection:
        connection.execute("ALTER TABLE vault.chunks DROP CONSTRAINT chunks_place_check")
        connection.execute(forgery.encode())

    with pytest.raises((LogDamaged, ContentGone)):
        got(database, made.content_id)


def test_pieces_that_changed_places_are_noticed(database: str, superuser_database: str) -> None:
    made = kept(database, LARGE)
    with psycopg.connect(superuser_database) as connection:
        connection.execute("ALTER TABLE vault.chunks DROP CONSTRAINT chunks_pkey")
        connection.execute("UPDATE vault.chunks SET place = 1 - place WHERE place < 2")

    with pytest.raises(LogDamaged):
        got(database, made.content_id)


def test_a_content_put_in_the_place_of_another_is_noticed(database: str, superuser_database: str) -> None:
    first, second = kept(database, LARGE), kept(database, LARGE)
    with psycopg.connect(superuser_database) as connection:
        parameters = {"first": first.content_id, "second": second.content_id}
        connection.execute("DELETE FROM vault.chunks WHERE content_id = %(first)s", parameters)
        connection.execute("UPDATE vault.chunks SET content_id = %(first)s", parameters)
        connection.execute(
            "UPDATE vault.contents SET wrapped = (SELECT wrapped FROM vault.contents WHERE content_id = %(second)s) "
            "WHERE content_id = %(first)s",
            parameters,
        )

    with pytest.raises(LogDamaged):
        got(database, first.content_id)


def test_another_master_key_opens_nothing(database: str) -> None:
    made = kept(database, SMALL)

    with pytest.raises(WrongMasterKey):
        got(database, made.content_id, MasterKey(bytes(32)))


def test_a_content_that_is_dropped_while_it_is_read_ends_early(database: str) -> None:
    made = kept(database, LARGE)

    async def read_and_drop(vault: Vault) -> None:
        async for _piece in vault.get(made.content_id):
            await vault.drop(made.content_id)

    with pytest.raises(ContentGone):
        within(database, read_and_drop)


def test_an_upload_whose_content_is_erased_meanwhile_ends_and_leaves_nothing(
    database: str, superuser_database: str
) -> None:
    async def erased_between() -> AsyncIterator[bytes]:
        yield LARGE
        with psycopg.connect(superuser_database) as connection:
            connection.execute("DELETE FROM vault.contents")
        yield LARGE

    with pytest.raises(ContentGone):
        within(database, lambda vault: vault.put(ITEM, erased_between(), registered(LARGE + LARGE)))

    assert rows(database, "chunks") == 0


def test_two_uploads_at_once_do_not_disturb_each_other(database: str) -> None:
    async def both(vault: Vault) -> list[Content]:
        puts = [vault.put(uuid4(), sent(content), registered(content)) for content in (LARGE, SMALL)]
        return await asyncio.gather(*puts)

    first, second = within(database, both)

    assert got(database, first.content_id) == LARGE
    assert got(database, second.content_id) == SMALL


def test_what_is_kept_is_read_under_a_new_master_key_and_not_under_the_old(database: str, owner_database: str) -> None:
    made, new = kept(database, LARGE), MasterKey(bytes(32))

    done = rewrap(owner_database, KEYRING, new)

    assert (done.rewrapped, got(database, made.content_id, new)) == (1, LARGE)
    with pytest.raises(WrongMasterKey):
        got(database, made.content_id)
