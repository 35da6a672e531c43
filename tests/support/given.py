"""Specs of a room as sentences: given what happened, when a command comes, then these events or that refusal.

It must not touch storage: it decides as the application does, in memory, and checks that a decision reads only what its
room declares.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from domain.aggregate import Act, Actor, Aggregate, Command, Entry, OpenWork, StreamKey
from domain.application_rules import NothingBeginsTwice
from domain.beforehand import offer_of, offers
from domain.event import ActorKind, Envelope, Event, Recorded
from domain.occurred import Occurred, exactly, parse_occurred
from domain.refusal import NotFound, Refused

__all__ = ["NOW", "SOMEBODY", "Given", "Happened", "Then", "given", "happened", "recorded"]

S = TypeVar("S")
R = TypeVar("R", bound=Refused)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""The present of the specs: a Monday morning."""

SOMEBODY = Actor(actor_id="somebody", agency_id="XX-SOME")
"""Who did what a spec does not attribute to anybody."""


@dataclass(frozen=True, slots=True)
class Happened:
    """An earlier event with who did it and when; `on` None is NOW."""

    event: Event
    by: Actor = SOMEBODY
    on: Occurred | None = None


def happened(event: Event, *, by: Actor = SOMEBODY, on: Occurred | datetime | str | None = None) -> Happened:
    """This will attribute an earlier event. on: aware datetime, or a full or partial date as text."""
    return Happened(event, by, _occurred(on))


def recorded(happening: Event | Happened, version: int = 1) -> Recorded:
    """This will put an event into an envelope, as the log would."""
    done = happening if isinstance(happening, Happened) else Happened(happening)
    when = done.on or exactly(NOW)
    envelope = Envelope(
        event_id=UUID(int=version),
        aggregate_id=UUID(int=1),
        aggregate_version=version,
        case_id=None,
        recorded_at=NOW,
        occurred_at=when.at,
        occurred_precision=when.precision,
        occurred_until=when.until,
        occurred_tz=when.tz,
        actor_id=done.by.actor_id,
        actor_kind=done.by.kind,
        acting_agency_id=done.by.agency_id,
        acting_unit_id=done.by.unit_id,
        command_id=UUID(int=version),
    )
    return Recorded(done.event, envelope, version)


@dataclass(frozen=True, slots=True)
class Known:
    """The facts a decision may ask for; asking for what its room does not declare is a fault of the room."""

    states: Mapping[tuple[str, str], Any]
    open_work: tuple[OpenWork, ...]
    declared: frozenset[StreamKey]
    needs_case: bool
    entries: tuple[Entry, ...] = ()

    def of(self, aggregate: Aggregate[S], id: UUID | str) -> S:  # noqa: A002  # named by the Facts protocol
        """This will return what the spec said of another stream; its initial state where it said nothing."""
        assert StreamKey(aggregate.name, id) in self.declared, (
            f"the room's `reads` does not declare {aggregate.name} {id}"
        )
        return cast("S", self.states.get((aggregate.name, str(id)), aggregate.initial))

    def about(self, key: StreamKey) -> object | None:
        """This will return what the spec said of another stream; None where it said nothing."""
        assert key in self.declared, f"the room's `reads` does not declare {key}"
        return cast("object | None", self.states.get((key.aggregate, str(key.id))))

    def open_in_case(self, case_id: UUID) -> tuple[OpenWork, ...]:  # noqa: ARG002  # named by the Facts protocol
        """This will return the open work that the spec said there is."""
        assert self.needs_case, "the decision does not say `needs_case`"
        return self.open_work

    def entry(self, case_id: UUID, event_id: UUID) -> Entry | None:
        """This will return an event of the case that the spec told of."""
        of_case = (each for each in self.entries if each.recorded.envelope.case_id == case_id)
        return next((each for each in of_case if each.recorded.envelope.event_id == event_id), None)


@dataclass(frozen=True, slots=True)
class Given(Generic[S]):
    """What a spec starts from. now: the present, aware and in UTC."""

    room: Aggregate[S]
    state: S
    version: int = 0
    states: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    open_work: tuple[OpenWork, ...] = ()
    now: datetime = NOW
    entries: tuple[Entry, ...] = ()
    position: int = 0
    found_later: frozenset[StreamKey] = frozenset()

    def knowing(self, room: Aggregate[Any], id: UUID | str, *events: Event | Happened) -> "Given[S]":  # noqa: A002  # as in Facts
        """This will preset another stream."""
        state = given(room, *events).state
        return replace(self, states={**self.states, (room.name, str(id)): state})

    def with_open_work(self, *work: OpenWork) -> "Given[S]":
        """This will preset what is not finished in the case."""
        return replace(self, open_work=work)

    def with_entries(self, *entries: Entry) -> "Given[S]":
        """This will preset events of the case that may be pinned to; what they are of is found by them alone."""
        return replace(self, entries=entries).finding(*(each.key for each in entries))

    def with_log_up_to(self, position: int) -> "Given[S]":
        """This will say how far the log reaches."""
        return replace(self, position=position)

    def finding(self, *keys: StreamKey) -> "Given[S]":
        """This will name streams that the room cannot declare, since only another that it reads tells of them."""
        return replace(self, found_later=self.found_later | set(keys))

    def when(self, command: Command, *, by: Actor, on: Occurred | datetime | str | None = None) -> "Then[S]":
        """This will decide a command. on: when it happened; now where it is not said."""
        try:
            events = self._decide(command, by, _occurred(on) or exactly(self.now))
        except Refused as refusal:
            return Then(self, (), refusal)
        after = self.state
        for version, event in enumerate(events, start=self.version + 1):
            after = self.room.evolve(after, recorded(Happened(event, by, _occurred(on)), version))
        return Then(replace(self, state=after, version=self.version + len(events)), events, None)

    def _decide(self, command: Command, by: Actor, occurred: Occurred) -> tuple[Event, ...]:
        decision = self.room.by_command()[type(command)]
        if decision.creates and self.version:
            raise NothingBeginsTwice
        if not (decision.creates or decision.joins) and not self.version:
            raise NotFound
        declared = frozenset(self.room.reads(command, self.state)) | self.found_later
        known = Known(self.states, self.open_work, declared, decision.needs_case, self.entries)
        act = Act(actor=by, occurred=occurred, recorded_at=self.now, facts=known, position=self.position)
        decision.may(command, self.state, act)
        events = tuple(decision.decide(command, self.state, act))
        if by.kind is ActorKind.PERSON:
            told = offer_of(decision, self.state, act)
            assert told is None or told.refusal is None, f"accepted, but told beforehand that it is not: {told}"
        return events

    def offers(self, to: Actor) -> dict[str, str | None]:
        """This will tell what somebody might do now: names of commands, with the code of what is in the way."""
        declared = frozenset(self.room.reads(None, self.state)) | self.found_later
        known = Known(self.states, self.open_work, declared, needs_case=False)
        act = Act(actor=to, occurred=exactly(self.now), recorded_at=self.now, facts=known, position=self.position)
        found = offers(self.room, self.state, act)
        return {each.command.__name__: each.refusal.code if each.refusal else None for each in found}


@dataclass(frozen=True, slots=True)
class Then(Generic[S]):
    """What a command came to. after: everything as it stands then."""

    after: Given[S]
    events: tuple[Event, ...]
    refusal: Refused | None

    @property
    def state(self) -> S:
        """The state after the command."""
        return self.after.state

    def then(self, *events: Event) -> "Then[S]":
        """This will demand exactly these events."""
        assert self.refusal is None, f"refused: {self.refusal!r}"
        assert self.events == events
        return self

    def refused(self, kind: type[R]) -> R:
        """This will demand a refusal of exactly this type, and return it."""
        assert self.refusal is not None, f"not refused, but: {self.events}"
        assert type(self.refusal) is kind, f"refused otherwise: {self.refusal!r}"
        return self.refusal


def given(room: Aggregate[S], *events: Event | Happened) -> Given[S]:
    """This will start a spec from what happened in one stream."""
    state = room.initial
    for version, event in enumerate(events, start=1):
        state = room.evolve(state, recorded(event, version))
    return Given(room, state, len(events))


def _occurred(on: Occurred | datetime | str | None) -> Occurred | None:
    if isinstance(on, datetime):
        return exactly(on)
    return parse_occurred(on) if isinstance(on, str) else on
