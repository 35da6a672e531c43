"""Keeps the contents of shared items, encrypted, in pieces; gives them out in pieces too.

It must not decide who may have one, nor hold a connection while a slow sender or reader takes its time.
"""

from collections.abc import AsyncGenerator, AsyncIterable
from contextlib import aclosing
from dataclasses import dataclass
from uuid import UUID, uuid4

from psycopg import AsyncConnection
from psycopg.errors import ForeignKeyViolation
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

from domain.storage.content_boxes import PIECE_BYTES, ContentBoxes
from domain.storage.keyring import Keyring
from domain.storage.measuring import Measured, Registered

__all__ = ["Content", "ContentGone", "Vault", "in_pieces"]

Pool = AsyncConnectionPool[AsyncConnection[TupleRow]]

BEGIN = "INSERT INTO vault.contents (content_id, item_id, wrapped) VALUES (%(content)s, %(item)s, %(wrapped)b)"

PUT = "INSERT INTO vault.chunks (content_id, place, box) VALUES (%(content)s, %(place)s, %(box)b)"

COMPLETE = """
UPDATE vault.contents SET size_bytes = %(size)s, completed_at = now() WHERE content_id = %(content)s
"""

DROP = "DELETE FROM vault.contents WHERE content_id = %(content)s"

FIND = "SELECT wrapped, size_bytes FROM vault.contents WHERE content_id = %(content)s AND completed_at IS NOT NULL"

GET = "SELECT box FROM vault.chunks WHERE content_id = %(content)s AND place = %(place)s"


class ContentGone(Exception):
    """The content is not here, or not any more: it was erased, or given up."""


@dataclass(frozen=True, slots=True)
class Content:
    """A content that is kept. size_bytes: of the content itself."""

    content_id: UUID
    size_bytes: int


class Vault:
    """The contents of one database. pool: asynchronous connections as `entente_app`, in autocommit."""

    def __init__(self, pool: Pool, keyring: Keyring) -> None:
        self._pool, self._keyring = pool, keyring

    async def put(self, item_id: UUID, stream: AsyncIterable[bytes], registered: Registered) -> Content:
        """This will keep a content as it comes in; whatever ends it early leaves nothing behind.

        Raises InvalidInput where it is not what was registered, ContentGone where the item is erased meanwhile.
        """
        content_id = uuid4()
        boxes, wrapped = ContentBoxes.begin(content_id, self._keyring)
        await self._execute(BEGIN, {"content": content_id, "item": item_id, "wrapped": wrapped})
        try:
            return await self._fill(content_id, boxes, stream, Measured(registered))
        except BaseException:
            await self.drop(content_id)
            raise

    async def drop(self, content_id: UUID) -> None:
        """This will delete a content with its key."""
        await self._execute(DROP, {"content": content_id})

    async def get(self, content_id: UUID) -> AsyncGenerator[bytes]:
        """This will give out a content piece by piece.

        Raises ContentGone, also in the middle; WrongMasterKey; LogDamaged where it is not what was kept.
        """
        found = await self._row(FIND, {"content": content_id})
        boxes = ContentBoxes.reopen(content_id, found[0], self._keyring)
        last = max(0, (found[1] - 1) // PIECE_BYTES)
        for place in range(last + 1):
            row = await self._row(GET, {"content": content_id, "place": place})
            yield boxes.open(place, row[0], is_last=place == last)

    async def _fill(
        self, content_id: UUID, boxes: ContentBoxes, stream: AsyncIterable[bytes], measured: Measured
    ) -> Content:
        place = 0
        async with aclosing(in_pieces(stream)) as pieces:
            async for piece, is_last in pieces:
                measured.take(piece)
                if is_last:
                    measured.end()
                box = boxes.close(place, piece, is_last=is_last)
                await self._execute(PUT, {"content": content_id, "place": place, "box": box})
                place += 1
        if not await self._execute(COMPLETE, {"content": content_id, "size": measured.size_bytes}):
            raise ContentGone
        return Content(content_id, measured.size_bytes)

    async def _execute(self, statement: str, parameters: dict[str, object]) -> int:
        try:
            async with self._pool.connection() as connection:
                return (await connection.execute(statement.encode(), parameters)).rowcount
        except ForeignKeyViolation as error:
            raise ContentGone from error

    async def _row(self, statement: str, parameters: dict[str, object]) -> TupleRow:
        async with self._pool.connection() as connection:
            row = await (await connection.execute(statement.encode(), parameters, binary=True)).fetchone()
        if row is None:
            raise ContentGone
        return row


async def in_pieces(stream: AsyncIterable[bytes]) -> AsyncGenerator[tuple[bytes, bool]]:
    """This will cut a stream into pieces of one size, and tell which is the last; an empty one is one empty piece."""
    held = bytearray()
    async for part in stream:
        held += part
        while len(held) > PIECE_BYTES:
            yield bytes(held[:PIECE_BYTES]), False
            del held[:PIECE_BYTES]
    yield bytes(held), True
