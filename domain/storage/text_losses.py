"""Tells which sealed texts nobody can read any more although nothing erased them, and which keys do not open theirs.

It must not show a text, nor decide what erases: the catalogue says that.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from msgspec import MsgspecError, Struct
from msgspec.json import Decoder

from domain.catalogue import EVENT_TYPES
from domain.event import Event
from domain.storage.chain import PAGE, Finding, Link, Wrong
from domain.storage.documents import SEALED
from domain.storage.faults import LogDamaged
from domain.storage.keyring import Keyring
from domain.storage.merkle import Span
from domain.storage.sealing import Sealing, bound_to
from domain.storage.tree import LogTree

__all__ = ["TextLosses"]


class _Boxed(Struct):
    sealed: bytes | None = None


_boxed = Decoder(_Boxed).decode


class TextLosses:
    """Watches links that pass, in order. keyring: None where keys are not tried. found: what is wrong, in order."""

    def __init__(self, tree: LogTree, keyring: Keyring | None, types: Mapping[str, type[Event]] = EVENT_TYPES) -> None:
        self.found: list[Finding] = []
        self._erasing = tuple(topic for topic, kind in types.items() if kind.ERASES)
        self._tree, self._sealing = tree, Sealing(keyring) if keyring else None

    def watched(self, links: Iterable[Link]) -> Iterator[Link]:
        """This will pass links on, and look at those with sealed texts, many at a time."""
        passing = iter(links)
        while page := list(islice(passing, PAGE)):
            yield from page
            self._look_at([link for link in page if SEALED in link.state])

    def _look_at(self, links: Sequence[Link]) -> None:
        sealed = [(link, box) for link in links if (box := _box_in(link.state)) is not None]
        if not sealed:
            return
        wrapped = self._tree.wrapped_keys(Span(sealed[0][0].position - 1, sealed[-1][0].position))
        lost = [link for link, _ in sealed if link.position not in wrapped]
        findings = list(self._destroyed(lost)) if lost else []
        for link, box in sealed:
            if link.position in wrapped:
                findings.extend(self._unreadable(link, box, wrapped[link.position]))
        self.found.extend(sorted(findings, key=lambda finding: finding.position))

    def _destroyed(self, lost: Sequence[Link]) -> Iterator[Finding]:
        """Asked after the keys: an erasure that came meanwhile is known."""
        erased = self._tree.erased_before(list({link.originator_id for link in lost}), self._erasing)
        for link in lost:
            if link.version >= erased.get(link.originator_id, 0):
                said = "the key of the event is missing: its texts were destroyed without an erasure"
                yield Finding(link.position, Wrong.DESTROYED, said)

    def _unreadable(self, link: Link, box: bytes, wrapped: bytes) -> Iterator[Finding]:
        if self._sealing is None:
            return
        try:
            self._sealing.unsealed(box, wrapped, bound_to(link.originator_id, link.version, link.topic))
        except LogDamaged as error:
            yield Finding(link.position, Wrong.UNREADABLE, f"the texts of the event do not open: {error}")


def _box_in(state: bytes) -> bytes | None:
    try:
        return _boxed(state).sealed
    except MsgspecError:  # what the library's own tools wrote
        return None
