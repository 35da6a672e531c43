"""Legal clocks: profiles of time limits as data, and a pure engine that counts them."""

from domain.clocks.clock import (
    Clock,
    ClockState,
    at_risk,
    breach_is_due,
    on_time_gross,
    on_time_net,
    overdue,
    remaining,
    warning_is_due,
)  # fmt: skip
from domain.clocks.engine import Walk, clock_of, clocks, runs_of
from domain.clocks.facts import AgreedTerm, ClockFacts, Moment, MomentKind
from domain.clocks.profile import Cause, Counting, Mark, Nature, Profile, Retention, Term
from domain.clocks.rulebook import Protocol, Rulebook, load, rulebook
from domain.clocks.run import Run

__all__ = [
    "AgreedTerm", "Cause", "Clock", "ClockFacts", "ClockState", "Counting", "Mark", "Moment", "MomentKind", "Nature",
    "Profile", "Protocol", "Retention", "Rulebook", "Run", "Term", "Walk", "at_risk", "breach_is_due", "clock_of",
    "clocks", "load", "on_time_gross", "on_time_net", "overdue", "remaining", "rulebook", "runs_of", "warning_is_due",
]  # fmt: skip
