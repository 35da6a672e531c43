"""Commands that suspend, extend or change a legal clock.

They must not be decided here; see `deciding/limits.py`.
"""

from datetime import datetime, timedelta
from uuid import UUID

from domain.aggregate import command
from domain.vocabulary import Availability, Line, Obligation, OperationalText, Urgency

__all__ = [
    "AnnounceDelay", "AskClarification", "ChangeUrgency", "ClassifyAvailability", "ExtendTimeLimit",
    "ProvideClarification", "RecordAuthorisation", "RecordAuthorisationRefusal", "SeekAuthorisation",
]  # fmt: skip


@command(aggregate_id="request_id")
class ClassifyAvailability:
    """Say, as the requested side, whether it reaches the information itself; this may change the time limit."""

    request_id: UUID
    availability: Availability


@command(aggregate_id="request_id")
class AskClarification:
    """Ask the requesting side; at most one question is open at a time.

    occurred: when the question reached the requesting side; the clocks that the profile lists rest from then on.
    clarification_id: chosen by the sender, unique within the request.
    """

    request_id: UUID
    clarification_id: UUID
    question: OperationalText


@command(aggregate_id="request_id")
class ProvideClarification:
    """Answer the open question. occurred: when the answer reached the requested side; its clocks run on from then."""

    request_id: UUID
    clarification_id: UUID
    answer: OperationalText


@command(aggregate_id="request_id")
class SeekAuthorisation:
    """Record that leave of a judicial authority was asked for. expected_by_utc: when the answer is expected."""

    request_id: UUID
    authority: Line
    expected_by_utc: datetime | None = None


@command(aggregate_id="request_id")
class RecordAuthorisation:
    """Record that the judicial authority gave leave. reference: its file number."""

    request_id: UUID
    authority: Line
    reference: Line | None = None


@command(aggregate_id="request_id")
class RecordAuthorisationRefusal:
    """Record that the judicial authority refused leave."""

    request_id: UUID
    authority: Line
    reason: Line


@command(aggregate_id="request_id")
class AnnounceDelay:
    """Announce that an obligation will be met late; this moves no limit. estimate_utc: when it will be met."""

    request_id: UUID
    obligation: Obligation
    reason: Line
    estimate_utc: datetime


@command(aggregate_id="request_id")
class ExtendTimeLimit:
    """Extend a running limit within the cap of its profile, before it ends.

    by: duration to add, ISO 8601 such as P10D. estimate_utc: when the obligation will be met.
    basis: the article or consent it rests on; null means the article that the profile cites.
    """

    request_id: UUID
    obligation: Obligation
    by: timedelta
    reason: Line
    estimate_utc: datetime
    basis: Line | None = None


@command(aggregate_id="request_id")
class ChangeUrgency:
    """Raise or lower the urgency, as the requesting side; limits follow from now on, the past is never made late."""

    request_id: UUID
    urgency: Urgency
    reason: Line
