"""The files of the spool: locked for as long as their process lives, found and read by whoever carries them.

They must not be changed once they are written: lines are only added, and a file goes as a whole.
"""

import errno
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import msgspec

from domain.ledger import Access

__all__ = ["Read", "Segment", "abandoned", "read_segment"]

SUFFIX = ".accesses"

_decode = msgspec.json.Decoder(Access).decode


class Segment:
    """A file that is written to. Raises OSError where the disk takes none."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"{uuid4()}{SUFFIX}"
        self.is_empty, self.is_spoilt = True, False
        self._file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX)
            _force(folder)
        except OSError:
            os.close(self._file)
            raise

    def write(self, lines: bytes) -> None:
        """This will write whole lines and force them to the disk; raises OSError, after which it takes no more."""
        self.is_empty = False
        left = memoryview(lines)
        try:
            while left:
                left = left[os.write(self._file, left) :]
            os.fdatasync(self._file)
            if not os.fstat(self._file).st_nlink:
                raise FileNotFoundError(errno.ENOENT, "the file was deleted", str(self.path))
        except OSError:
            self.is_spoilt = True
            os.close(self._file)
            raise

    def close(self) -> None:
        """This will give the lock back: whoever finds the file may carry it."""
        if not self.is_spoilt:
            os.close(self._file)


class Read(NamedTuple):
    """The accesses of a file in order; None for a line that is damaged, so that all others keep their place."""

    accesses: tuple[Access | None, ...]

    @property
    def damaged(self) -> int:
        """How many lines are no access."""
        return self.accesses.count(None)


def abandoned(folder: Path) -> Iterator[Path]:
    """This will name the files whose process is gone, or that were rotated; each is locked while it is named."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            file = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            continue
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(file).st_nlink:  # else another process carried it while this one waited
                yield path
        except BlockingIOError:
            continue
        finally:
            os.close(file)


def read_segment(path: Path) -> Read:
    """This will read a file. Half a line at its end is left out: its answer never left."""
    whole, _, _half = path.read_bytes().rpartition(b"\n")
    return Read(tuple(_access(line) for line in whole.split(b"\n") if line))


def _access(line: bytes) -> Access | None:
    try:
        return _decode(line)
    except msgspec.DecodeError:
        return None


def _force(folder: Path) -> None:
    """This will force a new file's name to the disk."""
    directory = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
