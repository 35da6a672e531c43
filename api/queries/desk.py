"""My desk as the schema shows it: what waits for the viewer's agency, each with the one step that is next.

It must not decide what waits, nor who may see it.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import LiteralString
from uuid import UUID

import strawberry
from strawberry import UNSET

from api.context import Asked
from api.loaders import Loaders
from api.queries import asking, asking_desk, things
from api.queries.connection import After, Before, Counted, First, Last, connected, derived, paging, shown
from api.queries.filters import DeskWanted, wanted
from api.queries.followup import followup_of
from api.queries.investigation import INVESTIGATION, Investigation, investigation_of
from api.queries.item import item_of
from api.queries.moments import At, MinPosition, moment_of
from api.queries.node import Node
from api.queries.request import request_of
from api.queries.review import review_of
from api.reads.declaring import Column, Either, Shape, column, reads
from api.reads.noted import TRACED, guarded
from api.replays import Moment
from api.wording import enum_of
from projections.desk import queries
from projections.viewer import Viewer

__all__ = ["Desk", "DeskQueries", "desk_of"]

enum_of(queries.DeskKind)
enum_of(queries.DeskStanding)


@strawberry.type(description="Something that waits for your agency, as of a moment.")
class DeskEntry:
    """Something that waits for the viewer's agency."""

    at: datetime = strawberry.field(
        description="The moment as of which it waits.", metadata=column("%(at)s::timestamptz")
    )
    kind: queries.DeskKind = strawberry.field(description="What is to be done.")
    subject_id: UUID = strawberry.field(description="Id of the request, item, follow-up or review.")
    part_id: UUID | None = strawberry.field(
        description="Id of the question, restriction, recall or recommendation, for the next command; null for all "
        "others."
    )
    investigation_id: UUID | None = strawberry.field(description="Its investigation; null before any investigation.")
    other_agency_id: str | None = strawberry.field(
        description="Code of the agency on the other side: that asked, that waits for it, or whose item it is."
    )
    next_command: str = strawberry.field(
        description="The obvious next step: the name of a mutation. Another may fit as well, such as a refusal."
    )
    since: datetime = strawberry.field(
        description="Since when it waits, as the last step is dated; of a clarification and a follow-up, since it last "
        "changed."
    )
    due: datetime | None = strawberry.field(description="The limit that comes first; null where there is none.")
    reminded_at: datetime | None = strawberry.field(
        description="When Entente reminded your agency of it, or of the limit; null where it did not."
    )
    standing: queries.DeskStanding = strawberry.field(description="How it stands towards that limit.")

    @derived(
        "The investigation; null before any.", asking.investigation(lambda: INVESTIGATION, of="{r}.investigation_id")
    )
    async def investigation(self, info: Asked) -> Investigation | None:
        """This will load the investigations of the page."""
        known_as = self.investigation_id
        row = await info.context.loaders.investigation.load(known_as) if known_as else None
        return investigation_of(row) if row else None

    @derived(
        "The thing itself, as of the same moment; null where you may take the next step without seeing it, as where a "
        "restriction shut you out that you still have to confirm.",
        Either(ones=lambda: [each.by_row(_named_by(load), "%(at)s") for load, each in READ_AS.items()]),
    )
    async def subject(self, info: Asked) -> Node | None:
        """This will load the things of the page, those of a kind at once."""
        return await SUBJECTS[self.kind](info.context.loaders, self.subject_id, self.at)


async def _request(loaders: Loaders, known_as: UUID, at: datetime) -> Node | None:
    row = await loaders.request.load((known_as, at))
    return request_of(row, Moment(at)) if row else None


async def _followup(loaders: Loaders, known_as: UUID, at: datetime) -> Node | None:
    row = await loaders.followup.load((known_as, at))
    return followup_of(row) if row else None


async def _item(loaders: Loaders, known_as: UUID, _at: datetime) -> Node | None:
    row = await loaders.item.load(known_as)
    return item_of(row) if row else None


async def _review(loaders: Loaders, known_as: UUID, _at: datetime) -> Node | None:
    row = await loaders.review.load(known_as)
    return review_of(row) if row else None


_KINDS = queries.DeskKind

Load = Callable[[Loaders, UUID, datetime], Awaitable[Node | None]]

SUBJECTS: Mapping[queries.DeskKind, Load] = {
    **dict.fromkeys(_KINDS, _request),
    **dict.fromkeys(
        (
            _KINDS.CONSENT_TO_ANSWER,
            _KINDS.RECEIPT_TO_CONFIRM,
            _KINDS.RESTRICTION_TO_CONFIRM,
            _KINDS.RECALL_TO_CONFIRM,
            _KINDS.RESTRICTION_LEFT_UNCONFIRMED,
        ),
        _item,
    ),
    **dict.fromkeys((_KINDS.FOLLOW_UP_TO_ASSIGN, _KINDS.FOLLOW_UP_TO_DO, _KINDS.FOLLOW_UP_TO_VERIFY), _followup),
    _KINDS.RECOMMENDATION_TO_ANSWER: _review,
}
"""Kind of entry -> how the thing that it is about is loaded."""

READ_AS: Mapping[Load, things.Things] = {
    _request: things.REQUESTS,
    _followup: things.FOLLOW_UPS,
    _item: things.ITEMS,
    _review: things.REVIEWS,
}
"""The same, compiled."""


def _named_by(load: Load) -> LiteralString:
    """The id of the thing of an entry; null where that is loaded in another way."""
    kinds = ", ".join(f"'{kind}'" for kind, loaded in SUBJECTS.items() if loaded is load)
    return "CASE WHEN {r}.kind IN (" + kinds + ") THEN {r}.subject_id END"


@strawberry.type(description="How many entries of a kind there are.")
class DeskCount:
    """How many entries of a kind there are."""

    kind: queries.DeskKind = strawberry.field(description="The kind.", metadata=column("{r}.kind"))
    entries: int = strawberry.field(description="How many, on all pages; at least one.", metadata=column("{r}.entries"))


@strawberry.type(description="What waits, counted over all pages, as far as you may see it.")
class DeskTally:
    """What waits, counted."""

    overdue: int = strawberry.field(
        description="How many entries are past their limit.", metadata=column("{r}.overdue")
    )
    kinds: list[DeskCount] = strawberry.field(
        description="Every kind of which there is any.", metadata=reads(asking_desk.kinds(lambda: DESK_COUNT))
    )


@strawberry.type(description="What waits for your agency as of a moment, as far as you may see it.")
class Desk:
    """What waits for the viewer's agency."""

    view: strawberry.Private[queries.DeskView]

    @derived("The moment as of which it waits.", Column("%(at)s::timestamptz"))
    def at(self) -> datetime:
        """This will return the moment."""
        return self.view.at

    @derived(
        "What is due first comes first, however late it is; then what has no limit, the oldest first.",
        asking_desk.entries(lambda: DESK_ENTRY),
    )
    async def entries(
        self, info: Asked, *, first: First = UNSET, after: After = UNSET, last: Last = UNSET, before: Before = UNSET
    ) -> Counted[DeskEntry]:
        """This will return a page of entries."""
        context = info.context
        async with context.reading() as connection:
            found = await queries.desk(connection, self.view, paging(first, after, last, before))

        async def count() -> int:
            async with context.reading() as connection:
                return await queries.desk_total(connection, self.view)

        return Counted(count=count, **connected(found, lambda row: shown(DeskEntry, row, at=self.view.at)))

    @derived("How much waits, of each kind; counted only when asked.", asking_desk.tally(lambda: DESK_TALLY))
    async def tally(self, info: Asked) -> DeskTally:
        """This will count the desk."""
        async with info.context.reading() as connection:
            counted = await queries.desk_counts(connection, self.view)
        kinds = [DeskCount(kind=kind, entries=entries) for kind, entries in counted.of_kind.items()]
        return DeskTally(overdue=counted.overdue, kinds=kinds)


DESK_ENTRY: Shape = Shape(
    DeskEntry,
    queries.DeskRow,
    noted=(guarded("CASE WHEN {r}.is_request THEN {r}.subject_id END"), *TRACED),
)
DESK: Shape = Shape(Desk)
DESK_TALLY: Shape = Shape(DeskTally)
DESK_COUNT: Shape = Shape(DeskCount)


@strawberry.type
class DeskQueries:
    """What can be read of what waits."""

    @derived(
        "What waits for your agency: of requests, shared items, follow-ups and reviews, as of a moment.",
        asking_desk.desk(lambda: DESK),
    )
    async def desk(
        self,
        info: Asked,
        filter: DeskWanted = UNSET,  # noqa: A002  # the argument's public name
        at: At = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Desk:
        """This will return the desk."""
        await info.context.catch_up(min_position, queries.MODELS)
        return desk_of(info.context.viewer, filter, moment_of(info, at).at)


def desk_of(viewer: Viewer, given: object, at: datetime) -> Desk:
    """This will make the desk of the viewer. Raises InvalidInput for an unfit filter."""
    return Desk(view=queries.DeskView(viewer, wanted(queries.DeskFilter, given), at))
