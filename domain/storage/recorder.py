"""The log as its readers see it, and as the library's recorder that it also is.

It must not decide, and lets nobody change what is recorded.
"""

import os
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self
from uuid import UUID

from eventsourcing.persistence import InterfaceError, OperationalError, ProgrammingError, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder
from eventsourcing.utils import strtobool
from psycopg.rows import TupleRow, tuple_row

from domain.catalogue import EVENT_TYPES
from domain.event import Event, Recorded
from domain.storage.append import APPEND, CHANNEL, CHUNK, HEAD, LOCK, Growth, head_of
from domain.storage.chain import Link
from domain.storage.connection import LogDatastore, WriterCursor
from domain.storage.documents import Documents, StoredRow
from domain.storage.faults import LogUnavailable
from domain.storage.keyring import Keyring
from domain.storage.sealing import bound_to
from domain.storage.subscription import LogSubscription
from domain.storage.unread import Unread
from domain.storage.writer import LogWriter

__all__ = ["EventLog"]

UNSAFE_SETTING = "POSTGRES_ENABLE_DB_FUNCTIONS"
"""The library's switch that drops its append lock: readers of the tail then miss events (hazards H1, H2, H3)."""

# Both in the order of positions, so that they are merged. So many keys are enough, since no event has two.
READ = """
SELECT e.topic, e.state, e.notification_id, k.wrapped FROM (
    SELECT topic, state, notification_id FROM log.events
    WHERE notification_id > %(after)s ORDER BY notification_id LIMIT %(limit)s
) e LEFT JOIN (
    SELECT position, wrapped FROM log.keys WHERE position > %(after)s ORDER BY position LIMIT %(limit)s
) k ON k.position = e.notification_id ORDER BY e.notification_id
"""

# OFFSET 0 keeps the planner at one look into the index for each event, however many keys there are.
AT = """
SELECT e.topic, e.state, e.notification_id, k.wrapped FROM log.events e
LEFT JOIN LATERAL (SELECT wrapped FROM log.keys WHERE position = e.notification_id OFFSET 0) k ON true
WHERE notification_id = ANY(%(positions)s::bigint[]) ORDER BY notification_id
"""

STREAM = """
SELECT e.topic, e.state, e.notification_id, k.wrapped FROM log.events e
LEFT JOIN LATERAL (SELECT wrapped FROM log.keys WHERE position = e.notification_id OFFSET 0) k ON true
WHERE originator_id = %(id)s AND originator_version > %(after)s ORDER BY originator_version
"""

CASE = """
SELECT e.topic, e.state, e.notification_id, k.wrapped FROM log.events e
LEFT JOIN LATERAL (SELECT wrapped FROM log.keys WHERE position = e.notification_id OFFSET 0) k ON true
WHERE case_id = %(id)s ORDER BY notification_id
"""

CASE_SIZE = """
SELECT count(*) FROM (SELECT FROM log.events WHERE case_id = %(id)s LIMIT %(most)s) counted
"""

LINKS = """
SELECT notification_id, originator_id, originator_version, topic, state, hash, case_id FROM log.events
WHERE notification_id > %(after)s ORDER BY notification_id LIMIT %(limit)s
"""

LAST = "SELECT coalesce(max(notification_id), 0) FROM log.events"

LAST_KEY = """
SELECT e.originator_id, e.originator_version, e.topic, k.wrapped
FROM (SELECT position, wrapped FROM log.keys ORDER BY position DESC LIMIT 1) k
JOIN log.events e ON e.notification_id = k.position
"""


class EventLog(PostgresApplicationRecorder):
    """The event log of one database. Opens connections when they are first needed; close it, or use it in a `with`.

    Whatever reads raises LogUnavailable where the database cannot be reached.
    """

    def __init__(
        self,
        conninfo: str,
        keyring: Keyring,
        types: Mapping[str, type[Event]] = EVENT_TYPES,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        if strtobool(environment.get(UNSAFE_SETTING) or "no"):
            raise ProgrammingError(f"{UNSAFE_SETTING} is on: appends would not be serial, readers would miss events")
        self.conninfo = conninfo
        self.keyring = keyring
        self.documents = Documents(types, keyring)
        super().__init__(LogDatastore(conninfo), events_table_name="events")
        self.channel_name = CHANNEL

    def read(self, after: int, limit: int) -> list[Recorded]:
        """This will read at most `limit` events that follow position `after`, in order and without gaps."""
        return self._recorded(READ, {"after": after, "limit": limit})

    def at(self, positions: Sequence[int]) -> list[Recorded]:
        """This will read the events at these positions, in the order of the log; none for one behind its end."""
        return self._recorded(AT, {"positions": list(positions)})

    def stream(self, stream_id: UUID, after_version: int = 0) -> list[Recorded]:
        """This will read a stream from behind a version on."""
        return self._recorded(STREAM, {"id": stream_id, "after": after_version})

    def case(self, case_id: UUID) -> list[Recorded]:
        """This will read all events of a case, in the order of the log."""
        return self._recorded(CASE, {"id": case_id})

    def unread(self, case_id: UUID) -> list[Unread]:
        """This will fetch the same, to be read as far as it is looked at."""
        return [Unread(self.documents, row) for row in self._rows(CASE, {"id": case_id})]

    def case_size(self, case_id: UUID, most: int) -> int:
        """This will count the events of a case, no further than `most`."""
        return int(self._rows(CASE_SIZE, {"id": case_id, "most": most})[0][0])

    def head(self) -> int:
        """This will return the position of the last event; 0 where there is none."""
        return int(self._rows(LAST, {})[0][0])

    def try_keyring(self) -> None:
        """This will open the key of the last sealed event. Raises WrongMasterKey where another master key is needed."""
        for stream_id, version, topic, wrapped in self._rows(LAST_KEY, {}):
            self.keyring.unwrap(wrapped, bound_to(stream_id, version, topic))

    def links(self, after: int, limit: int) -> list[Link]:
        """This will read at most `limit` events as links of the hash chain."""
        return [Link(*row) for row in self._rows(LINKS, {"after": after, "limit": limit})]

    def writer(self, cursor: type[WriterCursor] | None = None) -> LogWriter:
        """This will make the means to append decided events; it has a connection of its own, not yet opened.

        cursor: of what kind its cursors are; None for the plain one.
        """
        return LogWriter(self.conninfo, self.documents, cursor)

    def insert_events(self, stored_events: Sequence[StoredEvent], **more: object) -> Sequence[int] | None:
        """This will append events that the library made: for its own tools and tests; ours are appended by `writer`.

        Raises ProgrammingError for anything to be recorded beside the events: it is never silently left out (H3).
        """
        if more:
            raise ProgrammingError(f"the event log records nothing beside events, and was given {', '.join(more)}")
        if not stored_events:
            return None
        rows = [
            StoredRow(UUID(str(e.originator_id)), e.originator_version, e.topic, e.state, None) for e in stored_events
        ]
        with self.datastore.transaction(commit=True) as dict_cursor:
            cursor = dict_cursor.connection.cursor(row_factory=tuple_row)
            cursor.execute(LOCK)
            before = head = head_of(cursor.execute(HEAD, binary=True).fetchone())
            for start in range(0, len(rows), CHUNK):
                head, parameters = Growth(rows[start : start + CHUNK]).behind(head)
                cursor.execute(APPEND, parameters)
        return list(range(before.position + 1, head.position + 1))

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> LogSubscription:
        """This will follow the log from behind a position on: for the library's own tools and tests."""
        return LogSubscription(self, gt, topics)

    def create_table(self) -> None:
        """This will do nothing: deploy/migrations makes the tables."""

    def close(self) -> None:
        """This will close all connections for reading."""
        self.datastore.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _recorded(self, statement: str, named: dict[str, object]) -> list[Recorded]:
        read = self.documents.read
        return [read(*row) for row in self._rows(statement, named)]

    def _rows(self, statement: str, named: dict[str, object]) -> list[TupleRow]:
        """The library hands on a database that is gone as errors of its own, which nobody but us knows."""
        try:
            with self.datastore.get_connection() as connection:
                cursor = connection.cursor(row_factory=tuple_row, binary=True)
                return cursor.execute(statement, named, prepare=True).fetchall()
        except (OperationalError, InterfaceError) as error:
            self.datastore.pool.check()  # other connections may be lost with this one: each would cost a try
            raise LogUnavailable(str(error)) from error
