"""Lets the client read messages whose headers have names that are not UTF-8, as Java's clients do.

It must not judge them: what does not belong into a message, its reader says.

A broker takes any bytes for the name of a header. Our client decodes them strictly, and raises out of `poll`, again and
again from the same place: one such message would stop its partition for ever, and nobody could refuse it.
"""

from typing import Any

from kafka.record import memory_records
from kafka.record.default_records import DefaultRecordBatch

__all__ = ["read_any_header_names"]


def read_any_header_names() -> None:
    """This will let all consumers of this process read bytes that are no UTF-8 as a backslash, x and two digits."""
    memory_records.DefaultRecordBatch = _AnyNames


class _AnyNames(DefaultRecordBatch):  # type: ignore[misc]  # the client brings no types
    """Messages as they stand in a batch. Only one that cannot be read is read once more, and more slowly."""

    _buffer: bytearray

    def _read_msg(self, *of_client: Any) -> Any:
        try:
            return super()._read_msg(*of_client)
        except UnicodeDecodeError:  # only names are decoded; the place in the batch has not moved
            strict, self._buffer = self._buffer, _Bytes(self._buffer)
            try:
                return super()._read_msg(*of_client)
            finally:
                self._buffer = strict


class _Bytes(bytearray):
    """Bytes whose pieces can all be decoded."""

    def __getitem__(self, at: Any) -> Any:
        found = super().__getitem__(at)
        return _Piece(found) if isinstance(at, slice) else found


class _Piece(bytes):
    """A piece, which is a name where it is decoded."""

    def decode(self, encoding: str = "utf-8", errors: str = "backslashreplace") -> str:
        """This will decode it, with the bytes that are no text written out."""
        return super().decode(encoding, errors)
