"""Waits until the log says that it grew, or until it is time to look anyway.

It must not be needed for correctness: who waits here reads the log afterwards, whatever the answer was.
"""

import select
import socket
from typing import Any

import psycopg
from psycopg import Connection

__all__ = ["Listener"]


class Listener:
    """A connection that listens on `entente_log`, made again whenever it is cut (hazard H6)."""

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo
        self._connection: Connection[Any] | None = None
        self._waker, self._woken = socket.socketpair()
        self._woken.setblocking(False)

    def subscribe(self) -> bool:
        """This will listen; True when it had to begin anew, and the log must be read once more (hazard H5)."""
        if self._connection is not None and not self._connection.closed:
            return False
        self._connection = None
        try:
            connection = psycopg.connect(self._conninfo, autocommit=True)
            connection.execute("LISTEN entente_log")
            self._connection = connection
        except psycopg.OperationalError:
            return False
        return True

    def wait(self, longest_s: float) -> None:
        """This will return when the log grew, when `wake` was called, or after `longest_s`."""
        watched: list[int] = [self._woken.fileno()]
        if self._connection is not None and not self._connection.closed:
            watched.append(self._connection.fileno())
        ready, _, _ = select.select(watched, (), (), longest_s)
        if self._connection is not None and self._connection.fileno() in ready:
            self._drain(self._connection)
        if self._woken.fileno() in ready:
            self._woken.recv(64)

    def wake(self) -> None:
        """This will end a wait; from any thread or signal handler."""
        self._waker.send(b"!")

    def close(self) -> None:
        """This will stop listening."""
        if self._connection is not None:
            self._connection.close()
        self._waker.close()
        self._woken.close()

    def _drain(self, connection: Connection[Any]) -> None:
        try:
            for _ in connection.notifies(timeout=0):
                pass
        except psycopg.OperationalError:
            connection.close()
