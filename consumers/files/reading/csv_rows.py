"""Reads CSV files as spreadsheets and exports write them: any usual separator, quotes, byte order marks, old encodings.

It must not guess what a column means.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from consumers.files.reading.source import FIELD_LIMIT, Row, Source, open_source, too_long
from consumers.files.summary import Place, Unused
from domain.refusal import InvalidInput

__all__ = ["encoding_of", "read_csv"]

SEPARATORS = (",", ";", "\t", "|")
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def encoding_of(path: Path) -> str:
    """This will name the encoding of a text: by its byte order mark, else UTF-8, else latin-1, which fits any bytes."""
    with open_source(path) as source:
        head = source.head()
        marked = next((name for bom, name in BOMS if head.startswith(bom)), None)
        if marked and marked != "utf-8-sig":
            return marked
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            for chunk in iter(lambda: source.read(2**20), b""):
                decoder.decode(chunk)
        except UnicodeDecodeError:
            return "latin-1"
    return "utf-8-sig"


def read_csv(source: Source, encoding: str) -> Iterator[Row | Unused]:
    """This will yield each row under the names of the first line, and each line that does not fit with its place.

    encoding: as `encoding_of` names it. Raises InvalidInput where there is no line of names.
    """
    csv.field_size_limit(FIELD_LIMIT * 4)  # what is longer runs to the end of a file whose quote never closes
    text = io.TextIOWrapper(io.BufferedReader(source), encoding=encoding, errors="replace", newline="")
    try:
        yield from _rows(text, source.name)
    finally:
        text.detach()


def _rows(text: io.TextIOWrapper, name: str) -> Iterator[Row | Unused]:
    first = text.readline()
    separator = max(SEPARATORS, key=first.count)
    names = [column.strip() for column in next(csv.reader([first], delimiter=separator), [])]
    if len(names) < 2:  # noqa: PLR2004  # an event has at least a case and an activity
        raise InvalidInput(
            field="file", rule="its first line names fewer than two columns", accepted="CSV with a header"
        )
    lines = csv.reader(text, delimiter=separator)
    while True:
        line = lines.line_num + 2
        try:
            values = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            yield Unused(place=Place(name, line), reason=f"CSV: {error}", accepted="a row of the header's columns")
            continue
        if values:
            yield _row(names, values, Place(name, line))


def _row(names: list[str], values: list[str], place: Place) -> Row | Unused:
    if len(values) != len(names):
        reason = f"{len(values)} fields where the header names {len(names)}"
        return Unused(place=place, reason=reason, accepted="a row of the header's columns")
    fields = dict(zip(names, values, strict=True))
    wrong = too_long(fields)
    return Unused(place=place, reason=wrong) if wrong else Row(place.line, "", fields)
