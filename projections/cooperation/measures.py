"""What each metric counts, divides or measures, as conditions over a cycle `c`, a line each.

They must not say who may see a cycle, nor which window or group it falls into: `statements.py` does. Withdrawn cycles
are in no rate. Moments in parameters: `at`, the standpoint's; `take_up_within`, where a profile has no such limit.
"""

from dataclasses import dataclass
from typing import LiteralString

from projections.cooperation.vocabulary import Metric

__all__ = [
    "COUNTS",
    "DURATIONS",
    "FINISHED",
    "IN_CONTACT",
    "KEPT_PACE",
    "RATES",
    "SURVIVALS",
    "Count",
    "Duration",
    "Rate",
    "Survival",
]


@dataclass(frozen=True, slots=True)
class Duration:
    """Seconds, of which percentiles and mean are told. moment: when a flow has it; value: null where not measured.

    in_window: as of a count.
    """

    metric: Metric
    name: str
    moment: LiteralString
    value: LiteralString
    in_window: bool = True


@dataclass(frozen=True, slots=True)
class Rate:
    """A share: of those in `over`, those that also `hit`."""

    metric: Metric
    name: str
    moment: LiteralString
    over: LiteralString
    hit: LiteralString


@dataclass(frozen=True, slots=True)
class Count:
    """A number of cycles. in_window: False for what stands open at the moment, whenever it began."""

    metric: Metric
    name: str
    moment: LiteralString
    over: LiteralString
    in_window: bool = True


@dataclass(frozen=True, slots=True)
class Survival:
    """How long cycles waited for their reply, those included that still wait. is_censored: still waiting."""

    metric: Metric
    name: str
    moment: LiteralString
    over: LiteralString
    value: LiteralString
    is_censored: LiteralString


Measure = Duration | Rate | Count | Survival

_COUNTED: LiteralString = "c.withdrawn_at IS NULL"
FINISHED: LiteralString = _COUNTED + " AND c.finished_at IS NOT NULL"
"""Answered, or refused."""

_ANSWERED: LiteralString = FINISHED + " AND NOT c.is_refused"

_TAKE_UP_DUE: LiteralString = "coalesce(c.ack_due, c.received_at + %(take_up_within)s::interval)"
_TAKEN_UP: LiteralString = "c.taken_up_at IS NOT NULL"
_TO_TAKE_UP: LiteralString = (
    _COUNTED + " AND c.cycle = 1 AND (" + _TAKEN_UP + " OR " + _TAKE_UP_DUE + " < %(at)s::timestamptz)"
)
_DATED: LiteralString = " AND (c.taken_up_at IS NULL OR c.taking_up_s IS NOT NULL)"

_NET_JUDGED: LiteralString = (
    _COUNTED + " AND (c.is_on_time_net IS NOT NULL OR c.finished_at IS NULL AND c.response_due < %(at)s::timestamptz)"
)
_GROSS_JUDGED: LiteralString = (
    _COUNTED + " AND (c.is_on_time_gross IS NOT NULL OR c.finished_at IS NULL AND c.closed_at IS NULL AND "
    "c.response_base_due < %(at)s::timestamptz)"
)

_OPEN: LiteralString = (
    "c.received_at <= %(at)s::timestamptz AND c.finished_at IS NULL AND c.withdrawn_at IS NULL AND c.closed_at IS NULL"
)
_AGE: LiteralString = " AND %(at)s::timestamptz - c.received_at "

_WAITED: LiteralString = _COUNTED + " AND (c.response_s IS NOT NULL OR c.waiting_since <= %(at)s::timestamptz)"
_WAITED_S: LiteralString = (
    "coalesce(c.response_s, extract(epoch FROM %(at)s::timestamptz - c.waiting_since)::double precision)"
)

DURATIONS = (
    Duration(Metric.M2, "time to receipt", "c.received_at", "c.receipt_s"),
    Duration(Metric.M3, "time to acknowledge", "c.acknowledged_at", "c.acknowledgement_s"),
    Duration(Metric.M6, "time to assign a unit", "c.assigned_at", "c.assignment_s"),
    Duration(Metric.M7, "time to decision", "c.decided_at", "c.decision_s"),
    Duration(Metric.M8, "time to first substantive reply", "c.replied_at", "c.reply_s"),
    Duration(Metric.M9, "response time, net", "c.finished_at", "c.response_net_s"),
    Duration(Metric.M9, "response time, gross", "c.finished_at", "c.response_s"),
    Duration(Metric.M14, "wait for the requesting side", "c.finished_at", "c.requester_wait_s"),
    Duration(Metric.M14, "wait for the requested side", "c.finished_at", "c.requested_wait_s"),
    Duration(Metric.M15, "time lost by misrouting", "c.sent_at", "c.lost_s"),
)

RATES = (
    Rate(Metric.M4, "acknowledged", "coalesce(c.taken_up_at, " + _TAKE_UP_DUE + ")", _TO_TAKE_UP, _TAKEN_UP),
    Rate(
        Metric.M5,
        "acknowledged on time",
        "coalesce(c.taken_up_at, " + _TAKE_UP_DUE + ")",
        _TO_TAKE_UP + _DATED,
        "c.taken_up_at <= " + _TAKE_UP_DUE,
    ),
    Rate(Metric.M10, "on time, net", "coalesce(c.finished_at, c.response_due)", _NET_JUDGED, "c.is_on_time_net"),
    Rate(
        Metric.M10,
        "on time, gross",
        "coalesce(c.finished_at, c.response_base_due)",
        _GROSS_JUDGED,
        "c.is_on_time_gross",
    ),
    Rate(Metric.M11, "fulfilled", "c.finished_at", FINISHED, "c.outcome IN ('POSITIVE', 'PARTIAL')"),
    Rate(Metric.M11, "fulfilled in part", "c.finished_at", FINISHED, "c.outcome = 'PARTIAL'"),
    Rate(Metric.M12, "refused", "c.finished_at", FINISHED, "c.is_refused"),
    Rate(Metric.M13, "right the first time", "c.finished_at", FINISHED, "c.clarifications = 0"),
    Rate(Metric.M15, "misrouted", "c.sent_at", _COUNTED, "c.is_misrouted"),
    Rate(Metric.M20, "useful", "c.fed_back_at", _COUNTED + " AND c.usefulness IS NOT NULL", "c.usefulness >= 4"),
    Rate(Metric.M20, "fed back", "c.finished_at", _ANSWERED, "c.usefulness IS NOT NULL"),
)

IN_CONTACT = Rate(Metric.M29, "weeks in contact", "c.week", "true", "c.is_in_contact")
"""Over weeks of two partners (projections/timeline/contacts.py) instead of cycles."""

COUNTS = (
    Count(Metric.M1, "sent", "c.sent_at", "true"),
    Count(Metric.M1, "withdrawn", "c.sent_at", "c.withdrawn_at IS NOT NULL"),
    Count(Metric.M16, "open", "c.received_at", _OPEN, in_window=False),
    Count(Metric.M16, "open for 0 to 7 days", "c.received_at", _OPEN + _AGE + "< interval '8 days'", in_window=False),
    Count(
        Metric.M16,
        "open for 8 to 30 days",
        "c.received_at",
        _OPEN + _AGE + ">= interval '8 days'" + _AGE + "< interval '31 days'",
        in_window=False,
    ),
    Count(
        Metric.M16,
        "open for 31 to 90 days",
        "c.received_at",
        _OPEN + _AGE + ">= interval '31 days'" + _AGE + "< interval '91 days'",
        in_window=False,
    ),
    Count(
        Metric.M16,
        "open for more than 90 days",
        "c.received_at",
        _OPEN + _AGE + ">= interval '91 days'",
        in_window=False,
    ),
    Count(Metric.M17, "overdue", "c.received_at", _OPEN + " AND c.overdue_from < %(at)s::timestamptz", in_window=False),
)

KEPT_PACE = (
    Count(Metric.M18, "finished", "c.finished_at", FINISHED),
    Count(Metric.M18, "received", "c.received_at", _COUNTED + " AND c.received_at IS NOT NULL"),
)
"""What the clearance ratio divides; each is counted by its own moment, whatever kind of window is asked for."""

SURVIVALS = (
    Survival(
        Metric.M28,
        "censoring-aware median",
        "c.received_at",
        _WAITED,
        _WAITED_S,
        "c.response_s IS NULL",
    ),
    Survival(
        Metric.ANSWERED_80,
        "time within which 80 % were answered",
        "c.received_at",
        _WAITED,
        _WAITED_S,
        "c.response_s IS NULL",
    ),
)
