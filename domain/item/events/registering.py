"""Facts of what an item is, where it came from, and what it is worth.

They must not carry the content: a hash stands for it.
"""

from datetime import date
from uuid import UUID

from domain.event import Event, event
from domain.item.vocabulary import EvaluationScheme, ItemKind
from domain.marking import Marking
from domain.vocabulary import RecordedText

__all__ = ["ContentDeposited", "EvaluationRevised", "ItemCorrected", "ItemEvaluated", "ItemRegistered"]


@event("item.ItemRegistered")
class ItemRegistered(Event):
    """An originator registered an item; nobody else sees it before it is shared.

    content_sha256: hexadecimal; size_bytes, media_type: of the content, None where it is not kept here.
    provenance: where it comes from; purpose, legal_basis: what it may be used for, and by what right.
    retention: code of a retention profile, None for none; review_on, erase_on: the dates that follow from it.
    """

    item_id: UUID
    investigation_id: UUID
    kind: ItemKind
    originator_agency_id: str
    title: RecordedText
    content_sha256: str
    size_bytes: int | None
    media_type: str | None
    provenance: RecordedText
    purpose: RecordedText
    legal_basis: RecordedText
    marking: Marking
    crime_area: str | None = None
    retention: str | None = None
    review_on: date | None = None
    erase_on: date | None = None


@event("item.ContentDeposited")
class ContentDeposited(Event):
    """The content arrived, fits its hash, and is kept encrypted under a key of its own.

    deposited_by: the member of the originator who brought it.
    """

    item_id: UUID
    content_id: UUID
    content_sha256: str
    size_bytes: int
    deposited_by: str | None = None


@event("item.ItemEvaluated")
class ItemEvaluated(Event):
    """The source and the information were evaluated by a scheme."""

    item_id: UUID
    by_agency_id: str
    scheme: EvaluationScheme
    source_code: str
    information_code: str


@event("item.EvaluationRevised")
class EvaluationRevised(Event):
    """The agency that evaluated the item came to another result within the same scheme."""

    item_id: UUID
    by_agency_id: str
    scheme: EvaluationScheme
    source_code: str
    information_code: str
    reason: RecordedText


@event("item.ItemCorrected")
class ItemCorrected(Event):
    """What the item said was wrong. content_sha256: of the right content, where that changed."""

    item_id: UUID
    field: str
    right_value: RecordedText
    reason: RecordedText
    content_sha256: str | None = None
