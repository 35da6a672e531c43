"""Appends events at the end of the log, inside a transaction that holds the append lock.

It must not decide anything, nor begin or end the transaction.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from psycopg import Cursor
from psycopg.rows import TupleRow

from domain.storage.arrays import blobs, numbers, texts, uuids
from domain.storage.chain import GENESIS, leaf_hash, link_hash
from domain.storage.documents import StoredRow

__all__ = ["CHANNEL", "HEAD", "LOCK", "Head", "append", "head_of"]

CHANNEL = "entente_log"
"""Where readers hear that the log grew; the payload is the last position."""

LOCK = "SELECT pg_advisory_xact_lock(7310211905834223713)"
"""One writer at a time, from the reading of the head to the commit; the number is the word `entente` and chance."""

HEAD = "SELECT notification_id, hash, state FROM log.events ORDER BY notification_id DESC LIMIT 1"

INSERT = """
INSERT INTO log.events (originator_id, originator_version, topic, state, notification_id, case_id, hash)
SELECT * FROM unnest(
    %(ids)b::uuid[], %(versions)b::bigint[], %(topics)b::text[], %(states)b::bytea[],
    %(positions)b::bigint[], %(cases)b::uuid[], %(hashes)b::bytea[])
"""

NOTIFY = "SELECT pg_notify(%(channel)s, %(position)s)"

CHUNK = 2_000
"""Events per statement: beyond a thousand nothing is gained, and a message stays near a megabyte (H10)."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the log. position: 0 where it is empty; state: the last document, or nothing."""

    position: int = 0
    hash: bytes = GENESIS
    state: bytes = b""


def head_of(row: TupleRow | None) -> Head:
    """This will read the one row, or none, that HEAD brings."""
    return Head(*row) if row else Head()


def append(cursor: Cursor[TupleRow], head: Head, rows: Sequence[StoredRow]) -> Head:
    """This will insert rows behind `head`, tell the readers, and return the new head."""
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        hashes = list(_hashes(head.hash, chunk))
        cursor.execute(INSERT, _columns(head.position, chunk, hashes), prepare=True)
        head = Head(head.position + len(chunk), hashes[-1], chunk[-1].state)
    if rows:
        cursor.execute(NOTIFY, {"channel": CHANNEL, "position": str(head.position)}, prepare=True)
    return head


def _hashes(previous: bytes, rows: Sequence[StoredRow]) -> Iterator[bytes]:
    for row in rows:
        previous = link_hash(previous, leaf_hash(row.originator_id, row.version, row.topic, row.state))
        yield previous


def _columns(after: int, rows: Sequence[StoredRow], hashes: list[bytes]) -> dict[str, bytes]:
    return {
        "ids": uuids([row.originator_id for row in rows]),
        "versions": numbers([row.version for row in rows]),
        "topics": texts([row.topic for row in rows]),
        "states": blobs([row.state for row in rows]),
        "positions": numbers(range(after + 1, after + 1 + len(rows))),
        "cases": uuids([row.case_id for row in rows]),
        "hashes": blobs(hashes),
    }
