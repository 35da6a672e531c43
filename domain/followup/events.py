"""Facts about a follow-up: a task that grew out of a request, an item, a finding or a meeting.

They must not repeat what they grew out of: `source_ref` names it.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.erasure import ErasureReason
from domain.event import Event, event
from domain.review.vocabulary import EntryNeed
from domain.vocabulary import RecordedText

__all__ = [
    "FollowUpAssigned", "FollowUpCancelled", "FollowUpCompleted", "FollowUpDueDateSet", "FollowUpEvent",
    "FollowUpOpened", "FollowUpProgressNoted", "FollowUpTextsErased", "FollowUpVerified", "SourceKind",
]  # fmt: skip


class SourceKind(StrEnum):
    """What a follow-up grew out of."""

    REQUEST = "REQUEST"
    SHARED_ITEM = "SHARED_ITEM"
    FINDING = "FINDING"
    RECOMMENDATION = "RECOMMENDATION"
    MEETING = "MEETING"


@event("followup.FollowUpOpened", version=3)
class FollowUpOpened(Event):
    """A task was opened. source_ref: id of the request, item or recommendation, or words for a finding or meeting.

    source_id: that id by itself; it is still known when the texts are erased. review_id: of the recommendation;
    needs: what has to be met to see that, all of them.
    """

    followup_id: UUID
    investigation_id: UUID
    source: SourceKind
    source_ref: RecordedText
    opened_by_agency_id: str
    task: RecordedText
    source_id: UUID | None = None
    review_id: UUID | None = None
    needs: tuple[EntryNeed, ...] = ()


@event("followup.FollowUpAssigned")
class FollowUpAssigned(Event):
    """An agency (and perhaps one of its units) is to do it."""

    followup_id: UUID
    agency_id: str
    unit_id: str | None = None


@event("followup.FollowUpDueDateSet")
class FollowUpDueDateSet(Event):
    """It is due at a moment (aware, UTC)."""

    followup_id: UUID
    due_utc: datetime
    reason: RecordedText | None = None


@event("followup.FollowUpProgressNoted")
class FollowUpProgressNoted(Event):
    """How far it is."""

    followup_id: UUID
    note: RecordedText


@event("followup.FollowUpCompleted")
class FollowUpCompleted(Event):
    """The agency that was to do it says that it is done."""

    followup_id: UUID
    result: RecordedText


@event("followup.FollowUpVerified")
class FollowUpVerified(Event):
    """The agency that opened it agrees that it is done."""

    followup_id: UUID


@event("followup.FollowUpCancelled")
class FollowUpCancelled(Event):
    """It need not be done any more."""

    followup_id: UUID
    reason: RecordedText


@event("followup.FollowUpTextsErased", erases=True)
class FollowUpTextsErased(Event):
    """All that was written of it is gone. up_to_version: the last version of the follow-up whose texts are gone."""

    followup_id: UUID
    reason: ErasureReason
    up_to_version: int
    explanation: RecordedText | None = None


FollowUpEvent = (
    FollowUpOpened | FollowUpAssigned | FollowUpDueDateSet | FollowUpProgressNoted | FollowUpCompleted
    | FollowUpVerified | FollowUpCancelled | FollowUpTextsErased
)  # fmt: skip
