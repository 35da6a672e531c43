"""One process's means to append: begins under the append lock, loads what a decision needs, commits.

It must not decide, nor try again by itself; after any fault it starts over with a new connection.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import psycopg
from psycopg.rows import TupleRow

from domain.event import Recorded
from domain.storage.append import HEAD, LOCK, Head, append, head_of
from domain.storage.arrays import blobs, numbers, texts, uuids
from domain.storage.connection import connect_writer
from domain.storage.documents import Documents, StoredRow
from domain.storage.faults import LogUnavailable

__all__ = ["Begun", "CommandKey", "FirstResult", "LogWriter", "StreamTail"]

CommandKey = tuple[str, UUID]
"""The acting agency's code, or nothing, and the command's id."""

StreamTail = tuple[UUID, int]
"""A stream, and the version behind which to load."""

REGISTERED = """
SELECT c.agency, c.command_id, c.digest, c.outcome
FROM unnest(%(agencies)b::text[], %(ids)b::uuid[]) AS asked (agency, command_id)
CROSS JOIN LATERAL (
    SELECT * FROM log.commands r WHERE r.agency = asked.agency AND r.command_id = asked.command_id OFFSET 0) c
"""

# OFFSET 0 keeps the planner at one look into the index for each stream, however large the log has become.
TAILS = """
SELECT e.topic, e.state, e.notification_id
FROM unnest(%(ids)b::uuid[], %(versions)b::bigint[]) AS asked (id, version)
CROSS JOIN LATERAL (
    SELECT topic, state, notification_id FROM log.events s
    WHERE s.originator_id = asked.id AND s.originator_version > asked.version
    ORDER BY s.originator_version OFFSET 0) e
"""

CASE_STREAMS = """
SELECT DISTINCT ON (originator_id) originator_id, split_part(topic, '.', 1) FROM log.events
WHERE case_id = %(case_id)s ORDER BY originator_id
"""

REGISTER = """
INSERT INTO log.commands (agency, command_id, digest, outcome, recorded_at)
SELECT agency, command_id, digest, outcome, %(recorded_at)s
FROM unnest(%(agencies)b::text[], %(ids)b::uuid[], %(digests)b::bytea[], %(outcomes)b::bytea[])
    AS result (agency, command_id, digest, outcome)
"""

PIPELINED_COMMANDS, PIPELINED_BYTES = 128, 65_536
"""Up to here statements leave without waiting for one another: together less than a socket's buffer holds (H10)."""


class FirstResult(NamedTuple):
    """A row of the command register. digest: what the command said; outcome: what it came to, as JSON."""

    key: CommandKey
    digest: bytes
    outcome: bytes


@dataclass(frozen=True, slots=True)
class Begun:
    """What a transaction begins with; nobody else can append until it ends."""

    head: Head
    registered: dict[CommandKey, FirstResult]
    loaded: list[Recorded]


class LogWriter:
    """Appends. For one thread; connects when first used, and anew after `reset`."""

    def __init__(self, conninfo: str, documents: Documents) -> None:
        self._conninfo = conninfo
        self.documents = documents
        self._open: psycopg.Connection[TupleRow] | None = None

    def begin(self, commands: Sequence[CommandKey], streams: Sequence[StreamTail]) -> Begun:
        """This will take the append lock, then read the head, the register and streams, if few in one round trip."""
        few = len(commands) <= PIPELINED_COMMANDS
        with self._guarded() as connection, connection.pipeline() if few else nullcontext():
            connection.execute("BEGIN", prepare=True)
            connection.execute(LOCK, prepare=True)
            head = connection.cursor(binary=True).execute(HEAD, prepare=True)
            registered = connection.cursor(binary=True).execute(REGISTERED, _keys(commands), prepare=True)
            loaded = connection.cursor(binary=True).execute(TAILS, _tails(streams), prepare=True) if streams else None
            found = [FirstResult((row[0], row[1]), row[2], row[3]) for row in registered.fetchall()]
            rows = loaded.fetchall() if loaded else []
            return Begun(head_of(head.fetchone()), {result.key: result for result in found}, self._read(rows))

    def load(self, streams: Sequence[StreamTail]) -> list[Recorded]:
        """This will read what streams hold behind the given versions."""
        with self._guarded() as connection:
            return self._read(connection.cursor(binary=True).execute(TAILS, _tails(streams), prepare=True).fetchall())

    def streams_of_case(self, case_id: UUID) -> list[tuple[UUID, str]]:
        """This will name the streams of a case, each with its aggregate."""
        with self._guarded() as connection:
            return connection.execute(CASE_STREAMS, {"case_id": case_id}, prepare=True).fetchall()

    def commit(
        self, head: Head, rows: Sequence[StoredRow], results: Sequence[FirstResult], recorded_at: datetime
    ) -> Head:
        """This will append behind `head`, write the register, commit, and return the new head."""
        size_bytes = sum(len(row.state) for row in rows)
        small = size_bytes <= PIPELINED_BYTES and len(results) <= PIPELINED_COMMANDS
        with self._guarded() as connection, connection.pipeline() if small else nullcontext():
            head = append(connection.cursor(), head, rows)
            if results:
                connection.execute(REGISTER, {**_results(results), "recorded_at": recorded_at}, prepare=True)
            connection.execute("COMMIT", prepare=True)
        return head

    def reset(self) -> None:
        """This will drop the connection, and with it whatever was not committed."""
        if self._open is not None:
            self._open.close()
            self._open = None

    close = reset

    def _read(self, rows: Sequence[TupleRow]) -> list[Recorded]:
        read = self.documents.read
        return [read(topic, state, position) for topic, state, position in rows]

    @contextmanager
    def _guarded(self) -> Iterator[psycopg.Connection[TupleRow]]:
        try:
            if self._open is None:
                self._open = connect_writer(self._conninfo)
            yield self._open
        except (psycopg.OperationalError, psycopg.InterfaceError, psycopg.IntegrityError) as error:
            raise LogUnavailable(str(error)) from error
        except psycopg.Error as error:
            if self._open is None or self._open.closed:
                raise LogUnavailable(str(error)) from error
            raise


def _keys(commands: Sequence[CommandKey]) -> dict[str, bytes]:
    return {"agencies": texts([agency for agency, _ in commands]), "ids": uuids([id_ for _, id_ in commands])}


def _tails(streams: Sequence[StreamTail]) -> dict[str, bytes]:
    return {"ids": uuids([id_ for id_, _ in streams]), "versions": numbers([version for _, version in streams])}


def _results(results: Sequence[FirstResult]) -> dict[str, bytes]:
    return {
        **_keys([result.key for result in results]),
        "digests": blobs([result.digest for result in results]),
        "outcomes": blobs([result.outcome for result in results]),
    }
