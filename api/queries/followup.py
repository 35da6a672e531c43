"""Follow-ups as the schema shows them, as of a moment.

It must not decide who may see a follow-up.
"""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

import strawberry

from api.context import Asked
from api.queries.connection import Counted, connected, derived, shown
from api.queries.node import Node
from api.queries.offers import CommandOffer, offered
from api.reads.declaring import Shape
from api.reads.noted import TRACED
from api.replays import Moment, Then
from api.scalars import Position
from api.wording import WHERE_ERASED, enum_of
from domain.aggregate import StreamKey
from domain.followup.events import SourceKind
from domain.followup.state import Stage
from projections.followups import queries
from projections.paging import Paging

__all__ = ["FOLLOW_UP", "FollowUp", "followup_of", "followup_row", "followups"]

enum_of(SourceKind)


@strawberry.type(description="A task that grew out of a request, an item, a finding, a recommendation or a meeting.")
class FollowUp(Node):
    """A task that grew out of an investigation, as of a moment."""

    OWN_ID: ClassVar[str] = "followup_id"

    then: strawberry.Private[Then | None]
    followup_id: UUID = strawberry.field(description="Id of the follow-up.")
    investigation_id: UUID = strawberry.field(description="Its investigation.")
    stage: Stage = strawberry.field(description="Where it stands; VERIFIED and CANCELLED are its ends.")
    source: SourceKind = strawberry.field(description="What it grew out of.")
    source_ref: str = strawberry.field(
        description=f"Id of the request, item or recommendation, or words for a finding or meeting. {WHERE_ERASED}"
    )
    task: str = strawberry.field(description=f"What is to be done; operational text. {WHERE_ERASED}")
    opened_by_agency_id: str = strawberry.field(description="Code of the agency that opened it, and verifies it.")
    opened_by: str = strawberry.field(description="Id of the person who opened it.")
    assigned_agency_id: str | None = strawberry.field(description="Code of the agency that is to do it.")
    assigned_unit_id: str | None = strawberry.field(description="Code of the unit that is to do it.")
    due_at: datetime | None = strawberry.field(description="When it is due; null where no date is set.")
    due_reason: str | None = strawberry.field(description=f"Why it is due then. {WHERE_ERASED}")
    progress_notes: int = strawberry.field(description="How often progress was noted; the notes stand on the timeline.")
    last_progress: str | None = strawberry.field(
        description=f"How far it is, as noted last; operational text. {WHERE_ERASED}"
    )
    result: str | None = strawberry.field(description=f"What came of it; operational text. {WHERE_ERASED}")
    cancellation_reason: str | None = strawberry.field(description=f"Why it need not be done any more. {WHERE_ERASED}")
    is_erased: bool = strawberry.field(description="What was written of it was erased for good.")
    opened_at: datetime = strawberry.field(description="When Entente learned of it.")
    updated_at: datetime = strawberry.field(description="When it last changed.")
    version: int = strawberry.field(description="Version of the follow-up, for expectedVersion.")
    position: Position = strawberry.field(description="Place of its last event in the log.")
    is_outstanding: bool = strawberry.field(description="Somebody is still to do it; neither done nor cancelled.")
    is_overdue: bool = strawberry.field(description="Still to be done, and due before the moment asked.")

    @derived("What might be done with it now, each command with what stands in its way; none of a past.")
    async def commands(self, info: Asked) -> list[CommandOffer]:
        """This will ask the domain beforehand."""
        return [] if self.then else await offered(info, StreamKey("followup", self.followup_id))


FOLLOW_UP: Shape = Shape(FollowUp, queries.FollowUpRow, noted=TRACED)


def followup_of(row: queries.FollowUpRow, then: Then | None = None) -> FollowUp:
    """This will show a row of the read model."""
    return shown(FollowUp, row, then=then)


async def followup_row(info: Asked, followup_id: UUID, moment: Moment) -> queries.FollowUpRow | None:
    """This will return the row of one follow-up; None where there is none for the viewer."""
    async with info.context.reading_of(moment.then) as source:
        return await queries.followup(source, info.context.viewer, followup_id, at=moment.at)


async def followups(info: Asked, asked: queries.FollowUpFilter, page: Paging, moment: Moment) -> Counted[FollowUp]:
    """This will return a page of the follow-ups that the viewer may see, as of a moment."""
    context = info.context
    view = queries.FollowUpView(context.viewer, asked, moment.at)
    async with context.reading_of(moment.then) as source:
        found = await queries.followups(source, view, page)

    async def count() -> int:
        async with context.reading_of(moment.then) as source:
            return await queries.followups_total(source, view)

    return Counted(count=count, **connected(found, lambda row: followup_of(row, moment.then)))
