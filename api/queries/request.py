"""Requests and their legal clocks as the schema shows them, as of a moment.

It must not decide who may see a request, nor count a limit.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, ClassVar
from uuid import UUID

import strawberry
from strawberry import UNSET

from api.context import Asked
from api.queries import asking, asking_items, asking_work
from api.queries.connection import After, Before, Counted, First, Last, connected, derived, paging, shown
from api.queries.filters import EntriesWanted, ItemsWanted, entries_wanted, wanted
from api.queries.item import ITEM, ItemMarking, SharedItem, items
from api.queries.node import Node
from api.queries.offers import CommandOffer, offered
from api.queries.outlook import ExpectedReply, expected_reply
from api.queries.timeline import ENTRY, CaseThen, Entry, entries
from api.reads.declaring import Group, Shape, column
from api.reads.noted import guarded
from api.replays import Moment, Then
from api.scalars import Position
from api.wording import WHERE_ERASED, enum_of
from domain.aggregate import StreamKey
from domain.clocks import ClockState, Counting
from domain.request.transitions import State
from domain.vocabulary import Availability, Instrument, Obligation, Outcome, RefusalGround, Urgency
from projections.board import queries
from projections.items.queries import ItemFilter
from projections.paging import Paging

if TYPE_CHECKING:
    from api.queries.investigation import Investigation

__all__ = ["REQUEST", "Clock", "Request", "request_of", "request_row", "requests"]

for published in (Availability, Instrument, Obligation, Outcome, RefusalGround, Urgency, ClockState, Counting):
    enum_of(published)


@strawberry.type(
    description="One legal clock: an obligation of a request in a cycle, with the article that it rests on."
)
class Clock:
    """One legal clock."""

    obligation: Obligation = strawberry.field(description="What it asks for.")
    cycle: int = strawberry.field(description="The run of the request that it belongs to.")
    profile: str = strawberry.field(description="Code of the clock profile.")
    citation: str = strawberry.field(description="The article of law, or the agreement, that sets the limit.")
    state: ClockState = strawberry.field(description="Where it stands: running, resting, met and so on.")
    binding: bool = strawberry.field(description="False for a mere wish, which is never near or past its limit.")
    counting: Counting = strawberry.field(description="How its days are counted.")
    started_at: datetime | None = strawberry.field(description="From when it counts; null before it started.")
    base_due: datetime | None = strawberry.field(description="The limit without suspensions and extensions.")
    effective_due: datetime | None = strawberry.field(description="The limit that stands.")
    warn_at: datetime | None = strawberry.field(description="From when it counts as at risk.")
    suspended: timedelta = strawberry.field(description="How long it rested in all.")
    suspended_since: datetime | None = strawberry.field(description="Since when it rests; null when it does not.")
    extended: timedelta = strawberry.field(description="By how much it was extended in all.")
    met_at: datetime | None = strawberry.field(description="When it was met, in time or late.")
    ended_at: datetime | None = strawberry.field(description="When it stopped counting for another reason.")
    warned_at: datetime | None = strawberry.field(description="When the warning was recorded.")
    breached_at: datetime | None = strawberry.field(description="The limit that passed unmet, where it was recorded.")
    is_annulled: bool = strawberry.field(description="A correction of the record proved the breach wrong.")
    is_at_risk: bool = strawberry.field(description="Near its limit, as of the moment asked.")
    is_overdue: bool = strawberry.field(description="Past its limit, as of the moment asked.")
    remaining: timedelta | None = strawberry.field(
        description="Time left as of the moment asked, below zero when overdue."
    )


def _investigation() -> Shape:
    from api.queries.investigation import INVESTIGATION  # noqa: PLC0415  # the two types lead to each other

    return INVESTIGATION


@strawberry.type(description="A cooperation request and where it stands as of a moment.")
class Request(Node):
    """A cooperation request and where it stands as of a moment."""

    OWN_ID: ClassVar[str] = "request_id"

    at: strawberry.Private[datetime]
    then: strawberry.Private[Then | None]
    row: strawberry.Private[queries.RequestRow]
    request_id: UUID = strawberry.field(description="Id of the request.")
    investigation_id: UUID | None = strawberry.field(description="Its investigation; null before any investigation.")
    state: State = strawberry.field(description="DRAFT, SENT, RECEIVED, ACKNOWLEDGED and so on to CLOSED.")
    cycle: int = strawberry.field(description="1 for the first run, one more for each reopening.")
    version: int = strawberry.field(description="Version of the request, for expectedVersion.")
    position: Position = strawberry.field(description="Place of its last event in the log.")
    awaiting_clarification: bool = strawberry.field(description="The requested side asked and waits for the answer.")
    awaiting_judicial_authorisation: bool = strawberry.field(description="A judicial authority was asked for leave.")
    postponed: bool = strawberry.field(description="Execution rests for a stated reason.")
    escalated: bool = strawberry.field(description="The matter was taken to a higher level.")
    requesting_agency_id: str = strawberry.field(description="Code of the agency that asks.")
    requesting_unit_id: str | None = strawberry.field(description="Code of the unit that asks.")
    requested_agency_id: str = strawberry.field(description="Code of the agency that is asked.")
    assigned_unit_id: str | None = strawberry.field(description="Code of the unit that has it.")
    instrument: Instrument = strawberry.field(description="The legal instrument that it rests on.")
    profile: str | None = strawberry.field(description="Code of its clock profile; null before it is sent.")
    protocol: str | None = strawberry.field(description="Version of the rules in force when it was sent.")
    availability: Availability | None = strawberry.field(
        description="Whether the requested side reaches the information itself."
    )
    urgency: Urgency = strawberry.field(description="How pressing it is.")
    urgency_reason: str | None = strawberry.field(description=f"Why it is pressing. {WHERE_ERASED}")
    crime_area: str = strawberry.field(description="Code of the crime area.")
    subject: str = strawberry.field(description=f"What is asked; operational text. {WHERE_ERASED}")
    purpose: str = strawberry.field(description=f"What for; operational text. {WHERE_ERASED}")
    link_of_purpose_and_data: str = strawberry.field(
        description=f"Why these data serve this purpose; operational text. {WHERE_ERASED}"
    )
    legal_basis: str = strawberry.field(description=f"The authorisation it rests on. {WHERE_ERASED}")
    use_restrictions: str = strawberry.field(
        description=f"Restrictions of use that the requesting side asks for. {WHERE_ERASED}"
    )
    language: str = strawberry.field(description="ISO 639 code.")
    reply_by: datetime | None = strawberry.field(description="The requesting side's wish, which binds nobody.")
    outcome: Outcome | None = strawberry.field(description="What the final reply brought.")
    grounds: list[RefusalGround] = strawberry.field(description="Why it was refused.")
    redirections: int = strawberry.field(description="How often it was passed on to another authority.")
    is_erased: bool = strawberry.field(description="What both sides wrote was erased for good.")
    drafted_at: datetime | None = strawberry.field(
        description="When it was drafted; null for other agencies than the requesting one."
    )
    sent_at: datetime | None = strawberry.field(description="When it left the requesting side.")
    received_at: datetime | None = strawberry.field(description="When it reached the requested side.")
    acknowledged_at: datetime | None = strawberry.field(
        description="When a person confirmed that it is being dealt with."
    )
    decided_at: datetime | None = strawberry.field(description="When it was accepted or refused.")
    started_at: datetime | None = strawberry.field(description="When execution began.")
    answered_at: datetime | None = strawberry.field(description="When the final reply was given.")
    closed_at: datetime | None = strawberry.field(description="When it was closed.")
    opened_at: datetime = strawberry.field(description="When Entente learned of its sending, or of a draft.")
    updated_at: datetime = strawberry.field(description="When it last changed.")
    due_at: datetime | None = strawberry.field(
        description="The limit that ends first and is still to be kept, however late.", metadata=column("{r}.next_due")
    )
    at_risk: bool = strawberry.field(
        description="A running limit is near, as of the moment asked.", metadata=column("{r}.is_at_risk")
    )
    overdue: bool = strawberry.field(
        description="A running limit has passed, as of the moment asked.", metadata=column("{r}.is_overdue")
    )

    @derived(
        "The conditions under which it may be seen and used, set by the requesting side.",
        Group(shape=lambda: MARKING, ask=lambda _asking: {}),
    )
    def marking(self) -> ItemMarking:
        """This will return its marking."""
        return shown(ItemMarking, self.row, then=self.then)

    @derived("Its legal clocks, by cycle and limit, as of the moment asked.", asking_work.clocks(lambda: CLOCK))
    async def clocks(self, info: Asked) -> list[Clock]:
        """This will load the clocks of all requests of the page at once."""
        rows = await info.context.loaders_of(self.then).clocks.load((self.request_id, self.at))
        return [shown(Clock, row, state=ClockState(row.state), counting=Counting(row.counting)) for row in rows]

    @derived(
        "The shared items that answer it, as far as your agency knows: those that you gave, or were given, for it.",
        asking_items.items(lambda: ITEM, request="{r}.request_id"),
    )
    async def items(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        *,
        filter: ItemsWanted = UNSET,  # noqa: A002  # the argument's public name
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
    ) -> Counted[SharedItem]:
        """This will return a page of the request's items."""
        asked = wanted(ItemFilter, filter, request_id=self.request_id)
        return await items(info, asked, paging(first, after, last, before), self.then)

    @derived("When a reply is to be expected; null of a past, where it waits for none, or too few were open as long.")
    async def expected_reply(self, info: Asked) -> ExpectedReply | None:
        """This will load it for all requests of the page at once."""
        return None if self.then else await expected_reply(info, self.row, self.at)

    @derived("What might be done with it now, each command with what stands in its way; none of a past.")
    async def commands(self, info: Asked) -> list[CommandOffer]:
        """This will ask the domain beforehand."""
        return [] if self.then else await offered(info, StreamKey("request", self.request_id))

    @derived(
        "Its own entries of the timeline, in the order they happened.",
        asking.entries(lambda: ENTRY, case="coalesce({r}.investigation_id, {r}.request_id)", request="{r}.request_id"),
    )
    async def timeline(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        *,
        filter: EntriesWanted = UNSET,  # noqa: A002  # the argument's public name
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
    ) -> Counted[Entry]:
        """This will return a page of the request's entries."""
        asked = entries_wanted(info.context.viewer, filter, request_id=self.request_id)
        case = CaseThen(self.investigation_id or self.request_id, self.then)
        return await entries(info, case, asked, paging(first, after, last, before))

    @derived(
        "Its investigation; null before any investigation.",
        asking.investigation(_investigation, of="{r}.investigation_id"),
    )
    async def investigation(
        self, info: Asked
    ) -> Annotated["Investigation", strawberry.lazy("api.queries.investigation")] | None:
        """This will load the investigation."""
        from api.queries.investigation import investigation_of  # noqa: PLC0415  # as above

        loader = info.context.loaders_of(self.then).investigation
        row = await loader.load(self.investigation_id) if self.investigation_id else None
        return investigation_of(row, self.then) if row else None


REQUEST: Shape = Shape(Request, queries.RequestRow, noted=(guarded("{r}.request_id"),))
MARKING: Shape = Shape(ItemMarking, queries.RequestRow)
CLOCK: Shape = Shape(Clock, queries.ClockRow)


def request_of(row: queries.RequestRow, moment: Moment) -> Request:
    """This will show a row of the board as of a moment."""
    own = {"due_at": row.next_due, "at_risk": row.is_at_risk, "overdue": row.is_overdue, "state": State(row.state)}
    return shown(Request, row, then=moment.then, row=row, at=moment.at, **own)


async def request_row(info: Asked, request_id: UUID, moment: Moment) -> queries.RequestRow | None:
    """This will return the row of one request; None where there is none for the viewer."""
    async with info.context.reading_of(moment.then) as source:
        return await queries.request(source, info.context.viewer, request_id, at=moment.at)


async def requests(info: Asked, asked: queries.RequestFilter, page: Paging, moment: Moment) -> Counted[Request]:
    """This will return a page of the requests that the viewer may see, as of a moment."""
    context = info.context
    view = queries.BoardView(context.viewer, asked, moment.at)
    async with context.reading_of(moment.then) as source:
        found = await queries.requests(source, view, page)

    async def count() -> int:
        async with context.reading_of(moment.then) as source:
            return await queries.requests_total(source, view)

    return Counted(count=count, **connected(found, lambda row: request_of(row, moment)))
