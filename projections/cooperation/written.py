"""How a cycle is written as a row of figures.

It must not decide anything: milestones come from `cycle.py`, limits from `limits.py`.
"""

from collections.abc import Iterator
from datetime import datetime

from domain.clocks import Cause
from projections.cooperation.course import Course
from projections.cooperation.cycle import Cycle, rested_s, span_s
from projections.cooperation.limits import Limits, limits_of
from projections.engine.read_model import Row, Table, array

__all__ = ["AS_IT_WAS", "CYCLES", "PAST", "as_it_was_rows", "cycle_row", "text_of"]

_OF_A_CYCLE = (
    "request_id", "cycle", "investigation_id", "requesting_agency_id", "requesting_unit_id", "requested_agency_id",
    "unit_id", "instrument", "crime_area", "urgency", "need_rank", "need_compartments", "need_agencies",
    "sent_at", "received_at", "acknowledged_at", "taken_up_at", "assigned_at", "decided_at", "replied_at",
    "finished_at", "withdrawn_at", "closed_at", "authorisation_sought_at", "fed_back_at", "waiting_since",
    "receipt_s", "acknowledgement_s", "taking_up_s", "assignment_s", "decision_s", "reply_s", "response_s",
    "response_net_s", "requester_wait_s", "requested_wait_s", "lost_s",
    "outcome", "is_refused", "grounds", "clarifications", "redirections", "is_misrouted", "usefulness",
    "ack_due", "response_due", "response_base_due", "is_on_time_net", "is_on_time_gross", "overdue_from",
)  # fmt: skip

_KEY = ("request_id", "uuid")

CYCLES = Table("cooperation_cycles", (*_OF_A_CYCLE, "from_position", "from_at"), key=_KEY)

PAST = Table("cooperation_past", (*_OF_A_CYCLE, "from_position", "from_at", "until_position", "until_at"), key=_KEY)

AS_IT_WAS = Table("cooperation_as_it_was", (*_OF_A_CYCLE, "from_at", "until_at"), key=_KEY)


def cycle_row(request_id: str, course: Course, number: int) -> Row:
    """This will write a cycle as it stands."""
    cycle, asked = course.cycles[number], course.kept.asked
    return (
        request_id,
        number,
        str(asked.investigation_id) if asked and asked.investigation_id else None,
        asked.requesting_agency_id if asked else "",
        asked.requesting_unit_id if asked else None,
        cycle.agency,
        cycle.unit,
        asked.instrument.value if asked else "",
        asked.crime_area if asked else "",
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


def _milestones(cycle: Cycle) -> Iterator[str | None]:
    return (
        None if time is None else time.text
        for time in (
            cycle.sent, cycle.received, cycle.acknowledged, cycle.taken_up, cycle.assigned, cycle.decided,
            cycle.replied, cycle.finished, cycle.withdrawn, cycle.closed, cycle.authorisation_sought, cycle.fed_back,
        )
    )  # fmt: skip


def _waiting_since(cycle: Cycle) -> str | None:
    is_known = cycle.received is not None and cycle.received.is_exact and not cycle.is_ended
    return cycle.received.text if cycle.received and is_known else None


def _durations(cycle: Cycle) -> Row:
    received, is_first = cycle.received, cycle.number == 1
    response_s = span_s(received, cycle.finished)
    waited_s = rested_s(cycle, (Cause.CLARIFICATION,))
    net_s = None if response_s is None else response_s - rested_s(cycle)
    return (
        _seconds(span_s(cycle.sent, received) if is_first else None),
        _seconds(span_s(received, cycle.acknowledged)),
        _seconds(span_s(received, cycle.taken_up)),
        _seconds(span_s(received, cycle.assigned)),
        _seconds(span_s(cycle.competent or received, cycle.decided)),
        _seconds(span_s(received, cycle.replied)),
        _seconds(response_s),
        _seconds(net_s),
        _seconds(None if response_s is None or not cycle.clarifications else waited_s),
        _seconds(None if response_s is None or not cycle.clarifications else response_s - waited_s),
        _seconds(_lost_s(cycle)),
    )


def _lost_s(cycle: Cycle) -> float | None:
    return span_s(cycle.received, cycle.in_final_unit) if cycle.is_misrouted else None


def _seconds(value: float | None) -> str | None:
    return None if value is None else repr(value)


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
