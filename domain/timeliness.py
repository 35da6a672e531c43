"""How exactly an act must be placed in time.

It must not know what the act was. That acts do not lie in the future holds for every command, see the application.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeVar

from domain.aggregate import Act
from domain.event import ActorKind, Event
from domain.refusal import RuleViolation

__all__ = ["AnActHasAnExactMoment", "timed_exactly"]

C = TypeVar("C")
S = TypeVar("S")


class AnActHasAnExactMoment(RuleViolation):
    """The time of an act in Entente is known to the minute; only recorded facts and imports may have less."""

    remedy = "Give the time with its offset, or leave it out for now."


def timed_exactly(decide: Callable[[C, S, Act], Iterable[Event]]) -> Callable[[C, S, Act], Iterable[Event]]:
    """This will refuse acts not known to the minute, except from an import. Raises AnActHasAnExactMoment."""

    @wraps(decide)
    def at_a_moment(command: C, state: S, act: Act) -> Iterable[Event]:
        if not act.occurred.is_exact and act.actor.kind is not ActorKind.IMPORT:
            raise AnActHasAnExactMoment(precision=act.occurred.precision)
        return decide(command, state, act)

    return at_a_moment
