"""Every format that an export can have, and how it is written: as bytes, a piece for each page that was read.

It must not read anything itself, nor know who asks.
"""

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing

from projections.exporting.csv_table import csv_table
from projections.exporting.json_lines import json_lines
from projections.exporting.ocel import ocel
from projections.exporting.order import Format, Head
from projections.exporting.report import report
from projections.exporting.walk import Walk
from projections.exporting.xes import xes

__all__ = ["ENDINGS", "MEDIA_TYPES", "pieces"]

Writer = Callable[[Walk, Head], AsyncGenerator[str]]

WRITERS: Mapping[Format, Writer] = {
    Format.CSV: csv_table, Format.JSONL: json_lines, Format.OCEL: ocel, Format.XES: xes, Format.HTML: report,
}  # fmt: skip

MEDIA_TYPES: Mapping[Format, str] = {
    Format.CSV: "text/csv; charset=utf-8; header=present",
    Format.JSONL: "application/jsonl",
    Format.OCEL: "application/json",
    Format.XES: "application/xml",
    Format.HTML: "text/html; charset=utf-8",
}
"""Format -> media type; that of CSV as RFC 4180 registers it."""

ENDINGS: Mapping[Format, str] = {
    Format.CSV: "csv", Format.JSONL: "jsonl", Format.OCEL: "jsonocel", Format.XES: "xes", Format.HTML: "html",
}  # fmt: skip
"""Format -> how the name of a file ends."""


async def pieces(walk: Walk, head: Head) -> AsyncGenerator[bytes]:
    """This will write the export. A page is read once the piece before was taken. Raises ExportCut."""
    written = WRITERS[head.order.format](walk, head)
    async with aclosing(written):
        async for text in written:
            if text:
                yield text.encode()
