"""All that the queries tell one viewer of one case, of the present or of a past.

It must not compare anything.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import AsyncConnection

from domain.catalogue import EVENT_TYPES
from domain.event import Recorded
from domain.storage import EventLog, Unread
from domain.storage.documents import Documents
from projections.as_of import AsOf
from projections.board import queries as board
from projections.board.rows import BoardView, RequestFilter, RequestOrder
from projections.followups import queries as followups
from projections.followups.rows import FollowUpFilter, FollowUpView
from projections.investigations import queries as investigations
from projections.items import queries as items
from projections.items.rows import ItemFilter
from projections.paging import Paging
from projections.reading import Replayed, Source
from projections.replaying.past import Past
from projections.timeline import queries as timeline
from projections.timeline.rows import CaseView, EntryFilter
from projections.viewer import Viewer
from tests.support.keys import KEYRING
from tests.support.read_models import answer

__all__ = ["Told", "past_of", "told_now", "told_then", "unread"]

WHOLE = Paging(first=200)


class Told(NamedTuple):
    """Rows by what they are of, in the order in which they were told; totals by list."""

    rows: dict[str, Any]
    totals: dict[str, int]


def past_of(conninfo: str, case: UUID, as_of: AsOf) -> Past:
    """This will replay a case."""
    with EventLog(conninfo, KEYRING) as log:
        return Past(case, as_of, log.unread(case))


def unread(history: Iterable[Recorded]) -> list[Unread]:
    """This will make rows of the log of a history, as yet unread."""
    documents = Documents(EVENT_TYPES, KEYRING)
    rows = ((documents.write(each.event, each.envelope), each.position) for each in history)
    return [Unread(documents, (row.topic, row.state, position, row.wrapped)) for row, position in rows]


def told_now(conninfo: str, viewer: Viewer, case: UUID, at: datetime) -> Told:
    """This will ask for the present."""
    return answer(conninfo, lambda connection: _told(connection, viewer, case, at))


def told_then(conninfo: str, viewer: Viewer, past: Past, at: datetime) -> Told:
    """This will ask for a past."""

    async def ask(connection: AsyncConnection[Any]) -> Told:
        return await _told(Replayed(connection, past), viewer, past.case_id, at)

    return answer(conninfo, ask)


async def _told(source: Source, viewer: Viewer, case: UUID, at: datetime) -> Told:
    by_limit = BoardView(viewer, RequestFilter(investigation_id=case), at)
    by_age = BoardView(viewer, RequestFilter(investigation_id=case, order=RequestOrder.NEWEST), at)
    work = FollowUpView(viewer, FollowUpFilter(investigation_id=case), at)
    wanted = ItemFilter(investigation_id=case)
    happened = CaseView(viewer, case, EntryFilter(hide_system=False))
    requests = (await board.requests(source, by_limit, WHOLE)).rows
    held = (await items.items(source, viewer, wanted, WHOLE)).rows
    ids = [row.item_id for row in held]
    rows: dict[str, Any] = {
        "investigation": await investigations.investigation(source, viewer, case),
        "partners": (await investigations.partners(source, viewer, (case,)))[case],
        "members": (await investigations.members(source, viewer, (case,)))[case],
        "requests": requests,
        "newest": (await board.requests(source, by_age, WHOLE)).rows,
        "alone": await board.request(source, viewer, case, at=at),
        "clocks": await board.clocks(source, viewer, tuple(row.request_id for row in requests), at=at),
        "followups": (await followups.followups(source, work, WHOLE)).rows,
        "items": held,
        "copies": await items.copies(source, viewer, ids),
        "evaluations": await items.evaluations(source, viewer, ids),
        "restrictions": await items.restrictions(source, viewer, ids),
        "timeline": (await timeline.timeline(source, happened, WHOLE)).rows,
    }
    totals = {
        "requests": await board.requests_total(source, by_limit),
        "followups": await followups.followups_total(source, work),
        "items": await items.items_total(source, viewer, wanted),
        "timeline": await timeline.timeline_total(source, happened),
    }
    return Told(rows, totals)
