"""Has contents scanned while they come in, by a ClamAV daemon or whatever speaks its protocol.

It must not let a content end well that nobody called clean, nor say what it holds.
Source: clamd(8), command INSTREAM: each part behind its length in four bytes, big-endian; a length of zero ends it.
"""

import asyncio
import logging
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncGenerator, AsyncIterable, Awaitable
from contextlib import suppress
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from api.files.refusing import ContentRefusedByScanner, ScannerUnavailable

__all__ = ["ClamDaemon", "Scanner"]

LOG = logging.getLogger(__name__)

T = TypeVar("T")

COMMAND, END = b"zINSTREAM\0", (0).to_bytes(4, "big")
LONGEST_PART = 1 << 20
LONGEST_ANSWER = 1_000
CLEAN, FOUND = "stream: OK", " FOUND"

PATIENCE_S = 60.0
"""How long one step may take: to connect, to take a part, to answer. 100 MB are looked through in a few seconds."""


class Scanner(Protocol):
    """Anything that can look at a content while it passes."""

    def watching(self, stream: AsyncIterable[bytes]) -> AsyncGenerator[bytes]:
        """This will pass a stream on, and end it only where the scanner called it clean.

        Raises ContentRefusedByScanner, ScannerUnavailable.
        """
        ...


class ClamDaemon:
    """A daemon at tcp://host:port or unix:///path; each content has a connection of its own."""

    def __init__(self, address: str, patience_s: float = PATIENCE_S) -> None:
        self._address, self._patience_s = urlsplit(address), patience_s

    async def watching(self, stream: AsyncIterable[bytes]) -> AsyncGenerator[bytes]:
        """This will pass a stream on. Raises ContentRefusedByScanner, ScannerUnavailable."""
        reader, writer = await self._asked(self._connect())
        try:
            await self._tell(writer, COMMAND)
            async for part in stream:
                for at in range(0, len(part), LONGEST_PART):
                    piece = part[at : at + LONGEST_PART]
                    await self._tell(writer, len(piece).to_bytes(4, "big") + piece)
                yield part
            await self._tell(writer, END)
            _judge(await self._asked(reader.read(LONGEST_ANSWER)))
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _connect(self) -> tuple[StreamReader, StreamWriter]:
        if self._address.scheme == "unix":
            return await asyncio.open_unix_connection(self._address.path)
        return await asyncio.open_connection(self._address.hostname, self._address.port)

    async def _tell(self, writer: StreamWriter, told: bytes) -> None:
        writer.write(told)
        await self._asked(writer.drain())

    async def _asked(self, doing: Awaitable[T]) -> T:
        try:
            return await asyncio.wait_for(doing, self._patience_s)
        except (OSError, EOFError) as error:  # a TimeoutError is an OSError
            raise ScannerUnavailable(f"{type(error).__name__}") from error


def _judge(answer: bytes) -> None:
    said = answer.rstrip(b"\0\n").decode(errors="replace")
    if said == CLEAN:
        return
    if said.endswith(FOUND):
        LOG.warning(
            "content refused by the scanner", extra={"found": said.removeprefix("stream: ").removesuffix(FOUND)}
        )
        raise ContentRefusedByScanner
    raise ScannerUnavailable(said or "it ended without an answer")
