"""What refuses a command whatever it says: found out beforehand, by the guards of its decision, and by these alone.

It must not know any room, nor how states are loaded. What it finds possible may still be refused for what is said.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from domain.aggregate import Act, Aggregate, Decision
from domain.event import Event
from domain.refusal import NotFound, Refused

__all__ = ["Guard", "Offer", "foretold", "given", "offer_of", "offers"]

C = TypeVar("C")
S = TypeVar("S")
Decide = Callable[[C, S, Act], Iterable[Event]]

Guard = Callable[[type, Any, Act], None]  # Any: the state of whatever room it guards
"""Raises what refuses a command of a type on a state, whatever else it says."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A command that there is for a thing. refusal: why it is out of the question now; None where it may be given."""

    command: type
    refusal: Refused | None = None


def foretold(*guards: Guard) -> Callable[[Decide[C, S]], Decide[C, S]]:
    """This will note on a step what it checks before it looks at the command, before what the step inside noted."""

    def noted(step: Decide[C, S]) -> Decide[C, S]:
        step.guards = (*guards, *_guards(step))  # type: ignore[attr-defined]  # `wraps` carries it outward
        return step

    return noted


def given(*conditions: Callable[[S, Act], None]) -> Callable[[Decide[C, S]], Decide[C, S]]:
    """This will let a step be decided only where conditions hold that the command has no part in."""

    def require(_command: type, state: S, act: Act) -> None:
        for condition in conditions:
            condition(state, act)

    def decorate(decide: Decide[C, S]) -> Decide[C, S]:
        @wraps(decide)
        def given_these(command: C, state: S, act: Act) -> Iterable[Event]:
            require(type(command), state, act)
            return decide(command, state, act)

        return foretold(require)(given_these)

    return decorate


def offers(room: Aggregate[S], state: S, act: Act) -> Iterator[Offer]:
    """This will tell of each command of a thing whether the actor might give it now; nothing of what is not for it.

    Commands without guards are left out: what begins a thing, and what processes alone record.
    """
    found = (offer_of(decision, state, act) for decision in room.decisions)
    return (each for each in found if each is not None)


def offer_of(decision: Decision[C, S], state: S, act: Act) -> Offer | None:
    """This will tell the same of one command."""
    guards = _guards(decision.decide)
    if not guards:
        return None
    try:
        decision.may(cast("C", _UNSAID), state, act)
        for guard in guards:
            guard(decision.command, state, act)
    except NotFound:
        return None
    except Refused as refusal:
        return Offer(decision.command, refusal)
    return Offer(decision.command)


class _Unsaid:
    """A command of which nothing is known: whatever part of the thing it may name, it names none."""

    def __getattr__(self, name: str) -> None:
        return None


_UNSAID = _Unsaid()


def _guards(step: object) -> tuple[Guard, ...]:
    found: tuple[Guard, ...] = getattr(step, "guards", ())
    return found
