"""How values are written in PostgreSQL's text format.

It must not guess: a value of another kind is a mistake of ours. Source: PostgreSQL documentation, 8.15.2 (array input).
"""

from datetime import date, datetime, timedelta
from enum import Enum
from uuid import UUID

__all__ = ["text_of"]


def text_of(value: object) -> bytes | None:
    """This will write a parameter; None is null. Raises TypeError for what has no form here."""
    return None if value is None else _written(value)


def _written(value: object) -> bytes:
    match value:
        case bool():
            written = "t" if value else "f"
        case Enum():
            written = str(value.value)
        case str() | int() | UUID():
            written = str(value)
        case datetime() | date():
            written = value.isoformat()
        case timedelta():
            written = f"{value.days} days {value.seconds} seconds {value.microseconds} microseconds"
        case list() | tuple():
            return b"{" + b",".join(map(_element, value)) + b"}"
        case _:
            raise TypeError(f"{type(value).__name__} has no form as a parameter")
    return written.encode()


def _element(value: object) -> bytes:
    return b"NULL" if value is None else b'"' + _written(value).replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
