"""Facts of deciding, executing, replying, closing, and of correcting the record.

They must not carry what follows from others, such as a state.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from domain.event import Event, event
from domain.vocabulary import Outcome, RecordedText, RefusalGround, Scope, UsedIn

__all__ = [
    "ExecutionPostponed", "ExecutionResumed", "ExecutionStarted", "FeedbackGiven", "FinalReplyProvided",
    "InterimReplyProvided", "RecordCorrected", "ReminderSent", "RequestAccepted", "RequestClosed",
    "RequestEscalated", "RequestRefused", "RequestReopened", "RequestWithdrawn", "WithdrawalReason",
]  # fmt: skip


ValueAsText = Annotated[
    str,
    Meta(description="A recorded value as text, however long; it may be empty.", extra={"operational": True}),
]


class WithdrawalReason(StrEnum):
    """Why the requesting side took a request back."""

    NO_LONGER_NEEDED = "NO_LONGER_NEEDED"
    MISDIRECTED = "MISDIRECTED"
    OBTAINED_OTHERWISE = "OBTAINED_OTHERWISE"
    DUPLICATE = "DUPLICATE"
    OTHER = "OTHER"


@event("request.RequestAccepted")
class RequestAccepted(Event):
    """The requested side will execute all of it, or the part stated."""

    request_id: UUID
    scope: Scope
    accepted_part: RecordedText | None = None


@event("request.RequestRefused")
class RequestRefused(Event):
    """The requested side refuses all of it, or all but the accepted part; grounds are coded."""

    request_id: UUID
    scope: Scope
    grounds: tuple[RefusalGround, ...]
    explanation: RecordedText | None = None
    accepted_part: RecordedText | None = None


@event("request.ExecutionStarted")
class ExecutionStarted(Event):
    """The requested side began to execute."""

    request_id: UUID


@event("request.ExecutionPostponed")
class ExecutionPostponed(Event):
    """Execution rests for a stated reason (for the EIO: Dir. 2014/41/EU Art. 15)."""

    request_id: UUID
    reason: RecordedText
    until_utc: datetime | None = None


@event("request.ExecutionResumed")
class ExecutionResumed(Event):
    """Execution goes on."""

    request_id: UUID


@event("request.InterimReplyProvided")
class InterimReplyProvided(Event):
    """A part of the answer was given; item_ids: shared items that carry it."""

    request_id: UUID
    summary: RecordedText
    item_ids: tuple[UUID, ...] = ()


@event("request.FinalReplyProvided")
class FinalReplyProvided(Event):
    """The answer was given; item_ids: shared items that carry it."""

    request_id: UUID
    outcome: Outcome
    summary: RecordedText
    item_ids: tuple[UUID, ...] = ()


@event("request.ReminderSent")
class ReminderSent(Event):
    """The requesting side reminded the requested side."""

    request_id: UUID
    note: RecordedText | None = None


@event("request.RequestEscalated")
class RequestEscalated(Event):
    """The matter was taken to a higher level."""

    request_id: UUID
    level: int
    to_whom: RecordedText
    reason: RecordedText


@event("request.RequestWithdrawn")
class RequestWithdrawn(Event):
    """The requesting side took the request back."""

    request_id: UUID
    reason: WithdrawalReason
    explanation: RecordedText | None = None


@event("request.FeedbackGiven")
class FeedbackGiven(Event):
    """The requesting side said how useful the reply was, 1 useless to 5 decisive, and what it was used in."""

    request_id: UUID
    cycle: int
    usefulness: int
    used_in: tuple[UsedIn, ...]
    comment: RecordedText | None = None


@event("request.RequestClosed")
class RequestClosed(Event):
    """The requesting side has what it needs, or will not get it."""

    request_id: UUID
    note: RecordedText | None = None


@event("request.RequestReopened")
class RequestReopened(Event):
    """A closed request runs again, as a new cycle with fresh clocks."""

    request_id: UUID
    cycle: int
    reason: RecordedText


@event("request.RecordCorrected", version=2)
class RecordCorrected(Event):
    """A recorded fact was wrong; the record stays and the right value stands beside it.

    corrected_event_id: the event; field: its field, or `occurred_at`; right_value: as text, times in ISO 8601.
    right_utc: the right time where a time was wrong; clocks count on it also when the texts are erased.
    annuls_breach_of: obligations and cycles (`EXECUTE/1`) whose breach the correction proves wrong.
    """

    request_id: UUID
    corrected_event_id: UUID
    corrected_topic: str
    field: str
    wrong_value: ValueAsText
    right_value: ValueAsText
    reason: RecordedText
    right_utc: datetime | None = None
    annuls_breach_of: tuple[str, ...] = ()
