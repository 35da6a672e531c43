"""What one viewer may see of a case at a moment, read by the queries themselves, as things with values.

It must not decide who may see what: the queries do.
"""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from projections.board import queries as board
from projections.board.rows import BoardView, ClockRow, RequestFilter, RequestRow
from projections.followups import queries as followups
from projections.followups.rows import FollowUpFilter, FollowUpRow, FollowUpView
from projections.investigations import queries as investigations
from projections.investigations.rows import InvestigationRow, MemberRow, PartnerRow
from projections.items import queries as items
from projections.items.rows import ItemFilter, ItemRow
from projections.paging import LARGEST_PAGE, Page, Paging
from projections.reading import Source
from projections.replaying.snapshot import Key, Snapshot, ThingKind, taken
from projections.viewer import Viewer

__all__ = ["Seen", "seen"]

Row = TypeVar("Row")


class Seen:
    """The rows that a viewer is shown of a case, and the same as a snapshot."""

    def __init__(self) -> None:
        self.investigation: InvestigationRow | None = None
        self.partners: tuple[PartnerRow, ...] = ()
        self.members: tuple[MemberRow, ...] = ()
        self.requests: tuple[RequestRow, ...] = ()
        self.clocks: tuple[ClockRow, ...] = ()
        self.items: tuple[ItemRow, ...] = ()
        self.followups: tuple[FollowUpRow, ...] = ()

    @property
    def marked(self) -> Iterable[object]:
        """The rows of which a ledger may have to tell."""
        return (*self.requests, *self.items, *self.followups)

    def snapshot(self) -> Snapshot:
        """This will hold each thing with its values."""
        overview = self.investigation
        own = {Key(ThingKind.INVESTIGATION, str(overview.investigation_id)): overview} if overview else {}
        rows: dict[Key, object] = {
            **own,
            **{Key(ThingKind.PARTNER, row.agency_id): row for row in self.partners},
            **{Key(ThingKind.MEMBER, row.member_id): row for row in self.members},
            **{Key(ThingKind.REQUEST, str(row.request_id)): row for row in self.requests},
            **{Key(ThingKind.LIMIT, f"{row.obligation}/{row.cycle}", str(row.request_id)): row for row in self.clocks},
            **{Key(ThingKind.ITEM, str(row.item_id)): row for row in self.items},
            **{Key(ThingKind.FOLLOW_UP, str(row.followup_id)): row for row in self.followups},
        }
        return {key: taken(key.kind, row) for key, row in rows.items()}


async def seen(source: Source, viewer: Viewer, case_id: UUID, at: datetime) -> Seen:
    """This will read all that a viewer may see of a case; nothing of one that is not for it."""
    found = Seen()
    found.investigation = await investigations.investigation(source, viewer, case_id)
    found.partners = (await investigations.partners(source, viewer, (case_id,)))[case_id]
    found.members = (await investigations.members(source, viewer, (case_id,)))[case_id]
    asked = BoardView(viewer, RequestFilter(investigation_id=case_id), at)
    found.requests = await _whole(lambda paging: board.requests(source, asked, paging))
    ids = tuple(row.request_id for row in found.requests)
    clocks = await board.clocks(source, viewer, ids, at=at)
    found.clocks = tuple(each for one in ids for each in clocks[one])
    wanted = ItemFilter(investigation_id=case_id)
    found.items = await _whole(lambda paging: items.items(source, viewer, wanted, paging))
    work = FollowUpView(viewer, FollowUpFilter(investigation_id=case_id), at)
    found.followups = await _whole(lambda paging: followups.followups(source, work, paging))
    return found


async def _whole(ask: Callable[[Paging], Awaitable[Page[Row]]]) -> tuple[Row, ...]:
    """This will page to the end of a list."""
    page = await ask(Paging(first=LARGEST_PAGE))
    rows = list(page.rows)
    while page.has_next:
        page = await ask(Paging(first=LARGEST_PAGE, after=page.cursors[-1]))
        rows += page.rows
    return tuple(rows)
