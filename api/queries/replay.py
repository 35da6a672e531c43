"""What comes of holding a case against its past, against other limits, or against what one agency could see of it.

It must not decide who may see what: it shows what was read for the viewer, and no more.
"""

from datetime import datetime, timedelta
from uuid import UUID

import strawberry
from strawberry import UNSET

from api.queries.connection import (
    After,
    Before,
    Counted,
    First,
    Last,
    derived,
    listed,
    paging,
    shown,
)  # fmt: skip
from api.queries.item import ItemMarking, SharedItem, item_of
from api.queries.request import Request, request_of
from api.queries.timeline import Entry, entry_of
from api.replays import Moment
from api.scalars import DurationText
from api.wording import enum_of
from domain.clocks import Counting
from domain.vocabulary import Obligation
from projections.board.rows import RequestRow
from projections.items.rows import ItemRow
from projections.replaying.snapshot import Change, Fate, ThingKind
from projections.replaying.what_if import Compared, Judged, Verdict, totals
from projections.timeline.rows import EntryRow

__all__ = ["AgreedTermInput", "CaseDifference", "CaseKnowledge", "KnownItem", "LimitsCompared"]

for published in (ThingKind, Fate, Verdict):
    enum_of(published)


@strawberry.type(description="A value that differs.")
class ChangedValue:
    """A value that differs."""

    name: str = strawberry.field(description="Name of the value.")
    before: str | None = strawberry.field(description="What it was, as text; null where there was none.")
    after: str | None = strawberry.field(description="What it became, as text; null where there is none.")


@strawberry.type(description="What became of one thing between two moments.")
class CaseChange:
    """What became of one thing."""

    kind: ThingKind = strawberry.field(description="What it is.")
    name: str = strawberry.field(description="Its id or code; of a limit its obligation and cycle, as EXECUTE/1.")
    of_request_id: UUID | None = strawberry.field(description="The request of a limit; null of all else.")
    fate: Fate = strawberry.field(description="What became of it.")
    values: list[ChangedValue] = strawberry.field(description="Its values that differ; of what came, all it has.")


@strawberry.type(description="What differs in an investigation between two moments, as far as you may see it.")
class CaseDifference:
    """What differs between two moments."""

    changes_found: strawberry.Private[tuple[Change, ...]]
    from_at: datetime = strawberry.field(description="The moment as of which limits were read before.")
    to_at: datetime = strawberry.field(description="The moment as of which limits were read after.")

    @derived("What became of each thing that differs, by kind and name.")
    def changes(
        self, *, first: First = UNSET, after: After = UNSET, last: Last = UNSET, before: Before = UNSET
    ) -> Counted[CaseChange]:
        """This will return a page of the changes."""
        return listed(self.changes_found, paging(first, after, last, before), "changes", _change)


@strawberry.input(description="A limit that partners agree on, for what a profile leaves open to agreement.")
class AgreedTermInput:
    """A limit that partners agree on."""

    obligation: Obligation = strawberry.field(description="What it asks for.")
    limit: DurationText = strawberry.field(description="How long it is.")
    counting: Counting = strawberry.field(description="How its days are counted.")


@strawberry.type(description="A limit and what became of it.")
class JudgedLimit:
    """A limit and what became of it."""

    profile: str = strawberry.field(description="Code of the clock profile.")
    citation: str = strawberry.field(description="The article of law, or the agreement, that sets the limit.")
    due_at: datetime | None = strawberry.field(description="The limit; null before it started.")
    met_at: datetime | None = strawberry.field(description="When it was met, in time or late.")
    verdict: Verdict = strawberry.field(description="What became of it.")


@strawberry.type(description="An obligation of a request as it was, and as it would have been under other limits.")
class ComparedLimit:
    """An obligation as it was, and as it would have been."""

    request_id: UUID = strawberry.field(description="The request.")
    obligation: Obligation = strawberry.field(description="What is asked for.")
    cycle: int = strawberry.field(description="The run of the request.")
    actual: JudgedLimit | None = strawberry.field(description="As it was; null where there was no such limit.")
    hypothetical: JudgedLimit | None = strawberry.field(description="As it would have been; null for no such limit.")
    shift: timedelta | None = strawberry.field(
        description="By how much later the limit would have been; below zero: sooner."
    )


@strawberry.type(description="How often limits came to one verdict.")
class VerdictCount:
    """How often limits came to one verdict."""

    verdict: Verdict = strawberry.field(description="The verdict.")
    actual: int = strawberry.field(description="How often it was so.")
    hypothetical: int = strawberry.field(description="How often it would have been so.")


@strawberry.type(description="The requests of an investigation that you may see, under other limits, as of a moment.")
class LimitsCompared:
    """The requests of an investigation under other limits."""

    limits_found: strawberry.Private[tuple[Compared, ...]]
    profile: str = strawberry.field(description="Code of the clock profile that was supposed.")
    at: datetime = strawberry.field(description="The moment as of which limits are judged.")

    @derived("How often each verdict was come to, and would have been.")
    def verdicts(self) -> list[VerdictCount]:
        """This will count the verdicts."""
        was = totals(each.actual for each in self.limits_found)
        would = totals(each.hypothetical for each in self.limits_found)
        return [VerdictCount(verdict=each, actual=was[each], hypothetical=would[each]) for each in Verdict]

    @derived("Each obligation side by side; by request, cycle and obligation.")
    def limits(
        self, *, first: First = UNSET, after: After = UNSET, last: Last = UNSET, before: Before = UNSET
    ) -> Counted[ComparedLimit]:
        """This will return a page of the limits."""
        return listed(self.limits_found, paging(first, after, last, before), "limits", _compared)


@strawberry.type(description="An item that an agency could see at a moment.")
class KnownItem:
    """An item that an agency could see."""

    own: strawberry.Private[ItemRow]
    known: strawberry.Private[ItemRow | None]
    moment: strawberry.Private[Moment]

    @derived("The item as it stood for you at that moment.")
    def item(self) -> SharedItem:
        """This will return the item."""
        return item_of(self.own, self.moment.then)

    @derived("The conditions that bound that agency; null unless it is yours, or the item is.")
    def conditions(self) -> ItemMarking | None:
        """This will return the conditions."""
        return shown(ItemMarking, self.known, then=self.moment.then) if self.known else None


@strawberry.type(description="What an agency could lawfully see of an investigation at a moment, as far as you see it.")
class CaseKnowledge:
    """What an agency could lawfully see."""

    moment: strawberry.Private[Moment]
    requests_known: strawberry.Private[tuple[RequestRow, ...]]
    items_known: strawberry.Private[tuple[KnownItem, ...]]
    entries_known: strawberry.Private[tuple[EntryRow, ...]]
    agency_id: str = strawberry.field(description="Code of the agency.")

    @derived("The requests that it could see, as they stood.")
    def requests(
        self, *, first: First = UNSET, after: After = UNSET, last: Last = UNSET, before: Before = UNSET
    ) -> Counted[Request]:
        """This will return a page of requests."""
        page = paging(first, after, last, before)
        return listed(self.requests_known, page, "known requests", lambda row: request_of(row, self.moment))

    @derived("The items that it could see, of those that you may know it had.")
    def items(
        self, *, first: First = UNSET, after: After = UNSET, last: Last = UNSET, before: Before = UNSET
    ) -> Counted[KnownItem]:
        """This will return a page of items."""
        return listed(self.items_known, paging(first, after, last, before), "known items", lambda known: known)

    @derived("The entries of the timeline that it could see.")
    def timeline(
        self, *, first: First = UNSET, after: After = UNSET, last: Last = UNSET, before: Before = UNSET
    ) -> Counted[Entry]:
        """This will return a page of entries."""
        page = paging(first, after, last, before)
        return listed(self.entries_known, page, "known entries", lambda row: entry_of(row, self.moment.then))


def _change(change: Change) -> CaseChange:
    key = change.key
    values = [ChangedValue(name=each.name, before=each.before, after=each.after) for each in change.values]
    of_request = UUID(key.of) if key.of else None
    return CaseChange(kind=key.kind, name=key.name, of_request_id=of_request, fate=change.fate, values=values)


def _compared(compared: Compared) -> ComparedLimit:
    was, would = compared.actual, compared.hypothetical
    both = was and would and was.due_utc and would.due_utc
    return ComparedLimit(
        request_id=compared.request_id,
        obligation=Obligation(compared.obligation),
        cycle=compared.cycle,
        actual=_judged(was) if was else None,
        hypothetical=_judged(would) if would else None,
        shift=would.due_utc - was.due_utc if both else None,  # type: ignore[union-attr,operator]  # both have one
    )


def _judged(judged: Judged) -> JudgedLimit:
    return JudgedLimit(
        profile=judged.profile,
        citation=judged.citation,
        due_at=judged.due_utc,
        met_at=judged.met_utc,
        verdict=judged.verdict,
    )
