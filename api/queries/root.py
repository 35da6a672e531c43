"""The root of all reading: who I am, my investigations, the request board, the follow-ups, the timelines.

It must not decide who may see what: every read model is asked as the viewer.
"""

from datetime import datetime
from typing import Annotated

import strawberry
from strawberry import UNSET

from api.context import Asked
from api.queries import asking, asking_work
from api.queries.access import AccessQueries
from api.queries.checkpoint import CheckpointQueries
from api.queries.connection import After, Before, Counted, First, Last, derived, paging
from api.queries.cooperation_root import CooperationQueries
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
from api.queries.followup import FOLLOW_UP, FollowUp, followup_of, followup_row, followups
from api.queries.hit_root import HitQueries
from api.queries.investigation import INVESTIGATION, Investigation, investigation_of, investigations
from api.queries.item_root import ItemQueries
from api.queries.moments import AsOfWanted, At, MinPosition, as_of_wanted, moment_of, of_one_case
from api.queries.node_root import NodeQueries
from api.queries.outlook import OutlookQueries
from api.queries.partnership_root import PartnershipQueries
from api.queries.pattern import PatternQueries
from api.queries.replay_root import ReplayQueries
from api.queries.request import REQUEST, Request, request_of, request_row, requests
from api.queries.review_root import ReviewQueries
from api.queries.timeline import ENTRY, CaseThen, Entry, entries, entry_of
from api.scalars import UuidText, read_uuid
from api.wording import enum_of
from domain.vocabulary import Role
from projections.directory import queries as directory
from projections.followups import queries as of_followups
from projections.investigations.queries import InvestigationFilter
from projections.timeline import queries as timeline

__all__ = ["Query"]

enum_of(Role)

CASES, TIMELINE = asking.CASES, asking.TIMELINE


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
    DirectoryQueries,
    CheckpointQueries,
    PartnershipQueries,
    PatternQueries,
    ItemQueries,
    HitQueries,
    AccessQueries,
    NodeQueries,
    DeskQueries,
    OutlookQueries,
    ReplayQueries,
    CooperationQueries,
    ReviewQueries,
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

    @derived(
        "The investigations of which you are an active member, the most recently changed first.",
        asking.investigations(lambda: INVESTIGATION),
    )
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

    @derived("An investigation; null where there is none for you.", asking.investigation(lambda: INVESTIGATION))
    async def investigation(
        self,
        info: Asked,
        investigation_id: InvestigationId,
        *,
        as_of: AsOfWanted = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Investigation | None:
        """This will return one investigation."""
        context = info.context
        await context.catch_up(min_position, CASES)
        wanted_id = read_uuid(investigation_id, "investigationId")
        then = await context.then(wanted_id, as_of_wanted(as_of))
        row = await context.loaders_of(then).investigation.load(wanted_id)
        return investigation_of(row, then) if row else None

    @derived(
        "The requests that you may see, as of a moment: a board over all your investigations.",
        asking_work.requests(lambda: REQUEST),
    )
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
        as_of: AsOfWanted = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Counted[Request]:
        """This will return a page of requests."""
        await info.context.catch_up(min_position, CASES)
        asked = requests_wanted(info.context.viewer, filter)
        then = await of_one_case(info, asked.investigation_id, as_of)
        return await requests(info, asked, paging(first, after, last, before), moment_of(info, at, then))

    @derived("A request as of a moment; null where there is none for you.", asking_work.request(lambda: REQUEST))
    async def request(
        self,
        info: Asked,
        request_id: RequestId,
        *,
        at: At = UNSET,
        as_of: AsOfWanted = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Request | None:
        """This will return one request."""
        context, wanted_id = info.context, read_uuid(request_id, "requestId")
        await context.catch_up(min_position, CASES)
        asked, moment = as_of_wanted(as_of), moment_of(info, at)
        row = await request_row(info, wanted_id, moment)
        if row is None:
            context.note.missed(wanted_id)
        elif asked is not None:
            then = await context.then(row.investigation_id or wanted_id, asked)
            moment = moment_of(info, at, then)
            row = await request_row(info, wanted_id, moment)
        return request_of(row, moment) if row else None

    @derived(
        "The follow-ups that you may see: what is to be done, by its date; then what has no date, or is done.",
        asking_work.followups(lambda: FOLLOW_UP),
    )
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
        as_of: AsOfWanted = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Counted[FollowUp]:
        """This will return a page of follow-ups."""
        await info.context.catch_up(min_position, CASES)
        asked = wanted(of_followups.FollowUpFilter, filter)
        then = await of_one_case(info, asked.investigation_id, as_of)
        return await followups(info, asked, paging(first, after, last, before), moment_of(info, at, then))

    @derived("A follow-up as of a moment; null where there is none for you.")
    async def follow_up(
        self,
        info: Asked,
        followup_id: FollowUpId,
        *,
        at: At = UNSET,
        as_of: AsOfWanted = UNSET,
        min_position: MinPosition = UNSET,
    ) -> FollowUp | None:
        """This will return one follow-up."""
        context, wanted_id = info.context, read_uuid(followup_id, "followupId")
        await context.catch_up(min_position, CASES)
        asked, moment = as_of_wanted(as_of), moment_of(info, at)
        row = await followup_row(info, wanted_id, moment)
        if row is not None and asked is not None:
            moment = moment_of(info, at, await context.then(row.investigation_id, asked))
            row = await followup_row(info, wanted_id, moment)
        return followup_of(row, moment.then) if row else None

    @derived("The timeline of a case; empty where there is none for you.", asking.entries(lambda: ENTRY))
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
        as_of: AsOfWanted = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Counted[Entry]:
        """This will return a page of a case's entries."""
        await info.context.catch_up(min_position, TIMELINE)
        asked, wanted_id = entries_wanted(info.context.viewer, filter), read_uuid(case_id, "caseId")
        case = CaseThen(wanted_id, await info.context.then(wanted_id, as_of_wanted(as_of)))
        return await entries(info, case, asked, paging(first, after, last, before))

    @derived("One entry of a timeline by the id of its event; null where there is none for you.")
    async def entry(self, info: Asked, event_id: EventId, min_position: MinPosition = UNSET) -> Entry | None:
        """This will return one entry."""
        await info.context.catch_up(min_position, TIMELINE)
        wanted_id = read_uuid(event_id, "eventId")
        async with info.context.reading() as connection:
            row = await timeline.entry(connection, info.context.viewer, wanted_id)
        return entry_of(row) if row else None
