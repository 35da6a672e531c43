"""Unpacks gzip bytes as they come, member after member.

It must not know where the bytes come from or when to stop.
"""

import zlib

__all__ = ["GZIP_MAGIC", "Unpacking"]

GZIP_MAGIC = b"\x1f\x8b"
GZIP_FORMAT = 31
"""zlib's window bits for: gzip header, largest window."""


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
