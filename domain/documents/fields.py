"""Says in words what a field of an event or a command holds.

It must not know any single event or command.
"""

import types
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Annotated, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from msgspec import Meta

__all__ = ["field_table", "named_in"]

WORDS: dict[object, str] = {
    str: "text",
    int: "whole number",
    bool: "true or false",
    UUID: "UUID",
    datetime: "instant: aware, in UTC",
    date: "calendar day",
    timedelta: "duration, ISO 8601",
}
"""What each simple type holds, with its unit."""


def field_table(kind: type) -> str:
    """This will render the fields of a dataclass as a table of name, content and default."""
    hints = get_type_hints(kind, include_extras=True)
    rows = [f"| `{each.name}` | {_content(hints[each.name])} | {_default(each)} |" for each in fields(kind)]
    return "\n".join(["| field | holds | where missing |", "|---|---|---|", *rows])


def named_in(kind: type) -> Iterator[type]:
    """This will yield the closed lists and nested parts that the fields of a dataclass use, nested ones too."""
    for hint in get_type_hints(kind).values():
        yield from _named(hint)


def _named(hint: object) -> Iterator[type]:
    if isinstance(hint, type) and issubclass(hint, Enum):
        yield hint
    elif isinstance(hint, type) and is_dataclass(hint):
        yield hint
        yield from named_in(hint)
    else:
        for part in get_args(hint):
            yield from _named(part)


def _content(hint: object) -> str:
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return next((_described(meta) for meta in parts[1:] if isinstance(meta, Meta)), _content(parts[0]))
    if origin in (Union, types.UnionType):
        return ", or ".join("none" if part is type(None) else _content(part) for part in parts)
    if origin is tuple:
        return f"any number of: {_content(parts[0])}"
    return WORDS.get(hint) or f"[{_name(hint)}](#{_name(hint).lower()})"


def _described(meta: Meta) -> str:
    return (meta.description or "").rstrip(".").replace("|", "\\|")


def _name(hint: object) -> str:
    return getattr(hint, "__name__", str(hint))


def _default(field: "Field[object]") -> str:
    if field.default is not MISSING:
        return "none" if field.default is None else "empty" if field.default == () else f"`{field.default}`"
    return "mandatory" if field.default_factory is MISSING else "empty"
