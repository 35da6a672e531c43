"""The served house on a real socket, for what only a network shows: streams, their ends, and who hangs up.

It must not hold expectations.
"""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import httpx
import uvicorn

from api.application import create_app
from tests.support.served import Person, Served

__all__ = ["listening", "signed_in"]

SMALL_BUFFER = [(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)]
"""So that a reader who stops reading soon stops the sender."""


@contextmanager
def listening(house: Served, **depot: Any) -> Iterator[str]:
    """This will serve the house on a port of its own until the block ends. depot: what is other than usual there."""
    app = create_app(replace(house.given, depot=replace(house.given.depot, **depot)))
    bound = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=1))
    done = house.client.portal.start_task_soon(server.serve, [bound])
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    finally:
        server.should_exit = True
        done.result()
        bound.close()


def signed_in(address: str, person: Person) -> httpx.Client:
    """This will make a client that sends a person's token; it is to be closed."""
    transport = httpx.HTTPTransport(socket_options=SMALL_BUFFER)
    headers = {"authorization": f"Bearer {person.token}"}
    return httpx.Client(base_url=address, headers=headers, transport=transport, timeout=60)
