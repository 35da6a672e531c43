"""One process's means to append: begins under the append lock, loads what a decision needs, commits.

It must not decide, nor try again by itself; after any fault it starts over with a new connection.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

import psycopg
from psycopg.rows import TupleRow

from domain.event import Recorded
from domain.storage.append import APPEND, ERASE, HEAD, LOCK, CommandKey, FirstResult, Growth, Head, head_of, keys
from domain.storage.arrays import numbers, uuids
from domain.storage.connection import WriterConnection, WriterCursor, connect_writer
from domain.storage.documents import Documents, begins_with
from domain.storage.faults import LogUnavailable

__all__ = ["Begun", "LogWriter", "StreamTail"]

T = TypeVar("T")

StreamTail = tuple[UUID, int]
"""A stream, and the version behind which to load."""

REGISTERED = """
SELECT c.agency, c.command_id, c.digest, c.outcome
FROM unnest(%(agencies)b::text[], %(command_ids)b::uuid[]) AS asked (agency, command_id)
CROSS JOIN LATERAL (
    SELECT * FROM log.commands r WHERE r.agency = asked.agency AND r.command_id = asked.command_id OFFSET 0) c
"""

# OFFSET 0 keeps the planner at one look into the index for each stream, however large the log has become.
TAILS = """
SELECT e.topic, e.state, e.notification_id, k.wrapped
FROM unnest(%(ids)b::uuid[], %(versions)b::bigint[]) AS asked (id, version)
CROSS JOIN LATERAL (
    SELECT topic, state, notification_id FROM log.events s
    WHERE s.originator_id = asked.id AND s.originator_version > asked.version
    ORDER BY s.originator_version OFFSET 0) e
LEFT JOIN LATERAL (SELECT wrapped FROM log.keys WHERE position = e.notification_id OFFSET 0) k ON true
"""

CASE_STREAMS = """
SELECT DISTINCT ON (originator_id) originator_id, split_part(topic, '.', 1) FROM log.events
WHERE case_id = %(case_id)s ORDER BY originator_id
"""

# A document begins with its event's id: the texts behind it need not be read for those that are not meant.
EVENT_OF_CASE = """
SELECT e.topic, e.state, e.notification_id, k.wrapped FROM log.events e
LEFT JOIN log.keys k ON k.position = e.notification_id
WHERE e.case_id = %(case_id)s AND substr(e.state, 1, octet_length(%(head)s::bytea)) = %(head)s::bytea
"""

# One message, so that a process cannot freeze in the middle of it. No two statements are ever under way at once: while
# the server waits for the rest of a pipeline no time limit runs, and a frozen process would keep the lock (hazard H8).
BEGIN = f"BEGIN ISOLATION LEVEL READ COMMITTED; {LOCK}; {HEAD}"


@dataclass(frozen=True, slots=True)
class Begun:
    """What a transaction begins with; nobody else can append until it ends. state: the log's last document."""

    position: int
    state: bytes
    registered: dict[CommandKey, FirstResult]


class LogWriter:
    """Appends. For one thread; connects when first used, and anew after `reset`. cursor: see `connect_writer`."""

    def __init__(self, conninfo: str, documents: Documents, cursor: type[WriterCursor] | None = None) -> None:
        self._conninfo, self._cursor = conninfo, cursor
        self.documents = documents
        self._open: WriterConnection | None = None
        self._head = Head()
        self._beside = ThreadPoolExecutor(1, "entente-sender")
        self._sending: Future[None] | None = None

    def begin(self, commands: Sequence[CommandKey]) -> Begun:
        """This will take the append lock, then read the head and the register."""
        with self._guarded() as connection:
            self._head = head_of(_last_row(connection.execute(BEGIN, prepare=False)))
            registered = connection.cursor(binary=True).execute(REGISTERED, keys(commands), prepare=True)
            found = [FirstResult((row[0], row[1]), row[2], row[3]) for row in registered.fetchall()]
        return Begun(self._head.position, self._head.state, {result.key: result for result in found})

    def load(self, streams: Sequence[StreamTail]) -> list[Recorded]:
        """This will read what streams hold behind the given versions."""
        with self._guarded() as connection:
            return self._read(connection.cursor(binary=True).execute(TAILS, _tails(streams), prepare=True).fetchall())

    def streams_of_case(self, case_id: UUID) -> list[tuple[UUID, str]]:
        """This will name the streams of a case, each with its aggregate."""
        with self._guarded() as connection:
            return connection.execute(CASE_STREAMS, {"case_id": case_id}, prepare=True).fetchall()

    def event_of_case(self, case_id: UUID, event_id: UUID) -> Recorded | None:
        """This will read an event of a case by its id; None where the case has none of that id."""
        wanted = {"case_id": case_id, "head": begins_with(event_id)}
        with self._guarded() as connection:
            rows = connection.cursor(binary=True).execute(EVENT_OF_CASE, wanted, prepare=True).fetchall()
        return next(iter(self._read(rows)), None)

    def accompany(self, work: Callable[[WriterConnection], T]) -> T:
        """This will let somebody else read and write in the transaction; what it returns is returned."""
        self._finish_sending()
        with self._guarded() as connection:
            return work(connection)

    def append(self, growth: Growth) -> None:
        """This will send what a batch came to so far, while the caller decides the rest of it."""
        self._finish_sending()
        self._sending = self._beside.submit(copy_context().run, self._send, growth)  # as part of what the caller does

    def commit(self, growth: Growth) -> int:
        """This will append the rest, commit, and return the position of the last event."""
        self._finish_sending()
        if growth.rows or growth.results:
            self._send(growth)
        with self._guarded() as connection:
            connection.execute("COMMIT", prepare=True)
        return self._head.position

    def reset(self) -> None:
        """This will drop the connection, and with it whatever was not committed."""
        if self._sending is not None:
            wait([self._sending])
            self._sending = None
        if self._open is not None:
            self._open.close()
            self._open = None

    def close(self) -> None:
        """This will drop the connection for good."""
        self.reset()
        self._beside.shutdown()

    def _send(self, growth: Growth) -> None:
        self._head, parameters = growth.behind(self._head)
        erasure = growth.erasure()
        with self._guarded() as connection:
            if erasure:
                connection.execute(ERASE, erasure, prepare=True)
            connection.execute(APPEND, parameters, prepare=True)

    def _finish_sending(self) -> None:
        sending, self._sending = self._sending, None
        if sending is not None:
            sending.result()

    def _read(self, rows: Sequence[TupleRow]) -> list[Recorded]:
        read = self.documents.read
        return [read(*row) for row in rows]

    @contextmanager
    def _guarded(self) -> Iterator[WriterConnection]:
        try:
            if self._open is None:
                self._open = connect_writer(self._conninfo, self._cursor)
            yield self._open
        except (psycopg.OperationalError, psycopg.InterfaceError, psycopg.IntegrityError) as error:
            raise LogUnavailable(str(error)) from error
        except psycopg.Error as error:
            if self._open is None or self._open.closed:
                raise LogUnavailable(str(error)) from error
            raise


def _tails(streams: Sequence[StreamTail]) -> dict[str, bytes]:
    return {"ids": uuids([id_ for id_, _ in streams]), "versions": numbers([version for _, version in streams])}


def _last_row(cursor: psycopg.Cursor[TupleRow]) -> TupleRow | None:
    """The row of the last statement of several."""
    while cursor.nextset():
        pass
    return cursor.fetchone()
