"""Proves that exported events are in the log: from the tree over it, against the newest checkpoint.

It must not be asked about an event that its reader may not see.
"""

import asyncio
from base64 import b64encode
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, Protocol

from psycopg import AsyncConnection

from domain.storage import LogTree
from domain.storage.merkle import Span, inclusion_spans
from projections.checkpoints.queries import CheckpointRow, checkpoint
from projections.exporting.order import Proof

__all__ = ["Prover", "newest_proofs"]


class Lend(Protocol):
    """Lends a connection that may read checkpoints, which everybody may."""

    def __call__(self) -> AbstractAsyncContextManager[AsyncConnection[Any]]:
        """This will lend it for a block."""
        ...


@dataclass(frozen=True, slots=True)
class Prover:
    """Proves against one checkpoint, however the log grows meanwhile."""

    tree: LogTree
    row: CheckpointRow

    @property
    def note(self) -> str:
        """The checkpoint, as a signed note."""
        return self.row.note

    @property
    def key(self) -> str:
        """The key with which the log signed it."""
        return self.row.key

    async def of(self, positions: Sequence[int]) -> Sequence[Proof | None]:
        """This will prove events, all with one look at the tree: neighbours share most of their hashes."""
        covered = [each for each in positions if each <= self.row.size]
        if not covered:
            return [None] * len(positions)
        found = dict(zip(covered, await asyncio.to_thread(self._prove, covered), strict=True))
        return [found.get(each) for each in positions]

    def _prove(self, positions: Sequence[int]) -> list[Proof]:
        """The leaf itself is asked for as the first span of each."""
        spans = [[Span(each - 1, each), *inclusion_spans(each - 1, self.row.size)] for each in positions]
        hashes = [b64encode(each).decode() for each in self.tree.hashes([span for each in spans for span in each])]
        ends = accumulate((len(each) for each in spans), initial=0)
        return [Proof(hashes[start], hashes[start + 1 : end]) for start, end in pairwise(ends)]


async def newest_proofs(lend: Lend, tree: LogTree) -> Prover | None:
    """This will prove against the newest checkpoint; None before the first."""
    async with lend() as connection:
        row = await checkpoint(connection)
    return None if row is None else Prover(tree, row)
