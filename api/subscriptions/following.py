"""The subscriptions of a case and of a desk: what they tell, from which position on, and when they end.

It must not decide who may see what: each message is read as the subscriber, by the statements of the queries.
"""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Annotated, Any

import strawberry
from psycopg import AsyncConnection
from strawberry import UNSET

from api.errors import PublicError
from api.ledger.noting import note_shown
from api.queries.connection import derived
from api.queries.desk import Desk, desk_of
from api.queries.filters import DeskWanted, EntriesWanted, entries_wanted
from api.queries.timeline import Entry, entry_of
from api.scalars import Position, UuidText, read_uuid
from api.subscriptions.context import AccessEnded, Following, followed
from api.subscriptions.looking import Question
from api.subscriptions.rendering import Rendered
from projections.desk import queries as desk
from projections.timeline import news
from projections.timeline.rows import CaseView, EntryRow

__all__ = ["CaseSubscriptions", "DeskSubscriptions"]

CHAPTER = 50
"""Entries of a message at most; who comes back after long gets several."""

PACE_S = 5.0
"""Seconds from one look at a desk to the next, whatever happens.

What was due is overdue as time passes: were it looked at because something was recorded, it would tell when that was.
"""

CaseId = Annotated[
    UuidText, strawberry.argument(description="Id of the investigation, or of a request that precedes any.")
]
After = Annotated[
    Position | None,
    strawberry.argument(
        description="The `position` of the last message that you have: what came since is told first; fails with "
        "NOT_YET_VISIBLE where the log does not reach so far. Default: only what comes from now on."
    ),
]


@strawberry.type(
    description="What came into a case: entries that are for you, in the order in which they were recorded."
)
class CaseNews:
    """What came into a case."""

    position: Position = strawberry.field(
        description="You have all that was recorded up to it and is for you: send it as `after` when you come back."
    )
    rows: strawberry.Private[tuple[EntryRow, ...]]
    rendered: strawberry.Private[Rendered]

    @derived("At most 50, each told once; none in the first message to who sent no `after`.")
    def entries(self) -> list[Entry]:
        """This will show the rows."""
        return [entry_of(row) for row in self.rows]


@strawberry.type(description="My desk as it is now; it takes the place of the one before.")
class DeskNews:
    """A desk that changed."""

    position: Position = strawberry.field(
        description="What was recorded up to it is in it: send it as `after` when you come back."
    )
    desk: Desk = strawberry.field(description="What waits for your agency.")


@strawberry.type
class CaseSubscriptions:
    """What can be followed of a case."""

    @followed(
        "The timeline of a case as it grows. What you come to see only later, such as entries of a compartment that "
        "you are given, stands in `timeline` alone."
    )
    async def case_timeline(
        self,
        info: Following,
        case_id: CaseId,
        after: After = UNSET,
        filter: EntriesWanted = UNSET,  # noqa: A002  # the argument's public name
    ) -> AsyncGenerator[CaseNews, None]:
        """This will tell entries in order of position, each once, until the case is not for the subscriber any more."""
        context, known_as = info.context, read_uuid(case_id, "caseId")
        with context.announcer.watching(known_as) as watch:
            told = await _begun(info, _view(info, known_as, filter))
            if isinstance(after, int):
                await context.catch_up(after, news.MODELS)
                told = after
            else:
                yield CaseNews(position=Position(told), rows=(), rendered={})
            while True:
                rows, rendered = await _news(info, _view(info, known_as, filter), told)
                if rows:
                    told = rows[-1].position
                    yield CaseNews(position=Position(told), rows=rows, rendered=rendered)
                if len(rows) < CHAPTER:
                    await context.rest(watch)


@strawberry.type
class DeskSubscriptions:
    """What can be followed of a desk."""

    @followed(
        "My desk, whole, when anything on it has come, gone or changed; looked at every five seconds. First as it is, "
        "unless nothing at all was recorded since `after`."
    )
    async def my_desk(
        self,
        info: Following,
        after: After = UNSET,
        filter: DeskWanted = UNSET,  # noqa: A002  # the argument's public name
    ) -> AsyncGenerator[DeskNews, None]:
        """This will tell the desk when it differs from the one that was told last."""
        context, told, first = info.context, None, after or 0
        await context.catch_up(first, desk.MODELS)
        while True:
            shown = desk_of(context.viewer, filter, context.now)
            async with context.reading() as connection:
                reached = await news.reached(connection, desk.MODELS)
                mark = await desk.desk_fingerprint(connection, shown.view)
            is_known = told is None and reached <= first
            if mark != told and not is_known:
                yield DeskNews(position=Position(reached), desk=shown)
            told = mark
            await context.pause(PACE_S)


def _view(info: Following, case_id: object, given: object) -> CaseView:
    viewer = info.context.viewer
    return CaseView(viewer, case_id, entries_wanted(viewer, given))  # type: ignore[arg-type]


async def _begun(info: Following, view: CaseView) -> int:
    """The position of now. Raises PublicError where there is no such case for the subscriber."""
    async with info.context.reading() as connection:
        reached = await news.entered(connection, view)
    if reached is None:
        info.context.note.missed(view.case_id)
        raise PublicError("There is no such case, or it is not for you to see.", "NOT_FOUND")
    return reached


@dataclass(frozen=True, slots=True)
class _News:
    """What one look brought for all who take part in it. rows: None where the case is not for them any more."""

    rows: tuple[EntryRow, ...] | None
    rendered: Rendered = field(default_factory=dict)


async def _news(info: Following, view: CaseView, after: int) -> tuple[tuple[EntryRow, ...], Rendered]:
    """The next entries, noted as shown to this subscriber, whoever renders them."""

    async def read(connection: AsyncConnection[Any]) -> _News:
        found = await news.since(connection, view, after, CHAPTER)
        return _News(None if found is None else tuple(found))

    question = Question(asked=(view.case_id, view.wanted, after), case_id=view.case_id)
    looked = await info.context.look(question, read)
    if looked.rows is None:
        raise AccessEnded
    for row in looked.rows:
        note_shown(row)
    return looked.rows, looked.rendered
