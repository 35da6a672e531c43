"""What the timeline's queries take and return.

They must not carry anything that the viewer may not see: rows are made after the access predicate.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.investigation.vocabulary import Direction
from domain.occurred import Precision
from projections.timeline.kinds import Category
from projections.viewer import Viewer

__all__ = ["CaseView", "EntryFilter", "EntryRow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFilter:
    """Which entries. Empty tuples and None do not filter.

    kinds: event topics, such as `request.RequestSent`.
    agencies: codes, at least one of which takes part in the entry.
    direction: seen from direction_of, which it needs; direction_of: an agency of the directory or of the timeline.
    occurred_from / occurred_until: aware; entries whose period touches [from, until), which undated ones never do.
    text: words looked for anywhere in the entry's text, without regard to case; `%` and `_` are plain characters.
    """

    kinds: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    agencies: tuple[str, ...] = ()
    direction: Direction | None = None
    direction_of: str | None = None
    request_id: UUID | None = None
    item_id: UUID | None = None
    occurred_from: datetime | None = None
    occurred_until: datetime | None = None
    text: str | None = None
    hide_system: bool = True


@dataclass(frozen=True, slots=True)
class CaseView:
    """A timeline as it is asked for: by whom, of which case, and which of its entries.

    case_id: an investigation, or a request that precedes any.
    """

    viewer: Viewer
    case_id: UUID
    wanted: EntryFilter


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One entry. occurred_from / occurred_until: aware, UTC; None and `precision` say how exactly it is known.

    summary_key with summary_arguments (a JSON object as text) is the translatable sentence; text is what people wrote,
    None where it is erased.
    corrects: the event that this entry corrects; corrected_by: the events that correct this one.
    item_ids: the items that it names beside its own, as far as the viewer sees them.
    noted_item, noted_request: the item or guarded request that it tells of; noted_items, noted_requests: those that a
    part of a review is pinned to: for the access ledger.
    then_rank, then_compartments, then_red: its marking when it was recorded, as projections/need_to_know.py has it.
    agencies: codes (or, of recorded facts, names as the source has them) of all who take part.
    """

    position: int
    case_id: UUID
    event_id: UUID
    request_id: UUID | None
    followup_id: UUID | None
    item_id: UUID | None
    review_id: UUID | None
    kind: str
    category: str
    from_agency_id: str | None
    to_agency_id: str | None
    agencies: tuple[str, ...]
    occurred_from: datetime | None
    occurred_until: datetime | None
    precision: Precision
    tz: str
    recorded_at: datetime
    actor_id: str
    actor_kind: str
    actor_agency_id: str | None
    actor_unit_id: str | None
    channel: str
    external_ref: str | None
    summary_key: str
    summary_arguments: str
    text: str | None
    is_erased: bool
    is_system: bool
    cycle: int | None
    corrects: UUID | None
    corrected_by: tuple[UUID, ...]
    item_ids: tuple[UUID, ...]
    noted_item: UUID | None
    noted_request: UUID | None
    noted_items: tuple[UUID, ...]
    noted_requests: tuple[UUID, ...]
    then_rank: int = 0
    then_compartments: tuple[str, ...] = ()
    then_red: bool = False

    def direction_for(self, agency_id: str) -> Direction | None:
        """How the entry runs seen from an agency; None where it takes no part."""
        if agency_id not in (self.from_agency_id, self.to_agency_id):
            return None
        if self.from_agency_id == self.to_agency_id or self.to_agency_id is None:
            return Direction.INTERNAL
        return Direction.OUTGOING if self.from_agency_id == agency_id else Direction.INCOMING
