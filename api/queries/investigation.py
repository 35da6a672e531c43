"""Investigations, their partners and members as the schema shows them to an active member.

It must not decide who is an active member.
"""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

import strawberry
from strawberry import UNSET

from api.context import Asked
from api.queries import asking, asking_items, asking_work
from api.queries.connection import After, Before, Counted, First, Last, connected, derived, paging, shown
from api.queries.filters import (
    EntriesWanted,
    FollowUpsWanted,
    ItemsWanted,
    RequestsWanted,
    entries_wanted,
    requests_wanted,
    wanted,
)  # fmt: skip
from api.queries.followup import FOLLOW_UP, FollowUp, followups
from api.queries.item import ITEM, SharedItem, items
from api.queries.moments import At, moment_of
from api.queries.node import Node
from api.queries.request import REQUEST, Request, requests
from api.queries.timeline import ENTRY, CaseThen, Entry, entries
from api.reads.declaring import Shape, column
from api.replays import Then
from api.scalars import Position
from api.wording import WHERE_ERASED, enum_of
from domain.investigation.vocabulary import LegalBasisKind, MemberRole, PartnerRole, Phase
from projections.followups.queries import FollowUpFilter
from projections.investigations import queries
from projections.items.queries import ItemFilter
from projections.paging import Paging

__all__ = ["INVESTIGATION", "Investigation", "investigation_of", "investigations"]

for published in (LegalBasisKind, MemberRole, PartnerRole, Phase, queries.PartnerStanding):
    enum_of(published)


@strawberry.type(description="The partners' agreement as last recorded or amended.")
class Agreement:
    """The partners' agreement as last recorded or amended."""

    reference: str = strawberry.field(description="Its reference.")
    signed_on: date = strawberry.field(description="The day of signing.")
    valid_from: date | None = strawberry.field(description="The first day of its period.")
    valid_to: date | None = strawberry.field(description="The first day after its period; null while no end is known.")
    third_party_access: str | None = strawberry.field(description=f"What third parties may see. {WHERE_ERASED}")
    amendments: int = strawberry.field(description="How often it was amended.")


@strawberry.type(description="An agency and its part in an investigation.")
class Partner:
    """An agency and its part in an investigation."""

    agency_id: str = strawberry.field(description="Code of the agency.")
    role: PartnerRole = strawberry.field(description="In what quality it takes part.")
    standing: queries.PartnerStanding = strawberry.field(description="Where it stands; only JOINED takes part.")
    is_lead: bool = strawberry.field(description="It leads the investigation.")
    active_from: datetime | None = strawberry.field(description="When it joined.")
    active_to: datetime | None = strawberry.field(description="When it left.")


@strawberry.type(description="A person and its part in an investigation.")
class Member:
    """A person and its part in an investigation."""

    member_id: str = strawberry.field(description="Id of the person.")
    agency_id: str = strawberry.field(description="Code of the agency that it belongs to.")
    role: MemberRole = strawberry.field(description="What it may do in the space.")
    is_active: bool = strawberry.field(description="Admitted, not revoked, and its agency takes part.")
    is_administrator: bool = strawberry.field(description="It administers the space.")
    clearance: str | None = strawberry.field(description="Up to which classification it is cleared.")
    compartments: list[str] = strawberry.field(
        description="Codes of the compartments it holds, as far as you hold them too or are a steward."
    )
    active_from: datetime = strawberry.field(description="When it was admitted.")
    active_to: datetime | None = strawberry.field(description="When its access ended.")


@strawberry.type(description="A joint investigation of which you are an active member.")
class Investigation(Node):
    """A joint investigation of which the viewer is an active member."""

    OWN_ID: ClassVar[str] = "investigation_id"

    then: strawberry.Private[Then | None]
    investigation_id: UUID = strawberry.field(description="Id of the investigation.")
    reference: str = strawberry.field(description="Its reference.")
    title: str = strawberry.field(description=f"Its title, without operational or personal text. {WHERE_ERASED}")
    is_erased: bool = strawberry.field(description="What was written of the investigation itself was erased for good.")
    phase: Phase = strawberry.field(description="Where it stands.")
    crime_areas: list[str] = strawberry.field(description="Codes of its crime areas.")
    legal_basis: LegalBasisKind = strawberry.field(description="What the joint work rests on.")
    lead_agency_id: str = strawberry.field(description="Code of the agency that leads it.")
    planned_end: date | None = strawberry.field(description="The first day after the planned operational period.")
    agreement: Agreement | None = strawberry.field(description="The partners' agreement, once it is recorded.")
    compartments: list[str] = strawberry.field(
        description="Codes of its compartments, as far as you hold them or are a steward."
    )
    active_partners: int = strawberry.field(description="How many agencies take part.")
    active_members: int = strawberry.field(description="How many persons take part.")
    request_count: int = strawberry.field(
        description="How many of its requests you may see.", metadata=column("{r}.requests")
    )
    open_request_count: int = strawberry.field(
        description="How many of these are neither closed nor withdrawn.", metadata=column("{r}.open_requests")
    )
    open_followup_count: int = strawberry.field(
        description="How many of its follow-ups are open.", metadata=column("{r}.open_followups")
    )
    opened_at: datetime | None = strawberry.field(description="When it was opened; null when the date is unknown.")
    updated_at: datetime = strawberry.field(description="When it last changed.")
    version: int = strawberry.field(description="Version of the investigation, for expectedVersion.")
    position: Position = strawberry.field(description="Place of the last event of the case in the log.")

    @derived("The agencies that take part, were asked to, or left; by code.", asking.partners(lambda: PARTNER))
    async def partners(self, info: Asked) -> list[Partner]:
        """This will load the partners of all investigations of the page at once."""
        rows = await info.context.loaders_of(self.then).partners.load(self.investigation_id)
        return [shown(Partner, row, then=self.then) for row in rows]

    @derived("The persons who take part or took part; by id.", asking.members(lambda: MEMBER))
    async def members(self, info: Asked) -> list[Member]:
        """This will load the members of all investigations of the page at once."""
        rows = await info.context.loaders_of(self.then).members.load(self.investigation_id)
        return [shown(Member, row, then=self.then) for row in rows]

    @derived(
        "Its request board: those of its requests that you may see, as of a moment.",
        asking_work.requests(lambda: REQUEST, of="{r}.investigation_id"),
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
    ) -> Counted[Request]:
        """This will return a page of the investigation's requests."""
        asked = requests_wanted(info.context.viewer, filter, investigation_id=self.investigation_id)
        return await requests(info, asked, paging(first, after, last, before), moment_of(info, at, self.then))

    @derived(
        "Its follow-ups: what is to be done, by its date; then what has no date, or is done.",
        asking_work.followups(lambda: FOLLOW_UP, of="{r}.investigation_id"),
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
    ) -> Counted[FollowUp]:
        """This will return a page of the investigation's follow-ups."""
        asked = wanted(FollowUpFilter, filter, investigation_id=self.investigation_id)
        return await followups(info, asked, paging(first, after, last, before), moment_of(info, at, self.then))

    @derived(
        "Its shared items that you may see, what your agency got last first.",
        asking_items.items_of_case(lambda: ITEM, "{r}.investigation_id"),
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
        """This will return a page of the investigation's items."""
        asked = wanted(ItemFilter, filter, investigation_id=self.investigation_id)
        return await items(info, asked, paging(first, after, last, before), self.then)

    @derived(
        "Its timeline, in the order things happened; undated entries last.",
        asking.entries(lambda: ENTRY, case="{r}.investigation_id"),
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
        """This will return a page of the investigation's entries."""
        asked = entries_wanted(info.context.viewer, filter)
        case = CaseThen(self.investigation_id, self.then)
        return await entries(info, case, asked, paging(first, after, last, before))


INVESTIGATION: Shape = Shape(Investigation, queries.InvestigationRow)
PARTNER: Shape = Shape(Partner, queries.PartnerRow)
MEMBER: Shape = Shape(Member, queries.MemberRow)


def investigation_of(row: queries.InvestigationRow, then: Then | None = None) -> Investigation:
    """This will show a row of the overview."""
    return shown(
        Investigation,
        row,
        then=then,
        request_count=row.requests,
        open_request_count=row.open_requests,
        open_followup_count=row.open_followups,
    )


async def investigations(info: Asked, asked: queries.InvestigationFilter, page: Paging) -> Counted[Investigation]:
    """This will return a page of the viewer's investigations."""
    context = info.context
    async with context.reading() as connection:
        found = await queries.investigations(connection, context.viewer, asked, page)

    async def count() -> int:
        async with context.reading() as connection:
            return await queries.investigations_total(connection, context.viewer, asked)

    return Counted(count=count, **connected(found, investigation_of))
