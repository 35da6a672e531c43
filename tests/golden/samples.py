"""Makes one sample of every event type from the type alone, the same on every run.

It must not read a clock, nor anything random: a golden file is written once and compared for ever.
"""

import dataclasses
import types
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID, uuid5

import msgspec

from domain.aggregate import ENTENTE
from domain.event import ActorKind, Audience, Envelope, Event
from domain.occurred import Precision
from domain.vocabulary import Channel, Classification, Handling, Tlp

__all__ = ["envelope_of", "filled", "least", "sample_of"]

NOON = datetime(2026, 3, 2, 12, 30, 15, 123456, tzinfo=UTC)

PLAIN: dict[type, Callable[[str], object]] = {
    str: lambda name: f"{name} é “quoted” \\ {{}}",
    int: lambda _name: 3,
    bool: lambda _name: True,
    UUID: lambda name: uuid5(ENTENTE, name),
    datetime: lambda _name: NOON,
    date: lambda _name: NOON.date(),
    timedelta: lambda _name: timedelta(days=30, hours=12),
}


BOUNDED = (
    "FR-SPOC", "FR-SPOC/CYBER", "FR", "fr", "member-7", 1, "B", "text/plain", "a" * 64, "0a1b2c3d", "crime_area",
    "log+0a1b2c3d+AQ==",
)  # fmt: skip
"""Of these the first that fits is the sample of a bounded text or number; new ones are added at the end."""


def sample_of(kind: type[Event]) -> Event:
    """This will make an event in which every field has a value, optional ones too."""
    return filled(kind)  # type: ignore[no-any-return]  # made of its own type


def envelope_of(kind: type[Event]) -> Envelope:
    """This will make an envelope in which every field differs from its default."""
    ids = {name: uuid5(ENTENTE, f"{kind.TOPIC}:{name}") for name in ("event", "stream", "case", "cause", "command")}
    return Envelope(
        event_id=ids["event"],
        aggregate_id=ids["stream"],
        aggregate_version=7,
        case_id=ids["case"],
        recorded_at=NOON,
        occurred_at=NOON - timedelta(days=30),
        occurred_precision=Precision.DAY,
        occurred_until=NOON - timedelta(days=29),
        occurred_tz="Europe/Paris",
        actor_id="member-7",
        actor_kind=ActorKind.GATEWAY,
        acting_agency_id="FR-SPOC",
        acting_unit_id="FR-SPOC/CYBER",
        channel=Channel.SIENA,
        external_ref="M-2026-17",
        correlation_id=ids["case"],
        causation_id=ids["cause"],
        command_id=ids["command"],
        audience=Audience(
            tlp=Tlp.AMBER, handling=(Handling.H1,), classification=Classification.RESTRICTED, compartments=("A",)
        ),
        schema_version=kind.VERSION,
    )


def filled(kind: type[Any]) -> Any:
    """This will make a dataclass in which every field has a value, optional ones too."""
    hints = get_type_hints(kind, include_extras=True)
    return kind(**{field.name: _value(hints[field.name], field.name) for field in dataclasses.fields(kind)})


def least(kind: type[Any]) -> Any:
    """This will make a dataclass in which the fields have values that may not be left out."""
    hints = get_type_hints(kind, include_extras=True)
    needed = (each for each in dataclasses.fields(kind) if not _may_be_omitted(each))
    return kind(**{field.name: _value(hints[field.name], field.name) for field in needed})


def _may_be_omitted(field: "dataclasses.Field[Any]") -> bool:
    return field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING


def _value(kind: Any, name: str) -> Any:
    if get_origin(kind) is Annotated:
        return _annotated(kind, name)
    if get_origin(kind) in (Union, types.UnionType):
        return _value(next(part for part in get_args(kind) if part is not types.NoneType), name)
    if get_origin(kind) is tuple:
        return (_value(get_args(kind)[0], name),)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return list(kind)[-1]
    return PLAIN[kind](name) if kind in PLAIN else filled(kind)


def _annotated(kind: Any, name: str) -> Any:
    """A bounded text or number: the first of a few candidates that its bounds accept."""
    candidates = [_value(get_args(kind)[0], name), *BOUNDED]
    return next(candidate for candidate in candidates if _fits(candidate, kind))


def _fits(candidate: object, kind: Any) -> bool:
    try:
        msgspec.convert(candidate, kind)
    except msgspec.ValidationError:
        return False
    return True
