"""Whom the events of an item are between, in the oracle's words.

It must not know who may see the item.
"""

from collections.abc import Sequence
from typing import Any

from domain.event import Recorded
from domain.item import events as of_item

__all__ = ["said_to"]

ANSWERS = (
    of_item.OnwardSharingAuthorised, of_item.OnwardSharingRefused, of_item.JudicialUseAuthorised,
    of_item.JudicialUseRefused,
)  # fmt: skip


def said_to(told: Recorded, story: Sequence[Recorded]) -> set[str]:
    """This will name the agencies that an event of an item names; none for what is for all. story: of the item."""
    event: Any = told.event
    match event:
        case of_item.IntelligenceShared() | of_item.EvidenceShared():
            return {each.agency_id for each in event.recipients}
        case of_item.ItemSharedOnward():
            return {event.by_agency_id, event.recipient.agency_id}
        case of_item.RestrictionImposed():
            return {event.by_agency_id} if event.own_use_only else set()
        case of_item.ItemRecalled():
            return set(event.from_agencies)
        case _ if isinstance(event, (*ANSWERS, of_item.RestrictionLifted, of_item.LegalHoldLifted)):
            return said_to(_begun(told, story), story)
    return {getattr(event, "by_agency_id", None) or getattr(event, "agency_id", None) or ""} - {""}


def _begun(told: Recorded, story: Sequence[Recorded]) -> Recorded:
    """This will find what an answer answers, or what is lifted."""
    for name in ("consent_id", "restriction_id", "hold_id"):
        known_as = getattr(told.event, name, None)
        if known_as is not None:
            return next(each for each in story if getattr(each.event, name, None) == known_as)
    raise AssertionError(told)
