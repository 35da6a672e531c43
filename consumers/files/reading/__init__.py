"""Readers: bytes of a file to rows with their places.

They must not know what a row means.
"""

from consumers.files.reading.choice import read_rows
from consumers.files.reading.source import Row, Source, open_source

__all__ = ["Row", "Source", "open_source", "read_rows"]
