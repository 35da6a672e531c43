"""Hashes every event with all that came before it, so that no event can be changed, removed or slipped in unseen.

It must not know what events mean: it sees bytes alone.
"""

from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import Protocol
from uuid import UUID

__all__ = ["GENESIS", "Link", "Linked", "leaf_hash", "link_hash", "verify"]

GENESIS = bytes(32)
"""What the first event has for a predecessor."""

PAGE = 5_000
"""Events verified at a time: a few megabytes, well under a second."""


@dataclass(frozen=True, slots=True)
class Link:
    """One stored event as the chain sees it. hash: the 32 bytes stored beside it."""

    position: int
    originator_id: UUID
    version: int
    topic: str
    state: bytes
    hash: bytes


class Linked(Protocol):
    """Whatever holds a chain, such as the event log."""

    def links(self, after: int, limit: int) -> list[Link]:
        """This will read at most `limit` links that follow position `after`."""
        ...


def leaf_hash(originator_id: UUID, version: int, topic: str, state: bytes) -> bytes:
    """This will hash one event by itself.

    SHA-256 of 0x00, the stream's id (16 bytes), the version (8, big endian), the topic's length in bytes (4, big
    endian), the topic, the state. The first byte keeps leaves and links apart (RFC 6962, 2.1).
    """
    name = topic.encode()
    head = b"\0" + originator_id.bytes + version.to_bytes(8, "big") + len(name).to_bytes(4, "big")
    return sha256(head + name + state).digest()


def link_hash(previous: bytes, leaf: bytes) -> bytes:
    """This will hash a leaf with the hash of its predecessor: SHA-256 of 0x02, previous (32 bytes), leaf (32 bytes)."""
    return sha256(b"\2" + previous + leaf).digest()


def verify(log: Linked, after: int = 0) -> int | None:
    """This will return the first position after `after` that does not follow from its predecessor; None where all do.

    The event at `after` itself is trusted. A missing position counts as the position that is missing.
    """
    last = log.links(after - 1, 1)[0] if after else Link(0, UUID(int=0), 0, "", b"", GENESIS)
    while page := log.links(last.position, PAGE):
        for previous, link in pairwise([last, *page]):
            if not _follows(previous, link):
                return previous.position + 1
        last = page[-1]
    return None


def _follows(previous: Link, link: Link) -> bool:
    leaf = leaf_hash(link.originator_id, link.version, link.topic, link.state)
    return link.position == previous.position + 1 and link.hash == link_hash(previous.hash, leaf)
