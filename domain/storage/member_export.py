"""Reads what a member exported as lines of JSON: its entries, each with the proof that its event is in the log.

It must not take a line for proven: it says what the member saw of an event, and the stored event, of which the leaf is
a hash, is not in the file.
"""

from base64 import b64decode
from collections.abc import Iterable, Iterator

from msgspec import MsgspecError, Struct
from msgspec.json import Decoder

from domain.checkpoint.text import CheckpointText
from domain.storage.exported import END, Lines
from domain.storage.merkle import verify_inclusion

__all__ = ["Entry", "count_missing", "is_members", "read_entries"]

HEAD, ENTRY = b'{"export":', b'{"is":'


class Entry(Struct):
    """A line of the file. position: of its event, None of what is no entry; leaf, proof: hashes in base64."""

    position: int | None = None
    leaf: str | None = None
    proof: tuple[str, ...] = ()

    def is_proved(self, newest: CheckpointText) -> bool:
        """This will tell whether its leaf is in the log at its position, as the checkpoint covers it."""
        if self.position is None or self.leaf is None:
            return False
        try:
            leaf, *path = [b64decode(each, validate=True) for each in (self.leaf, *self.proof)]
        except ValueError:
            return False
        return verify_inclusion(leaf, (self.position - 1, newest.size), path, newest.root)


class _Rows(Struct):
    rows: int


class _End(Struct):
    end: _Rows


_entry = Decoder(Entry).decode
_end = Decoder(_End).decode


def is_members(lines: Lines) -> bool:
    """This will tell whether a file is one that a member exported."""
    return next(iter(lines()), b"").startswith(HEAD)


def read_entries(lines: Iterable[bytes]) -> Iterator[Entry | None]:
    """This will read the lines of things and entries; None for one that is none."""
    for line in lines:
        if line.startswith(ENTRY):
            try:
                yield _entry(line)
            except MsgspecError:
                yield None


def count_missing(lines: Iterable[bytes], rows: int) -> int | None:
    """This will tell how many lines the end speaks of that are not there, 0 for none; None where there is no end."""
    for line in lines:
        if line.startswith(END):
            try:
                return _end(line).end.rows - rows
            except MsgspecError:
                return None
    return None
