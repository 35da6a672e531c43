"""Writes one list as CSV: UTF-8, RFC 4180, every field quoted, and no cell that a spreadsheet would run.

A text that a spreadsheet might take for a formula gets an apostrophe in front, as does one that begins with one; who
takes one leading apostrophe off each cell has exactly what stood there.
It must not write a formula, whatever somebody wrote into a case. Source: OWASP, CSV Injection.
"""

import re
from collections.abc import AsyncGenerator, Iterable

from projections.exporting.columns import COLUMNS, as_text, shown
from projections.exporting.order import Head, marking_in_words
from projections.exporting.walk import Walk

__all__ = ["FORMULA", "csv_table", "harmless", "line", "original"]

FORMULA = re.compile(
    "[\\s\\x00-\\x1f\\xad\\u200b-\\u200f\\u2060\\ufeff]*[=+@|%＝＋－＠％｜\\t\\r\\n-]"  # noqa: RUF001  # the full-width forms: some spreadsheets read them alike
)
"""So a cell begins that a spreadsheet may run, also behind what nobody sees."""

MARK = "'"


async def csv_table(walk: Walk, head: Head) -> AsyncGenerator[str]:
    """This will write a head line, and a line for each row, which carries the marking of the file and its own."""
    part, file_marking = walk.order.table, marking_in_words(head.marking)
    yield line(["file_marking", *COLUMNS[part], "marking"])
    async for case in walk.cases():
        async for page in walk.of(part, case):
            yield "".join(
                line(
                    [
                        file_marking,
                        *map(as_text, shown(part, told, walk.survey.above).values()),
                        marking_in_words(told.marking),
                    ]
                )
                for told in page
            )


def line(cells: Iterable[str]) -> str:
    """This will write a line of cells, ended as RFC 4180 ends them."""
    return ",".join('"' + harmless(each).replace('"', '""') + '"' for each in cells) + "\r\n"


def harmless(text: str) -> str:
    """This will return the text as a cell that no spreadsheet runs."""
    return MARK + text if FORMULA.match(text) or text.startswith(MARK) else text


def original(cell: str) -> str:
    """This will return what stood there before `harmless`."""
    return cell.removeprefix(MARK)
