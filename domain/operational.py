"""Finds in an event's annotations which of its texts are operational, and so must not stand in clear in the log.

It must not know how they are sealed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Annotated, Any, cast, get_args, get_origin, get_type_hints

from msgspec import Meta, Struct

__all__ = ["EACH", "Places", "is_operational", "places_of", "texts_at"]

EACH = "*"
"""In place of a name: every element of a list, every value of a mapping."""

Places = Mapping[str, "Places"]
"""Where operational texts are within a payload, name by name; a text has nothing within it."""


def is_operational(hint: object) -> bool:
    """This will tell whether a hint, or one of those it is a union of, is marked as operational."""
    if get_origin(hint) is Annotated:
        marks = [mark for mark in get_args(hint)[1:] if isinstance(mark, Meta)]
        return any((mark.extra or {}).get("operational") for mark in marks)
    return any(is_operational(part) for part in get_args(hint))


def places_of(kind: object) -> Places:
    """This will find the operational texts of a type, also those of the types within it.

    Raises TypeError where something else than a text is marked: nothing could be read in its place.
    """
    found: dict[str, Places] = {}
    for name, hint in _parts(kind):
        if _is_marked(hint):
            _require_text(hint)
            found[name] = {}
        elif inner := places_of(hint):
            found[name] = {**found.get(name, {}), **inner}
    return found


def texts_at(value: Any, places: Places) -> Iterator[str]:  # whatever an event can hold
    """This will yield the texts in a value, also blank ones, in the order of its fields."""
    if value is None:
        return
    if not places:
        yield value
    elif EACH in places:
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from texts_at(each, places[EACH])
    else:
        for name, inner in places.items():
            yield from texts_at(getattr(value, name), inner)


def _parts(hint: object) -> Iterator[tuple[str, object]]:
    """What is within a type: its fields, its elements, or the parts of the types it is a union of."""
    if isinstance(hint, type) and (is_dataclass(hint) or issubclass(hint, Struct)):
        hints = get_type_hints(hint, include_extras=True)
        names = [field.name for field in fields(cast("Any", hint))] if is_dataclass(hint) else hint.__struct_fields__
        yield from ((name, hints[name]) for name in names)
    elif get_origin(hint) in {tuple, list, frozenset, dict}:
        yield from ((EACH, part) for part in get_args(hint))
    else:
        for part in get_args(hint):
            yield from _parts(part)


def _is_marked(hint: object) -> bool:
    """An optional text is marked, a tuple of texts is not: its elements are."""
    if get_origin(hint) is Annotated:
        return is_operational(hint)
    return get_origin(hint) not in {tuple, list, frozenset, dict} and any(_is_marked(part) for part in get_args(hint))


def _require_text(hint: object) -> None:
    texts = {str, type(None)}
    if any(part not in texts for part in _plain(hint)):
        raise TypeError(f"{hint} is marked as operational and is no text")


def _plain(hint: object) -> Iterator[object]:
    if get_origin(hint) is Annotated:
        yield get_args(hint)[0]
    elif get_args(hint):
        for part in get_args(hint):
            yield from _plain(part)
    else:
        yield hint
