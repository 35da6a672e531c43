"""When an act may be said to have happened: exactly, and not in the future.

It must not know what the act was.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import wraps
from typing import TypeVar

from domain.aggregate import Act
from domain.event import ActorKind, Event
from domain.refusal import RuleViolation

__all__ = ["AnActHasAnExactMoment", "AnActLiesInThePast", "timed_exactly", "timed_roughly"]

C = TypeVar("C")
S = TypeVar("S")

SKEW = timedelta(minutes=5)
"""How far a partner's clock may run ahead of ours; Kerberos takes the same for well-kept clocks (RFC 4120, 8.2)."""


class AnActHasAnExactMoment(RuleViolation):
    """The time of an act in Entente is known to the minute; only recorded facts and imports may have less."""

    remedy = "Give the time with its offset, or leave it out for now."


class AnActLiesInThePast(RuleViolation):
    """What has not happened yet cannot be recorded."""

    remedy = "Give a time that has passed, or leave it out for now."


def timed_roughly(decide: Callable[[C, S, Act], Iterable[Event]]) -> Callable[[C, S, Act], Iterable[Event]]:
    """This will refuse acts that lie ahead; partial and missing dates pass. Raises AnActLiesInThePast."""

    @wraps(decide)
    def in_the_past(command: C, state: S, act: Act) -> Iterable[Event]:
        if act.occurred.at is not None and act.occurred.at > act.recorded_at + SKEW:
            raise AnActLiesInThePast(occurred_at=act.occurred.at)
        return decide(command, state, act)

    return in_the_past


def timed_exactly(decide: Callable[[C, S, Act], Iterable[Event]]) -> Callable[[C, S, Act], Iterable[Event]]:
    """This will refuse also what is not known to the minute, except from an import. Raises AnActHasAnExactMoment."""

    @wraps(decide)
    def at_a_moment(command: C, state: S, act: Act) -> Iterable[Event]:
        if not act.occurred.is_exact and act.actor.kind is not ActorKind.IMPORT:
            raise AnActHasAnExactMoment(precision=act.occurred.precision)
        return timed_roughly(decide)(command, state, act)

    return at_a_moment
