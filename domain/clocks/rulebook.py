"""The rulebook: profiles and protocols by date, read from data and checked.

It must not know requests, nor the present day: whoever asks says for which day, and a request keeps the protocol of the
day on which it was sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol as Shape
from typing import TypeVar

import msgspec
from msgspec import Struct

from domain.clocks.profile import Profile, Retention, checked
from domain.event import ActorKind
from domain.refusal import InvalidInput
from domain.vocabulary import Availability, Instrument, Urgency

__all__ = ["Protocol", "Rulebook", "load", "rulebook"]

HERE = Path(__file__).parent


class Protocol(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of the rules.

    in_force_from: first day; in_force_to: first day after; None: without end.
    mandatory_on_sending: fields of the content that a sent request states; acknowledged_by: kinds of actor that can.
    """

    code: str
    in_force_from: date | None
    in_force_to: date | None
    mandatory_on_sending: tuple[str, ...]
    unit_needed_on_sending: bool
    reason_needed_for: tuple[Urgency, ...]
    acknowledged_by: tuple[ActorKind, ...]
    note: str = ""


class _Dated(Shape):
    @property
    def code(self) -> str: ...
    @property
    def in_force_from(self) -> date | None: ...
    @property
    def in_force_to(self) -> date | None: ...


D = TypeVar("D", bound=_Dated)


class _ProfileFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    profiles: tuple[Profile, ...]
    retention: tuple[Retention, ...] = ()


class _ProtocolFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    protocols: tuple[Protocol, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All versions of all rules."""

    profiles: tuple[Profile, ...]
    protocols: tuple[Protocol, ...]
    retention: tuple[Retention, ...] = ()

    def profile(self, code: str, on: date) -> Profile | None:
        """This will return the version of a profile that was in force on a day, or None."""
        return next((each for each in self.profiles if each.code == code and _in_force(each, on)), None)

    def protocol(self, on: date) -> Protocol | None:
        """This will return the protocol that was in force on a day, or None."""
        return next((each for each in self.protocols if _in_force(each, on)), None)

    def choose(
        self, instrument: Instrument, urgency: Urgency, availability: Availability | None, on: date
    ) -> Profile | None:
        """This will return the profile that applies; until availability is known, the stricter one of direct access."""
        reach = availability or Availability.DIRECT
        return next(
            (each for each in self.profiles if _in_force(each, on) and _fits(each, instrument, urgency, reach)), None
        )


@cache
def rulebook() -> Rulebook:
    """This will read the shipped rulebook, once."""
    return load((HERE / "profiles.json").read_bytes(), (HERE / "protocols.json").read_bytes())


def load(profiles: bytes, protocols: bytes) -> Rulebook:
    """This will read a rulebook from two JSON texts; raises InvalidInput naming the place of what does not fit."""
    try:
        profile_file = msgspec.json.decode(profiles, type=_ProfileFile)
        protocol_file = msgspec.json.decode(protocols, type=_ProtocolFile)
    except msgspec.ValidationError as error:
        raise InvalidInput(field="profiles", rule=str(error), accepted="the shape of profiles.json") from error
    for profile in profile_file.profiles:
        _refuse_overlap(profile, [each for each in profile_file.profiles if each.code == profile.code])
    for protocol in protocol_file.protocols:
        _refuse_overlap(protocol, protocol_file.protocols)
    return Rulebook(tuple(map(checked, profile_file.profiles)), protocol_file.protocols, profile_file.retention)


def _in_force(version: _Dated, on: date) -> bool:
    begun = version.in_force_from is None or version.in_force_from <= on
    return begun and (version.in_force_to is None or on < version.in_force_to)


def _fits(profile: Profile, instrument: Instrument, urgency: Urgency, reach: Availability) -> bool:
    return any(
        each.instrument is instrument
        and urgency in each.urgency
        and (each.availability is msgspec.UNSET or reach in each.availability)
        for each in profile.applies_to
    )


def _refuse_overlap(version: _Dated, others: Iterable[_Dated]) -> None:
    begin = version.in_force_from or date.min
    if sum(_in_force(other, begin) for other in others) > 1:
        rule = f"two versions are in force on {begin}"
        raise InvalidInput(field=version.code, rule=rule, accepted="versions that follow each other")
