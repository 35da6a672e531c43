"""Where what is verified comes from: the log of a database, or an export of all of it, of one case, or of a member.

It must not decide what is wrong: that is `verification`, and for a case the proof that each event carries.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from uuid import UUID

from domain.checkpoint.text import CheckpointText
from domain.signed_note import SignedNote, VerifyingKey
from domain.storage.chain import START, Finding, Link, Wrong, leaf_of, paged
from domain.storage.exported import Ending, Exported, Lines, read_ending, read_events
from domain.storage.member_export import count_missing, is_members, read_entries
from domain.storage.merkle import BLOCK, Frontier, verify_inclusion
from domain.storage.sealed import SEALED, said_in
from domain.storage.text_losses import TextLosses
from domain.storage.tree import LogTree
from domain.storage.verification import Kept, Report, examine, keys_of, signature_of

__all__ = ["examine_export", "examine_log"]

TELL_EVERY = 5_000

UNREADABLE = Link(0, UUID(int=0), 0, "", b"", b"")
"""Stands for a line that is no event: it follows from nothing."""


def examine_log(tree: LogTree, kept: Kept, after: int, tell: Callable[[int], object]) -> Report:
    """This will verify a database behind a position, or somewhat before it. tell: is told how far it has come."""
    begin = min(after - after % BLOCK, tree.blocks() * BLOCK)
    frontier = Frontier(begin // BLOCK, tree.peaks(begin))
    sizes = frozenset(sealed.text.size for sealed in tree.checkpoints())
    reached = max(kept.reached, tree.reached())
    known = replace(kept, frontier=frontier, sizes=sizes, subtrees=tree.kept(), reached=reached)
    texts = TextLosses(tree, kept.keyring)
    report = examine(_told(texts.watched(paged(tree, begin)), tell), known)
    report.losses = texts.found
    return report


def examine_export(lines: Lines, kept: Kept, tell: Callable[[int], object]) -> Report:
    """This will verify an export: of the whole log, of one case, or one that a member took."""
    ending = read_ending(lines())
    if is_members(lines):
        return _examine_members(lines, ending, kept)
    if ending.case_id is not None:
        return _examine_case(lines, ending, kept)
    notes = tuple(note for note, _ in ending.checkpoints)
    sealed = (event for event in read_events(lines()) if event is not None and event.topic == SEALED)
    sizes = frozenset(said_in(event.state.encode()).size for event in sealed)
    known = replace(kept, frontier=Frontier(), sizes=sizes, notes=(*kept.notes, *notes))
    report = examine(_told(_links(lines()), tell), known)
    report.finding = report.finding or _of_ending(ending, kept.keys) or _of_end(ending, report.last)
    return report


def _told(links: Iterable[Link], tell: Callable[[int], object]) -> Iterator[Link]:
    for link in links:
        if link.position % TELL_EVERY == 0:
            tell(link.position)
        yield link


def _links(lines: Iterable[bytes]) -> Iterator[Link]:
    yield START
    for place, event in enumerate(read_events(lines), start=1):
        yield event.link if event else UNREADABLE._replace(position=place)


def _of_end(ending: Ending, last: int) -> Finding | None:
    if ending.events == last:
        return None
    return Finding(last + 1, Wrong.TRUNCATED, "the file is cut off: it has no end, or one of another number of events")


def _of_ending(ending: Ending, keys: tuple[VerifyingKey, ...]) -> Finding | None:
    """The signatures of the checkpoints below the events, by the keys that are known, else by those that they name."""
    for note, written in ending.checkpoints:
        finding = signature_of(CheckpointText.of(note).size, str(note), keys or keys_of(written))
        if finding:
            return finding
    return None


def _examine_members(lines: Lines, ending: Ending, kept: Kept) -> Report:
    """Each entry by its proof; what a line says of its event is not proven by any."""
    report = Report(finding=_of_ending(ending, kept.keys), of_member=0, checkpoints=len(ending.checkpoints))
    texts = [CheckpointText.of(note) for note, _ in ending.checkpoints]
    newest = max(texts, key=lambda text: text.size, default=None)
    report.covered = newest.size if newest else 0
    report.finding = report.finding or next(_of_entries(lines, newest, report), None) or _of_held(texts, kept.notes)
    return report


def _of_entries(lines: Lines, newest: CheckpointText | None, report: Report) -> Iterator[Finding]:
    rows, entries = 0, 0
    for entry in read_entries(lines()):
        rows += 1
        if entry is None:
            yield Finding(report.last, Wrong.CHANGED, f"line {rows + 1} of the file is none of an export")
            return
        if entry.position is None:
            continue
        report.last, entries = entry.position, entries + 1
        if newest and entry.position <= newest.size:
            if not entry.is_proved(newest):
                yield Finding(entry.position, Wrong.CHANGED, "the proof does not lead from the event to the checkpoint")
            report.proved += 1
        report.of_member = entries
    if count_missing(lines(), rows) != 0:
        yield Finding(report.last + 1, Wrong.TRUNCATED, "the file is cut off: it has no end, or one of other rows")


def _examine_case(lines: Lines, ending: Ending, kept: Kept) -> Report:
    """Each event by its proof, and the streams for gaps; that a part of the log is all of a case, nobody can prove."""
    report = Report()
    report.finding = _of_ending(ending, kept.keys)
    notes = [note for note, _ in ending.checkpoints]
    texts = [CheckpointText.of(note) for note in notes]
    newest = max(texts, key=lambda text: text.size, default=None)
    report.of_case, report.checkpoints, report.covered = 0, len(texts), newest.size if newest else 0
    if report.finding is None:
        report.finding = next(_of_case(lines, newest, ending, report), None) or _of_held(texts, kept.notes)
    return report


def _of_case(lines: Lines, newest: CheckpointText | None, ending: Ending, report: Report) -> Iterator[Finding]:
    versions: dict[UUID, int] = {}
    count = 0
    for event in read_events(lines()):
        place = report.last + 1
        if event is None:
            yield Finding(place, Wrong.CHANGED, "the line is no event")
            return
        if event.position < place:
            yield Finding(event.position, Wrong.OUT_OF_ORDER, "the event stands behind one of a later position")
        if event.version != versions.get(event.stream_id, event.version - 1) + 1:
            said = f"before it an event of the same stream ({event.stream_id}) is missing"
            yield Finding(event.position, Wrong.MISSING, said)
        if event.case_id != ending.case_id:
            yield Finding(event.position, Wrong.WRONG_CASE, "the event is of another case")
        if newest and event.position <= newest.size and not _is_proved(event, newest):
            said = "the event is not what the checkpoint covers: it was changed, or its proof was"
            yield Finding(event.position, Wrong.CHANGED, said)
        versions[event.stream_id] = event.version
        report.last, count = event.position, count + 1
        report.of_case, report.proved = count, report.proved + (newest is not None and event.position <= newest.size)
    if ending.events != count:
        yield Finding(report.last + 1, Wrong.TRUNCATED, "events of the case are missing at the end of the file")


def _is_proved(event: Exported, newest: CheckpointText) -> bool:
    path = event.path
    place = (event.position - 1, newest.size)
    return path is not None and verify_inclusion(leaf_of(event.link), place, path, newest.root)


def _of_held(texts: Iterable[CheckpointText], held: Iterable[SignedNote]) -> Finding | None:
    """A checkpoint that somebody kept is compared with that of its size, where the file has it."""
    by_size = {text.size: text.root for text in texts}
    for text in map(CheckpointText.of, held):
        if by_size.get(text.size, text.root) != text.root:
            said = f"the checkpoint of {text.size} events that you hold has another root"
            return Finding(text.size, Wrong.OTHER_HISTORY, said)
    return None
