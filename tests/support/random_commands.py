"""Strategies for any command of a room, with values from small pools, so that sequences meet each other.

It must not know what a command means.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from hypothesis import strategies as st

from domain.aggregate import Aggregate, Command

__all__ = ["any_command", "any_of"]

DAYS = [date(2019, 6, 1), date(2026, 1, 15), date(2026, 3, 2), date(2026, 3, 3), date(2027, 1, 1)]
"""Before the units of the specs exist, around the present of the specs, and ahead."""

WITHOUT_OFFSET = datetime(2026, 5, 1)  # noqa: DTZ001  # a fault that senders make

OF_TYPE: Mapping[type, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: st.integers(min_value=1, max_value=5),
    str: st.sampled_from(["A", "B"]),
    UUID: st.sampled_from([UUID(int=1), UUID(int=2)]),
    date: st.sampled_from(DAYS),
    datetime: st.sampled_from([datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC), WITHOUT_OFFSET]),
    timedelta: st.sampled_from([timedelta(0), timedelta(hours=5), timedelta(days=2)]),
}


def any_command(room: Aggregate[Any], pools: Mapping[str, list[Any]]) -> st.SearchStrategy[Command]:
    """This will make any command of the room. pools: values of fields by name, instead of those of their type."""
    return any_of([decision.command for decision in room.decisions], pools)


def any_of(kinds: Iterable[type], pools: Mapping[str, list[Any]]) -> st.SearchStrategy[Any]:
    """This will make any value of some dataclasses. pools: as for any_command."""
    return st.one_of([_made(kind, pools) for kind in kinds])


def _made(kind: type, pools: Mapping[str, list[Any]]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    return st.builds(
        kind, **{field.name: _value(field.name, hints[field.name], pools) for field in dataclasses.fields(kind)}
    )


def _value(name: str, hint: Any, pools: Mapping[str, list[Any]]) -> st.SearchStrategy[Any]:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return st.one_of([_value(name, part, pools) for part in inner])
    if hint is NoneType:
        return st.none()
    if origin is tuple:
        return st.lists(_value(name, inner[0], pools), max_size=2).map(tuple)
    if name in pools:
        return st.sampled_from(pools[name])
    if origin is Annotated:
        return _value(name, inner[0], pools)
    return _of_type(hint, pools)


def _of_type(hint: Any, pools: Mapping[str, list[Any]]) -> st.SearchStrategy[Any]:
    if dataclasses.is_dataclass(hint):
        return _made(hint, pools)  # type: ignore[arg-type]  # an annotation is a class
    if issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    return OF_TYPE[hint]
