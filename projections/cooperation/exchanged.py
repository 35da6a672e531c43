"""What the metrics of exchanges count, divide or measure, as conditions over an exchange `c`, a line each.

They must not say who may see an exchange, nor which window or group it falls into. Moments in parameters: `at`, the
standpoint's; `confirm_within`, how long a recipient has to confirm a restriction.
"""

from typing import LiteralString

from projections.cooperation.measures import Count, Duration, Rate
from projections.cooperation.vocabulary import Metric

__all__ = ["EXCHANGED_MEASURES"]

_CONFIRM_DUE: LiteralString = "c.begun_at + %(confirm_within)s::interval"

# Of what has not ended, `ended_at` is null, which `least` passes over.
_TO_CONFIRM: LiteralString = (
    "c.kind = 'RESTRICTION' AND (CASE WHEN c.ending = 'CONFIRMED' THEN c.took_s IS NOT NULL ELSE "
    + _CONFIRM_DUE
    + " < least(%(at)s::timestamptz, c.ended_at) END)"
)

_DUE: LiteralString = (
    "c.kind = 'FOLLOW_UP' AND c.due_at IS NOT NULL AND "
    "(CASE WHEN c.ending = 'DONE' THEN c.is_dated ELSE c.due_at < least(%(at)s::timestamptz, c.ended_at) END)"
)

_AGE: LiteralString = (
    "CASE WHEN c.kind = 'RECOMMENDATION' AND c.ending IS DISTINCT FROM 'DECLINED' AND c.verified_at IS NULL"
    " AND c.begun_at <= %(at)s::timestamptz"
    " THEN extract(epoch FROM %(at)s::timestamptz - c.begun_at)::double precision END"
)

EXCHANGED_MEASURES: tuple[Count | Duration | Rate, ...] = (
    Count(Metric.M19, "shared unasked", "c.begun_at", "c.kind = 'SHARING'"),
    Duration(Metric.M21, "time to consent", "c.ended_at", "CASE WHEN c.kind = 'CONSENT' THEN c.took_s END"),
    Rate(
        Metric.M21,
        "consent given",
        "c.ended_at",
        "c.kind = 'CONSENT' AND c.ended_at IS NOT NULL",
        "c.ending = 'AUTHORISED'",
    ),
    Rate(
        Metric.M22,
        "confirmed in time",
        "CASE WHEN c.ending = 'CONFIRMED' THEN c.ended_at ELSE " + _CONFIRM_DUE + " END",
        _TO_CONFIRM,
        "c.ending = 'CONFIRMED' AND c.took_s <= extract(epoch FROM %(confirm_within)s::interval)",
    ),
    Rate(Metric.M26, "done in time", "c.due_at", _DUE, "c.ending = 'DONE' AND c.ended_at <= c.due_at"),
    Rate(
        Metric.M27,
        "carried out",
        "c.ended_at",
        "c.kind = 'RECOMMENDATION' AND c.ending = 'ACCEPTED'",
        "c.verified_at IS NOT NULL",
    ),
    Duration(Metric.M27, "age of open recommendations", "c.begun_at", _AGE, in_window=False),
)
"""In the order of metrics; the first of a metric is what a matrix shows."""
