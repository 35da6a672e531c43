"""Hashes every event with all that came before it, so that no event can be changed, removed or slipped in unseen.

It must not know what events mean: it sees bytes alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple, Protocol
from uuid import UUID

__all__ = [
    "GENESIS",
    "START",
    "Finding",
    "Link",
    "Linked",
    "Wrong",
    "broken_at",
    "leaf_hash",
    "leaf_of",
    "link_hash",
    "paged",
]

GENESIS = bytes(32)
"""What the first event has for a predecessor."""

PAGE = 5_000
"""Events read at a time: a few megabytes, well under a second."""


class Link(NamedTuple):
    """One stored event as the chain sees it. hash: the 32 bytes stored beside it; case_id: the column, not hashed."""

    position: int
    originator_id: UUID
    version: int
    topic: str
    state: bytes
    hash: bytes
    case_id: UUID | None = None


START = Link(0, UUID(int=0), 0, "", b"", GENESIS)
"""What stands before the first event."""


class Linked(Protocol):
    """Whatever holds a chain, such as the event log."""

    def links(self, after: int, limit: int) -> list[Link]:
        """This will read at most `limit` links that follow position `after`."""
        ...


class Wrong(StrEnum):
    """What may be wrong at a position."""

    CHANGED = "CHANGED"
    MISSING = "MISSING"
    INSERTED = "INSERTED"
    OUT_OF_ORDER = "OUT_OF_ORDER"
    TRUNCATED = "TRUNCATED"
    WRONG_CASE = "WRONG_CASE"
    FALSE_CHECKPOINT = "FALSE_CHECKPOINT"
    FALSE_SIGNATURE = "FALSE_SIGNATURE"
    FALSE_SUBTREE = "FALSE_SUBTREE"
    OTHER_HISTORY = "OTHER_HISTORY"
    DESTROYED = "DESTROYED"
    UNREADABLE = "UNREADABLE"


@dataclass(frozen=True, slots=True)
class Finding:
    """The first thing that is wrong. said: what it is, as a sentence for people."""

    position: int
    wrong: Wrong
    said: str


def leaf_hash(originator_id: UUID, version: int, topic: str, state: bytes) -> bytes:
    """This will hash one event by itself.

    SHA-256 of 0x00, the stream's id (16 bytes), the version (8, big endian), the topic's length in bytes (4, big
    endian), the topic, the state. The first byte keeps leaves, nodes and links apart (RFC 9162, 2.1.1).
    """
    name = topic.encode()
    head = b"\0" + originator_id.bytes + version.to_bytes(8, "big") + len(name).to_bytes(4, "big")
    return sha256(head + name + state).digest()


def leaf_of(link: Link) -> bytes:
    """This will hash the event of a link by itself."""
    return leaf_hash(link.originator_id, link.version, link.topic, link.state)


def link_hash(previous: bytes, leaf: bytes) -> bytes:
    """This will hash a leaf with the hash of its predecessor: SHA-256 of 0x02, previous (32 bytes), leaf (32 bytes)."""
    return sha256(b"\2" + previous + leaf).digest()


def paged(log: Linked, after: int) -> Iterator[Link]:
    """This will read the links behind a position to the end, a page at a time.

    The one at `after` itself comes first: it is trusted, and the next must follow from it. Nothing comes where the log
    ends before it.
    """
    if after == 0:
        yield START
    last = max(after - 1, 0)
    while page := log.links(last, PAGE):
        if last == after - 1 and page[0].position != after:
            yield START._replace(position=last)
        yield from page
        last = page[-1].position


def broken_at(before: Link, previous: Link, link: Link, following: Link | None) -> Finding:
    """This will say what is wrong with a link that does not follow from the previous one, as far as it can be told.

    before: the one before the previous; following: the next one that is stored.
    """
    place = previous.position + 1
    if link.position != place:
        return _out_of_count(place, link, following)
    if before is not previous and _follows(before, link):
        return Finding(
            previous.position, Wrong.INSERTED, "the event does not belong there: the next follows without it"
        )
    if following is not None and _follows(previous, following):
        if _follows(following, link):
            return Finding(place, Wrong.OUT_OF_ORDER, "the event and the next one changed places")
        return Finding(place, Wrong.INSERTED, "the event does not belong there: the next follows without it")
    said = "the event is not what was recorded: it was changed, or one before it was taken out"
    return Finding(place, Wrong.CHANGED, said)


def _out_of_count(place: int, link: Link, following: Link | None) -> Finding:
    if link.position < place:
        return Finding(link.position, Wrong.INSERTED, "there is another event at this position")
    if following is not None and following.position == place:
        return Finding(place, Wrong.OUT_OF_ORDER, f"the event stands behind that of position {link.position}")
    last = link.position - 1
    said = "the event is missing" if last == place else f"the events up to position {last} are missing"
    return Finding(place, Wrong.MISSING, said)


def _follows(previous: Link, link: Link) -> bool:
    return link.hash == link_hash(previous.hash, leaf_of(link))
