"""One cycle of a request: its milestones as its steps tell them, and how long was waited for whom.

It must not judge limits: `limits.py` reads these from the clocks.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from msgspec import Struct, field

from domain.clocks import Cause
from domain.vocabulary import Urgency
from projections.cooperation.steps import Step, StepKind

__all__ = ["Cycle", "Time", "rested_s", "span_s", "time_of"]


class Time(Struct, frozen=True, order=True):
    """When something happened. at: aware, UTC, its earliest instant; is_exact: to the minute; text: as written."""

    at: datetime
    is_exact: bool
    text: str


def time_of(step: Step) -> Time:
    """This will tell when a step happened; its text is made here once, and not again with each row."""
    return Time(step.at, step.is_exact, step.at.isoformat())


class Mark(Struct, frozen=True):
    """A cause began or ended to keep the requested side waiting."""

    at: datetime
    cause: Cause
    is_begin: bool


class Cycle(Struct):
    """A cycle; changed in place by the folding alone.

    agency, unit: which have it, also of the cycle when it was over. sent: for later cycles, when it was reopened, with
    which they count as received.
    acknowledged: by its own event; taken_up: by that or any act that implies it. competent: receipt by the competent
    authority. in_final_unit: when the unit that has it got it.
    """

    number: int
    sent: Time
    agency: str
    unit: str | None
    urgency: Urgency
    received: Time | None = None
    competent: Time | None = None
    acknowledged: Time | None = None
    taken_up: Time | None = None
    assigned: Time | None = None
    in_final_unit: Time | None = None
    decided: Time | None = None
    replied: Time | None = None
    finished: Time | None = None
    withdrawn: Time | None = None
    closed: Time | None = None
    authorisation_sought: Time | None = None
    fed_back: Time | None = None
    usefulness: int | None = None
    outcome: str | None = None
    grounds: tuple[str, ...] = ()
    is_refused: bool = False
    clarifications: int = 0
    redirections: int = 0
    is_misrouted: bool = False
    marks: list[Mark] = field(default_factory=list)

    def take(self, step: Step, time: Time) -> None:
        """This will take a step of the cycle; one that it does not know changes nothing."""
        if step.kind in _TAKES_UP:
            self.taken_up = _first(self.taken_up, time)
        if step.kind in _MARKS and step.is_exact:
            self.marks.append(Mark(step.at, *_MARKS[step.kind]))
        reaction = _REACTIONS.get(step.kind)
        if reaction is not None:
            reaction(self, step, time)

    @property
    def is_ended(self) -> bool:
        """True when nobody waits for a reply any more."""
        return self.finished is not None or self.withdrawn is not None or self.closed is not None


def span_s(start: Time | None, end: Time | None) -> float | None:
    """This will return the seconds between two times; None unless both are exact and in this order."""
    if start is None or end is None or not (start.is_exact and end.is_exact):
        return None
    seconds = (end.at - start.at).total_seconds()
    return seconds if seconds >= 0 else None


def rested_s(cycle: Cycle, causes: Iterable[Cause] = tuple(Cause)) -> float:
    """This will return for how many seconds between receipt and final act any of the causes kept it waiting."""
    if cycle.received is None or cycle.finished is None or not cycle.marks:
        return 0.0
    begin, end, wanted = cycle.received.at, cycle.finished.at, frozenset(causes)
    rested, open_causes, since = timedelta(0), set[Cause](), begin
    for mark in sorted((each for each in cycle.marks if each.cause in wanted), key=lambda each: each.at):
        at = min(max(mark.at, begin), end)
        rested += at - since if open_causes else timedelta(0)
        since = at
        (open_causes.add if mark.is_begin else open_causes.discard)(mark.cause)
    rested += end - since if open_causes else timedelta(0)
    return rested.total_seconds()


def _first(before: Time | None, time: Time) -> Time:
    return time if before is None else min(before, time)


def _received(cycle: Cycle, step: Step, time: Time) -> None:
    cycle.received = _first(cycle.received, time)
    if step.is_marked:
        cycle.competent = _first(cycle.competent, time)


def _redirected(cycle: Cycle, step: Step, _time: Time) -> None:
    cycle.redirections += 1
    cycle.is_misrouted = True
    cycle.agency, cycle.unit = step.agency or "", None
    cycle.competent = cycle.in_final_unit = None


def _assigned(cycle: Cycle, step: Step, time: Time) -> None:
    cycle.unit, cycle.in_final_unit = step.unit, time
    if step.kind == "UnitAssigned":
        cycle.assigned = _first(cycle.assigned, time)
    cycle.is_misrouted |= step.is_marked


def _given_back(cycle: Cycle, _step: Step, _time: Time) -> None:
    cycle.is_misrouted = True
    cycle.unit = cycle.in_final_unit = None


def _acknowledged(cycle: Cycle, _step: Step, time: Time) -> None:
    cycle.acknowledged = _first(cycle.acknowledged, time)


def _accepted(cycle: Cycle, _step: Step, time: Time) -> None:
    cycle.decided = _first(cycle.decided, time)


def _refused(cycle: Cycle, step: Step, time: Time) -> None:
    cycle.decided = _first(cycle.decided, time)
    if step.is_marked:
        cycle.replied = _first(cycle.replied, time)
        cycle.finished, cycle.is_refused, cycle.grounds = time, True, step.codes


def _replied(cycle: Cycle, _step: Step, time: Time) -> None:
    cycle.replied = _first(cycle.replied, time)


def _finished(cycle: Cycle, step: Step, time: Time) -> None:
    cycle.replied = _first(cycle.replied, time)
    cycle.finished, cycle.outcome = time, step.codes[0]


def _withdrawn(cycle: Cycle, _step: Step, time: Time) -> None:
    cycle.withdrawn = time


def _closed(cycle: Cycle, _step: Step, time: Time) -> None:
    cycle.closed = time


def _asked(cycle: Cycle, _step: Step, _time: Time) -> None:
    cycle.clarifications += 1


def _sought(cycle: Cycle, _step: Step, time: Time) -> None:
    cycle.authorisation_sought = _first(cycle.authorisation_sought, time)


def _changed_urgency(cycle: Cycle, step: Step, _time: Time) -> None:
    cycle.urgency = Urgency(step.codes[0])


def _fed_back(cycle: Cycle, step: Step, time: Time) -> None:
    cycle.fed_back, cycle.usefulness = time, step.number


_REACTIONS: Mapping[StepKind, Callable[[Cycle, Step, Time], None]] = {
    "RequestReceived": _received,
    "RequestRedirected": _redirected,
    "UnitAssigned": _assigned,
    "UnitReassigned": _assigned,
    "UnitAssignmentDeclined": _given_back,
    "RequestAcknowledged": _acknowledged,
    "RequestAccepted": _accepted,
    "RequestRefused": _refused,
    "InterimReplyProvided": _replied,
    "FinalReplyProvided": _finished,
    "RequestWithdrawn": _withdrawn,
    "RequestClosed": _closed,
    "ClarificationRequested": _asked,
    "JudicialAuthorisationSought": _sought,
    "UrgencyChanged": _changed_urgency,
    "FeedbackGiven": _fed_back,
}

_TAKES_UP = frozenset({
    "RequestAcknowledged", "RequestAccepted", "RequestRefused", "ExecutionStarted", "InterimReplyProvided",
    "FinalReplyProvided",
})  # fmt: skip
"""Whoever does one of these has acknowledged, said or unsaid: as domain/clocks/run.py counts it."""

_MARKS: Mapping[StepKind, tuple[Cause, bool]] = {
    "ClarificationRequested": (Cause.CLARIFICATION, True),
    "ClarificationProvided": (Cause.CLARIFICATION, False),
    "JudicialAuthorisationSought": (Cause.JUDICIAL_AUTHORISATION, True),
    "JudicialAuthorisationGranted": (Cause.JUDICIAL_AUTHORISATION, False),
    "JudicialAuthorisationDenied": (Cause.JUDICIAL_AUTHORISATION, False),
    "ExecutionPostponed": (Cause.POSTPONEMENT, True),
    "ExecutionResumed": (Cause.POSTPONEMENT, False),
}
