"""Says in plain words what a field of a command accepts, and what was wrong with a value that did not fit.

It must not know any command, nor how a value was sent.
"""

import dataclasses
import re
import types
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Annotated, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from msgspec import Meta

__all__ = ["accepted_at", "what_is_wrong"]

WORDS: Mapping[object, str] = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    UUID: "a UUID such as 5f0c6a1e-8d3e-4a52-9a35-2b9f5f5f2f10",
    datetime: "an ISO 8601 time with offset such as 2026-03-04T10:15:00+01:00",
    date: "an ISO 8601 date such as 2026-03-04",
    timedelta: "an ISO 8601 duration such as P3D or PT8H",
}
"""Simple type -> what may be sent for it."""

WRONG: tuple[tuple[str, str], ...] = (
    (r"matching regex", "does not have the form that is wanted"),
    (r"length >=", "is too short"),
    (r"length <=", "is too long"),
    (r"`(int|float)` >=", "is too small"),
    (r"`(int|float)` <=", "is too large"),
    (r"Invalid enum value", "is none of the list"),
    (r"Invalid UUID", "is no UUID"),
    (r"(datetime|date|duration)", "is no date, time or duration in ISO 8601"),
    (r"got `null`", "is missing"),
)
"""How msgspec says it -> the same in words; first match wins."""

PART = re.compile(r"\w+")
"""A step of a path: a name, or a place in a list; msgspec writes `[...]` for any place."""


def what_is_wrong(told: str) -> str:
    """This will put msgspec's message about a value into words."""
    return next((words for pattern, words in WRONG if re.search(pattern, told)), "is of another kind")


def accepted_at(kind: type, path: str) -> str:
    """This will describe what stands at a path such as `content.crime_area` or `claims[0].source`."""
    hint: object = kind
    for part in PART.findall(path.replace("[...]", ".0")):
        hint = _inner(hint, part)
    return _described(hint)


def _inner(hint: object, part: str) -> object:
    """What is within; the hint itself where the path leads nowhere."""
    hint = _needed(hint)
    if dataclasses.is_dataclass(hint):
        return get_type_hints(hint, include_extras=True).get(part, hint)
    return get_args(hint)[0] if get_origin(hint) is tuple else hint


def _needed(hint: object) -> object:
    """What remains of a type when nothing is no choice."""
    if get_origin(hint) in (Union, types.UnionType):
        return next(each for each in get_args(hint) if each is not type(None))
    return hint


def _described(hint: object) -> str:
    hint = _needed(hint)
    if get_origin(hint) is Annotated:
        metas = (meta.description for meta in get_args(hint)[1:] if isinstance(meta, Meta) and meta.description)
        return next((_within_a_sentence(told) for told in metas), _described(get_args(hint)[0]))
    if get_origin(hint) is tuple:
        return f"a list, each of: {_described(get_args(hint)[0])}"
    if isinstance(hint, type) and issubclass(hint, Enum):
        return f"one of {', '.join(str(member.value) for member in hint)}"
    if dataclasses.is_dataclass(hint):
        return f"an object with {', '.join(field.name for field in dataclasses.fields(hint))}"
    return WORDS.get(hint, "a value")


def _within_a_sentence(told: str) -> str:
    trimmed = told.partition(";")[0].rstrip(".")
    return trimmed if trimmed[1:2].isupper() else trimmed[:1].lower() + trimmed[1:]
