"""Facts of the conditions on an item, of their change, and of who took note.

They must not say who may see it now: that follows from all of them.
"""

from uuid import UUID

from domain.event import Event, event
from domain.item.vocabulary import Recipient
from domain.marking import Marking
from domain.vocabulary import RecordedText

__all__ = [
    "HandlingConditionsSet", "ItemRecalled", "RecallConfirmed", "RestrictionConfirmed", "RestrictionImposed",
    "RestrictionLeftUnconfirmed", "RestrictionLifted", "RestrictionReminderSent",
]  # fmt: skip


@event("item.HandlingConditionsSet")
class HandlingConditionsSet(Event):
    """The originator set the item's own marking anew; once it is shared only to a looser one."""

    item_id: UUID
    marking: Marking
    reason: RecordedText


@event("item.RestrictionImposed")
class RestrictionImposed(Event):
    """Conditions were added to the item's own.

    by_agency_id: the originator, for all; or any holder, for itself alone (own_use_only). to_confirm: the earlier
    recipients, each of which is to confirm. recipients: the only ones who may still see it, None for all of them.
    """

    item_id: UUID
    restriction_id: UUID
    by_agency_id: str
    own_use_only: bool
    marking: Marking
    recipients: tuple[Recipient, ...] | None
    to_confirm: tuple[str, ...]
    reason: RecordedText


@event("item.RestrictionConfirmed")
class RestrictionConfirmed(Event):
    """A recipient took note of a restriction, and obeys it."""

    item_id: UUID
    restriction_id: UUID
    agency_id: str


@event("item.RestrictionReminderSent")
class RestrictionReminderSent(Event):
    """A recipient that had not confirmed a restriction was reminded of it."""

    item_id: UUID
    restriction_id: UUID
    agency_id: str


@event("item.RestrictionLeftUnconfirmed")
class RestrictionLeftUnconfirmed(Event):
    """A recipient did not confirm a restriction in time, or left without confirming it: a listed exception."""

    item_id: UUID
    restriction_id: UUID
    agency_id: str


@event("item.RestrictionLifted")
class RestrictionLifted(Event):
    """Who imposed a restriction lifted it."""

    item_id: UUID
    restriction_id: UUID
    reason: RecordedText


@event("item.ItemRecalled")
class ItemRecalled(Event):
    """The originator took the item back from recipients, each of which is to confirm that it keeps nothing."""

    item_id: UUID
    recall_id: UUID
    from_agencies: tuple[str, ...]
    reason: RecordedText


@event("item.RecallConfirmed")
class RecallConfirmed(Event):
    """A recipient gave it back. kept_because: why it keeps something nevertheless, None where it destroyed all."""

    item_id: UUID
    recall_id: UUID
    agency_id: str
    kept_because: RecordedText | None = None
