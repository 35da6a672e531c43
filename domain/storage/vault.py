"""Keeps the contents of shared items, encrypted, in pieces; gives them out in pieces too.

It must not decide who may have one, nor hold a connection while a slow sender or reader takes its time.
"""

from collections.abc import AsyncIterable, AsyncIterator
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID, uuid4

from psycopg import AsyncConnection
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

from domain.storage.content_boxes import PIECE_BYTES, ContentBoxes
from domain.storage.keyring import Keyring

__all__ = ["Content", "Vault"]

Pool = AsyncConnectionPool[AsyncConnection[TupleRow]]

BEGIN = """
INSERT INTO vault.contents (content_id, item_id, sha256, wrapped)
VALUES (%(content)s, %(item)s, decode(repeat('00', 32), 'hex'), %(wrapped)b)
"""

PUT = "INSERT INTO vault.chunks (content_id, place, box) VALUES (%(content)s, %(place)s, %(box)b)"

COMPLETE = """
UPDATE vault.contents SET sha256 = %(sha256)b, size_bytes = %(size)s, is_complete = true WHERE content_id = %(content)s
"""

DROP = "DELETE FROM vault.contents WHERE content_id = %(content)s"

FIND = "SELECT wrapped, size_bytes FROM vault.contents WHERE content_id = %(content)s AND is_complete"

GET = "SELECT box FROM vault.chunks WHERE content_id = %(content)s AND place = %(place)s"


@dataclass(frozen=True, slots=True)
class Content:
    """A content that is kept. sha256: 64 hexadecimal digits; size_bytes: of the content itself."""

    content_id: UUID
    sha256: str
    size_bytes: int


class Vault:
    """The contents of one database."""

    def __init__(self, pool: Pool, keyring: Keyring) -> None:
        self._pool, self._keyring = pool, keyring

    async def put(self, item_id: UUID, stream: AsyncIterable[bytes]) -> Content:
        """This will keep a content as it comes in; whatever ends it early leaves nothing behind."""
        content_id = uuid4()
        boxes, wrapped = ContentBoxes.begin(content_id, self._keyring)
        await self._execute(BEGIN, {"content": content_id, "item": item_id, "wrapped": wrapped})
        try:
            return await self._fill(content_id, boxes, stream)
        except BaseException:
            await self.drop(content_id)
            raise

    async def drop(self, content_id: UUID) -> None:
        """This will delete a content with its key."""
        await self._execute(DROP, {"content": content_id})

    async def get(self, content_id: UUID) -> AsyncIterator[bytes]:
        """This will give out a content piece by piece; LookupError ends it where it is erased meanwhile."""
        async with self._pool.connection() as connection:
            found = await (await connection.execute(FIND, {"content": content_id})).fetchone()
        if found is None:
            raise LookupError("there is no such content")
        boxes = ContentBoxes.reopen(content_id, found[0], self._keyring)
        last = max(0, (found[1] - 1) // PIECE_BYTES)
        for place in range(last + 1):
            async with self._pool.connection() as connection:
                cursor = await connection.execute(GET, {"content": content_id, "place": place}, binary=True)
                row = await cursor.fetchone()
            if row is None:
                raise LookupError("the content is gone")
            yield boxes.open(place, row[0], is_last=place == last)

    async def _fill(self, content_id: UUID, boxes: ContentBoxes, stream: AsyncIterable[bytes]) -> Content:
        digest, size, place = sha256(), 0, 0
        async for piece, is_last in _pieces(stream):
            digest.update(piece)
            size += len(piece)
            box = boxes.close(place, piece, is_last=is_last)
            await self._execute(PUT, {"content": content_id, "place": place, "box": box})
            place += 1
        await self._execute(COMPLETE, {"content": content_id, "sha256": digest.digest(), "size": size})
        return Content(content_id, digest.hexdigest(), size)

    async def _execute(self, statement: str, parameters: dict[str, object]) -> None:
        async with self._pool.connection() as connection:
            await connection.execute(statement.encode(), parameters)


async def _pieces(stream: AsyncIterable[bytes]) -> AsyncIterator[tuple[bytes, bool]]:
    """This will cut a stream into pieces of one size, and tell which is the last; an empty one is one empty piece."""
    held = bytearray()
    async for part in stream:
        held += part
        while len(held) > PIECE_BYTES:
            yield bytes(held[:PIECE_BYTES]), False
            del held[:PIECE_BYTES]
    yield bytes(held), True
