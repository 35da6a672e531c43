"""Proves that a log is whole: every event, the chain, the tree, the checkpoints sealed in it, and those kept elsewhere.

It must not trust what it reads, nor need a database: links come from wherever they are kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from msgspec import MsgspecError, Struct
from msgspec.json import Decoder

from domain.checkpoint.text import CheckpointText
from domain.signed_note import Malformed, NoteSignature, SignedNote, VerifyingKey
from domain.storage.chain import (
    Finding,
    Link,
    Linked,
    Wrong,
    broken_at,
    leaf_of,
    link_hash,
    paged,
)
from domain.storage.keyring import Keyring
from domain.storage.merkle import Frontier, Subtree
from domain.storage.sealed import SEALED, WITNESSED, SaidOfCheckpoint, said_in

__all__ = ["Kept", "Report", "examine", "examine_kept", "keys_of", "signature_of", "verify"]

DECLARED = "agency.WitnessKeyDeclared"


class _Case(Struct):
    case_id: UUID | None


_case = Decoder(_Case).decode


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known from elsewhere.

    sizes: of the checkpoints sealed in the log; notes: checkpoints that somebody kept; keys: those that may have signed
    for the log, any where it is empty; frontier: the tree before the first link, None where roots are not compared;
    subtrees: as they are stored; keyring: opens what is sealed, None where that is not tried; reached: the highest
    position that something beside the events speaks of.
    """

    sizes: frozenset[int] = frozenset()
    notes: tuple[SignedNote, ...] = ()
    keys: tuple[VerifyingKey, ...] = ()
    frontier: Frontier | None = None
    subtrees: Mapping[Subtree, bytes] = field(default_factory=dict)
    keyring: Keyring | None = None
    reached: int = 0


@dataclass(slots=True)
class Report:
    """What was verified, up to the first thing that is wrong. covered: size of the last checkpoint that is true.

    losses: texts and contents that are lost or cannot be read, all of them; of_case: events of the one case that was
    verified; of_member: entries that a member exported; None of anything else; proved: how many of these the checkpoint
    covers.
    """

    last: int = 0
    checkpoints: int = 0
    witnesses: int = 0
    covered: int = 0
    signers: set[str] = field(default_factory=set)
    finding: Finding | None = None
    losses: list[Finding] = field(default_factory=list)
    of_case: int | None = None
    of_member: int | None = None
    proved: int = 0


def verify(log: Linked, after: int = 0) -> int | None:
    """This will return the first position behind `after` at which the log is not whole; None where all of it is.

    The event at `after` itself is trusted; nothing is behind the end of the log.
    """
    finding = examine(paged(log, after), Kept()).finding
    return finding.position if finding else None


def examine(links: Iterable[Link], kept: Kept) -> Report:
    """This will follow links, the first of which is trusted, and compare them with what is kept elsewhere."""
    course = _Course(kept)
    course.report.finding = next(course.findings(iter(links)), None)
    return course.report


class _Course:
    """One way through the links. roots: of the sizes that some checkpoint names, once they are reached."""

    def __init__(self, kept: Kept) -> None:
        self.kept, self.report = kept, Report()
        self._frontier = kept.frontier
        self._begins_at = kept.frontier.size if kept.frontier else 0
        self._texts = [CheckpointText.of(note) for note in kept.notes]
        self._sizes = kept.sizes | {text.size for text in self._texts}
        self._roots = {self._begins_at: kept.frontier.root()} if kept.frontier else {}
        self._sealed: dict[UUID | None, str] = {}
        self._declared: set[tuple[str, str]] = set()

    def findings(self, links: Iterator[Link]) -> Iterator[Finding]:
        """This will yield whatever is wrong, in the order of positions; only the first is certain."""
        before = previous = next(links, None)
        if before is None or previous is None:
            return
        self.report.last = previous.position
        for link in links:
            leaf = leaf_of(link)
            if link.position != previous.position + 1 or link.hash != link_hash(previous.hash, leaf):
                yield broken_at(before, previous, link, next(links, None))
                return
            yield from self._of_event(link)
            yield from self._of_tree(link, leaf)
            before, previous = previous, link
            self.report.last = link.position
        yield from self._of_kept()
        if self.kept.reached > self.report.last:
            told = f"the log ends at {self.report.last}, and what is stored beside it speaks of {self.kept.reached}"
            yield Finding(self.report.last + 1, Wrong.TRUNCATED, f"{told}: its end was cut off")

    def _of_event(self, link: Link) -> Iterator[Finding]:
        case_id = _case_in(link.state)
        if case_id != link.case_id:
            said = f"the event is listed under case {link.case_id}, and says itself that it is of {case_id}"
            yield Finding(link.position, Wrong.WRONG_CASE, said)
        if link.topic == SEALED:
            yield from self._of_sealed(link.position, said_in(link.state))
        elif link.topic == WITNESSED:
            yield from self._of_witnessed(link.position, said_in(link.state))
        elif link.topic == DECLARED:
            declared = said_in(link.state)
            self._declared.add((declared.agency_id, declared.key))

    def _of_tree(self, link: Link, leaf: bytes) -> Iterator[Finding]:
        if self._frontier is None:
            return
        for subtree, hash_ in self._frontier.append(leaf):
            if self.kept.subtrees.get(subtree, hash_) != hash_:
                said = f"the stored hash of the {1 << subtree.level} events up to this one is not theirs"
                yield Finding(link.position, Wrong.FALSE_SUBTREE, said)
        if link.position in self._sizes:
            self._roots[link.position] = self._frontier.root()

    def _of_sealed(self, position: int, said: SaidOfCheckpoint) -> Iterator[Finding]:
        finding = signature_of(position, said.note, self.kept.keys or keys_of(said.key))
        if finding:
            yield finding
            return
        note = SignedNote.parse(said.note)
        text = CheckpointText.of(note)
        self._sealed[said.checkpoint_id] = note.text
        if self._frontier and text.size >= self._begins_at and self._roots.get(text.size) != text.root:
            since = f"between {self.report.covered + 1} and {text.size}" if text.size < position else "to come"
            told = f"the checkpoint of {text.size} events has another root: an event {since} is not what it was then"
            yield Finding(position, Wrong.FALSE_CHECKPOINT, told)
            return
        self.report.checkpoints += 1
        self.report.covered = max(self.report.covered, text.size)
        self.report.signers.add(said.key)

    def _of_witnessed(self, position: int, said: SaidOfCheckpoint) -> Iterator[Finding]:
        text = self._sealed.get(said.checkpoint_id)
        if text is None and self._begins_at:
            return
        is_declared = self._begins_at > 0 or (said.agency_id, said.key) in self._declared
        if text is None or not is_declared or not _witnessed(text, said):
            told = f"the signature of {said.agency_id} is not one of its keys' over a checkpoint before it"
            yield Finding(position, Wrong.FALSE_SIGNATURE, told)
            return
        self.report.witnesses += 1

    def _of_kept(self) -> Iterator[Finding]:
        pairs = sorted(zip(self._texts, self.kept.notes, strict=True), key=lambda pair: pair[0].size)
        for text, note in pairs:
            if self._frontier is None or text.size < self._begins_at:
                continue
            finding = examine_kept(note, self.kept.keys)
            if finding:
                yield finding
            elif text.size > self.report.last:
                told = f"the log ends at {self.report.last}, and is older than the checkpoint of {text.size} events"
                yield Finding(self.report.last + 1, Wrong.TRUNCATED, told)
            elif self._roots[text.size] != text.root:
                told = f"up to here the log is not the one that the checkpoint of {text.size} events was made of"
                yield Finding(text.size, Wrong.OTHER_HISTORY, told)
            else:
                self.report.covered = max(self.report.covered, text.size)


def examine_kept(note: SignedNote, keys: tuple[VerifyingKey, ...]) -> Finding | None:
    """This will tell what is wrong with the signature of a checkpoint that somebody kept; nothing without keys."""
    return signature_of(CheckpointText.of(note).size, str(note), keys) if keys else None


def signature_of(position: int, note: str, keys: tuple[VerifyingKey, ...]) -> Finding | None:
    """This will tell what is wrong with a checkpoint's signature; it must be by one of the keys, named as the log."""
    try:
        parsed = SignedNote.parse(note)
        origin = CheckpointText.of(parsed).origin
    except Malformed as error:
        return Finding(position, Wrong.FALSE_CHECKPOINT, f"the checkpoint cannot be read: {error}")
    if any(key.name == origin and key.signed(parsed) for key in keys):
        return None
    said = f"the checkpoint of {origin} is not signed by {' or '.join(map(str, keys)) or 'any key'}"
    return Finding(position, Wrong.FALSE_SIGNATURE, said)


def _case_in(state: bytes) -> UUID | None:
    try:
        return _case(state).case_id
    except MsgspecError:  # what the library's own tools wrote
        return None


def _witnessed(text: str, said: SaidOfCheckpoint) -> bool:
    try:
        return VerifyingKey.parse(said.key).verifies(text, NoteSignature.parse(said.signature))
    except Malformed:
        return False


def keys_of(written: str) -> tuple[VerifyingKey, ...]:
    """This will read a key as the only one to be trusted; none where it is none."""
    try:
        return (VerifyingKey.parse(written),)
    except Malformed:
        return ()
