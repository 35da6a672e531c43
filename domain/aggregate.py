"""The shape that all aggregates share: decide on a command, evolve by an event; and how exactly an act is timed.

It must not know any aggregate, nor how streams are loaded or appended. That acts do not lie in the future holds for
every command, see the application.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, ClassVar, Generic, Protocol, TypeVar, cast, dataclass_transform
from uuid import UUID

from msgspec import Struct

from domain.derived_id import derived_id
from domain.event import ActorKind, Audience, Event, Recorded
from domain.marking import HIGHEST
from domain.occurred import Occurred
from domain.refusal import RuleViolation
from domain.vocabulary import Channel, Classification, Role

__all__ = [
    "Act", "Actor", "Aggregate", "AnActHasAnExactMoment", "Command", "Decision", "Entry", "Facts", "OpenWork",
    "StreamKey", "Submission", "command", "lies_before", "timed_exactly",
]  # fmt: skip

ENTENTE = UUID("6f1d3c52-7a0e-5d5c-9a55-2d3b8a3d9c11")
"""Namespace of the ids that are derived from codes."""

T = TypeVar("T")
S = TypeVar("S")
C = TypeVar("C")


class Command(Protocol):
    """Any class made by `@command`; its docstring is what the public API says of it.

    A type checker knows such a class as a dataclass; `AGGREGATE_ID`, the name of the field with the id, is set on it.
    """

    __dataclass_fields__: ClassVar[dict[str, Any]]


@dataclass_transform(frozen_default=True, kw_only_default=True)
def command(aggregate_id: str) -> Callable[[type[T]], type[T]]:
    """This will make a frozen, slotted, keyword-only dataclass; `aggregate_id` names the field that holds the id."""

    def decorate(cls: type[T]) -> type[T]:
        made = dataclass(frozen=True, slots=True, kw_only=True)(cls)
        made.AGGREGATE_ID = aggregate_id  # type: ignore[attr-defined]  # told by the Command protocol
        return made

    return decorate


class Actor(Struct, frozen=True, kw_only=True):
    """Who acts, and for whom. roles: what the token allows beyond membership of an investigation.

    ceiling: up to where the token lets its bearer be cleared, whatever investigations grant; None for nothing.
    """

    actor_id: str
    kind: ActorKind = ActorKind.PERSON
    agency_id: str | None = None
    unit_id: str | None = None
    roles: frozenset[Role] = frozenset()
    ceiling: Classification | None = HIGHEST


class StreamKey(Struct, frozen=True):
    """Names one stream: the aggregate's name and the id of the thing."""

    aggregate: str
    id: UUID | str

    @property
    def stream_id(self) -> UUID:
        """The id under which the stream is stored: the thing's own UUID, or one derived from its code."""
        return self.id if isinstance(self.id, UUID) else derived_id(ENTENTE, f"{self.aggregate}:{self.id}")


@dataclass(frozen=True, slots=True)
class OpenWork:
    """Something of a case that is not finished yet."""

    aggregate: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Entry:
    """An event of a case, with its stream as that stood before. before: a state of the room `key.aggregate`."""

    recorded: Recorded
    key: StreamKey
    before: object


class Facts(Protocol):
    """What a decision may read besides its own stream; as consistent as the stream itself."""

    def of(self, aggregate: "Aggregate[S]", id: UUID | str) -> S:  # noqa: A002  # what every id here is called
        """This will return the state of another aggregate; its initial state where the stream is empty."""
        ...

    def about(self, key: StreamKey) -> object | None:
        """This will return the state of a thing of a room that the asking one may not know; None for no such thing."""
        ...

    def open_in_case(self, case_id: UUID) -> tuple[OpenWork, ...]:
        """This will return what is not finished in a case (only where the decision says `needs_case`)."""
        ...

    def entry(self, case_id: UUID, event_id: UUID) -> Entry | None:
        """This will return an event of a case that stood in the log before this batch; None where there is none."""
        ...


class Act(Struct, frozen=True, kw_only=True):
    """The circumstances of a decision. recorded_at: aware datetime in UTC, the present.

    position: of the last event that the log has before the act.
    """

    actor: Actor
    occurred: Occurred
    recorded_at: datetime
    facts: Facts
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Generic[C, S]):
    """How one command is decided.

    may: who may act; raises NotFound where the actor may not even know, NotPermitted where its role is too small.
    decide: when it may happen; yields the events or raises a rule.
    creates: the command begins the stream; all others answer NotFound on an empty one.
    joins: the command begins the stream, or goes on with it: whoever comes first is not told so.
    needs_case: the decision asks `facts.open_in_case`.
    """

    command: type[C]
    decide: Callable[[C, S, Act], Iterable[Event]]
    may: Callable[[C, S, Act], None]
    creates: bool = False
    joins: bool = False
    needs_case: bool = False


def _nothing_read(_command: Any, _state: Any) -> Iterable[StreamKey]:
    return ()


def _never_open(_state: Any) -> bool:
    return False


def _of_stream(_state: Any, _actor: Actor, version: int) -> int:
    return version


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate(Generic[S]):
    """One room: its name, its empty state, how it evolves, what it decides.

    evolve: pure, never fails, ignores what it does not know.
    case_of: the case a stream belongs to, from its state after the events; None for the directory.
    reads: the other streams that the decision on a command may ask `Act.facts` for.
    is_open: unfinished work that keeps a case from closing.
    audience: the marking that events of the stream carry.
    version_for: the number that an actor knows the state by, from the stream's version; it counts nothing hidden.
    """

    name: str
    initial: S
    evolve: Callable[[S, Recorded], S]
    decisions: tuple[Decision[Any, S], ...]
    case_of: Callable[[S], UUID | None]
    reads: Callable[[Any, S], Iterable[StreamKey]] = _nothing_read
    is_open: Callable[[S], bool] = _never_open
    audience: Callable[[S], Audience] = field(default=lambda _state: Audience())
    version_for: Callable[[S, Actor, int], int] = _of_stream

    def key(self, command: Command) -> StreamKey:
        """This will name the stream that a command is for."""
        field_with_id = cast("str", getattr(type(command), "AGGREGATE_ID"))  # noqa: B009  # no checker knows of it
        return StreamKey(self.name, cast("UUID | str", getattr(command, field_with_id)))

    def by_command(self) -> Mapping[type, Decision[Any, S]]:
        """This will index the decisions by the type of their command."""
        return {decision.command: decision for decision in self.decisions}


class Submission(Struct, frozen=True, kw_only=True):
    """A command on its way: who asks, when it happened, and the id that makes it idempotent.

    occurred: when it happened in the world; None means now.
    expected_version: version of the stream the sender decided on; None where it does not mind.
    external_ref: message number in `channel`, or place in an imported file.
    """

    command: Command
    command_id: UUID
    actor: Actor
    occurred: Occurred | None = None
    expected_version: int | None = None
    channel: Channel = Channel.OTHER
    external_ref: str | None = None
    correlation_id: UUID | None = None
    causation_id: UUID | None = None


class AnActHasAnExactMoment(RuleViolation):
    """The time of an act in Entente is known to the minute; only recorded facts and imports may have less."""

    remedy = "Give the time with its offset, or leave it out for now."
    field = "occurred_at"


def lies_before(act: Act, moment: datetime | None) -> bool:
    """This will tell whether a person says that an act happened in a minute before a moment; an import knows better."""
    at = act.occurred.at
    if act.actor.kind is ActorKind.IMPORT or at is None or moment is None:
        return False
    return at < moment.replace(second=0, microsecond=0)


def timed_exactly(decide: Callable[[C, S, Act], Iterable[Event]]) -> Callable[[C, S, Act], Iterable[Event]]:
    """This will refuse acts not known to the minute, except from an import. Raises AnActHasAnExactMoment."""

    @wraps(decide)
    def at_a_moment(command: C, state: S, act: Act) -> Iterable[Event]:
        if not act.occurred.is_exact and act.actor.kind is not ActorKind.IMPORT:
            raise AnActHasAnExactMoment(precision=act.occurred.precision)
        return decide(command, state, act)

    return at_a_moment
