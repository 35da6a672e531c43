"""Reads CSV files as spreadsheets and exports write them: any usual separator, quotes, byte order marks, old encodings.

It must not guess what a column means.
"""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from consumers.files.reading.source import FIELD_LIMIT, Row, Source, open_source, too_long
from consumers.files.summary import Place, Unused
from domain.refusal import InvalidInput

__all__ = ["encoding_of", "read_csv"]

SEPARATORS = (",", ";", "\t", "|")
FITTING = "a row of the header's columns"
OPEN_QUOTE = "a quote that is opened on this line is never closed"
UNFINISHED = "unexpected end of data"
"""How the standard library says that a file ended within quotes."""

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
    table = _Table(names, separator, name)
    lines = _Lines(text)
    while not lines.ended:
        yield from _record(lines, table)


class _Lines:
    """The lines below the header; `taken` since `begin`, so that what a stray quote swallowed can be read again."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.number = 2
        self.taken: list[str] = []
        self.ended = False

    def begin(self) -> None:
        """This will begin a new row, whose first line is `number`."""
        self.number += len(self.taken)
        self.taken = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            self.taken.append(next(self._lines))
        except StopIteration:
            self.ended = True
            raise
        return self.taken[-1]


@dataclass(frozen=True, slots=True)
class _Table:
    """What all rows share. file: its name."""

    names: list[str]
    separator: str
    file: str

    def row(self, values: list[str], line: int) -> Row | Unused:
        place = Place(self.file, line)
        if len(values) != len(self.names):
            reason = f"{len(values)} fields where the header names {len(self.names)}"
            return Unused(place=place, reason=reason, accepted=FITTING)
        fields = dict(zip(self.names, values, strict=True))
        wrong = too_long(fields)
        return Unused(place=place, reason=wrong) if wrong else Row(line, "", fields)

    def unused(self, line: int, reason: str) -> Unused:
        return Unused(place=Place(self.file, line), reason=reason, accepted=FITTING)

    def alone(self, text: str, line: int) -> Row | Unused | None:
        """This will read one line for itself; None where it is empty. Text behind a closed quote is let pass."""
        try:
            values = next(csv.reader([text], delimiter=self.separator, strict=True), [])
        except csv.Error as error:
            if UNFINISHED in str(error):
                return self.unused(line, OPEN_QUOTE)
            try:
                values = next(csv.reader([text], delimiter=self.separator), [])
            except csv.Error as worse:
                return self.unused(line, f"CSV: {worse}")
        return self.row(values, line) if values else None


def _record(lines: _Lines, table: _Table) -> Iterator[Row | Unused]:
    """This will read one row, of however many lines; where it does not fit, lines that it swallowed are looked at."""
    lines.begin()
    try:
        # Strict: a quote that is left open may not end in the middle of a later field without a word.
        values = next(csv.reader(lines, delimiter=table.separator, strict=True), [])
        found = table.row(values, lines.number) if values else None
    except csv.Error as error:
        found = table.unused(lines.number, OPEN_QUOTE if UNFINISHED in str(error) else f"CSV: {error}")
    if isinstance(found, Unused):
        yield from _mended(found, lines, table)
    elif found is not None:
        yield found


def _mended(found: Unused, lines: _Lines, table: _Table) -> Iterator[Row | Unused]:
    first, *swallowed = lines.taken or [""]
    if not swallowed:
        yield table.alone(first, lines.number) or found
        return
    alone = [table.alone(text, lines.number + after) for after, text in enumerate(swallowed, 1)]
    whole = [isinstance(one, Row) and text.count('"') % 2 == 0 for one, text in zip(alone, swallowed, strict=True)]
    if not lines.ended and not any(whole):
        yield found  # a row of several lines that does not fit as a whole
        return
    yield table.unused(lines.number, OPEN_QUOTE)
    yield from (one for one in alone if one is not None)
