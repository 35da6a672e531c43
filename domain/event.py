"""What an event is: a frozen fact with a topic and a version, in an envelope that says who, when and for whom.

It must not know how events are stored.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, TypeVar, dataclass_transform
from uuid import UUID

from msgspec import Struct

from domain.occurred import Occurred, Precision
from domain.vocabulary import Channel, Classification, Handling, Tlp

__all__ = ["ActorKind", "Audience", "Envelope", "Event", "Recorded", "event"]


class Event:
    """What every class made by `@event` derives from, so that a type checker knows its topic and version."""

    __slots__ = ()

    TOPIC: ClassVar[str]
    VERSION: ClassVar[int]
    ERASES: ClassVar[bool]


E = TypeVar("E", bound=Event)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def event(topic: str, version: int = 1, *, erases: bool = False) -> Callable[[type[E]], type[E]]:
    """This will make a frozen, slotted, keyword-only dataclass with an explicit topic and version.

    topic: `<aggregate>.<EventName>`, for ever; never an import path (hazard H11).
    erases: with it the texts of all earlier events of its stream are gone for good.
    """

    def decorate(cls: type[E]) -> type[E]:
        made = dataclass(frozen=True, slots=True, kw_only=True)(cls)
        made.TOPIC, made.VERSION, made.ERASES = topic, version, erases
        return made

    return decorate


class ActorKind(StrEnum):
    """Who acts: a person, one of our processes, a partner's gateway, or an operator who imports a file."""

    PERSON = "PERSON"
    PROCESS = "PROCESS"
    GATEWAY = "GATEWAY"
    IMPORT = "IMPORT"


class Audience(Struct, frozen=True, kw_only=True):
    """The marking of an event when it was recorded: four independent axes, the strictest of which decides."""

    tlp: Tlp | None = None
    handling: tuple[Handling, ...] = ()
    classification: Classification | None = None
    compartments: tuple[str, ...] = ()


NO_MARKING = Audience()


# A Struct and no dataclass: one is made and read for each event of the log, in a third of the time.
class Envelope(Struct, frozen=True, kw_only=True):
    """What every event carries outside its payload.

    recorded_at: aware datetime in UTC, set by the system, never going backwards within the log.
    occurred_at / occurred_until: aware datetimes in UTC, see `Occurred`; legal deadlines count on occurred_at.
    case_id: the investigation, or the request itself where it precedes any investigation; None for the directory.
    """

    event_id: UUID
    aggregate_id: UUID
    aggregate_version: int
    case_id: UUID | None
    recorded_at: datetime
    occurred_at: datetime | None
    occurred_precision: Precision = Precision.SECOND
    occurred_until: datetime | None = None
    occurred_tz: str = "UTC"
    actor_id: str
    actor_kind: ActorKind
    acting_agency_id: str | None = None
    acting_unit_id: str | None = None
    channel: Channel = Channel.OTHER
    external_ref: str | None = None
    correlation_id: UUID | None = None
    causation_id: UUID | None = None
    command_id: UUID
    audience: Audience = NO_MARKING
    schema_version: int = 1

    @property
    def occurred(self) -> Occurred:
        """The moment or period in which it happened."""
        return Occurred(self.occurred_at, self.occurred_precision, self.occurred_until, self.occurred_tz)


class Recorded(Struct, frozen=True):
    """An event with its envelope.

    position: its place in the log, 1, 2, 3 … without gaps, 0 before it is appended.
    is_erased: its operational texts were erased, and ERASED stands in their place.
    """

    event: Event
    envelope: Envelope
    position: int = 0
    is_erased: bool = False

    @property
    def topic(self) -> str:
        """The topic of the event; empty where that is of a later program."""
        return self.event.TOPIC
