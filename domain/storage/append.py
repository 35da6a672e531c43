"""What is sent to append events at the end of the log, inside a transaction that holds the append lock.

It must not decide anything, nor send it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate
from typing import NamedTuple
from uuid import UUID

from psycopg.rows import TupleRow

from domain.storage.arrays import blobs, numbers, texts, uuids
from domain.storage.chain import GENESIS, leaf_hash, link_hash
from domain.storage.documents import StoredRow

__all__ = [
    "CHANNEL",
    "CHUNK",
    "ERASE",
    "HEAD",
    "LOCK",
    "CommandKey",
    "FirstResult",
    "Growth",
    "Head",
    "head_of",
    "keys",
]

CHANNEL = "entente_log"
"""Where readers hear that the log grew; the payload is the last position."""

LOCK = "SELECT pg_advisory_xact_lock(7310211905834223713)"
"""One writer at a time, from the reading of the head to the commit; the number is the word `entente` and chance."""

HEAD = "SELECT notification_id, hash, state FROM log.events ORDER BY notification_id DESC LIMIT 1"

APPEND = """
WITH appended AS (
    INSERT INTO log.events (originator_id, originator_version, topic, state, notification_id, case_id, hash, leaf)
    SELECT * FROM unnest(
        %(ids)b::uuid[], %(versions)b::bigint[], %(topics)b::text[], %(states)b::bytea[],
        %(positions)b::bigint[], %(cases)b::uuid[], %(hashes)b::bytea[], %(leaves)b::bytea[])
), registered AS (
    INSERT INTO log.commands (agency, command_id, digest, outcome, recorded_at)
    SELECT agency, command_id, digest, outcome, %(recorded_at)s
    FROM unnest(%(agencies)b::text[], %(command_ids)b::uuid[], %(digests)b::bytea[], %(outcomes)b::bytea[])
        AS result (agency, command_id, digest, outcome)
), sealed AS (
    INSERT INTO log.keys (position, wrapped)
    SELECT * FROM unnest(%(sealed)b::bigint[], %(keys)b::bytea[])
)
SELECT pg_notify(%(channel)s, %(position)s) WHERE %(grows)s
"""
"""Events, first results, keys and the word to the readers in one statement: each costs a single client 0.1 ms."""

ERASE = """
WITH contents AS (
    DELETE FROM vault.contents c USING unnest(%(ids)b::uuid[]) AS erasing (id) WHERE c.item_id = erasing.id
)
DELETE FROM log.keys k USING unnest(%(ids)b::uuid[], %(versions)b::bigint[]) AS erasing (id, version), log.events e
WHERE e.originator_id = erasing.id AND e.originator_version < erasing.version AND k.position = e.notification_id
"""
"""What erases makes the texts of its stream unreadable up to itself, and takes an item's contents with it.

Keys that come beside it are never stored.
"""

CHUNK = 500
"""Events per statement: beyond that nothing is gained, and a message stays under a megabyte (H10)."""


CommandKey = tuple[str, UUID]
"""The acting agency's code, or nothing, and the command's id."""

BEGINNING = datetime.min.replace(tzinfo=UTC)
"""When nothing was decided beside the events, nobody reads the time."""


class FirstResult(NamedTuple):
    """A row of the command register. digest: what the command said; outcome: what it came to, as JSON."""

    key: CommandKey
    digest: bytes
    outcome: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the log. position: 0 where it is empty; state: the last document, or nothing."""

    position: int = 0
    hash: bytes = GENESIS
    state: bytes = b""


def head_of(row: TupleRow | None) -> Head:
    """This will read the one row, or none, that HEAD brings."""
    return Head(*row) if row else Head()


@dataclass(frozen=True, slots=True)
class Growth:
    """What one statement adds to the log. results: first results of the commands that were decided beside."""

    rows: Sequence[StoredRow]
    results: Sequence[FirstResult] = ()
    recorded_at: datetime = BEGINNING

    def behind(self, head: Head) -> tuple[Head, dict[str, object]]:
        """This will link the events to their predecessor; returns the new head, and the parameters of APPEND."""
        leaves = [leaf_hash(row.originator_id, row.version, row.topic, row.state) for row in self.rows]
        hashes = list(accumulate(leaves, link_hash, initial=head.hash))[1:]
        after = Head(head.position + len(hashes), hashes[-1], self.rows[-1].state) if hashes else head
        told = {"channel": CHANNEL, "position": str(after.position), "grows": bool(hashes)}
        hashed = {"hashes": blobs(hashes), "leaves": blobs(leaves)}
        events = {**_events(head.position, self.rows), **hashed, **self._keys(head.position)}
        return after, {**events, **_results(self.results, self.recorded_at), **told}

    def erasing(self) -> dict[UUID, int]:
        """This will name the streams of which something is erased, each with the version before which."""
        return {row.originator_id: row.version for row in self.rows if row.erases}

    def erasure(self) -> dict[str, object] | None:
        """This will make the parameters of ERASE; None where nothing is erased, as nearly always."""
        erasing = self.erasing()
        return {"ids": uuids(list(erasing)), "versions": numbers(list(erasing.values()))} if erasing else None

    def _keys(self, after: int) -> dict[str, object]:
        erasing = self.erasing()
        kept = {
            position: row.wrapped
            for position, row in enumerate(self.rows, start=after + 1)
            if row.wrapped is not None and row.version >= erasing.get(row.originator_id, 0)
        }
        return {"sealed": numbers(list(kept)), "keys": blobs(list(kept.values()))}


def keys(commands: Sequence[CommandKey]) -> dict[str, object]:
    """This will make the parameters that name commands in the register."""
    return {"agencies": texts([agency for agency, _ in commands]), "command_ids": uuids([id_ for _, id_ in commands])}


def _events(after: int, rows: Sequence[StoredRow]) -> dict[str, object]:
    return {
        "ids": uuids([row.originator_id for row in rows]),
        "versions": numbers([row.version for row in rows]),
        "topics": texts([row.topic for row in rows]),
        "states": blobs([row.state for row in rows]),
        "positions": numbers(range(after + 1, after + 1 + len(rows))),
        "cases": uuids([row.case_id for row in rows]),
    }


def _results(results: Sequence[FirstResult], recorded_at: datetime) -> dict[str, object]:
    return {
        **keys([result.key for result in results]),
        "digests": blobs([result.digest for result in results]),
        "outcomes": blobs([result.outcome for result in results]),
        "recorded_at": recorded_at,
    }
