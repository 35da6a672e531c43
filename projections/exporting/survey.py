"""What an export will hold, found out before its first byte leaves: how much, of what, and how strictly marked.

It must not read anything. What it does not know of was not put on record, and does not leave.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID

import msgspec

from domain.marking import LEVELS, UNMARKED, Conditions, Marking, is_guarded, is_stricter, strictest
from domain.vocabulary import Tlp
from projections.board.rows import RequestRow
from projections.exporting.order import Part
from projections.exporting.sources import Row
from projections.followups.rows import FollowUpRow
from projections.investigations.rows import InvestigationRow
from projections.items.rows import ItemRow
from projections.timeline.rows import EntryRow

__all__ = ["Survey", "ids_in"]


class _Summary(msgspec.Struct):
    """What an event that sets a marking says of it."""

    marking: Marking | None = None


_summary = msgspec.json.Decoder(_Summary).decode


@dataclass(slots=True)
class Survey:
    """What was found. until: the last position that the export covers; parts: what of it is to leave.

    objects: ids of the things; items, requests: ids of items, and of guarded requests, of which something leaves.
    above: ids of things above the ceiling, which do not leave; units: unit -> its agency;
    reviews: of which entries leave -> their investigation.
    It grows with things, a hundred bytes each, and not with their events.
    """

    until: int
    parts: frozenset[Part]
    rows: dict[Part, int] = field(default_factory=dict)
    marking: Marking = UNMARKED
    cases: list[UUID] = field(default_factory=list)
    objects: set[UUID] = field(default_factory=set)
    above: set[UUID] = field(default_factory=set)
    items: set[UUID] = field(default_factory=set)
    requests: set[UUID] = field(default_factory=set)
    agencies: set[str] = field(default_factory=set)
    units: dict[str, str] = field(default_factory=dict)
    reviews: dict[UUID, UUID] = field(default_factory=dict)
    _known: dict[UUID, Marking] = field(default_factory=dict)
    _within: dict[Marking, bool] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many rows leave."""
        return sum(self.rows.values())

    def marking_of(self, row: Row) -> Marking:
        """This will return the marking of a row, and remember that of a thing for what is told of it."""
        match row:
            case RequestRow() | ItemRow():
                return self._remember(row.request_id if isinstance(row, RequestRow) else row.item_id, _marking(row))
            case FollowUpRow():
                source = [row.noted_item, row.noted_request, *ids_in(row.source_ref)]
                return self._remember(row.followup_id, self._of(source))
            case EntryRow():
                return self._of_entry(row)
            case _:
                return UNMARKED

    def note(self, part: Part, row: Row, marking: Marking) -> None:
        """This will take a row into account, which will leave."""
        self.rows[part] = self.rows.get(part, 0) + 1
        if not self._is_within(marking):
            self.marking = strictest(self.marking, marking)
            self._within.clear()
        items, requests = _noted(row)
        self.items.update(items)
        self.requests.update(requests)
        if not isinstance(row, EntryRow):
            self.objects.add(_id(row))
        self._name(row)

    def leave_out(self, row: Row) -> None:
        """This will remember a thing that is above the ceiling."""
        if not isinstance(row, EntryRow):
            self.above.add(_id(row))

    def covers(self, row: Row, marking: Marking) -> bool:
        """This will tell whether a row is one of those that were put on record before."""
        items, requests = _noted(row)
        is_known = self.is_in_time(row) and (isinstance(row, EntryRow) or _id(row) in self.objects)
        is_noted = self.items.issuperset(items) and self.requests.issuperset(requests)
        return is_known and is_noted and self._is_within(marking)

    def is_in_time(self, row: Row) -> bool:
        """This will tell whether a row is none that came after the last position; things are as they stand now."""
        return not isinstance(row, EntryRow) or row.position <= self.until

    def _is_within(self, marking: Marking) -> bool:
        known = self._within.get(marking)
        if known is None:
            known = self._within[marking] = not is_stricter(marking, self.marking)
        return known

    def _of_entry(self, row: EntryRow) -> Marking:
        """The strictest of what it tells of now, what that was when it happened, and a marking that itself tells."""
        items, requests = _noted(row)
        found = self._of((row.request_id, row.item_id, row.followup_id, *items, *requests))
        if row.then_rank or row.then_red or row.then_compartments:
            then = Marking(
                tlp=Tlp.RED if row.then_red else None,
                classification=LEVELS[row.then_rank - 1] if row.then_rank else None,
                compartments=row.then_compartments,
            )
            found = strictest(found, then)
        if '"marking":{' in row.summary_arguments:
            found = strictest(found, _summary(row.summary_arguments).marking or UNMARKED)
        return found

    def _of(self, ids: Iterable[UUID | None]) -> Marking:
        known = {self._known[each]: None for each in ids if each in self._known}
        return next(iter(known)) if len(known) == 1 else strictest(*known)

    def _remember(self, known_as: UUID, marking: Marking) -> Marking:
        if marking == UNMARKED:
            self._known.pop(known_as, None)
        else:
            self._known[known_as] = marking
        return marking

    def _name(self, row: Row) -> None:
        """This will remember the agencies and units that it names."""
        for agency_id, unit_id in _bodies(row):
            if agency_id is not None:
                self.agencies.add(agency_id)
                if unit_id is not None:
                    self.units[unit_id] = agency_id
        if isinstance(row, EntryRow):
            self.agencies.update(row.agencies)
            if row.review_id is not None:
                self.reviews[row.review_id] = row.case_id


def _bodies(row: Row) -> Iterator[tuple[str | None, str | None]]:
    match row:
        case InvestigationRow():
            yield row.lead_agency_id, None
        case RequestRow():
            yield row.requesting_agency_id, row.requesting_unit_id
            yield row.requested_agency_id, row.assigned_unit_id
        case ItemRow():
            yield row.originator_agency_id, None
        case FollowUpRow():
            yield row.opened_by_agency_id, None
            yield row.assigned_agency_id, row.assigned_unit_id
        case EntryRow():
            yield row.actor_agency_id, row.actor_unit_id
            yield row.from_agency_id, None
            yield row.to_agency_id, None


def _noted(row: Row) -> tuple[Sequence[UUID], Sequence[UUID]]:
    """The items and the guarded requests of which it tells."""
    match row:
        case ItemRow():
            return (row.item_id,), ()
        case RequestRow():
            return (), (row.request_id,) if is_guarded(row) else ()
        case EntryRow():
            return _named(row.noted_item, *row.noted_items), _named(row.noted_request, *row.noted_requests)
        case FollowUpRow():
            return _named(row.noted_item), _named(row.noted_request)
        case _:
            return (), ()


def _named(*ids: UUID | None) -> tuple[UUID, ...]:
    return tuple(each for each in ids if each is not None)


def _id(row: Row) -> UUID:
    match row:
        case RequestRow():
            return row.request_id
        case ItemRow():
            return row.item_id
        case FollowUpRow():
            return row.followup_id
        case EntryRow():
            return row.event_id
        case _:
            return row.investigation_id


def _marking(row: Conditions) -> Marking:
    """The words of H3 stand in the row; the head of a file names codes."""
    pap = getattr(row, "pap", None)
    return Marking(
        tlp=row.tlp,
        handling=tuple(row.handling),
        pap=pap,
        classification=row.classification,
        compartments=tuple(row.compartments),
    )


def ids_in(text: str) -> Iterator[UUID]:
    """This will return the id that a reference is, if it is one."""
    with suppress(ValueError):
        yield UUID(text)
