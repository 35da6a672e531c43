"""A room of the simplest kind, to show the log and the application with: a counter that never passes its limit.

It must not know what the real rooms do.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from domain.aggregate import Act, Actor, Aggregate, Command, Decision, StreamKey, Submission, command
from domain.beforehand import given
from domain.event import ActorKind, Event, Recorded, event
from domain.refusal import NotFound, NotPermitted, RuleViolation
from domain.vocabulary import RecordedText


@event("counter.CounterBegun")
class CounterBegun(Event):
    """A counter stands at nought. case_id: what it belongs to."""

    counter_id: UUID
    case_id: UUID
    limit: int


@event("counter.CounterRaised")
class CounterRaised(Event):
    """The counter was raised."""

    counter_id: UUID
    by: int
    note: RecordedText


@event("counter.CounterSealed")
class CounterSealed(Event):
    """The counter is finished."""

    counter_id: UUID
    open_beside: int


@event("counter.CounterErased", erases=True)
class CounterErased(Event):
    """All that was noted until now is gone; why it is stays."""

    counter_id: UUID
    why: RecordedText


COUNTER_EVENTS: dict[str, type[Event]] = {
    kind.TOPIC: kind for kind in (CounterBegun, CounterRaised, CounterSealed, CounterErased)
}


@command(aggregate_id="counter_id")
class BeginCounter:
    """Begin a counter."""

    counter_id: UUID
    case_id: UUID
    limit: int = 1_000_000


@command(aggregate_id="counter_id")
class RaiseCounter:
    """Raise a counter; `fault` stumbles, as a decision with a mistake in it would."""

    counter_id: UUID
    by: int = 1
    note: str = "a note of usual length, as people write it"
    fault: bool = False


@command(aggregate_id="counter_id")
class MatchCounter:
    """Raise a counter by as much as another one shows."""

    counter_id: UUID
    other_id: UUID


@command(aggregate_id="counter_id")
class SealCounter:
    """Seal a counter, and say how many others of its case are open."""

    counter_id: UUID


@command(aggregate_id="counter_id")
class EraseCounter:
    """Erase what was noted."""

    counter_id: UUID
    why: str = "the term is over"


class ACounterStaysWithinItsLimit(RuleViolation):
    """The counter would pass its limit."""

    remedy = "Raise it by less."


@dataclass(frozen=True, slots=True)
class Counter:
    """How far a counter is."""

    case_id: UUID | None = None
    value: int = 0
    limit: int = 0
    is_sealed: bool = False


def evolve(state: Counter, recorded: Recorded) -> Counter:
    """This will fold one event."""
    match recorded.event:
        case CounterBegun(case_id=case_id, limit=limit):
            return Counter(case_id, 0, limit)
        case CounterRaised(by=by):
            return replace(state, value=state.value + by)
        case CounterSealed():
            return replace(state, is_sealed=True)
        case _:
            return state


def _begin(asked: BeginCounter, _state: Counter, _act: Act) -> Iterable[Event]:
    yield CounterBegun(counter_id=asked.counter_id, case_id=asked.case_id, limit=asked.limit)


def _raise(asked: RaiseCounter, state: Counter, _act: Act) -> Iterable[Event]:
    if asked.fault:
        raise ZeroDivisionError
    if state.value + asked.by > state.limit:
        raise ACounterStaysWithinItsLimit(value=state.value, limit=state.limit)
    yield CounterRaised(counter_id=asked.counter_id, by=asked.by, note=asked.note)


def _match(asked: MatchCounter, state: Counter, act: Act) -> Iterable[Event]:
    other = act.facts.of(COUNTER, asked.other_id)
    return _raise(RaiseCounter(counter_id=asked.counter_id, by=other.value), state, act)


def _has_begun(state: Counter, _act: Act) -> None:
    if state.case_id is None:
        raise NotFound


@given(_has_begun)
def _seal(asked: SealCounter, state: Counter, act: Act) -> Iterable[Event]:
    assert state.case_id is not None
    yield CounterSealed(counter_id=asked.counter_id, open_beside=len(act.facts.open_in_case(state.case_id)) - 1)


def _erase(asked: EraseCounter, _state: Counter, _act: Act) -> Iterable[Event]:
    yield CounterErased(counter_id=asked.counter_id, why=asked.why)


def _may(_asked: object, _state: Counter, act: Act) -> None:
    if act.actor.actor_id == "nobody":
        raise NotPermitted


def _reads(asked: object, _state: Counter) -> Iterable[StreamKey]:
    return (StreamKey("counter", asked.other_id),) if isinstance(asked, MatchCounter) else ()


COUNTER: Aggregate[Counter] = Aggregate(
    name="counter",
    initial=Counter(),
    evolve=evolve,
    decisions=(
        Decision(command=BeginCounter, decide=_begin, may=_may, creates=True),
        Decision(command=RaiseCounter, decide=_raise, may=_may),
        Decision(command=MatchCounter, decide=_match, may=_may),
        Decision(command=SealCounter, decide=_seal, may=_may, needs_case=True),
        Decision(command=EraseCounter, decide=_erase, may=_may),
    ),
    case_of=lambda state: state.case_id,
    reads=_reads,
    is_open=lambda state: state.case_id is not None and not state.is_sealed,
)

CLERK = Actor(actor_id="clerk", kind=ActorKind.PERSON, agency_id="XX-SPOC")


def asked(command: Command, **circumstances: Any) -> Submission:
    """This will submit a command of the clerk, under a new id where none is given."""
    return Submission(**{"command": command, "command_id": uuid4(), "actor": CLERK, **circumstances})


def noon() -> datetime:
    """A moment that does not pass."""
    return datetime(2026, 3, 1, 12, tzinfo=UTC)
