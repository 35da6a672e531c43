"""Facts of keeping and erasing what was written of a request.

They must not repeat anything of what is erased.
"""

from uuid import UUID

from domain.erasure import ErasureReason
from domain.event import Event, event
from domain.vocabulary import RecordedText

__all__ = ["LegalHoldLifted", "LegalHoldPlaced", "RequestTextsErased"]


@event("request.LegalHoldPlaced")
class LegalHoldPlaced(Event):
    """A side must keep what was written; nothing of the request is erased for the time being."""

    request_id: UUID
    hold_id: UUID
    by_agency_id: str
    reason: RecordedText


@event("request.LegalHoldLifted")
class LegalHoldLifted(Event):
    """The side that placed the hold needs it no more."""

    request_id: UUID
    hold_id: UUID
    reason: RecordedText


@event("request.RequestTextsErased", erases=True)
class RequestTextsErased(Event):
    """All that both sides wrote is gone; the course of the request, its grounds and its limits stay.

    up_to_version: the last version of the request whose texts are gone.
    """

    request_id: UUID
    reason: ErasureReason
    up_to_version: int
    explanation: RecordedText | None = None
