"""Chooses the reader by what a file begins with.

It must not read further than the beginning.
"""

import codecs
from collections.abc import Iterator

from consumers.files.reading.csv_rows import encoding_of, read_csv
from consumers.files.reading.source import Row, Source
from consumers.files.reading.xes import read_xes
from consumers.files.summary import Unused
from domain.refusal import InvalidInput

__all__ = ["format_of", "read_rows"]


def format_of(source: Source) -> str:
    """This will say XES, JSON or CSV."""
    head = source.head().removeprefix(codecs.BOM_UTF8).lstrip()
    utf_16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    first = head[2:4].strip(b"\x00") if utf_16 else head[:1]
    return {b"<": "XES", b"{": "JSON", b"[": "JSON"}.get(first, "CSV")


def read_rows(source: Source, notes: list[str]) -> Iterator[Row | Unused]:
    """This will yield the rows of an event log in XES or CSV; what a reader ought to know goes to `notes`.

    Raises InvalidInput where the file is no event log.
    """
    kind = format_of(source)
    if kind == "JSON":
        raise InvalidInput(
            field="file", rule="JSON is no event log", accepted="XES or CSV; for a chronology its mapping"
        )
    if kind == "XES":
        return read_xes(source)
    encoding = encoding_of(source.path)
    if encoding == "latin-1":
        notes.append("The file is not UTF-8: it was read as latin-1, so letters beyond ASCII may be wrong.")
    return read_csv(source, encoding)
