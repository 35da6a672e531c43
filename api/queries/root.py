"""The root of all reading: who I am, my investigations, the request board, the follow-ups, the timelines.

It must not decide who may see what: every read model is asked as the viewer.
"""

from datetime import datetime
from typing import Annotated

import strawberry
from strawberry import UNSET

from api.context import Asked
from api.queries.access import AccessQueries
from api.queries.checkpoint import CheckpointQueries
from api.queries.connection import After, Before, Counted, First, Last, derived, paging
from api.queries.desk import DeskQueries
from api.queries.directory import Agency, agency_of
from api.queries.directory_root import DirectoryQueries
from api.queries.filters import (
    EntriesWanted,
    FollowUpsWanted,
    InvestigationsWanted,
    RequestsWanted,
    entries_wanted,
    requests_wanted,
    wanted,
)  # fmt: skip
from api.queries.followup import FollowUp, followup_of, followups
from api.queries.investigation import Investigation, investigation_of, investigations
from api.queries.item_root import ItemQueries
from api.queries.moments import At, MinPosition, moment_of
from api.queries.node_root import NodeQueries
from api.queries.partnership_root import PartnershipQueries
from api.queries.request import Request, request_of, requests
from api.queries.timeline import Entry, entries, entry_of
from api.scalars import UuidText, read_uuid
from api.wording import enum_of
from domain.vocabulary import Role
from projections.board import queries as board
from projections.directory import queries as directory
from projections.followups import queries as of_followups
from projections.investigations.queries import InvestigationFilter
from projections.timeline import queries as timeline

__all__ = ["Query"]

enum_of(Role)

INVESTIGATIONS, BOARD, TIMELINE, FOLLOWUPS = "investigations", "board", "timeline", "followups"
CASES = (INVESTIGATIONS, BOARD, TIMELINE, FOLLOWUPS, "items")
"""Read models that an answer about a case may touch through its nested fields."""


@strawberry.type(description="The person who asks, as its token says.")
class Me:
    """The person who asks, as its token says."""

    member_id: str = strawberry.field(description="Your id.")
    agency_id: str = strawberry.field(description="Code of the agency for which you act.")
    unit_id: str | None = strawberry.field(description="Code of the unit for which you act.")
    roles: list[Role] = strawberry.field(description="What your token allows beyond your roles in investigations.")
    expires_at: datetime = strawberry.field(description="When your token ends.")

    @derived("The agency for which you act; null where the directory does not know it.")
    async def agency(self, info: Asked) -> Agency | None:
        """This will return the acting agency."""
        async with info.context.reading() as connection:
            row = await directory.agency(connection, self.agency_id)
        return agency_of(row) if row else None


InvestigationId = Annotated[UuidText, strawberry.argument(description="Id of the investigation.")]
RequestId = Annotated[UuidText, strawberry.argument(description="Id of the request.")]
FollowUpId = Annotated[UuidText, strawberry.argument(description="Id of the follow-up.")]
CaseId = Annotated[
    UuidText, strawberry.argument(description="Id of the investigation, or of a request that precedes any.")
]
EventId = Annotated[UuidText, strawberry.argument(description="Id of the event.")]


@strawberry.type(description="All that can be read. What you may not see and what does not exist give the same answer.")
class Query(
    DirectoryQueries, CheckpointQueries, PartnershipQueries, ItemQueries, AccessQueries, NodeQueries, DeskQueries
):
    """All that can be read."""

    @derived("Who you are, as your token says.")
    def me(self, info: Asked) -> Me:
        """This will return the bearer."""
        bearer = info.context.bearer
        return Me(
            member_id=bearer.member_id,
            agency_id=bearer.agency_id,
            unit_id=bearer.unit_id,
            roles=sorted(bearer.roles),
            expires_at=bearer.expires_at,
        )

    @derived("The investigations of which you are an active member, the most recently changed first.")
    async def investigations(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        *,
        filter: InvestigationsWanted = UNSET,  # noqa: A002  # the argument's public name
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Counted[Investigation]:
        """This will return a page of the viewer's investigations."""
        await info.context.catch_up(min_position, CASES)
        asked = wanted(InvestigationFilter, filter)
        return await investigations(info, asked, paging(first, after, last, before))

    @derived("An investigation; null where there is none for you.")
    async def investigation(
        self, info: Asked, investigation_id: InvestigationId, min_position: MinPosition = UNSET
    ) -> Investigation | None:
        """This will return one investigation."""
        await info.context.catch_up(min_position, CASES)
        row = await info.context.loaders.investigation.load(read_uuid(investigation_id, "investigationId"))
        return investigation_of(row) if row else None

    @derived("The requests that you may see, as of a moment: a board over all your investigations.")
    async def requests(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        *,
        filter: RequestsWanted = UNSET,  # noqa: A002  # the argument's public name
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        at: At = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Counted[Request]:
        """This will return a page of requests."""
        await info.context.catch_up(min_position, CASES)
        asked = requests_wanted(info.context.viewer, filter)
        return await requests(info, asked, paging(first, after, last, before), moment_of(info, at))

    @derived("A request as of a moment; null where there is none for you.")
    async def request(
        self, info: Asked, request_id: RequestId, at: At = UNSET, min_position: MinPosition = UNSET
    ) -> Request | None:
        """This will return one request."""
        await info.context.catch_up(min_position, CASES)
        moment = moment_of(info, at)
        wanted_id = read_uuid(request_id, "requestId")
        async with info.context.reading() as connection:
            row = await board.request(connection, info.context.viewer, wanted_id, at=moment)
        if row is None:
            info.context.note.missed(wanted_id)
        return request_of(row, moment) if row else None

    @derived("The follow-ups that you may see: what is to be done, by its date; then what has no date, or is done.")
    async def follow_ups(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        *,
        filter: FollowUpsWanted = UNSET,  # noqa: A002  # the argument's public name
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        at: At = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Counted[FollowUp]:
        """This will return a page of follow-ups."""
        await info.context.catch_up(min_position, CASES)
        asked = wanted(of_followups.FollowUpFilter, filter)
        return await followups(info, asked, paging(first, after, last, before), moment_of(info, at))

    @derived("A follow-up as of a moment; null where there is none for you.")
    async def follow_up(
        self, info: Asked, followup_id: FollowUpId, at: At = UNSET, min_position: MinPosition = UNSET
    ) -> FollowUp | None:
        """This will return one follow-up."""
        await info.context.catch_up(min_position, CASES)
        moment = moment_of(info, at)
        wanted_id = read_uuid(followup_id, "followupId")
        async with info.context.reading() as connection:
            row = await of_followups.followup(connection, info.context.viewer, wanted_id, at=moment)
        return followup_of(row) if row else None

    @derived("The timeline of a case; empty where there is none for you.")
    async def timeline(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        case_id: CaseId,
        *,
        filter: EntriesWanted = UNSET,  # noqa: A002  # the argument's public name
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Counted[Entry]:
        """This will return a page of a case's entries."""
        await info.context.catch_up(min_position, (TIMELINE,))
        asked = entries_wanted(info.context.viewer, filter)
        return await entries(info, read_uuid(case_id, "caseId"), asked, paging(first, after, last, before))

    @derived("One entry of a timeline by the id of its event; null where there is none for you.")
    async def entry(self, info: Asked, event_id: EventId, min_position: MinPosition = UNSET) -> Entry | None:
        """This will return one entry."""
        await info.context.catch_up(min_position, (TIMELINE,))
        wanted_id = read_uuid(event_id, "eventId")
        async with info.context.reading() as connection:
            row = await timeline.entry(connection, info.context.viewer, wanted_id)
        return entry_of(row) if row else None
