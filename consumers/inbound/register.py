"""The tables of the inbox: how far each partition was read, and a row for each message.

It must not judge a message, nor commit: what is written here belongs to a transaction of the log.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, LiteralString, NamedTuple
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg import Connection
from psycopg.rows import TupleRow

from consumers.inbound.faults import Fenced
from consumers.inbound.vocabulary import State
from domain.storage.arrays import numbers, texts, uuids
from domain.storage.connection import WriterConnection

__all__ = [
    "Entry", "Line", "Original", "Place", "Step", "Stood", "begin", "enter", "forget", "keep", "move_on", "note_end",
    "positions", "renew", "write_letters",
]  # fmt: skip


Line = tuple[str, str]
"""A topic, and the key of what has to keep its order in it."""


class Place(Struct, frozen=True):
    """Where a message stands. topic_id: tells a topic from one of the same name that was made before it."""

    topic: str
    topic_id: UUID
    partition: int
    offset: int

    def __hash__(self) -> int:
        """This will tell most places apart; the hash of a UUID would cost more than that of all else."""
        return hash((self.partition, self.offset))


class Step(NamedTuple):
    """A partition's position moves from `expected` behind a message."""

    last: Place
    expected: int


class Stood(NamedTuple):
    """What stood in the register already. digests: keyed, of messages; blocked: lines where something waits."""

    digests: Mapping[UUID, bytes]
    blocked: Collection[Line]


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A row of the register, as it is entered. position: of the last event that it brought about, by `command_id`.

    topic to place: where it stands; line: its key within the topic; trace: of W3C Trace Context.
    """

    message_id: UUID
    topic: str
    topic_id: UUID
    partition: int
    place: int
    digest: bytes
    state: State
    line: str | None = None
    source: str | None = None
    id: str | None = None
    type: str | None = None
    reason: str | None = None
    field: str | None = None
    position: int | None = None
    command_id: UUID | None = None
    trace: str | None = None


class Original(NamedTuple):
    """What came, encrypted. wrapped: its key under the master key."""

    message_id: UUID
    wrapped: bytes
    box: bytes


# One statement: with few messages in a transaction, each way to the server costs as much as deciding three of them.
_MOVE_ON: LiteralString = """
WITH moved AS (
    UPDATE inbox.partitions p SET next_offset = step.next, changed_at = now()
    FROM unnest(%(topics)b::text[], %(topic_ids)b::uuid[], %(partitions)b::bigint[], %(expected)b::bigint[],
                %(next)b::bigint[]) WITH ORDINALITY AS step (topic, topic_id, partition, expected, next, number)
    WHERE p.topic = step.topic AND p.partition = step.partition AND p.topic_id = step.topic_id
      AND p.next_offset = step.expected
    RETURNING step.number
), known AS (
    SELECT message_id, digest FROM inbox.messages WHERE message_id = ANY(%(ids)b::uuid[])
), blocked AS (
    SELECT topic, line FROM unnest(%(line_topics)b::text[], %(lines)b::text[]) AS asked (topic, line)
    WHERE EXISTS (SELECT FROM inbox.messages m
                  WHERE m.topic = asked.topic AND m.line = asked.line AND m.state IN ('REJECTED', 'PARKED'))
)
SELECT (SELECT array_agg(number) FROM moved),
       (SELECT array_agg(message_id ORDER BY message_id) FROM known),
       (SELECT array_agg(digest ORDER BY message_id) FROM known),
       (SELECT array_agg(topic ORDER BY topic, line) FROM blocked),
       (SELECT array_agg(line ORDER BY topic, line) FROM blocked)
"""

_ENTER: LiteralString = """
INSERT INTO inbox.messages
    (message_id, topic, topic_id, partition, place, line, source, id, type, digest, state, reason, field, position,
     command_id, trace)
SELECT message_id, topic, topic_id, partition, place, line, source, id, type, decode(digest, 'base64'), state, reason,
       field, position, command_id, trace
FROM json_to_recordset(%(rows)s) AS row (message_id uuid, topic text, topic_id uuid, partition integer, place bigint,
    line text, source text, id text, type text, digest text, state text, reason text, field text, position bigint,
    command_id uuid, trace text)
"""

_REPEATED: LiteralString = """
INSERT INTO inbox.repeats (topic_id, partition, place, message_id)
SELECT topic_id, partition, place, message_id
FROM json_to_recordset(%(rows)s) AS row (topic_id uuid, partition integer, place bigint, message_id uuid)
"""

_KEEP: LiteralString = """
INSERT INTO inbox.originals SELECT * FROM unnest(%(ids)s::uuid[], %(wrapped)s::bytea[], %(boxes)s::bytea[])
"""

# The append lock is held, so nobody else counts on meanwhile.
_LETTERS: LiteralString = """
INSERT INTO inbox.letters (letter, message_id, reason)
SELECT (SELECT coalesce(max(letter), 0) FROM inbox.letters) + place, message_id, reason
FROM unnest(%(ids)s::uuid[], %(reasons)s::text[]) WITH ORDINALITY AS row (message_id, reason, place)
"""

# Needed no more: nothing waits for it, and its sender was told what came of it, or need not be.
_FORGET: LiteralString = """
DELETE FROM inbox.originals o USING inbox.messages m
WHERE m.message_id = o.message_id AND o.message_id = ANY(%(ids)s) AND m.state NOT IN ('REJECTED', 'PARKED')
AND NOT EXISTS (SELECT FROM inbox.letters l WHERE l.message_id = o.message_id AND l.published_at IS NULL)
"""

_POSITIONS: LiteralString = "SELECT partition, topic_id, next_offset FROM inbox.partitions WHERE topic = %(topic)s"

_BEGIN: LiteralString = """
INSERT INTO inbox.partitions (topic, partition, topic_id, next_offset)
VALUES (%(topic)s, %(partition)s, %(topic_id)s, %(offset)s) ON CONFLICT DO NOTHING
"""

_ENDS: LiteralString = """
UPDATE inbox.partitions SET end_offset = %(end)s, asked_at = now()
WHERE topic = %(topic)s AND partition = %(partition)s AND topic_id = %(topic_id)s
"""

_RENEW: LiteralString = "DELETE FROM inbox.partitions WHERE topic = %(topic)s"


def positions(connection: Connection[Any], topic: str) -> dict[int, tuple[UUID, int]]:
    """This will return the id of the topic and the position of each partition that was begun."""
    found = connection.execute(_POSITIONS, {"topic": topic})
    return {row[0]: (row[1], row[2]) for row in found.fetchall()}


def begin(connection: Connection[Any], place: Place) -> None:
    """This will let a partition begin at a place, where it has not begun yet."""
    asked = {"topic": place.topic, "partition": place.partition, "topic_id": place.topic_id, "offset": place.offset}
    connection.execute(_BEGIN, asked)


def note_end(connection: Connection[Any], end: Place) -> None:
    """This will note where a partition ended when the broker was asked; the lag is what lies before."""
    asked = {"topic": end.topic, "partition": end.partition, "topic_id": end.topic_id, "end": end.offset}
    connection.execute(_ENDS, asked)


def renew(connection: Connection[Any], topic: str) -> int:
    """This will forget how far a topic was read, and tell how many partitions it had."""
    return connection.execute(_RENEW, {"topic": topic}).rowcount


def move_on(connection: WriterConnection, steps: Sequence[Step], ids: Sequence[UUID], lines: Collection[Line]) -> Stood:
    """This will move positions, and find those messages and lines of which something stands in the register.

    Raises Fenced where a position does not stand where it is expected; then the transaction has to end.
    """
    asked = {
        "topics": texts([step.last.topic for step in steps]),
        "topic_ids": uuids([step.last.topic_id for step in steps]),
        "partitions": numbers([step.last.partition for step in steps]),
        "expected": numbers([step.expected for step in steps]),
        "next": numbers([step.last.offset + 1 for step in steps]),
        "ids": uuids(ids),
        "line_topics": texts([topic for topic, _ in lines]),
        "lines": texts([line for _, line in lines]),
    }
    moved, known, digests, topics, blocked = _only(connection.execute(_MOVE_ON, asked, prepare=True).fetchone())
    for number, step in enumerate(steps, start=1):
        if number not in (moved or ()):
            raise Fenced(topic=step.last.topic, partition=step.last.partition, expected=step.expected)
    found = dict(zip(known or (), digests or (), strict=True))
    return Stood(found, set(zip(topics or (), blocked or (), strict=True)))


def enter(connection: WriterConnection, entries: Sequence[Entry], repeats: Iterable[tuple[Place, UUID]]) -> None:
    """This will enter messages that are new, and those that came again."""
    if entries:
        connection.execute(_ENTER, {"rows": _json(entries)}, prepare=True)
    again = [
        {"topic_id": place.topic_id, "partition": place.partition, "place": place.offset, "message_id": message_id}
        for place, message_id in repeats
    ]
    if again:
        connection.execute(_REPEATED, {"rows": _json(again)}, prepare=True)


def keep(connection: WriterConnection, originals: Sequence[Original]) -> None:
    """This will keep what came of messages that may be needed again."""
    if originals:
        ids, wrapped, boxes = map(list, zip(*originals, strict=True))
        connection.execute(_KEEP, {"ids": ids, "wrapped": wrapped, "boxes": boxes}, prepare=True)


def forget(connection: WriterConnection, ids: Collection[UUID]) -> None:
    """This will destroy what is kept of messages, as far as nobody needs it any more."""
    connection.execute(_FORGET, {"ids": list(ids)})


def write_letters(connection: WriterConnection, letters: Sequence[tuple[UUID, str]]) -> None:
    """This will write dead letters behind those that stand: message, reason."""
    if letters:
        ids, reasons = map(list, zip(*letters, strict=True))
        connection.execute(_LETTERS, {"ids": ids, "reasons": reasons}, prepare=True)


def _only(row: TupleRow | None) -> TupleRow:
    if row is None:
        raise AssertionError("a statement without FROM has one row")
    return row


def _json(rows: Sequence[Entry] | Sequence[dict[str, object]]) -> str:
    return msgspec.json.encode(rows).decode()
