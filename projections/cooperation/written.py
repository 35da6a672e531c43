"""How a cycle is written as a row of figures.

It must not decide anything: milestones come from `cycle.py`, limits from `limits.py`.
"""

from collections.abc import Iterator
from datetime import datetime
from operator import attrgetter

from domain.clocks import Cause
from projections.cooperation.course import Course
from projections.cooperation.cycle import Cycle, Time, rested_s, span_s
from projections.cooperation.limits import Limits, limits_of
from projections.engine.read_model import Row, Table, array

__all__ = ["AS_IT_WAS", "CYCLES", "PAST", "as_it_was_rows", "cycle_row", "text_of"]

_OF_A_CYCLE = (
    "request_id", "cycle", "investigation_id", "requesting_agency_id", "requesting_unit_id", "instrument", "crime_area",
    "requested_agency_id", "unit_id", "urgency", "need_rank", "need_compartments", "need_agencies",
    "sent_at", "received_at", "acknowledged_at", "taken_up_at", "assigned_at", "decided_at", "replied_at",
    "finished_at", "withdrawn_at", "closed_at", "authorisation_sought_at", "fed_back_at", "waiting_since",
    "receipt_s", "acknowledgement_s", "taking_up_s", "assignment_s", "decision_s", "reply_s", "response_s",
    "response_net_s", "requester_wait_s", "requested_wait_s", "lost_s",
    "outcome", "is_refused", "grounds", "clarifications", "redirections", "is_misrouted", "usefulness",
    "ack_due", "response_due", "response_base_due", "is_on_time_net", "is_on_time_gross", "overdue_from",
)  # fmt: skip

_TIMES = attrgetter(
    "sent", "received", "acknowledged", "taken_up", "assigned", "decided", "replied", "finished", "withdrawn", "closed",
    "authorisation_sought", "fed_back",
)  # fmt: skip

_NO_DURATIONS: Row = (None,) * 11
"""Nothing is measured of what was not received."""

_KEY = ("request_id", "uuid")

CYCLES = Table("cooperation_cycles", (*_OF_A_CYCLE, "from_position", "from_at"), key=_KEY)

PAST = Table("cooperation_past", (*_OF_A_CYCLE, "from_position", "from_at", "until_position", "until_at"), key=_KEY)

AS_IT_WAS = Table("cooperation_as_it_was", (*_OF_A_CYCLE, "from_at", "until_at"), key=_KEY)


def cycle_row(request_id: str, course: Course, number: int) -> Row:
    """This will write a cycle as it stands."""
    cycle = course.cycles[number]
    return (
        request_id,
        number,
        *course.fixed,
        cycle.agency,
        cycle.unit,
        cycle.urgency.value,
        *course.need,
        *_milestones(cycle),
        _waiting_since(cycle),
        *_durations(cycle),
        *_outcome(cycle),
        *_limits(limits_of(cycle, course.runs_of(number))),
    )


def as_it_was_rows(request_id: str, course: Course) -> Iterator[Row]:
    """This will write how a request stood from moment to moment of the world, where its steps came out of order."""
    stood: dict[int, tuple[Row, datetime]] = {}
    for at, then in course.as_it_was():
        for number in then.cycles:
            row = cycle_row(request_id, then, number)
            before, since = stood.get(number, ((), at))
            if row != before:
                if before:
                    yield (*before, text_of(since), text_of(at))
                stood[number] = row, at
    for row, since in stood.values():
        yield (*row, text_of(since), "infinity")


def text_of(at: datetime) -> str:
    """This will write a moment in ISO 8601."""
    return at.isoformat()


def _milestones(cycle: Cycle) -> list[str | None]:
    return [None if time is None else time.text for time in _TIMES(cycle)]


def _waiting_since(cycle: Cycle) -> str | None:
    is_known = cycle.received is not None and cycle.received.is_exact and not cycle.is_ended
    return cycle.received.text if cycle.received and is_known else None


def _durations(cycle: Cycle) -> Row:
    received = cycle.received
    if received is None:
        return _NO_DURATIONS
    return (
        _seconds(cycle.sent, received if cycle.number == 1 else None),
        _seconds(received, cycle.acknowledged),
        _seconds(received, cycle.taken_up),
        _seconds(received, cycle.assigned),
        _seconds(cycle.competent or received, cycle.decided),
        _seconds(received, cycle.replied),
        *_responding(cycle),
        _seconds(received, cycle.in_final_unit if cycle.is_misrouted else None),
    )


def _responding(cycle: Cycle) -> Row:
    """The whole time of responding, that without pauses, and how it is divided where there were clarifications."""
    response_s = span_s(cycle.received, cycle.finished)
    if response_s is None:
        return None, None, None, None
    net_s = response_s - rested_s(cycle)
    if not cycle.clarifications:
        return repr(response_s), repr(net_s), None, None
    waited_s = rested_s(cycle, (Cause.CLARIFICATION,))
    return repr(response_s), repr(net_s), repr(waited_s), repr(response_s - waited_s)


def _seconds(start: Time | None, end: Time | None) -> str | None:
    if start is None or end is None:
        return None
    seconds = span_s(start, end)
    return None if seconds is None else repr(seconds)


def _outcome(cycle: Cycle) -> Row:
    return (
        cycle.outcome,
        cycle.is_refused,
        array(cycle.grounds),
        cycle.clarifications,
        cycle.redirections,
        cycle.is_misrouted,
        cycle.usefulness,
    )


def _limits(limits: Limits) -> Row:
    return (
        _moment(limits.ack_due),
        _moment(limits.response_due),
        _moment(limits.response_base_due),
        limits.is_on_time_net,
        limits.is_on_time_gross,
        _moment(limits.overdue_from),
    )


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
