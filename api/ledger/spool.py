"""Writes accesses down before their answer leaves, so that no crash loses one: a file each line of which is an access.

It must not wait for the event log: what stands here is carried there later (api/ledger/carrying.py). Lines are forced
to the disk for all who wait at the same time together, as a database commits in groups.
"""

import asyncio
import fcntl
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import uuid4

import msgspec

from domain.ledger import Access

__all__ = ["Spool", "abandoned", "read_segment"]

_SUFFIX = ".accesses"

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Access).decode


class _Segment:
    """A file that is written to; locked for as long as its process lives."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"{uuid4()}{_SUFFIX}"
        self.is_empty, self.is_spoilt = True, False
        self._file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        _force(folder)

    def write(self, lines: bytes) -> None:
        """This will write whole lines and force them to the disk; raises OSError."""
        self.is_empty = False
        left = memoryview(lines)
        try:
            while left:
                left = left[os.write(self._file, left) :]
            os.fdatasync(self._file)
        except OSError:
            self.is_spoilt = True
            os.close(self._file)
            raise

    def close(self) -> None:
        """This will give the lock back: whoever finds the file may carry it."""
        if not self.is_spoilt:
            os.close(self._file)


class Spool:
    """What one process writes down. folder: on a disk that outlives the process. Use it in a `with`, or close it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder = folder
        self._segment = _Segment(folder)
        self._writing = threading.Lock()
        self._turn = asyncio.Lock()
        self._waiting: list[bytes] = []
        self._came = self._written = 0
        self._disk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="entente-ledger")

    async def put(self, accesses: Sequence[Access]) -> None:
        """This will return once the accesses are on the disk. Raises OSError where they cannot be written."""
        self._waiting.append(b"".join(_encode(access) + b"\n" for access in accesses))
        self._came += 1
        await asyncio.shield(self._flush(self._came))

    def rotate(self) -> Path | None:
        """This will begin a new file, and return the one before where anything stands in it; from any thread."""
        with self._writing:
            if self._segment.is_empty:
                return None
            before, self._segment = self._segment, _Segment(self.folder)
        before.close()
        return before.path

    def close(self) -> None:
        """This will finish writing; the last file stays for whoever carries it."""
        self._disk.shutdown()
        self._segment.close()
        if self._segment.is_empty:
            self._segment.path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    async def _flush(self, mine: int) -> None:
        """Whoever has the turn writes for all who wait; the others then find that theirs was written too."""
        async with self._turn:
            if self._written >= mine:
                return
            lines, upto = self._waiting, self._came
            self._waiting = []
            try:
                await asyncio.get_running_loop().run_in_executor(self._disk, self._write, b"".join(lines))
            except OSError:
                self._waiting[:0] = lines  # each of those who wait has to learn for itself that it cannot be written
                raise
            self._written = upto

    def _write(self, lines: bytes) -> None:
        """A file that could not be written is given up: half a line may stand at its end."""
        with self._writing:
            if self._segment.is_spoilt:
                self._segment = _Segment(self.folder)
            self._segment.write(lines)


def abandoned(folder: Path) -> Iterator[Path]:
    """This will name the files whose process is gone, or that were rotated."""
    for path in sorted(folder.glob(f"*{_SUFFIX}")):
        try:
            file = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            continue
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield path
        except BlockingIOError:
            continue
        finally:
            os.close(file)


def read_segment(path: Path) -> Sequence[Access]:
    """This will read a file's accesses. Half a line at its end is left out: its answer never left.

    Raises msgspec.DecodeError for a line that was changed.
    """
    whole, _, _half = path.read_bytes().rpartition(b"\n")
    return [_decode(line) for line in whole.split(b"\n") if line]


def _force(folder: Path) -> None:
    """This will force a new file's name to the disk."""
    directory = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
