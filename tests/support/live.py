"""A real server on a port of its own, and a client of its sockets that speaks the protocol and nothing else.

It must not hold expectations: these stand in the tests.
"""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from api.application import create_app
from api.limits import LARGEST_BODY
from api.live.room import Limits
from deploy.listening import listening_socket
from tests.support.served import Served

__all__ = ["PATIENCE_S", "Live", "Socket", "live"]

PATIENCE_S = 10.0
"""Seconds to wait for what has to come."""

SMALL_BUFFER = 32_768
"""Bytes that the kernel holds of a socket, so that a client who takes nothing is met after one long message."""

PROTOCOL = "graphql-transport-ws"

Message = dict[str, Any]


@dataclass(frozen=True)
class Socket:
    """An open socket."""

    inner: ClientConnection

    def send(self, **message: object) -> None:
        """This will send a message of any shape."""
        self.inner.send(json.dumps(message))

    def init(self, token: str | None = None) -> Message:
        """This will send the first message, and return the answer."""
        payload = {} if token is None else {"payload": {"Authorization": f"Bearer {token}"}}
        self.send(type="connection_init", **payload)
        return self.receive()

    def subscribe(self, query: str, known_as: str = "1", **variables: object) -> None:
        """This will begin a subscription."""
        self.send(type="subscribe", id=known_as, payload={"query": query, "variables": variables})

    def receive(self, timeout_s: float = PATIENCE_S) -> Message:
        """This will return the next message; raises TimeoutError, or ConnectionClosed where the server closed."""
        message: Message = json.loads(self.inner.recv(timeout=timeout_s))
        return message

    def told(self, timeout_s: float = PATIENCE_S) -> Any:
        """This will return the data of the next message of a subscription; it insists that there is no error."""
        message = self.receive(timeout_s)
        assert message["type"] == "next", message
        assert "errors" not in message["payload"], message
        return next(iter(message["payload"]["data"].values()))

    def is_silent(self, for_s: float = 0.7) -> bool:
        """This will tell whether nothing at all came in a while."""
        try:
            self.receive(for_s)
        except TimeoutError:
            return True
        return False

    def closing(self, timeout_s: float = PATIENCE_S) -> tuple[int, str]:
        """This will wait for the server to close, whatever it says before, and return code and reason."""
        deadline = time.monotonic() + timeout_s
        try:
            while time.monotonic() < deadline:
                self.receive(timeout_s)
        except ConnectionClosed as closed:
            return (closed.rcvd.code, closed.rcvd.reason) if closed.rcvd else (1006, "")
        raise TimeoutError


@dataclass(frozen=True)
class Live:
    """A house that serves on a port. address: of its sockets, without the scheme."""

    house: Served
    address: str

    @contextmanager
    def socket(
        self, origin: str | None = None, subprotocol: str = PROTOCOL, headers: dict[str, str] | None = None
    ) -> Iterator[Socket]:
        """This will open a socket that holds one message which nobody received yet."""
        host, port = self.address.split(":")
        plain = socket.socket()
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
        plain.connect((host, int(port)))
        with connect(
            f"ws://{self.address}/graphql",
            sock=plain,
            subprotocols=[Subprotocol(subprotocol)],
            origin=None if origin is None else Origin(origin),
            additional_headers=headers,
            compression=None,
            max_queue=1,
            close_timeout=1,
        ) as inner:
            yield Socket(inner)

    @contextmanager
    def signed_in(self, token: str) -> Iterator[Socket]:
        """This will open a socket and sign in on it."""
        with self.socket() as socket:
            assert socket.init(token) == {"type": "connection_ack"}
            yield socket


@contextmanager
def live(house: Served, limits: Limits | None = None, port: int = 0) -> Iterator[Live]:
    """This will serve a house over real sockets until the block ends. port: 0 for any that is free."""
    app = create_app(house.given, limits)
    config = uvicorn.Config(
        app, log_config=None, access_log=False, lifespan="off", ws_max_size=LARGEST_BODY, ws_per_message_deflate=False,
        timeout_graceful_shutdown=5, proxy_headers=False,
    )  # fmt: skip
    server = uvicorn.Server(config)
    with listening_socket("127.0.0.1", port) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SMALL_BUFFER)  # what it accepts inherits this
        serving = house.client.portal.start_task_soon(server.serve, [bound])
        while not server.started:
            time.sleep(0.01)
        try:
            yield Live(house, f"127.0.0.1:{bound.getsockname()[1]}")
        finally:
            server.should_exit = True
            house.client.portal.call(app.state.live.end)
            serving.result(PATIENCE_S)
