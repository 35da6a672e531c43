"""The words of the schema, taken from the domain's docstrings, so that they are written once.

It must not invent meaning: where the domain says nothing, a field is described by its own name in words.
"""

import dataclasses
import re
import typing
from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Any, TypeVar

import strawberry
from msgspec import Meta

from domain.catalogue import COMMAND_TYPES
from domain.vocabulary import ERASED

__all__ = [
    "WHERE_ERASED",
    "camel_case",
    "camel_case_names",
    "camel_case_path",
    "enum_of",
    "field_wording",
    "meta_wording",
    "type_wording",
]

WHERE_ERASED = f"Reads {ERASED} once it is erased."
"""What the schema says of a text that can be erased."""

E = TypeVar("E", bound=type[Enum])


def camel_case(name: str) -> str:
    """This will turn `reply_by_utc` into `replyByUtc`."""
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)


def camel_case_path(path: str) -> str:
    """This will turn the path of a field in the domain into its path in the schema."""
    return re.sub(r"[a-z][a-z0-9_]*", lambda match: camel_case(match[0]), path)


def camel_case_names(text: str) -> str:
    """This will turn the names of fields within a sentence into those of the schema, and leave all else as it is."""
    known = _names_of_fields()
    return re.sub(
        r"\b[a-z]+(?:_[a-z0-9]+)+\b", lambda match: camel_case(match[0]) if match[0] in known else match[0], text
    )


@cache
def _names_of_fields() -> frozenset[str]:
    """The fields of all commands, and of the parts that they hold."""
    return frozenset(name for _, decision in COMMAND_TYPES.values() for name in _names_within(decision.command))


def _names_within(kind: object) -> Iterator[str]:
    if dataclasses.is_dataclass(kind):
        for name, hint in typing.get_type_hints(kind).items():
            yield name
            yield from _names_within(hint)
    for part in typing.get_args(kind):
        yield from _names_within(part)


def enum_of(cls: E, name: str | None = None) -> E:
    """This will publish an enum of the domain, once: under its own name unless that says too little."""
    if "__strawberry_definition__" not in cls.__dict__:
        strawberry.enum(cls, name=name, description=_paragraph(cls.__doc__))
    return cls


def type_wording(cls: type) -> str:
    """This will return what the docstring of a class says of the class itself."""
    return _split(cls)[0]


def field_wording(cls: type, name: str, annotation: object) -> str:
    """This will describe a field: by its class's docstring, else by its type, else by its own name."""
    return _split(cls)[1].get(name) or meta_wording(annotation) or _in_words(name)


def meta_wording(annotation: object) -> str | None:
    """This will return the description that a bounded type carries, of itself or of what it may hold."""
    for part in getattr(annotation, "__metadata__", ()):
        if isinstance(part, Meta) and part.description:
            return part.description
    for inner in typing.get_args(annotation):
        if found := meta_wording(inner):
            return found
    return None


def _split(cls: type) -> tuple[str, dict[str, str]]:
    names = [field.name for field in dataclasses.fields(typing.cast("Any", cls))]
    text = _paragraph(cls.__doc__)
    one = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    marks = (
        list(re.finditer(rf"(?:^|(?<=[.;] ))(?P<names>(?:{one})(?:(?: / |, | and )(?:{one}))*): ", text))
        if names
        else []
    )
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    described = {
        name: _in_camel_case(_sentence(text[mark.end() : end]), names)
        for mark, end in zip(marks, ends, strict=False)  # no mark, no end
        for name in re.split(r" / |, | and ", mark["names"])
    }
    return _in_camel_case((text[: marks[0].start()] if marks else text).strip(), names), described


def _in_camel_case(text: str, names: list[str]) -> str:
    return re.sub(
        r"\b[a-z]+(?:_[a-z0-9]+)+\b", lambda match: camel_case(match[0]) if match[0] in names else match[0], text
    )


def _paragraph(text: str | None) -> str:
    return " ".join((text or "").split())


def _sentence(text: str) -> str:
    trimmed = text.strip().rstrip(";.")
    return trimmed[:1].upper() + trimmed[1:] + "."


def _in_words(name: str) -> str:
    stem, _, ending = name.rpartition("_")
    lead = (
        {"id": "Id of the ", "ids": "Ids of the ", "utc": "When, as an instant in UTC: "}.get(ending, "")
        if stem
        else ""
    )
    words = lead + (stem if lead else name).replace("_", " ")
    return words[:1].upper() + words[1:] + "."
