"""Columns of rows as PostgreSQL's binary arrays, so that thousands of events travel as seven values.

It must not know what the columns hold. psycopg's own arrays are written an element at a time, which took a third of
the time of a large append.
Source of the format: array_recv in PostgreSQL's src/backend/utils/adt/arrayfuncs.c.
"""

import struct
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar
from uuid import UUID

from psycopg import Connection
from psycopg.adapt import Dumper
from psycopg.pq import Format

__all__ = ["blobs", "numbers", "texts", "understand_arrays", "uuids"]

BYTEA, INT8, TEXT, UUID_ = 17, 20, 25, 2950
"""Object ids of the element types, fixed in PostgreSQL's pg_type.dat, as are those of their arrays below."""

LENGTH = struct.Struct("!i")
ABSENT = LENGTH.pack(-1)
UUID_LENGTH = LENGTH.pack(16)


class _Array(bytes):
    """An array as it is sent."""

    oid: ClassVar[int]


class _Blobs(_Array):
    oid = 1001


class _Numbers(_Array):
    oid = 1016


class _Texts(_Array):
    oid = 1009


class _Uuids(_Array):
    oid = 2951


def understand_arrays(connection: Connection[Any]) -> None:  # whatever its rows become
    """This will let a connection send the arrays that this module makes."""
    for kind in (_Blobs, _Numbers, _Texts, _Uuids):
        connection.adapters.register_dumper(kind, _dumper_of(kind))


def blobs(values: Sequence[bytes]) -> bytes:
    """This will make an array of bytea."""
    return _Blobs(_head(BYTEA, len(values)) + b"".join(_with_lengths(values)))


def texts(values: Sequence[str]) -> bytes:
    """This will make an array of text."""
    return _Texts(_head(TEXT, len(values)) + b"".join(_with_lengths([value.encode() for value in values])))


def numbers(values: Sequence[int]) -> bytes:
    """This will make an array of bigint."""
    flat = [part for value in values for part in (8, value)]
    return _Numbers(_head(INT8, len(values)) + struct.pack("!" + "iq" * len(values), *flat))


def uuids(values: Sequence[UUID | None]) -> bytes:
    """This will make an array of uuid."""
    parts = [ABSENT if value is None else UUID_LENGTH + value.bytes for value in values]
    return _Uuids(_head(UUID_, len(values), has_absent=ABSENT in parts) + b"".join(parts))


def _head(element: int, count: int, *, has_absent: bool = False) -> bytes:
    """Dimensions, whether there are nulls, the element's type; then the length and first index of the dimension."""
    if count == 0:
        return struct.pack("!iii", 0, 0, element)
    return struct.pack("!iiiii", 1, has_absent, element, count, 1)


def _with_lengths(values: Iterable[bytes]) -> list[bytes]:
    pack = LENGTH.pack
    return [part for value in values for part in (pack(len(value)), value)]


def _dumper_of(kind: type[_Array]) -> type[Dumper]:
    class ArrayDumper(Dumper):
        format = Format.BINARY
        oid = kind.oid

        def dump(self, obj: bytes) -> bytes:
            return obj

    return ArrayDumper
