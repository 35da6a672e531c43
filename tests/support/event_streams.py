"""A client of event streams that reads lines from a connection and knows nothing else of the protocol.

It must not hold expectations: these stand in the tests.
"""

import http.client
import json
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.support.live import PATIENCE_S, SMALL_BUFFER, Live

__all__ = ["EVENTS", "Stream", "asked", "streamed"]

EVENTS = "text/event-stream"

Event = tuple[str, Any]


@dataclass(frozen=True)
class Stream:
    """An answer that is being sent."""

    status: int
    headers: Mapping[str, str]
    inner: http.client.HTTPResponse

    def block(self) -> list[str]:
        """This will return the lines up to the next empty one; raises TimeoutError where none come."""
        lines = []
        while line := self.inner.readline().decode().removesuffix("\n"):
            lines.append(line)
        return lines

    def event(self) -> Event:
        """This will return the next event and its data; signs of life are passed over, the end is an event `end`."""
        while (lines := self.block()) and lines == [":"]:
            pass
        fields = dict(line.split(": ", 1) for line in lines)
        return fields.get("event", "end"), json.loads(fields["data"]) if fields.get("data") else None

    def told(self) -> Any:
        """This will return the data of the next event; it insists that there is no error."""
        kind, payload = self.event()
        assert kind == "next", (kind, payload)
        assert "errors" not in payload, payload
        return next(iter(payload["data"].values()))

    def code(self) -> str:
        """This will return the code of the error that comes next, after which the stream is complete."""
        kind, payload = self.event()
        assert kind == "next", (kind, payload)
        assert self.event() == ("complete", None)
        return str(payload["errors"][0]["extensions"]["code"])

    def json(self) -> Any:
        """This will return the whole answer where it is no stream."""
        return json.loads(self.inner.read())


@contextmanager
def asked(
    door: Live, headers: Mapping[str, str], body: bytes | None = None, path: str = "/graphql"
) -> Iterator[Stream]:
    """This will send a request, POST where there is a body, and give what is answered."""
    host, port = door.address.split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=PATIENCE_S)
    connection.sock = socket.socket()
    connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
    connection.sock.settimeout(PATIENCE_S)
    connection.sock.connect((host, int(port)))
    try:
        connection.request("GET" if body is None else "POST", path, body, dict(headers))
        answer = connection.getresponse()
        yield Stream(answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer)
        answer.close()
    finally:
        connection.close()


@contextmanager
def streamed(door: Live, token: str, query: str, *, method: str = "POST", **variables: object) -> Iterator[Stream]:
    """This will follow a subscription."""
    headers = {"accept": EVENTS, "authorization": f"Bearer {token}"}
    if method == "GET":
        path = f"/graphql?{urlencode({'query': query, 'variables': json.dumps(variables)})}"
        with asked(door, headers, path=path) as stream:
            yield stream
        return
    body = json.dumps({"query": query, "variables": variables}).encode()
    with asked(door, headers | {"content-type": "application/json"}, body) as stream:
        yield stream
