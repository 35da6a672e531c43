"""Facts that start, suspend, extend, shorten, warn of or break a legal clock.

They must not carry a judgement: what they do to a clock, the clock engine counts.
"""

from datetime import datetime, timedelta
from uuid import UUID

from domain.event import Event, event
from domain.vocabulary import Availability, Obligation, RecordedText, Urgency

__all__ = [
    "AvailabilityClassified", "ClarificationProvided", "ClarificationRequested", "DelayAnnounced",
    "JudicialAuthorisationDenied", "JudicialAuthorisationGranted", "JudicialAuthorisationSought",
    "TimeLimitBreached", "TimeLimitExtended", "TimeLimitReminderSent", "TimeLimitWarningRaised", "UrgencyChanged",
]  # fmt: skip


@event("request.AvailabilityClassified")
class AvailabilityClassified(Event):
    """The requested side said whether it reaches the information itself; profile: the clock profile that follows."""

    request_id: UUID
    availability: Availability
    profile: str


@event("request.ClarificationRequested")
class ClarificationRequested(Event):
    """The requested side asked; its clocks rest from the moment the question reaches the requester (occurred_at)."""

    request_id: UUID
    clarification_id: UUID
    question: RecordedText


@event("request.ClarificationProvided")
class ClarificationProvided(Event):
    """The answer reached the requested side (occurred_at); its clocks run on."""

    request_id: UUID
    clarification_id: UUID
    answer: RecordedText


@event("request.JudicialAuthorisationSought")
class JudicialAuthorisationSought(Event):
    """The requested side asked a judicial authority for leave to provide."""

    request_id: UUID
    authority: str
    expected_by_utc: datetime | None = None


@event("request.JudicialAuthorisationGranted")
class JudicialAuthorisationGranted(Event):
    """The judicial authority gave leave."""

    request_id: UUID
    authority: str
    reference: str | None = None


@event("request.JudicialAuthorisationDenied")
class JudicialAuthorisationDenied(Event):
    """The judicial authority refused leave."""

    request_id: UUID
    authority: str
    reason: RecordedText


@event("request.DelayAnnounced")
class DelayAnnounced(Event):
    """The requested side announced a delay; this alone moves no limit."""

    request_id: UUID
    obligation: Obligation
    reason: RecordedText
    estimate_utc: datetime


@event("request.TimeLimitExtended")
class TimeLimitExtended(Event):
    """A running limit was extended within its cap. by: ISO 8601 duration added; basis: article or consent."""

    request_id: UUID
    obligation: Obligation
    cycle: int
    by: timedelta
    new_due_utc: datetime
    reason: RecordedText
    estimate_utc: datetime
    basis: RecordedText


@event("request.UrgencyChanged")
class UrgencyChanged(Event):
    """The requesting side raised or lowered the urgency; profile: the clock profile that follows, from now on."""

    request_id: UUID
    old: Urgency
    new: Urgency
    reason: RecordedText
    profile: str


@event("request.TimeLimitWarningRaised")
class TimeLimitWarningRaised(Event):
    """A running limit is near. occurred_at is the moment from which it counted as at risk."""

    request_id: UUID
    obligation: Obligation
    cycle: int
    profile: str
    citation: str
    due_utc: datetime


@event("request.TimeLimitReminderSent")
class TimeLimitReminderSent(Event):
    """Those who are to keep a limit that is near, or see that it is kept, were reminded of it.

    agency_id: the requested agency; unit_id: its unit that has the request, None before one is assigned. members: ids
    of the liaison officers of both sides who may see the request: seconded members, leaders of a side that has none.
    """

    request_id: UUID
    obligation: Obligation
    cycle: int
    due_utc: datetime
    agency_id: str
    unit_id: str | None = None
    members: tuple[str, ...] = ()


@event("request.TimeLimitBreached")
class TimeLimitBreached(Event):
    """A running limit passed unmet; once per obligation and cycle, never removed. occurred_at is the limit itself."""

    request_id: UUID
    obligation: Obligation
    cycle: int
    profile: str
    citation: str
    due_utc: datetime
