"""Says in words what the fields of events and commands hold, and what closed lists and parts they share.

It must not know any single event or command.
"""

import types
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from inspect import cleandoc
from typing import Annotated, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from msgspec import NODEFAULT, Meta, Struct, structs

__all__ = ["docstring", "field_table", "parts_section"]

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
    """This will render the fields of a dataclass or struct as a table of name, content and default."""
    hints = get_type_hints(kind, include_extras=True)
    rows = [f"| `{each.name}` | {_content(hints[each.name])} | {_default(each)} |" for each in _fields(kind)]
    return "\n".join(["| field | holds | where missing |", "|---|---|---|", *rows])


def parts_section(kinds: Iterable[type]) -> str:
    """This will render every closed list and nested part that the fields of `kinds` use, by name."""
    parts = {part.__name__: part for kind in kinds for part in _used_by(kind)}
    return "\n\n".join(["## Closed lists and parts", *(_part(parts[name]) for name in sorted(parts))])


def docstring(kind: type) -> str:
    """This will give the docstring of a class, without its indentation."""
    return cleandoc(kind.__doc__ or "")


def _part(kind: type) -> str:
    content = ", ".join(f"`{member.value}`" for member in kind) if issubclass(kind, Enum) else field_table(kind)
    return f"### {kind.__name__}\n\n{docstring(kind)}\n\n{content}"


def _used_by(kind: type) -> Iterator[type]:
    """This will yield the closed lists and nested parts that the fields of a dataclass use, nested ones too."""
    for hint in get_type_hints(kind).values():
        yield from _named(hint)


def _named(hint: object) -> Iterator[type]:
    if isinstance(hint, type) and issubclass(hint, Enum):
        yield hint
    elif isinstance(hint, type) and (is_dataclass(hint) or issubclass(hint, Struct)):
        yield hint
        yield from _used_by(hint)
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


def _fields(kind: type) -> "tuple[Field[object] | structs.FieldInfo, ...]":
    if issubclass(kind, Struct):
        return structs.fields(kind)
    return fields(kind) if is_dataclass(kind) else ()


def _default(field: "Field[object] | structs.FieldInfo") -> str:
    if field.default not in (MISSING, NODEFAULT):
        nothing = field.default == () or isinstance(field.default, Struct)
        return "none" if field.default is None else "empty" if nothing else f"`{field.default}`"
    return "mandatory" if field.default_factory in (MISSING, NODEFAULT) else "empty"
