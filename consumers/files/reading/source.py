"""What readers read and what they make of it: a file as a stream, plain or gzip, and rows of texts.

It must not trust a file's name: what it is shows in its first bytes. Damage ends the stream instead of failing.
"""

import io
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from domain.refusal import InvalidInput

__all__ = ["FIELD_LIMIT", "HEAD_BYTES", "SIZE_LIMIT_BYTES", "Row", "Source", "open_source", "too_long"]

SIZE_LIMIT_BYTES = 4 * 2**30
"""Unpacked size at which reading stops: forty times the largest public event logs."""

RATIO_LIMIT = 200
"""Unpacked to packed size from which a file counts as a bomb; event logs pack about 20 to 60 times."""

RATIO_FREE_BYTES = 128 * 2**20
"""Unpacked size up to which the ratio does not matter, since it cannot hurt."""

HEAD_BYTES = 64 * 2**10
"""How much of the beginning is looked at to recognise what a file is."""

CHUNK_BYTES = 64 * 2**10
"""Packed bytes taken at once: unpacked they are at most 67 MB, so no limit is overrun by more than that."""

GZIP_MAGIC = b"\x1f\x8b"
GZIP_FORMAT = 31
"""zlib's window bits for: gzip header, largest window."""

FIELD_LIMIT = 20_000
"""Characters of one field: the length of the longest text that an event may carry (domain/vocabulary.py)."""


@dataclass(slots=True)
class Row:
    """One event of the file. line: counted from 1; part: such as `trace 3, event 2`, empty where the line says all."""

    line: int
    part: str
    fields: dict[str, str]


class Source(io.RawIOBase):
    """A readable stream of the unpacked bytes; after an end before its time, `damage` says why.

    name: the file's name, the last part of its path; done / total: packed bytes read so far and in all.
    """

    def __init__(self, raw: BinaryIO, path: Path) -> None:
        self._raw = raw
        self.path, self.name = path, path.name
        self.total = os.fstat(raw.fileno()).st_size
        self.done = 0
        self.damage: str | None = None
        magic = raw.read(len(GZIP_MAGIC))
        raw.seek(0)
        self._unpacking = Unpacking() if magic == GZIP_MAGIC else None
        self._ready = bytearray()
        self._unpacked = 0
        self._ended = False

    def head(self) -> bytes:
        """This will look at the first bytes without taking them."""
        self._fill(HEAD_BYTES)
        return bytes(self._ready[:HEAD_BYTES])

    def readable(self) -> bool:
        """This will tell the standard library that it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """This will return up to `size` bytes, all that are left where it is negative, none at the end or at damage."""
        wanted = size if size >= 0 else SIZE_LIMIT_BYTES + 1
        self._fill(wanted)
        taken = bytes(self._ready[:wanted])
        del self._ready[: len(taken)]
        return taken

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # typeshed names a wider buffer
        """This will fill the buffer as far as there is something."""
        taken = self.read(len(buffer))
        buffer[: len(taken)] = taken
        return len(taken)

    def _fill(self, wanted: int) -> None:
        while len(self._ready) < wanted and not self._ended:
            packed = self._raw.read(CHUNK_BYTES)
            self.done += len(packed)
            if packed:
                self._take(packed)
            else:
                self._end_of_file()

    def _take(self, packed: bytes) -> None:
        try:
            plain = self._unpacking.feed(packed) if self._unpacking else packed
        except zlib.error as error:
            self._stop(f"the gzip stream is damaged after about {self._unpacked:,} unpacked bytes ({error})")
            return
        self._ready += plain
        self._unpacked += len(plain)
        if self._unpacked > SIZE_LIMIT_BYTES:
            self._stop(f"more than {SIZE_LIMIT_BYTES:,} bytes unpacked")
        elif self._unpacking and self._unpacked > RATIO_FREE_BYTES and self._unpacked > RATIO_LIMIT * self.done:
            self._stop(f"unpacks to more than {RATIO_LIMIT} times its size: taken for a decompression bomb")

    def _end_of_file(self) -> None:
        self._ended = True
        if self._unpacking and not self._unpacking.is_complete:
            self._stop(f"the gzip stream ends before its time, after {self._unpacked:,} unpacked bytes")

    def _stop(self, why: str) -> None:
        self._ended = True
        self.damage = why


class Unpacking:
    """A gzip stream being unpacked; `is_complete` between two members, where a file may end."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(wbits=GZIP_FORMAT)
        self.is_complete = True

    def feed(self, packed: bytes) -> bytes:
        """This will return what the packed bytes unpack to, at most 1,032 times as many. Raises zlib.error."""
        plain = b""
        while packed:
            self.is_complete = False
            plain += self._member.decompress(packed)
            if not self._member.eof:
                break
            packed = self._member.unused_data.lstrip(b"\x00")
            self._member = zlib.decompressobj(wbits=GZIP_FORMAT)
            self.is_complete = True
        return plain


@contextmanager
def open_source(path: Path) -> Iterator[Source]:
    """This will open a file for reading and close it. Raises InvalidInput where it cannot be read or is empty."""
    try:
        raw = path.open("rb")
    except OSError as error:
        rule = f"{path} cannot be read: {error.strerror}"
        raise InvalidInput(field="file", rule=rule, accepted="a readable file") from error
    with raw:
        source = Source(raw, path)
        if not source.head().strip():
            rule = f"{path} is empty" if source.damage is None else f"{path}: {source.damage}"
            raise InvalidInput(field="file", rule=rule, accepted="XES, CSV or JSON, plain or gzip")
        yield source


def too_long(fields: dict[str, str]) -> str | None:
    """This will say which field no event could carry: one that is too long or holds a NUL; None where all are well."""
    values = fields.values()
    if max(map(len, values), default=0) <= FIELD_LIMIT and "\x00" not in "".join(values):
        return None
    for name, value in fields.items():
        if len(value) > FIELD_LIMIT:
            return f"the field {name[:80]!r} has {len(value):,} characters, more than {FIELD_LIMIT:,}"
        if "\x00" in value:
            return f"the field {name[:80]!r} holds a NUL character"
    return None
