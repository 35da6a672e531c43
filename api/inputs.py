"""Input types made from the command dataclasses, and the way back: from an input to the fields of its command.

It must not judge a value: `domain.commanding.build` does, and names the field.
"""

import dataclasses
import types
import typing
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin
from uuid import UUID

import strawberry
from strawberry import UNSET

from api.scalars import ByteCount, DateText, DateTimeText, DurationText, UuidText, read
from api.wording import enum_of, field_wording, type_wording
from domain.commanding import CREATED_ID
from domain.item.vocabulary import Size
from domain.vocabulary import Channel

__all__ = ["HEADER", "fields_of", "header_of", "input_of", "record_input"]

SCALAR_OF: dict[Any, Any] = {
    UUID: UuidText, datetime: DateTimeText, date: DateText, timedelta: DurationText, Size: ByteCount,
}  # fmt: skip

OCCURRED_AT = (
    "When it happened in the world: an ISO 8601 time with offset, or as much of a date as is known (2018, 2018-05, "
    "2018-05-14), or a period with '/' between. Omit for now; an empty text means unknown."
)

HEADER: dict[str, tuple[Any, Any, str]] = {
    "command_id": (
        UuidText,
        dataclasses.MISSING,
        "Id of this command, chosen by the sender: repeated as it was it returns its first result, else it is refused.",
    ),
    "expected_version": (
        int | None,
        UNSET,
        "Version of the thing that the sender decided on; omit where it does not matter.",
    ),
    "occurred_at": (
        str | None,
        UNSET,
        OCCURRED_AT,
    ),
    "occurred_tz": (
        str | None,
        UNSET,
        "IANA time zone in which occurredAt is told, such as Europe/Paris. Default: UTC.",
    ),
    "channel": (Channel | None, UNSET, "The channel by which it came. Default: OTHER."),
    "external_ref": (str | None, UNSET, "Number of the message in that channel, at most 300 characters."),
}
"""What every mutation takes besides the fields of its command: name -> (type, default, description)."""


@cache
def input_of(command: type) -> type:
    """This will make the input type of a command: its fields, and the header that all commands share."""
    enum_of(Channel)
    derived = CREATED_ID.get(command.__name__)
    own = [field for field in _fields(command) if field[0] != derived]
    header = [_field(name, *declared) for name, declared in HEADER.items() if name not in _names(command)]
    return _input(f"{command.__name__}Input", [*own, *header], f"Input of {command.__name__}. {type_wording(command)}")


def fields_of(given: object) -> dict[str, object]:
    """This will return the fields of the command itself, without the header; what was omitted or null is left out.

    Raises InvalidInput naming the field, in the domain's own spelling, where an id, time or duration cannot be read.
    """
    return {name: value for name, value in _plain(given, "").items() if name not in HEADER}


def header_of(given: object) -> dict[str, object]:
    """This will return the fields of the header that were given; raises as `fields_of` does."""
    return {name: value for name, value in _plain(given, "").items() if name in HEADER}


def _plain(value: Any, path: str) -> Any:
    if dataclasses.is_dataclass(value):
        pairs = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
        given = ((name, inner) for name, inner in pairs if inner is not UNSET and inner is not None)
        return {name: _plain(inner, f"{path}.{name}".lstrip(".")) for name, inner in given}
    if isinstance(value, list):
        return [_plain(inner, f"{path}[{place}]") for place, inner in enumerate(value)]
    if isinstance(value, Enum):
        return value.value
    return read(value, path) if isinstance(value, str) else value


def _names(command: type) -> set[str]:
    return {field.name for field in dataclasses.fields(typing.cast("Any", command))}


@cache
def record_input(cls: type, name: str | None = None) -> type:
    """This will make the input type of a plain dataclass, such as a part of a command or a filter."""
    return _input(name or f"{cls.__name__}Input", _fields(cls), type_wording(cls))


def _fields(cls: type) -> list[tuple[str, Any, Any]]:
    hints = typing.get_type_hints(cls, include_extras=True)
    declared = dataclasses.fields(typing.cast("Any", cls))
    return [
        _field(
            field.name,
            _typed(hints[field.name]) | None if _may_be_omitted(field) else _typed(hints[field.name]),
            UNSET if _may_be_omitted(field) else dataclasses.MISSING,
            _worded(cls, field, hints[field.name]),
        )
        for field in declared
    ]


def _may_be_omitted(field: "dataclasses.Field[Any]") -> bool:
    return field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING


def _worded(cls: type, field: "dataclasses.Field[Any]", annotation: object) -> str:
    text = field_wording(cls, field.name, annotation)
    shown = isinstance(field.default, str | int) and field.default != "" and not isinstance(field.default, Enum)
    default = str(field.default).lower() if isinstance(field.default, bool) else field.default
    return f"{text} Default: {default}." if shown else text


def _field(name: str, annotation: Any, default: Any, description: str) -> tuple[str, Any, Any]:
    made = (
        strawberry.field(description=description)
        if default is dataclasses.MISSING
        else strawberry.field(description=description, default=default)
    )
    return name, annotation, made


def _input(name: str, fields: list[tuple[str, Any, Any]], description: str) -> type:
    namespace = {"__annotations__": {field: annotation for field, annotation, _ in fields}, "__module__": __name__}
    made = type(name, (), {**namespace, **{field: default for field, _, default in fields}})
    return strawberry.input(made, name=name, description=description)


def _typed(annotation: Any) -> Any:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return SCALAR_OF.get(annotation) or _typed(arguments[0])
    if origin in (Union, types.UnionType):
        inner = [argument for argument in arguments if argument is not type(None)]
        return _typed(inner[0]) | None
    if origin in (tuple, list, frozenset):
        return list[_typed(arguments[0])]  # type: ignore[misc]  # made at run time
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return enum_of(annotation)
    if dataclasses.is_dataclass(annotation):
        return record_input(typing.cast("type", annotation))
    return SCALAR_OF.get(annotation, annotation)
