"""Random submissions of every command there is, over so few ids that they often meet.

It must not know what a command means: it follows the types of the fields.
"""

import dataclasses
import types
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID, uuid5

import msgspec
from hypothesis import strategies as st

from domain.aggregate import ENTENTE, Actor, Submission
from domain.catalogue import COMMAND_TYPES
from domain.event import ActorKind
from domain.occurred import exactly
from domain.vocabulary import AgencyCode, MemberId, Role, UnitCode

__all__ = ["submissions"]

START = datetime(2026, 1, 5, 9, tzinfo=UTC)

MEMBERS = ("ada", "ben", "cleo")

AGENCY = st.sampled_from(["AA", "BB", "CC"])

MOMENT = st.integers(-100, 100).map(lambda days: START + timedelta(days=days))
TEXTS = (
    "EN", "en", "FR", "CYBERCRIME", "cybercrime", "Europe/Paris", "a text", "P30D", "1", "WORLD", "B", "ab" * 32,
    "application/pdf", "witness+0a1b2c3d+AQID", "0a1b2c3d",
)  # fmt: skip
"""Enough to satisfy any bounded text of a command."""

SIMPLE: Mapping[Any, st.SearchStrategy[Any]] = {
    types.NoneType: st.none(),
    bool: st.booleans(),
    int: st.integers(0, 5),
    str: st.sampled_from(TEXTS),
    UUID: st.sampled_from([uuid5(ENTENTE, str(number)) for number in range(4)]),
    datetime: MOMENT,
    date: MOMENT.map(datetime.date),
    timedelta: st.integers(1, 60).map(lambda days: timedelta(days=days)),
    AgencyCode: AGENCY,
    UnitCode: AGENCY.map("{}/CYBER".format),
    MemberId: st.sampled_from(MEMBERS),
}


def submissions() -> st.SearchStrategy[list[Submission]]:
    """This will make sequences of up to twenty submissions."""
    return st.lists(_submission(), min_size=1, max_size=20)


def _submission() -> st.SearchStrategy[Submission]:
    return st.builds(
        Submission,
        command=st.one_of([_filled(decision.command) for _, decision in COMMAND_TYPES.values()]),  # type: ignore[arg-type]  # a class is hashable
        command_id=st.uuids(version=4),
        actor=_actor(),
        occurred=st.none() | st.builds(exactly, MOMENT),
        expected_version=st.none() | st.integers(0, 3),
    )


def _actor() -> st.SearchStrategy[Actor]:
    return st.builds(
        Actor,
        actor_id=st.sampled_from(MEMBERS),
        kind=st.sampled_from(ActorKind),
        agency_id=AGENCY,
        roles=st.just(frozenset(Role)) | st.frozensets(st.sampled_from(Role)),
    )


@lru_cache
def _filled(kind: type[Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind, include_extras=True)
    return st.builds(kind, **{field.name: _value(hints[field.name]) for field in dataclasses.fields(kind)})


def _value(kind: Any) -> st.SearchStrategy[Any]:
    if get_origin(kind) in (Union, types.UnionType):
        return st.one_of([_value(part) for part in get_args(kind)])
    if get_origin(kind) is tuple:
        return st.lists(_value(get_args(kind)[0]), max_size=2).map(tuple)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(kind)
    if dataclasses.is_dataclass(kind):
        return _filled(kind)  # type: ignore[arg-type]  # a class, as the branch above left only these
    return SIMPLE[kind] if kind in SIMPLE else _bounded(kind)


def _bounded(kind: Any) -> st.SearchStrategy[Any]:
    assert get_origin(kind) is Annotated, kind
    candidates = [value for value in (*TEXTS, 1, 2) if _fits(value, kind)]
    assert candidates, kind
    return st.sampled_from(candidates)


def _fits(value: object, kind: Any) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True
