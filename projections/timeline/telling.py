"""Between whom each event of a shared item runs, and who of those that may see the item is told of it.

It must not know how entries are stored. An entry that names several recipients stands once, for all of them; to each of
them it names the originator and itself alone (projections/timeline/statements.py), and to the originator everybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.event import Event
from domain.item import events
from domain.item.concerning import concerned
from domain.item.state import SharedItem
from projections.timeline.parties import Between

__all__ = ["Told", "told_of"]

_FROM_ORIGINATOR = (
    events.IntelligenceShared, events.EvidenceShared, events.ItemRecalled, events.OnwardSharingAuthorised,
    events.OnwardSharingRefused, events.JudicialUseAuthorised, events.JudicialUseRefused,
    events.RestrictionReminderSent,
)  # fmt: skip
"""What the originator says to others; all else that concerns others, they say to it."""


@dataclass(frozen=True, slots=True)
class Told:
    """between: sender and receiver; others: whom else it names; seen_by: the only agencies told, None for all."""

    between: Between
    others: Sequence[str]
    seen_by: Sequence[str] | None


def told_of(event: Event, item: SharedItem) -> Told:
    """This will say so of an event. item: as it stood before, of its first event after it."""
    parties = concerned(event, item)
    if parties is None:
        return Told((item.originator_agency_id, None), (), None)
    seen_by = tuple(sorted(parties))
    others = tuple(each for each in seen_by if each != item.originator_agency_id)
    return Told(_between(event, item.originator_agency_id, others), others, seen_by)


def _between(event: Event, originator: str, others: Sequence[str]) -> Between:
    if type(event) is events.ItemSharedOnward:
        return event.by_agency_id, event.recipient.agency_id
    alone = others[0] if len(others) == 1 else None
    if alone is None or isinstance(event, _FROM_ORIGINATOR):
        return originator, alone
    return alone, originator
