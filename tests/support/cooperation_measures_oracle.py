"""A slow second opinion on what each metric measures of a cycle, in the words of its definition.

It must not use a read model, nor their SQL.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from domain.request import events
from domain.vocabulary import Obligation, Outcome
from tests.support.cooperation_oracle import ACTS, TO_ANSWER, CycleTold, Happened

__all__ = ["COUNTED", "DURATIONS", "RATES", "Wanted", "response_s", "waits_since"]


@dataclass(frozen=True)
class Wanted:
    """What figures are asked for. countries: of agencies; at: the moment of the standpoint."""

    at: datetime
    by: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    flow: bool = False
    countries: Mapping[str, str | None] = field(default_factory=dict)
    within: timedelta = timedelta(days=7)
    confirm_within: timedelta = timedelta(hours=72)
    min_n: int = 5


Over = Callable[[CycleTold, Wanted], bool]
Moment = Callable[[CycleTold, Wanted], datetime | None]


def _span(start: Happened | None, end: Happened | None) -> float | None:
    if start is None or end is None or not (start.is_exact and end.is_exact) or end.at < start.at:
        return None
    return (end.at - start.at).total_seconds()


def _at(happened: Happened | None) -> datetime | None:
    return None if happened is None else happened.at


def response_s(cycle: CycleTold) -> float | None:
    return _span(cycle.received, cycle.finished)


def _net(cycle: CycleTold) -> float | None:
    gross = response_s(cycle)
    return None if gross is None else gross - cycle.waited("clarification", "authorisation", "postponement")


def _requester_wait(cycle: CycleTold) -> float | None:
    return None if response_s(cycle) is None or not cycle.clarifications else cycle.waited("clarification")


def _requested_wait(cycle: CycleTold) -> float | None:
    gross, waited = response_s(cycle), _requester_wait(cycle)
    return None if gross is None or waited is None else gross - waited


DURATIONS: Mapping[str, tuple[Callable[[CycleTold], Any], Moment]] = {
    "M2 time to receipt": (
        lambda each: _span(each.begun, each.received) if each.number == 1 else None, lambda each, _: _at(each.received)
    ),
    "M3 time to acknowledge": (
        lambda each: _span(each.received, each.first(events.RequestAcknowledged)),
        lambda each, _: _at(each.first(events.RequestAcknowledged)),
    ),
    "M6 time to assign a unit": (
        lambda each: _span(each.received, each.first(events.UnitAssigned)),
        lambda each, _: _at(each.first(events.UnitAssigned)),
    ),
    "M7 time to decision": (
        lambda each: _span(each.competent or each.received, each.first(events.RequestAccepted, events.RequestRefused)),
        lambda each, _: _at(each.first(events.RequestAccepted, events.RequestRefused)),
    ),
    "M8 time to first substantive reply": (
        lambda each: _span(each.received, each.replied), lambda each, _: _at(each.replied)
    ),
    "M9 response time, net": (_net, lambda each, _: _at(each.finished)),
    "M9 response time, gross": (response_s, lambda each, _: _at(each.finished)),
    "M14 wait for the requesting side": (_requester_wait, lambda each, _: _at(each.finished)),
    "M14 wait for the requested side": (_requested_wait, lambda each, _: _at(each.finished)),
    "M15 time lost by misrouting": (
        lambda each: _span(each.received, each.in_final_unit) if each.is_misrouted else None,
        lambda each, _: each.begun.at,
    ),
}  # fmt: skip


def waits_since(cycle: CycleTold) -> datetime | None:
    """Since when somebody waits for a reply, where that is exactly known."""
    is_known = cycle.is_open and cycle.received is not None and cycle.received.is_exact
    return _at(cycle.received) if is_known else None


def _finished(cycle: CycleTold, _wanted: Wanted | None = None) -> bool:
    return not cycle.is_withdrawn and cycle.finished is not None


def _at_end(cycle: CycleTold, _wanted: Wanted) -> datetime | None:
    return _at(cycle.finished)


def _to_take_up(cycle: CycleTold, wanted: Wanted) -> bool:
    due = cycle.acknowledge_by(wanted.within)
    passed = due is not None and due < wanted.at
    return not cycle.is_withdrawn and cycle.number == 1 and (cycle.first(*ACTS) is not None or passed)


def _dated(cycle: CycleTold, wanted: Wanted) -> bool:
    act = cycle.first(*ACTS)
    return _to_take_up(cycle, wanted) and (act is None or _span(cycle.received, act) is not None)


def _taken_up_in_time(cycle: CycleTold, wanted: Wanted) -> bool:
    act, due = cycle.first(*ACTS), cycle.acknowledge_by(wanted.within)
    return act is not None and due is not None and act.at <= due


def _taken_up_at(cycle: CycleTold, wanted: Wanted) -> datetime | None:
    return _at(cycle.first(*ACTS)) or cycle.acknowledge_by(wanted.within)


def _judged(cycle: CycleTold, wanted: Wanted, *, base: bool) -> bool:
    if cycle.finished is not None:
        limit = cycle.limit(*TO_ANSWER, base=base)
        return not cycle.is_withdrawn and cycle.finished.is_exact and limit is not None
    running = cycle.limit(*TO_ANSWER, base=base, running=not base) if cycle.is_open else None
    return running is not None and running < wanted.at


def _kept(cycle: CycleTold, *, base: bool) -> bool:
    limit = cycle.limit(*TO_ANSWER, base=base)
    return cycle.finished is not None and limit is not None and cycle.finished.at <= limit


def _judged_at(cycle: CycleTold, *, base: bool) -> datetime | None:
    return _at(cycle.finished) or cycle.limit(*TO_ANSWER, base=base, running=not base)


RATES: Mapping[str, tuple[Over, Over, Moment]] = {
    "M4 acknowledged": (_to_take_up, lambda each, _: each.first(*ACTS) is not None, _taken_up_at),
    "M5 acknowledged on time": (_dated, _taken_up_in_time, _taken_up_at),
    "M10 on time, net": (
        lambda each, wanted: _judged(each, wanted, base=False), lambda each, _: _kept(each, base=False),
        lambda each, _: _judged_at(each, base=False),
    ),
    "M10 on time, gross": (
        lambda each, wanted: _judged(each, wanted, base=True), lambda each, _: _kept(each, base=True),
        lambda each, _: _judged_at(each, base=True),
    ),
    "M11 fulfilled": (_finished, lambda each, _: each.outcome in (Outcome.POSITIVE, Outcome.PARTIAL), _at_end),
    "M11 fulfilled in part": (_finished, lambda each, _: each.outcome is Outcome.PARTIAL, _at_end),
    "M12 refused": (_finished, lambda each, _: each.is_refused, _at_end),
    "M13 right the first time": (_finished, lambda each, _: each.clarifications == 0, _at_end),
    "M15 misrouted": (
        lambda each, _: not each.is_withdrawn, lambda each, _: each.is_misrouted, lambda each, _: each.begun.at
    ),
    "M20 useful": (
        lambda each, _: not each.is_withdrawn and each.feedback is not None,
        lambda each, _: each.feedback is not None and each.feedback.usefulness >= 4,
        lambda each, _: each.fed_back_at,
    ),
    "M20 fed back": (
        lambda each, _: _finished(each) and not each.is_refused, lambda each, _: each.feedback is not None, _at_end
    ),
}  # fmt: skip
"""Name -> of which cycles, which of them, and when."""


def _is_waiting(cycle: CycleTold, wanted: Wanted) -> bool:
    return cycle.is_open and cycle.received is not None and cycle.received.at <= wanted.at


def _aged(low: int, high: int) -> Over:
    return lambda each, wanted: (
        _is_waiting(each, wanted) and each.received is not None and low <= (wanted.at - each.received.at).days <= high
    )


def _overdue(cycle: CycleTold, wanted: Wanted) -> bool:
    due = cycle.limit(*Obligation, running=True)
    return _is_waiting(cycle, wanted) and due is not None and due < wanted.at


def _received_at(cycle: CycleTold, _wanted: Wanted) -> datetime | None:
    return _at(cycle.received)


COUNTED: Mapping[str, tuple[Over, Moment, bool]] = {
    "M1 sent": (lambda *_: True, lambda each, _: each.begun.at, True),
    "M1 withdrawn": (lambda each, _: each.is_withdrawn, lambda each, _: each.begun.at, True),
    "M16 open": (_is_waiting, _received_at, False),
    "M16 open for 0 to 7 days": (_aged(0, 7), _received_at, False),
    "M16 open for 8 to 30 days": (_aged(8, 30), _received_at, False),
    "M16 open for 31 to 90 days": (_aged(31, 90), _received_at, False),
    "M16 open for more than 90 days": (_aged(91, 10**6), _received_at, False),
    "M17 overdue": (_overdue, _received_at, False),
}
"""Name -> which cycles, when, and whether a window is looked at."""
