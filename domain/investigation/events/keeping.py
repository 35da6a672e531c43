"""The fact that what was written in a joint investigation is gone.

It must not repeat anything of what is erased.
"""

from uuid import UUID

from domain.erasure import ErasureReason
from domain.event import Event, event
from domain.vocabulary import RecordedText

__all__ = ["InvestigationTextsErased"]


@event("investigation.InvestigationTextsErased", erases=True)
class InvestigationTextsErased(Event):
    """All that was written of the investigation itself is gone: facts, claims, agreement, title; its course stays.

    up_to_version: the last version of the investigation whose texts are gone. Its requests, follow-ups and items keep
    theirs until these are erased themselves.
    """

    investigation_id: UUID
    reason: ErasureReason
    up_to_version: int
    explanation: RecordedText | None = None
