"""Tells which contents of items are gone although nothing erased them, do not open, or are not what was registered.

It must not show a content, nor hold more of one than a piece.
"""

from collections.abc import Iterator
from hashlib import sha256

import psycopg
from psycopg.rows import TupleRow

from domain.catalogue import EVENT_TYPES
from domain.storage.chain import Finding, Wrong
from domain.storage.content_boxes import PIECE_BYTES, ContentBoxes
from domain.storage.faults import LogDamaged
from domain.storage.keyring import Keyring

__all__ = ["content_losses"]

# Every deposit, what is kept of it, and whether the stream says later why nothing has to be: another content, or none.
DEPOSITS = """
WITH deposits AS MATERIALIZED (
    SELECT notification_id, originator_id, originator_version, convert_from(state, 'UTF8')::json -> 'data' AS data
    FROM log.events WHERE topic = 'item.ContentDeposited'
)
SELECT d.notification_id, c.content_id, d.data ->> 'content_sha256', c.size_bytes, c.wrapped, EXISTS (
    SELECT FROM log.events e
    WHERE e.originator_id = d.originator_id AND e.originator_version > d.originator_version
    AND (e.topic = ANY(%(ending)s) OR (e.topic = 'item.ItemCorrected'
        AND convert_from(e.state, 'UTF8')::json #>> '{data,content_sha256}' IS NOT NULL)))
FROM deposits d LEFT JOIN vault.contents c ON c.content_id = (d.data ->> 'content_id')::uuid
ORDER BY d.notification_id
"""

PIECE = "SELECT box FROM vault.chunks WHERE content_id = %(content)s AND place = %(place)s"

ENDING = ["item.ContentDeposited", *(topic for topic, kind in EVENT_TYPES.items() if kind.ERASES)]


def content_losses(conninfo: str, keyring: Keyring) -> Iterator[Finding]:
    """This will open every content that is kept, which takes as long as to read them all."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        for row in connection.execute(DEPOSITS, {"ending": ENDING}, binary=True).fetchall():
            position, content_id, _, _, _, is_ended = row
            if content_id is not None:
                yield from _unreadable(connection, row, keyring)
            elif not is_ended:
                said = "the content that was deposited is gone: it was destroyed without an erasure"
                yield Finding(position, Wrong.DESTROYED, said)


def _unreadable(connection: psycopg.Connection[TupleRow], row: TupleRow, keyring: Keyring) -> Iterator[Finding]:
    """Of one that is erased or replaced meanwhile, nothing is said."""
    position, content_id, registered, *_ = row
    try:
        hashed = _hash_of(connection, row, keyring)
    except LogDamaged as error:
        yield Finding(position, Wrong.UNREADABLE, f"the content {content_id} does not open: {error}")
        return
    if hashed != registered:
        yield Finding(position, Wrong.UNREADABLE, f"the content {content_id} is not the one that was deposited")


def _hash_of(connection: psycopg.Connection[TupleRow], row: TupleRow, keyring: Keyring) -> str:
    _, content_id, _, size_bytes, wrapped, _ = row
    boxes, hashed = ContentBoxes.reopen(content_id, wrapped, keyring), sha256()
    last = max(0, ((size_bytes or 0) - 1) // PIECE_BYTES)
    for place in range(last + 1):
        found = connection.execute(PIECE, {"content": content_id, "place": place}, binary=True).fetchone()
        if found is None:
            raise LogDamaged("a piece of it is missing")
        hashed.update(boxes.open(place, found[0], is_last=place == last))
    return hashed.hexdigest()
