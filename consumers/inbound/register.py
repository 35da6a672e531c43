"""The tables of the inbox: how far each partition was read, and a row for each message.

It must not judge a message, nor commit: what is written here belongs to a transaction of the log.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, LiteralString, NamedTuple
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg import Connection

from consumers.inbound.faults import Fenced
from consumers.inbound.vocabulary import State
from domain.storage.connection import WriterConnection

__all__ = [
    "Entry", "Line", "Original", "Place", "advance", "begin", "blocked", "enter", "forget", "keep", "known",
    "note_end", "positions", "renew", "write_letters",
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


class Entry(Struct, frozen=True, kw_only=True):
    """A row of the register, as it is entered. position: of the last event that it brought about, by `command_id`.

    trace: of W3C Trace Context.
    """

    message_id: UUID
    place: Place
    digest: bytes
    state: State
    line: Line | None = None
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


_ADVANCE: LiteralString = """
UPDATE inbox.partitions SET next_offset = %(next)s, changed_at = now()
WHERE topic = %(topic)s AND partition = %(partition)s AND topic_id = %(topic_id)s AND next_offset = %(expected)s
"""

_KNOWN: LiteralString = "SELECT message_id, digest FROM inbox.messages WHERE message_id = ANY(%(ids)s)"

_BLOCKED: LiteralString = """
SELECT topic, line FROM unnest(%(topics)s::text[], %(lines)s::text[]) AS asked (topic, line)
WHERE EXISTS (SELECT FROM inbox.messages m
              WHERE m.topic = asked.topic AND m.line = asked.line AND m.state IN ('REJECTED', 'PARKED'))
"""

_ENTER: LiteralString = """
INSERT INTO inbox.messages
    (message_id, topic, topic_id, partition, place, line, source, id, type, digest, state, reason, field, position,
     command_id, trace)
SELECT message_id, topic, topic_id, partition, place, line, source, id, type, decode(digest, 'hex'), state, reason,
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


def advance(connection: WriterConnection, last: Place, expected: int) -> None:
    """This will move a partition's position from `expected` behind a message.

    Raises Fenced where it does not stand there.
    """
    asked = {
        "topic": last.topic, "topic_id": last.topic_id, "partition": last.partition,
        "expected": expected, "next": last.offset + 1,
    }  # fmt: skip
    if connection.execute(_ADVANCE, asked, prepare=True).rowcount != 1:
        raise Fenced(topic=last.topic, partition=last.partition, expected=expected)


def known(connection: WriterConnection, ids: Collection[UUID]) -> dict[UUID, bytes]:
    """This will find the keyed digests of those messages that were taken in before."""
    return dict(connection.execute(_KNOWN, {"ids": list(ids)}, prepare=True).fetchall())


def blocked(connection: WriterConnection, lines: Collection[Line]) -> set[Line]:
    """This will find those lines in which something waits for an operator."""
    asked = {"topics": [topic for topic, _ in lines], "lines": [line for _, line in lines]}
    return set(connection.execute(_BLOCKED, asked, prepare=True).fetchall())


def enter(connection: WriterConnection, entries: Sequence[Entry], repeats: Iterable[tuple[Place, UUID]]) -> None:
    """This will enter messages that are new, and those that came again."""
    if entries:
        connection.execute(_ENTER, {"rows": _json(_row(each) for each in entries)}, prepare=True)
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


def _row(entry: Entry) -> dict[str, object]:
    place = entry.place
    return {
        "message_id": entry.message_id, "topic": place.topic, "topic_id": place.topic_id,
        "partition": place.partition, "place": place.offset, "line": entry.line and entry.line[1],
        "source": entry.source, "id": entry.id, "type": entry.type, "digest": entry.digest.hex(),
        "state": entry.state, "reason": entry.reason, "field": entry.field, "position": entry.position,
        "command_id": entry.command_id, "trace": entry.trace,
    }  # fmt: skip


def _json(rows: Iterable[dict[str, object]]) -> str:
    return msgspec.json.encode(list(rows)).decode()
