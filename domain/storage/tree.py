"""The Merkle tree over the events of one database: grows with them, and gives roots and proofs for any size of it.

It must not sign, nor trust a subtree that does not follow from the events: `verify` compares each of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from itertools import groupby
from typing import LiteralString
from uuid import UUID

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import DictRow, TupleRow, tuple_row

from domain.storage.arrays import blobs, numbers, texts, uuids
from domain.storage.chain import Link
from domain.storage.connection import LogDatastore
from domain.storage.merkle import (
    BLOCK,
    BLOCK_LEVEL,
    Frontier,
    Span,
    Subtree,
    consistency_spans,
    folded,
    inclusion_spans,
    root_of,
    subtrees_of,
)
from domain.storage.sealed import CheckpointRow, SealedCheckpoint, sealed_checkpoints

__all__ = ["LogTree"]

CHUNK = 32 * BLOCK
"""Events hashed between two writes of subtrees: some six megabytes, after which the work is kept."""

# What domain/storage/chain.leaf_hash hashes.
DOCUMENTS = """
SELECT '\\x00'::bytea || uuid_send(originator_id) || int8send(originator_version)
    || int4send(octet_length(topic)) || convert_to(topic, 'UTF8') || state
FROM log.events WHERE notification_id > %(after)s AND notification_id <= %(until)s ORDER BY notification_id
"""

# What the appender found out, many times faster than to hash documents again; events of before that have none.
LEAVES = """
SELECT leaf FROM log.events
WHERE notification_id > %(after)s AND notification_id <= %(until)s ORDER BY notification_id
"""

# How many blocks are kept: they come in without gaps.
BLOCKS = "SELECT coalesce(max(ordinal) + 1, 0) FROM log.subtrees WHERE level = 8"

SUBTREES = """
SELECT s.level, s.ordinal, s.hash FROM log.subtrees s
JOIN unnest(%(levels)b::bigint[], %(ordinals)b::bigint[]) AS asked (level, ordinal)
    ON s.level = asked.level::smallint AND s.ordinal = asked.ordinal
"""

# Two processes that grow the tree find the same hashes: the first to write them is right.
KEEP = """
INSERT INTO log.subtrees (level, ordinal, hash)
SELECT level::smallint, ordinal, hash
FROM unnest(%(levels)b::bigint[], %(ordinals)b::bigint[], %(hashes)b::bytea[]) AS made (level, ordinal, hash)
ON CONFLICT DO NOTHING
"""

ALL = "SELECT level, ordinal, hash FROM log.subtrees"

GROWTH = """
SELECT count(*) FROM (
    SELECT FROM log.events
    WHERE notification_id > %(after)s AND topic NOT LIKE 'checkpoint.%%' ORDER BY notification_id LIMIT %(limit)s
) AS grown
"""

CHECKPOINTS = """
SELECT notification_id, topic, state FROM log.events
WHERE topic LIKE 'checkpoint.%%' AND notification_id > %(after)s ORDER BY notification_id
"""

LINKS = """
SELECT notification_id, originator_id, originator_version, topic, state, hash, case_id FROM log.events
WHERE notification_id > %(after)s ORDER BY notification_id LIMIT %(limit)s
"""

OF_CASE = """
SELECT notification_id, originator_id, originator_version, topic, state, hash, case_id FROM log.events
WHERE case_id = %(case_id)s ORDER BY notification_id
"""

KEYS = "SELECT position, wrapped FROM log.keys WHERE position > %(after)s AND position <= %(until)s"

# The last version at which each of some streams was erased.
ERASED = """
SELECT originator_id, max(originator_version) FROM log.events
WHERE originator_id = ANY(%(streams)b::uuid[]) AND topic = ANY(%(topics)b::text[]) GROUP BY originator_id
"""

# What else speaks of positions: results of commands, keys, subtrees. Each is written with or after the events it names.
REACHED = """
SELECT greatest(
    (SELECT max((convert_from(outcome, 'UTF8')::json #>> '{accepted,position}')::bigint) FROM log.commands),
    (SELECT max(position) FROM log.keys),
    (SELECT max((ordinal + 1) << level) FROM log.subtrees), 0)
"""

HEAD = "SELECT coalesce(max(notification_id), 0) FROM log.events"


BY_INDEX = "-c enable_seqscan=off -c enable_bitmapscan=off -c jit=off"
"""Every statement goes by an index in its order; plans made while the log was short must not say otherwise."""


class LogTree:
    """The tree of one log. Opens connections when they are first needed; close it."""

    def __init__(self, conninfo: str) -> None:
        given = str(conninfo_to_dict(conninfo).get("options") or "")
        self._datastore = LogDatastore(make_conninfo(conninfo, options=f"{BY_INDEX} {given}".strip()))

    def head(self) -> int:
        """This will return how many events there are."""
        return int(self._rows(HEAD, {})[0][0])

    def reached(self) -> int:
        """This will return the highest position that anything beside the events speaks of."""
        return int(self._rows(REACHED, {})[0][0])

    def wrapped_keys(self, span: Span) -> dict[int, bytes]:
        """This will read the wrapped keys of the events of a span, by their positions."""
        return dict(self._rows(KEYS, {"after": span.start, "until": span.end}))

    def erased_before(self, streams: Sequence[UUID], topics: Sequence[str]) -> dict[UUID, int]:
        """This will name the last version of each stream that erases. topics: of the events that erase."""
        return dict(self._rows(ERASED, {"streams": uuids(streams), "topics": texts(topics)}))

    def growth(self, size: int, limit: int) -> int:
        """This will count what came after `size` events, checkpoints apart, up to a limit."""
        return int(self._rows(GROWTH, {"after": size, "limit": limit})[0][0])

    def grow(self, size: int) -> None:
        """This will keep the subtrees that are complete once the log has `size` events."""
        kept = self.blocks()
        frontier = Frontier(kept, self.peaks(kept * BLOCK))
        for start in range(kept * BLOCK, size - size % BLOCK, CHUNK):
            self._keep(frontier.extend(self._noted(Span(start, min(start + CHUNK, size - size % BLOCK)))))

    def blocks(self) -> int:
        """This will count the blocks of 256 events whose subtrees are kept."""
        return int(self._rows(BLOCKS, {})[0][0])

    def peaks(self, size: int) -> list[bytes]:
        """This will return the hashes of the complete subtrees of the first `size` events, from left to right."""
        return self._subtrees(subtrees_of(Span(0, size)))

    def root(self, size: int) -> bytes:
        """This will return the root of the first `size` events; complete subtrees of them must have been kept."""
        return self.hashes([Span(0, size)])[0]

    def inclusion(self, position: int, size: int) -> list[bytes]:
        """This will prove that the event at a position is among the first `size`, from the leaf up."""
        return self.hashes(inclusion_spans(position - 1, size))

    def consistency(self, first: int, second: int) -> list[bytes]:
        """This will prove that the first `second` events begin with the first `first`."""
        return self.hashes(consistency_spans(first, second))

    def hashes(self, spans: Sequence[Span]) -> list[bytes]:
        """This will hash spans of the tree: from kept subtrees, and at most 255 events at either end of each."""
        cut = [list(subtrees_of(span)) for span in spans]
        found = iter(self._subtrees([subtree for each in cut for subtree in each]))
        return [folded([next(found) for _ in each]) for each in cut]

    def leaves(self, span: Span) -> list[bytes]:
        """This will hash the events of a span. Raises LookupError where some of them are missing."""
        found = [sha256(row[0]).digest() for row in self._rows(DOCUMENTS, {"after": span.start, "until": span.end})]
        if len(found) != span.end - span.start:
            raise LookupError(f"of the events {span.start + 1} to {span.end} only {len(found)} are there")
        return found

    def kept(self) -> dict[Subtree, bytes]:
        """This will read all subtrees that are kept: one for each 128 events."""
        return {Subtree(level, ordinal): hash_ for level, ordinal, hash_ in self._rows(ALL, {})}

    def checkpoints(self, after: int = 0) -> list[SealedCheckpoint]:
        """This will read the checkpoints that were sealed behind a position, countersigned as they are now."""
        return sealed_checkpoints(CheckpointRow(*row) for row in self._rows(CHECKPOINTS, {"after": after}))

    def links(self, after: int, limit: int) -> list[Link]:
        """This will read at most `limit` events as links of the hash chain."""
        return [Link(*row) for row in self._rows(LINKS, {"after": after, "limit": limit})]

    def links_of_case(self, case_id: UUID) -> list[Link]:
        """This will read the events of a case as links; they follow each other in the log, not in the chain."""
        return [Link(*row) for row in self._rows(OF_CASE, {"case_id": case_id})]

    def close(self) -> None:
        """This will close all connections."""
        self._datastore.close()

    def _noted(self, span: Span) -> list[bytes]:
        """The leaves of a span as they were noted in appending it; hashed anew where one of them was not."""
        found = [row[0] for row in self._rows(LEAVES, {"after": span.start, "until": span.end})]
        is_whole = len(found) == span.end - span.start and None not in found
        return found if is_whole else self.leaves(span)

    def _subtrees(self, wanted: Iterable[Subtree]) -> list[bytes]:
        """All of them in one look at what is kept, and one at the events of each block that is not complete."""
        each = list(wanted)
        large = [subtree for subtree in each if subtree.level >= BLOCK_LEVEL]
        rows = self._rows(SUBTREES, _named(large)) if large else []
        found = {Subtree(level, ordinal): hash_ for level, ordinal, hash_ in rows}
        small = sorted((subtree for subtree in each if subtree.level < BLOCK_LEVEL), key=_block)
        for _, of_block in groupby(small, key=_block):
            found |= dict(self._small(list(of_block)))
        missing = next((subtree for subtree in each if subtree not in found), None)
        if missing is not None:
            raise LookupError(f"the subtree of level {missing.level}, number {missing.ordinal}, is not kept")
        return [found[subtree] for subtree in each]

    def _small(self, subtrees: Sequence[Subtree]) -> Iterable[tuple[Subtree, bytes]]:
        """Those of one block."""
        start = min(subtree.ordinal << subtree.level for subtree in subtrees)
        end = max((subtree.ordinal + 1) << subtree.level for subtree in subtrees)
        leaves = self.leaves(Span(start, end))
        for subtree in subtrees:
            begin = (subtree.ordinal << subtree.level) - start
            yield subtree, root_of(leaves[begin : begin + (1 << subtree.level)])

    def _keep(self, made: Sequence[tuple[Subtree, bytes]]) -> None:
        subtrees = [subtree for subtree, _ in made]
        with self._connected() as connection:
            connection.execute(KEEP, {**_named(subtrees), "hashes": blobs([hash_ for _, hash_ in made])})

    def _rows(self, statement: LiteralString, named: dict[str, object]) -> list[TupleRow]:
        with self._connected() as connection:
            cursor: psycopg.Cursor[TupleRow] = connection.cursor(row_factory=tuple_row, binary=True)
            return cursor.execute(statement, named, prepare=True).fetchall()

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection[DictRow]]:
        """The library's own way would turn PostgreSQL's errors into others."""
        self._datastore.pool.open()
        with self._datastore.pool.connection() as connection:
            yield connection


def _block(subtree: Subtree) -> int:
    return (subtree.ordinal << subtree.level) >> BLOCK_LEVEL


def _named(subtrees: Sequence[Subtree]) -> dict[str, object]:
    return {
        "levels": numbers([subtree.level for subtree in subtrees]),
        "ordinals": numbers([subtree.ordinal for subtree in subtrees]),
    }
