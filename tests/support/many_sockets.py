"""A process of many sockets that do next to nothing, and a server that knows no more than the protocol of sockets.

It must not import what takes long: each of them is a process of its own.
"""

import asyncio
import json
import os
import socket
import threading
import time
from collections.abc import Sequence
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

import uvicorn

__all__ = ["Client", "followers", "serve_nothing"]

PROTOCOL = "graphql-transport-ws"

AT_ONCE = 50
"""Sockets that are opened at the same time."""

TEXT, CLOSE, PING = 1, 8, 9
"""Kinds of frames (RFC 6455, 5.2)."""

LONG = 126
"""Payload length from which on a frame has two more bytes for it (RFC 6455, 5.2)."""


class Client(asyncio.Protocol):
    """A socket that counts messages, with as little work as there is: many have to fit into one process."""

    def __init__(self, first: Sequence[dict[str, Any]]) -> None:
        self._first, self._held, self._is_open = first, b"", False
        self.messages, self.is_closed = 0, False
        self.more = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """This will ask for the socket."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(
            b"GET /graphql HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: "
            + PROTOCOL.encode()
            + b"\r\n\r\n"
        )

    def data_received(self, data: bytes) -> None:
        """This will count what is whole."""
        self._held += data
        if not self._is_open:
            head, found, rest = self._held.partition(b"\r\n\r\n")
            if not found:
                return
            assert b" 101 " in head, head
            self._is_open, self._held = True, rest
            for message in self._first:
                self._transport.write(_frame(message))
        while (end := _end_of_frame(self._held)) is not None:
            kind, frame, self._held = self._held[0] & 15, self._held[:end], self._held[end:]
            if kind == PING:
                self._transport.write(b"\x8a" + bytes([128 | frame[1]]) + bytes(4) + frame[2:])
            self.messages += kind == TEXT
            self.is_closed |= kind == CLOSE
            self.more.set()

    async def has(self, messages: int) -> None:
        """This will wait for so many messages since the beginning."""
        while self.messages < messages:
            assert not self.is_closed
            self.more.clear()
            await self.more.wait()


def _frame(message: dict[str, Any]) -> bytes:
    data = json.dumps(message).encode()
    size = bytes([128 | len(data)]) if len(data) < LONG else bytes([128 | LONG]) + len(data).to_bytes(2, "big")
    return b"\x81" + size + bytes(4) + data  # masked by zeros


def _end_of_frame(held: bytes) -> int | None:
    """Where the first frame ends; None where it is not whole. Ours are below 64 KiB, and not masked."""
    if len(held) < 4 and not (len(held) >= 2 and held[1] < LONG):
        return None
    start, size = (2, held[1]) if held[1] < LONG else (4, int.from_bytes(held[2:4], "big"))
    return start + size if len(held) >= start + size else None


async def _follow(address: str, first: Sequence[Sequence[dict[str, Any]]], messages: int, pipe: Connection) -> None:
    host, port = address.split(":")
    loop, clients = asyncio.get_running_loop(), []
    for start in range(0, len(first), AT_ONCE):
        portion = first[start : start + AT_ONCE]
        made = [loop.create_connection(partial(Client, said), host, int(port)) for said in portion]
        opened = [client for _, client in await asyncio.gather(*made)]
        await asyncio.gather(*(each.has(messages) for each in opened))
        clients += opened
    pipe.send("following")
    while await asyncio.to_thread(pipe.recv):
        messages += 1
        await asyncio.gather(*(each.has(messages) for each in clients))
        pipe.send(time.time())


def followers(address: str, first: Sequence[Sequence[dict[str, Any]]], messages: int, pipe: Connection) -> None:
    """This will open many sockets, and tell for each event when all of them had a further message."""
    asyncio.run(_follow(address, first, messages, pipe))


def serve_nothing(pipe: Connection) -> None:
    """This will serve sockets that know nothing but their protocol, until told to stop."""

    async def app(_scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "websocket.accept", "subprotocol": PROTOCOL})
        await receive()
        while (message := await receive())["type"] == "websocket.receive":
            await send({"type": "websocket.send", "text": message["text"]})

    with socket.create_server(("127.0.0.1", 0), backlog=2048) as bound:
        config = uvicorn.Config(app, log_config=None, lifespan="off", ws_per_message_deflate=False)
        server = uvicorn.Server(config)
        threading.Thread(target=lambda: (pipe.recv(), os._exit(0)), daemon=True).start()
        pipe.send(f"127.0.0.1:{bound.getsockname()[1]}")
        asyncio.run(server.serve([bound]))
