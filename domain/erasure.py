"""What it means to erase: the closed list of reasons, the rules of every erasure, and values without their texts.

It must not know any event or room: which texts are operational, their annotations say.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from msgspec import Meta, Struct
from msgspec import structs as of_struct

from domain.refusal import RuleViolation
from domain.vocabulary import ERASED

__all__ = [
    "AnErasureForAnotherReasonIsExplained", "ErasureReason", "OnlyTextsThatAreThereAreErased", "has_texts",
    "require_explained", "texts_in", "without_texts",
]  # fmt: skip

T = TypeVar("T")


class ErasureReason(StrEnum):
    """Why texts are erased; OTHER is explained in words."""

    RETENTION_ENDED = "RETENTION_ENDED"
    ORIGINATOR_ASKED = "ORIGINATOR_ASKED"
    COURT_ORDER = "COURT_ORDER"
    UNLAWFUL = "UNLAWFUL"
    DATA_SUBJECT_RIGHT = "DATA_SUBJECT_RIGHT"
    OTHER = "OTHER"


class AnErasureForAnotherReasonIsExplained(RuleViolation):
    """An erasure for the reason OTHER is explained in words."""

    invariant = 20
    remedy = "Give the explanation."
    field = "explanation"


class OnlyTextsThatAreThereAreErased(RuleViolation):
    """There is no text to erase: none was written, or none since the last erasure."""

    invariant = 20


def require_explained(reason: ErasureReason, explanation: str | None) -> None:
    """This will refuse the reason OTHER without words."""
    if reason is ErasureReason.OTHER and explanation is None:
        raise AnErasureForAnotherReasonIsExplained


def texts_in(value: Any) -> Iterator[str]:
    """This will yield every operational text in an event, a state or a part of one, at any depth, also blank ones."""
    kind: Any = type(value)
    for name, hint in _fields(kind).items():
        yield from _texts(getattr(value, name), hint)


def has_texts(value: Any) -> bool:
    """This will tell whether there is any operational text in a value."""
    return next(texts_in(value), None) is not None


def without_texts(value: T) -> T:
    """This will return a value with ERASED in place of every operational text in it; absent ones stay absent."""
    kind: Any = type(value)
    fields = _fields(kind)
    if not fields:
        return value
    changes = {name: _without(getattr(value, name), hint) for name, hint in fields.items()}
    if isinstance(value, Struct):
        return of_struct.replace(value, **changes)
    return dataclasses.replace(value, **changes)  # type: ignore[type-var]  # what has fields and is no Struct


@cache
def _fields(kind: type) -> Mapping[str, Any]:
    """The fields that are or may hold operational texts, with their annotations; none of what has no fields."""
    if not dataclasses.is_dataclass(kind) and not issubclass(kind, Struct):
        return MappingProxyType({})
    hints = get_type_hints(kind, include_extras=True)
    return MappingProxyType({name: hint for name, hint in hints.items() if _may_hold(hint)})


def _may_hold(hint: Any) -> bool:
    if get_origin(hint) is Annotated:
        return _is_operational(hint) or _may_hold(get_args(hint)[0])
    if isinstance(hint, type) and not get_args(hint):
        return bool(_fields(hint))
    return any(_may_hold(part) for part in get_args(hint))


def _is_operational(hint: Any) -> bool:
    marks = (mark for mark in get_args(hint)[1:] if isinstance(mark, Meta))
    return any((mark.extra or {}).get("operational") for mark in marks)


def _is_text(hint: Any) -> bool:
    """True for an operational text, also one that may be absent."""
    if get_origin(hint) is Annotated:
        return _is_operational(hint)
    return any(get_origin(part) is Annotated and _is_operational(part) for part in get_args(hint))


def _texts(value: Any, hint: Any) -> Iterator[str]:
    match value:
        case None:
            return
        case str():
            yield from (value,) if _is_text(hint) else ()
        case tuple() | list():
            for each in value:
                yield from _texts(each, _inner(hint))
        case Mapping():
            for each in value.values():
                yield from _texts(each, _inner(hint))
        case _:
            yield from texts_in(value)


def _without(value: Any, hint: Any) -> Any:
    match value:
        case None:
            return None
        case str():
            return ERASED if _is_text(hint) else value
        case tuple() | list():
            return type(value)(_without(each, _inner(hint)) for each in value)
        case Mapping():
            return {key: _without(each, _inner(hint)) for key, each in value.items()}
        case _:
            return without_texts(value)


def _inner(hint: Any) -> Any:
    """The annotation of what a tuple, list or mapping holds, also where that may be absent."""
    if get_origin(hint) in (tuple, list):
        return get_args(hint)[0]
    if get_origin(hint) is not None and isinstance(get_origin(hint), type) and issubclass(get_origin(hint), Mapping):
        return get_args(hint)[1]
    return next((found for part in get_args(hint) if (found := _inner(part)) is not None), None)
