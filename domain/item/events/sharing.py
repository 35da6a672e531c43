"""Facts of who was given an item, and what its originator agreed to.

They must not repeat the item.
"""

from datetime import date
from uuid import UUID

from domain.event import Event, event
from domain.item.vocabulary import Recipient
from domain.vocabulary import RecordedText

__all__ = [
    "EvidenceShared", "IntelligenceShared", "ItemReceiptConfirmed", "ItemSharedOnward", "ItemUsedInProceedings",
    "JudicialUseAuthorised", "JudicialUseRefused", "JudicialUseRequested", "OnwardSharingAuthorised",
    "OnwardSharingRefused", "OnwardSharingRequested",
]  # fmt: skip


@event("item.IntelligenceShared")
class IntelligenceShared(Event):
    """The originator gave intelligence to agencies. request_id: what it answers, None where it is spontaneous."""

    item_id: UUID
    recipients: tuple[Recipient, ...]
    request_id: UUID | None = None


@event("item.EvidenceShared")
class EvidenceShared(Event):
    """The originator gave evidence to agencies, each of which is to confirm its receipt."""

    item_id: UUID
    recipients: tuple[Recipient, ...]
    request_id: UUID | None = None


@event("item.ItemReceiptConfirmed")
class ItemReceiptConfirmed(Event):
    """A recipient has it. content_sha256: of what arrived, which evidence needs and which fits."""

    item_id: UUID
    agency_id: str
    content_sha256: str | None = None


@event("item.OnwardSharingRequested")
class OnwardSharingRequested(Event):
    """A recipient asks the originator to agree that it passes the item on."""

    item_id: UUID
    consent_id: UUID
    by_agency_id: str
    to_agency_id: str
    purpose: RecordedText


@event("item.OnwardSharingAuthorised")
class OnwardSharingAuthorised(Event):
    """The originator agrees. valid_until: last day on which it may be passed on, None without end."""

    item_id: UUID
    consent_id: UUID
    valid_until: date | None = None
    conditions: RecordedText | None = None


@event("item.OnwardSharingRefused")
class OnwardSharingRefused(Event):
    """The originator does not agree."""

    item_id: UUID
    consent_id: UUID
    reason: RecordedText


@event("item.ItemSharedOnward")
class ItemSharedOnward(Event):
    """A recipient passed it on, by a consent, by a standing authorisation, or because no code forbids it."""

    item_id: UUID
    by_agency_id: str
    recipient: Recipient
    purpose: RecordedText
    consent_id: UUID | None = None
    standing_authorisation_id: UUID | None = None


@event("item.JudicialUseRequested")
class JudicialUseRequested(Event):
    """A recipient asks the originator to agree that it uses the item in proceedings."""

    item_id: UUID
    consent_id: UUID
    by_agency_id: str
    proceedings: RecordedText


@event("item.JudicialUseAuthorised")
class JudicialUseAuthorised(Event):
    """The originator agrees."""

    item_id: UUID
    consent_id: UUID
    conditions: RecordedText | None = None


@event("item.JudicialUseRefused")
class JudicialUseRefused(Event):
    """The originator does not agree."""

    item_id: UUID
    consent_id: UUID
    reason: RecordedText


@event("item.ItemUsedInProceedings")
class ItemUsedInProceedings(Event):
    """An agency used it in proceedings. consent_id: None where no code asks for the originator's consent."""

    item_id: UUID
    agency_id: str
    proceedings: RecordedText
    consent_id: UUID | None = None
