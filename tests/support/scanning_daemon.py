"""A small daemon that speaks ClamAV's INSTREAM, behaves as it is told, and finds what begins with a mark.

It must not know the client; it is written from clamd(8) alone.
"""

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import Enum, auto

__all__ = ["HARM", "Behaviour", "Daemon", "daemon"]

HARM = b"HARMFUL-BY-AGREEMENT"


class Behaviour(Enum):
    """What the daemon does."""

    HONEST = auto()
    SILENT = auto()
    TRUNCATING = auto()
    LIMITED = auto()
    BROKEN = auto()


@dataclass
class Daemon:
    """What a daemon was told. commands: that came; contents: of the streams that ended well."""

    address: str = ""
    behaviour: Behaviour = Behaviour.HONEST
    commands: list[bytes] = field(default_factory=list)
    contents: list[bytes] = field(default_factory=list)

    async def serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        """This will answer one connection."""
        try:
            self.commands.append(await reader.readuntil(b"\0"))
            answer = await self._answer(reader)
            writer.write(answer)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client gave up
        finally:
            writer.close()

    async def _answer(self, reader: StreamReader) -> bytes:
        content = bytearray()
        while size := int.from_bytes(await reader.readexactly(4), "big"):
            content += await reader.readexactly(size)
            if self.behaviour is Behaviour.LIMITED and len(content) > 1_000:
                return b"INSTREAM size limit exceeded. ERROR\0"
        self.contents.append(bytes(content))
        match self.behaviour:
            case Behaviour.SILENT:
                await asyncio.sleep(30)
                return b"stream: OK\0"
            case Behaviour.TRUNCATING:
                return b"stream:"
            case Behaviour.BROKEN:
                return b"stream: Can't allocate memory ERROR\0"
            case _:
                return b"stream: By.Agreement-1 FOUND\0" if HARM in content else b"stream: OK\0"


@asynccontextmanager
async def daemon(behaviour: Behaviour = Behaviour.HONEST) -> AsyncIterator[Daemon]:
    """This will run a daemon on a port of its own until the block ends."""
    made = Daemon(behaviour=behaviour)
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.address = f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield made
    finally:
        server.close()
