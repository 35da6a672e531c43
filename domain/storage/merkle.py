"""The Merkle tree over the log: its root, proofs that something is in it, and proofs that it only grew.

It must not know where hashes are stored, nor what a leaf stands for: leaves come in hashed.
Source: RFC 9162, 2.1; the same trees, proofs and hashes as RFC 6962.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

__all__ = [
    "BLOCK", "BLOCK_LEVEL", "EMPTY_ROOT", "Frontier", "Span", "Subtree", "consistency_spans", "folded",
    "inclusion_spans", "node_hash", "root_of", "subtrees_of", "verify_consistency", "verify_inclusion",
]  # fmt: skip

EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves."""

BLOCK_LEVEL = 8
BLOCK = 1 << BLOCK_LEVEL
"""Leaves below the smallest subtree that is kept: hashing so many anew takes a quarter of a millisecond."""


class Span(NamedTuple):
    """The leaves from `start` to before `end`; `start` is a multiple of the least power of two that holds them."""

    start: int
    end: int


class Subtree(NamedTuple):
    """A complete subtree: the leaves from ordinal * 2 ** level on, 2 ** level of them."""

    level: int
    ordinal: int


def node_hash(left: bytes, right: bytes) -> bytes:
    """This will hash two neighbours: SHA-256 of 0x01, left, right."""
    return sha256(b"\1" + left + right).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """This will hash leaves up to their root, level by level; an odd one out rises unchanged."""
    level = list(leaves)
    while len(level) > 1:
        odd = level[len(level) & ~1 :]
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [sha256(b"\1" + left + right).digest() for left, right in pairs] + odd  # node_hash, without the call
    return level[0] if level else EMPTY_ROOT


def subtrees_of(span: Span) -> Iterator[Subtree]:
    """This will cut a span into the fewest complete subtrees, from left to right."""
    start = span.start
    while start < span.end:
        level = (span.end - start).bit_length() - 1
        if start:
            level = min(level, (start & -start).bit_length() - 1)
        yield Subtree(level, start >> level)
        start += 1 << level


def folded(hashes: Sequence[bytes]) -> bytes:
    """This will hash the subtrees of a span, given from left to right, to the hash of the span."""
    if not hashes:
        return EMPTY_ROOT
    *rest, right = hashes
    for left in reversed(rest):
        right = node_hash(left, right)
    return right


def inclusion_spans(index: int, size: int) -> list[Span]:
    """This will name the spans whose hashes prove that leaf `index` (from 0) is in a tree of `size` leaves."""
    start, end, spans = 0, size, []
    while end - start > 1:
        middle = start + _half(end - start)
        if index < middle:
            spans.append(Span(middle, end))
            end = middle
        else:
            spans.append(Span(start, middle))
            start = middle
    return spans[::-1]


def consistency_spans(first: int, second: int) -> list[Span]:
    """This will name the spans whose hashes prove that a tree of `first` leaves grew into one of `second`."""
    start, end, is_known, spans = 0, second, True, []
    while first not in (0, end):
        middle = start + _half(end - start)
        if first <= middle:
            spans.append(Span(middle, end))
            end = middle
        else:
            spans.append(Span(start, middle))
            start, is_known = middle, False
    if not is_known:
        spans.append(Span(start, end))
    return spans[::-1]


def verify_inclusion(leaf: bytes, place: tuple[int, int], proof: Iterable[bytes], root: bytes) -> bool:
    """This will tell whether a proof shows a leaf at place (index, size) of the tree with that root: RFC 9162, 2.1.3.2.

    proof: hashes of 32 bytes, from the leaf up.
    """
    index, size = place
    if not 0 <= index < size:
        return False
    left, last, computed = index, size - 1, leaf
    for hash_ in proof:
        if last == 0:
            return False
        if left & 1 or left == last:
            computed = node_hash(hash_, computed)
            while not left & 1 and left:
                left, last = left >> 1, last >> 1
        else:
            computed = node_hash(computed, hash_)
        left, last = left >> 1, last >> 1
    return last == 0 and computed == root


def verify_consistency(sizes: tuple[int, int], roots: tuple[bytes, bytes], proof: Sequence[bytes]) -> bool:
    """This will tell whether a proof shows that the tree of the first size and root grew into the second.

    RFC 9162, 2.1.4.2; anything grows out of the empty tree, by an empty proof.
    """
    first, second = sizes
    if not 0 <= first <= second:
        return False
    if first in (0, second):
        return not proof and (roots[0] == roots[1] if first else roots[0] == EMPTY_ROOT)
    path = [roots[0], *proof] if first & (first - 1) == 0 else list(proof)
    if not path:
        return False
    left, last = first - 1, second - 1
    while left & 1:
        left, last = left >> 1, last >> 1
    before = after = path[0]
    for hash_ in path[1:]:
        if last == 0:
            return False
        if left & 1 or left == last:
            before, after = node_hash(hash_, before), node_hash(hash_, after)
            while not left & 1 and left:
                left, last = left >> 1, last >> 1
        else:
            after = node_hash(after, hash_)
        left, last = left >> 1, last >> 1
    return last == 0 and (before, after) == roots


class Frontier:
    """A tree that grows at its right edge and keeps no more of itself than that edge.

    blocks: hashes of complete subtrees that are its peaks so far, by level, beginning with BLOCK_LEVEL.
    """

    def __init__(self, blocks: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self._blocks, self._peaks = blocks, list(peaks)
        self._leaves: list[bytes] = []

    @property
    def size(self) -> int:
        """How many leaves it has."""
        return self._blocks * BLOCK + len(self._leaves)

    def append(self, leaf: bytes) -> list[tuple[Subtree, bytes]]:
        """This will add a leaf; returns the subtrees from BLOCK_LEVEL up that it completed, mostly none."""
        self._leaves.append(leaf)
        if len(self._leaves) < BLOCK:
            return []
        completed = root_of(self._leaves)
        self._leaves.clear()
        return self._rise(completed)

    def extend(self, leaves: Sequence[bytes]) -> list[tuple[Subtree, bytes]]:
        """This will add leaves up to the end of a block or beyond, faster than one by one; returns as `append`."""
        made: list[tuple[Subtree, bytes]] = []
        for start in range(0, len(leaves), BLOCK):
            block = leaves[start : start + BLOCK]
            if len(block) == BLOCK and not self._leaves:
                made += self._rise(root_of(block))
            else:
                made += [completed for leaf in block for completed in self.append(leaf)]
        return made

    def root(self) -> bytes:
        """This will hash the whole tree as it is now."""
        spans = subtrees_of(Span(0, len(self._leaves)))
        rest = [root_of(self._leaves[each.ordinal << each.level : (each.ordinal + 1) << each.level]) for each in spans]
        return folded([*self._peaks, *rest])

    def _rise(self, hash_: bytes) -> list[tuple[Subtree, bytes]]:
        level, ordinal = BLOCK_LEVEL, self._blocks
        made = [(Subtree(level, ordinal), hash_)]
        while ordinal & 1:
            level, ordinal, hash_ = level + 1, ordinal >> 1, node_hash(self._peaks.pop(), hash_)
            made.append((Subtree(level, ordinal), hash_))
        self._peaks.append(hash_)
        self._blocks += 1
        return made


def _half(count: int) -> int:
    """The largest power of two below a count of at least 2."""
    return 1 << ((count - 1).bit_length() - 1)
