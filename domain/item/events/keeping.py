"""Facts of how long an item is kept, and of its end.

They must not tell what it was.
"""

from datetime import date
from uuid import UUID

from domain.erasure import ErasureReason
from domain.event import Event, event
from domain.vocabulary import RecordedText

__all__ = ["ContentErased", "LegalHoldLifted", "LegalHoldPlaced", "RetentionExtended"]


@event("item.RetentionExtended")
class RetentionExtended(Event):
    """The originator reviewed the need to keep the item. review_on, erase_on: the new dates."""

    item_id: UUID
    review_on: date | None
    erase_on: date | None
    reason: RecordedText


@event("item.LegalHoldPlaced")
class LegalHoldPlaced(Event):
    """Nothing of the item may be erased for the time being."""

    item_id: UUID
    hold_id: UUID
    by_agency_id: str
    reason: RecordedText


@event("item.LegalHoldLifted")
class LegalHoldLifted(Event):
    """A hold ended."""

    item_id: UUID
    hold_id: UUID
    reason: RecordedText


@event("item.ContentErased", erases=True)
class ContentErased(Event):
    """Content and texts are gone: the proof of erasure.

    up_to_version: of the item's stream, whose keys were destroyed up to it; content_id: of the content whose key was
    destroyed, None where none was kept here; content_sha256: what remains of it.
    """

    item_id: UUID
    reason: ErasureReason
    up_to_version: int
    content_id: UUID | None
    content_sha256: str
    explanation: RecordedText | None = None
