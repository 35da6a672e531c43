"""Answers that were made, to be sent again or held by a client until what they rest on changes: to one reader alone.

It must not keep an answer that depends on the time of day. What shows anything marked is kept together with what has to
be put on record each time it is sent, and a client may not hold it. What is kept is bounded, and what was used longest
ago goes first.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import LiteralString

import msgspec

from api.bounded import Bounded
from api.ledger.noting import Note

__all__ = ["STAMP", "Answers", "Kept", "Standing", "tag_of"]

LARGEST_KEPT = 262_144
"""Bytes of an answer that is kept."""

ALL_KEPT = 33_554_432
"""Bytes of all together."""

# The position that an answer reflects; and of each read model, after its name, what differs once any of its rows does.
STAMP: LiteralString = """
SELECT min(p.position), string_agg(concat_ws(' ', p.model, p.generation, p.changes, r.parts, r.changes), ','
                                   ORDER BY p.model)
FROM read.position p
LEFT JOIN (SELECT model, count(*) AS parts, sum(changes) AS changes FROM read.part GROUP BY model) r USING (model)
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the read models stood at a moment: the two columns of STAMP."""

    position: int | None
    stamp: bytes | None

    def of(self, models: frozenset[str] | None) -> bytes | None:
        """This will return the stamp of some read models; None: of all, and of the position."""
        if self.stamp is None or models is None:
            return b"%s@%d" % (self.stamp or b"", self.position or 0)
        return _of(self.stamp, models)


@lru_cache(1_024)
def _of(stamp: bytes, models: frozenset[str]) -> bytes:
    return b",".join(each for each in stamp.split(b",") if each.partition(b" ")[0].decode() in models)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer. stamp: of the read models before it was read, so that it is never older than that.

    note: what it shows of marked things.
    """

    stamp: bytes | None
    data: bytes
    note: Note


def tag_of(key: Hashable, stamp: bytes | None) -> str:
    """This will name an answer: alike in all processes, and another one for whoever may see something else."""
    return blake2b(msgspec.msgpack.encode((key, stamp)), digest_size=16).hexdigest()


class Answers(Bounded[Hashable, Kept]):
    """The answers of one process. A key tells who asks, with all that decides on what may be seen, and what."""

    def __init__(self) -> None:
        super().__init__(ALL_KEPT, lambda answer: len(answer.data))

    def put(self, key: Hashable, value: Kept) -> Kept:
        """This will keep an answer, unless it is large."""
        return value if len(value.data) > LARGEST_KEPT else super().put(key, value)
