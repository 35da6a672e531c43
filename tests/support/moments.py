"""Moments for the specs of clocks, as short as a line of a table.

They must not come from events: the engine is shown alone.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from domain.clocks import Clock, ClockFacts, Moment, MomentKind, Rulebook, clock_of
from domain.vocabulary import Obligation

__all__ = ["at", "clock", "course", "moment"]


def at(text: str) -> datetime:
    """This will read a time with offset."""
    return datetime.fromisoformat(text)


def moment(kind: MomentKind, when: str, **what: Any) -> Moment:
    """This will make a moment of the first cycle, recorded when it happened, unless told otherwise."""
    return Moment(
        **{"event_id": UUID(int=0), "kind": kind, "cycle": 1, "at": at(when), "recorded_at": at(when), **what}
    )


def course(profile: str, *moments: Moment, tz: str = "Europe/Berlin", sent: str = "2026-01-05T08:00Z") -> ClockFacts:
    """This will make the facts of a request that was sent under a profile."""
    sending = moment(MomentKind.SENT, sent, profile=profile, tz=tz)
    cycle = max((each.cycle for each in moments), default=1)
    return ClockFacts(cycle=cycle, sent_on=date.fromisoformat(sent[:10]), moments=(sending, *moments))


def clock(facts: ClockFacts, obligation: Obligation, cycle: int = 1, book: Rulebook | None = None) -> Clock:
    """This will return the clock that a spec is about."""
    found = clock_of(facts, obligation, cycle, book)
    assert found is not None, "the profile lays down no such obligation"
    return found
