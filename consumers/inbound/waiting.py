"""What operators read of the inbox: what waits, and where; never a content, which is asked for one by one.

It must not change anything.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

import msgspec
from psycopg import Connection
from psycopg.rows import class_row, dict_row

from consumers.inbound.register import Original
from consumers.inbound.vocabulary import State

__all__ = ["Message", "Standing", "find", "following", "message", "original_of", "standing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A row of the register. place: its offset; behind: how many of its line wait for it."""

    message_id: UUID
    topic: str
    topic_id: UUID
    partition: int
    place: int
    line: str | None
    source: str | None
    id: str | None
    type: str | None
    digest: bytes
    state: State
    reason: str | None
    field: str | None
    attempts: int
    position: int | None
    received_at: datetime
    changed_at: datetime
    behind: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A topic in numbers: of messages by what they came to, of lines that wait; last_at: when the last one came.

    lag: messages that were not taken in when the broker was last asked, at `asked_at`; None before that.
    """

    topic: str
    applied: int
    rejected: int
    parked: int
    discarded: int
    refused: int
    repeated: int
    waiting_lines: int
    last_at: datetime | None
    lag: int | None
    asked_at: datetime | None


_COLUMNS: LiteralString = """
SELECT m.message_id, m.topic, m.topic_id, m.partition, m.place, m.line, m.source, m.id, m.type, m.digest, m.state,
       m.reason, m.field, m.attempts, m.position, m.received_at, m.changed_at,
       CASE WHEN m.state = 'REJECTED' AND m.line IS NOT NULL THEN (
           SELECT count(*) FROM inbox.messages b WHERE b.topic = m.topic AND b.line = m.line AND b.state = 'PARKED'
       ) ELSE 0 END AS behind
FROM inbox.messages m
"""

_FIND: LiteralString = (
    _COLUMNS
    + """
WHERE m.state = ANY(%(states)s::text[]) AND (%(topic)s::text IS NULL OR m.topic = %(topic)s)
ORDER BY m.received_at, m.topic, m.partition, m.place LIMIT %(limit)s
"""
)

_MESSAGE: LiteralString = _COLUMNS + "WHERE m.message_id = %(message_id)s"

# What was sent in the place of another stands where that one did, and was taken in later.
_FOLLOWING: LiteralString = (
    _COLUMNS
    + """
WHERE m.topic = %(topic)s AND m.line = %(line)s AND m.state = 'PARKED'
ORDER BY m.place, m.received_at LIMIT %(limit)s
"""
)

_ORIGINAL: LiteralString = "SELECT message_id, wrapped, box FROM inbox.originals WHERE message_id = %(message_id)s"

_STANDING: LiteralString = """
SELECT p.topic,
       count(*) FILTER (WHERE m.state = 'APPLIED') AS applied, count(*) FILTER (WHERE m.state = 'REJECTED') AS rejected,
       count(*) FILTER (WHERE m.state = 'PARKED') AS parked, count(*) FILTER (WHERE m.state = 'DISCARDED') AS discarded,
       count(*) FILTER (WHERE m.state = 'REFUSED') AS refused,
       (SELECT count(*) FROM inbox.repeats r JOIN inbox.messages f USING (message_id) WHERE f.topic = p.topic)
           AS repeated,
       count(DISTINCT m.line) FILTER (WHERE m.state IN ('REJECTED', 'PARKED')) AS waiting_lines,
       max(m.received_at) AS last_at, p.lag, p.asked_at
FROM (SELECT topic, max(asked_at) AS asked_at,
             sum(greatest(end_offset - next_offset, 0)) FILTER (WHERE end_offset IS NOT NULL)::bigint AS lag
      FROM inbox.partitions GROUP BY topic) p
LEFT JOIN inbox.messages m USING (topic)
GROUP BY p.topic, p.lag, p.asked_at ORDER BY p.topic
"""


def find(connection: Connection[Any], states: list[State], topic: str | None, limit: int) -> list[Message]:
    """This will list messages, the oldest first."""
    return _messages(connection, _FIND, {"states": list(states), "topic": topic, "limit": limit})


def message(connection: Connection[Any], message_id: UUID) -> Message | None:
    """This will return one of them; None where there is none."""
    return next(iter(_messages(connection, _MESSAGE, {"message_id": message_id})), None)


def following(connection: Connection[Any], topic: str, line: str, limit: int) -> list[Message]:
    """This will list what is parked in a line, in its order."""
    return _messages(connection, _FOLLOWING, {"topic": topic, "line": line, "limit": limit})


def original_of(connection: Connection[Any], message_id: UUID) -> Original | None:
    """This will return what came, encrypted; None once it is gone."""
    row = connection.execute(_ORIGINAL, {"message_id": message_id}).fetchone()
    return None if row is None else Original(*row)


def standing(connection: Connection[Any]) -> list[Standing]:
    """This will tell every topic in numbers."""
    return connection.cursor(row_factory=class_row(Standing)).execute(_STANDING).fetchall()


def _messages(connection: Connection[Any], statement: LiteralString, asked: dict[str, object]) -> list[Message]:
    rows = connection.cursor(row_factory=dict_row).execute(statement, asked).fetchall()
    return [msgspec.convert(row, Message) for row in rows]
