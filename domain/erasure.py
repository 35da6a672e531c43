"""What it means to erase: the closed list of reasons, the rules of every erasure, and values without their texts.

It must not know any event or room: which texts are operational, their annotations say.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, TypeVar

from msgspec import Meta, Struct
from msgspec import structs as of_struct

from domain.operational import EACH, Places, places_of, texts_at
from domain.refusal import RuleViolation
from domain.vocabulary import ERASED

__all__ = [
    "AnErasureForAnotherReasonIsExplained", "ErasureReason", "KeptText", "OnlyTextsThatAreThereAreErased",
    "has_texts", "require_explained", "texts_in", "without_texts",
]  # fmt: skip

T = TypeVar("T")

KeptText = Annotated[str, Meta(extra={"operational": True})]
"""RecordedText as states and read models keep it: it may be empty, where nothing was written yet."""


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
    remedy = "Nothing needs to be done."


def require_explained(reason: ErasureReason, explanation: str | None) -> None:
    """This will refuse the reason OTHER without words."""
    if reason is ErasureReason.OTHER and explanation is None:
        raise AnErasureForAnotherReasonIsExplained


def texts_in(value: Any) -> Iterator[str]:  # an event, a state or a part of one
    """This will yield every operational text in an event, a state or a part of one, at any depth, also blank ones."""
    kind: Any = type(value)  # an event, a state or a part of one
    places = _places(kind)
    return texts_at(value, places) if places else iter(())


def has_texts(value: Any) -> bool:  # an event, a state or a part of one
    """This will tell whether there is any operational text in a value."""
    return next(texts_in(value), None) is not None


def without_texts(value: T) -> T:
    """This will return a value with ERASED in place of every operational text in it; absent ones stay absent."""
    kind: Any = type(value)  # an event, a state or a part of one
    places = _places(kind)
    return _without(value, places) if places else value


@cache
def _places(kind: Any) -> Places:  # an event, a state or a part of one
    return places_of(kind)


def _without(value: Any, places: Places) -> Any:  # an event, a state or a part of one
    if value is None:
        return None
    if not places:
        return ERASED
    if EACH in places:
        return _each_without(value, places[EACH])
    changes = {name: _without(getattr(value, name), inner) for name, inner in places.items()}
    return of_struct.replace(value, **changes) if isinstance(value, Struct) else dataclasses.replace(value, **changes)


def _each_without(values: Any, places: Places) -> Any:  # an event, a state or a part of one
    if isinstance(values, Mapping):
        return {key: _without(each, places) for key, each in values.items()}
    return type(values)(_without(each, places) for each in values)
