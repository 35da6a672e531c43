"""Stands between a client and PostgreSQL, and on demand loses the answer to a COMMIT together with the connection.

It must not change what it passes on.
"""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from psycopg.conninfo import conninfo_to_dict, make_conninfo

COMMITTED = b"COMMIT\0"
"""How the server says so: the tag of a CommandComplete (PostgreSQL documentation, 54.7 Message Formats)."""


class LossyConnection:
    """conninfo: how to connect through it; loses_next: set it, and it is cleared when an answer was lost."""

    def __init__(self, conninfo: str) -> None:
        self._server = conninfo_to_dict(conninfo)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.conninfo = make_conninfo(conninfo, host="127.0.0.1", port=self._door.getsockname()[1])
        self.loses_next = Event()

    def open(self) -> None:
        """This will take clients in until it is closed."""
        Thread(target=self._take_in, daemon=True).start()

    def close(self) -> None:
        """This will take no more of them in."""
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def _take_in(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._door.accept()
                server = self._connect()
                Thread(target=_pass_on, args=(client, server, lambda _: True), daemon=True).start()
                Thread(target=_pass_on, args=(server, client, self._may_pass), daemon=True).start()

    def _connect(self) -> socket.socket:
        host, port = str(self._server.get("host") or "localhost"), int(self._server.get("port") or 5432)
        if not host.startswith("/"):
            return socket.create_connection((host, port))
        server = socket.socket(socket.AF_UNIX)
        server.connect(str(Path(host, f".s.PGSQL.{port}")))
        return server

    def _may_pass(self, answer: bytes) -> bool:
        if COMMITTED in answer and self.loses_next.is_set():
            self.loses_next.clear()
            return False
        return True


@contextmanager
def lossy(conninfo: str) -> Iterator[LossyConnection]:
    """This will stand in between for the length of a block."""
    connection = LossyConnection(conninfo)
    connection.open()
    try:
        yield connection
    finally:
        connection.close()


def _pass_on(source: socket.socket, sink: socket.socket, may_pass: Callable[[bytes], bool]) -> None:
    with suppress(OSError), source, sink:
        while (data := source.recv(65_536)) and may_pass(data):
            sink.sendall(data)
        for end in (source, sink):
            end.shutdown(socket.SHUT_RDWR)
