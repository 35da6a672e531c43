"""Wraps every key of the database under a new master key, after which the old one opens nothing of it any more.

It must not touch what the keys open, nor go on where one key would be lost.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import LiteralString
from uuid import UUID

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from deploy.faults import Fault
from domain.storage import Keyring, LogDamaged
from domain.storage.content_boxes import bound_to_content
from domain.storage.sealing import bound_to

__all__ = ["CONTENTS", "EVENTS", "MESSAGES", "SOURCES", "Rewrapped", "WrappedKeys", "rewrap"]

PAGE = 5_000
"""Keys per transaction: well under a second, so that an interruption loses little."""


@dataclass(frozen=True, slots=True)
class WrappedKeys:
    """Where wrapped keys stand.

    read: brings place, wrapped key and what it is bound to, in pages behind %(after)s, at first `before_all`; write:
    puts one key in place of another, and nothing where the key was destroyed meanwhile; bound: names what a row is
    bound to.
    """

    name: str
    read: LiteralString
    write: LiteralString
    bound: Callable[[TupleRow], bytes]
    before_all: object = 0


@dataclass(frozen=True, slots=True)
class Rewrapped:
    """rewrapped: keys that were wrapped anew; already: those that an earlier run had done."""

    rewrapped: int
    already: int


EVENTS = WrappedKeys(
    name="events",
    read="""
SELECT k.position, k.wrapped, e.originator_id, e.originator_version, e.topic
FROM log.keys k JOIN log.events e ON e.notification_id = k.position
WHERE k.position > %(after)s ORDER BY k.position LIMIT %(limit)s
""",
    write="UPDATE log.keys SET wrapped = %(new)s WHERE position = %(place)s AND wrapped = %(old)s",
    bound=lambda row: bound_to(row[2], row[3], row[4]),
)

CONTENTS = WrappedKeys(
    name="contents",
    read="""
SELECT content_id, wrapped FROM vault.contents WHERE content_id > %(after)s ORDER BY content_id LIMIT %(limit)s
""",
    write="UPDATE vault.contents SET wrapped = %(new)s WHERE content_id = %(place)s AND wrapped = %(old)s",
    bound=lambda row: bound_to_content(row[0]),
    before_all=UUID(int=0),
)

MESSAGES = WrappedKeys(
    name="messages",
    read="""
SELECT message_id, wrapped FROM inbox.originals WHERE message_id > %(after)s ORDER BY message_id LIMIT %(limit)s
""",
    write="UPDATE inbox.originals SET wrapped = %(new)s WHERE message_id = %(place)s AND wrapped = %(old)s",
    bound=lambda row: bound_to_content(row[0]),
    before_all=UUID(int=0),
)

SOURCES: tuple[WrappedKeys, ...] = (EVENTS, CONTENTS, MESSAGES)
"""Everything that is wrapped under the master key."""


def rewrap(owner: str, old: Keyring, new: Keyring, sources: tuple[WrappedKeys, ...] = SOURCES) -> Rewrapped:
    """This will wrap the keys of all sources anew; what an earlier run has done stays.

    owner: conninfo of the role that owns the tables. Nothing else may append meanwhile. Raises Fault, before it changes
    anything, where a key opens under neither master key.
    """
    with psycopg.connect(owner, autocommit=True) as connection:
        for source in sources:
            for page in _pages(connection, source):
                _ = [_opened(source, row, old, new) for row in page]
        done = [_rewrap_all(connection, source, old, new) for source in sources]
    return Rewrapped(sum(each.rewrapped for each in done), sum(each.already for each in done))


def _rewrap_all(connection: Connection[TupleRow], source: WrappedKeys, old: Keyring, new: Keyring) -> Rewrapped:
    rewrapped = already = 0
    for page in _pages(connection, source):
        changed = [
            {"place": row[0], "old": row[1], "new": new.wrap(key, source.bound(row))}
            for row in page
            if (key := _opened(source, row, old, new)) is not None
        ]
        with connection.transaction():
            connection.cursor().executemany(source.write, changed)
        rewrapped, already = rewrapped + len(changed), already + len(page) - len(changed)
    return Rewrapped(rewrapped, already)


def _pages(connection: Connection[TupleRow], source: WrappedKeys) -> Iterator[list[TupleRow]]:
    after = source.before_all
    while page := connection.execute(source.read, {"after": after, "limit": PAGE}, binary=True).fetchall():
        yield page
        after = page[-1][0]


def _opened(source: WrappedKeys, row: TupleRow, old: Keyring, new: Keyring) -> bytes | None:
    """The key; None where it is wrapped under the new master key already. Both are tried: a row says not which."""
    for keyring in (new, old):
        try:
            key = keyring.unwrap(row[1], source.bound(row))
        except LogDamaged:
            continue
        return None if keyring is new else key
    raise Fault(
        f"The key of {source.name} {row[0]} opens neither under {old.name} nor under {new.name}: nothing was changed.",
        remedy="Rotate from the master key under which it was wrapped, or restore it from a backup.",
    )
