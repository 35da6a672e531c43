"""Registered identifiers, hits, and the links between cases, as the schema shows them.

It must not decide who may see what: the read model is asked as the viewer.
"""

from datetime import date, datetime
from uuid import UUID

import strawberry

from api.context import Asked
from api.queries.connection import Counted, connected, derived, shown
from api.queries.directory import Agency, agency_of
from api.wording import enum_of
from domain.identifier.vocabulary import DismissalReason, EndReason, HitStanding, IdentifierKind
from domain.vocabulary import Classification
from projections.hits import queries
from projections.paging import Paging

__all__ = [
    "CaseLink", "Hit", "IdentifierRegistration", "RegistrationRate", "case_links", "hit_of", "hits", "rate_of",
    "registrations",
]  # fmt: skip

for published in (Classification, DismissalReason, EndReason, HitStanding, IdentifierKind):
    enum_of(published)


@strawberry.type(description="The keyed hash of an identifier that your agency registered for one of its cases.")
class IdentifierRegistration:
    """A registration of the viewer's own agency; the digest itself is never told."""

    registration_id: UUID = strawberry.field(description="Its id.")
    drawer_id: UUID = strawberry.field(description="Where it lies; commands on it and on its hits name that.")
    kind: IdentifierKind = strawberry.field(description="What is identified.")
    key_id: str = strawberry.field(description="Name of the key under which it was hashed.")
    investigation_id: UUID | None = strawberry.field(description="The investigation that it was registered for.")
    request_id: UUID | None = strawberry.field(description="Or the request that precedes any.")
    is_discreet: bool = strawberry.field(description="The other side of a hit is told only once you disclose it.")
    classification: Classification | None = strawberry.field(description="What a member needs to see it.")
    compartments: list[str] = strawberry.field(description="All of these, too.")
    persons: list[str] = strawberry.field(description="The only members who see it; empty for all of your agency's.")
    command_id: UUID = strawberry.field(description="The commandId by which it was registered.")
    registered_by: str = strawberry.field(description="Who registered it.")
    registered_at: datetime = strawberry.field(description="When it was registered.")
    valid_until: date = strawberry.field(description="The first day on which it meets nothing any more.")
    ended_at: datetime | None = strawberry.field(description="When it ended and its digest was erased.")
    end_reason: EndReason | None = strawberry.field(description="Why it ended.")


@strawberry.type(description="How many identifiers an agency registered for an investigation on a day.")
class RegistrationRate:
    """How many identifiers an agency registered for an investigation on a day."""

    agency_id: str = strawberry.field(description="Code of the agency.")
    day: date = strawberry.field(description="The day, in UTC.")
    registrations: int = strawberry.field(description="How many; neither of which kind, nor what they met.")


@strawberry.type(description="That another case has an identifier that you registered, and no more of that case.")
class Hit:
    """A hit as the viewer's side knows it."""

    hit_id: UUID = strawberry.field(description="Its id, the same for both sides.")
    registration_id: UUID = strawberry.field(description="Your own side: the registration of your agency.")
    drawer_id: UUID = strawberry.field(description="Where it lies; commands on it name that.")
    kind: IdentifierKind = strawberry.field(description="What is identified.")
    investigation_id: UUID | None = strawberry.field(description="Your own side's investigation.")
    request_id: UUID | None = strawberry.field(description="Or its request that precedes any.")
    is_disclosed: bool = strawberry.field(description="The other side may know of yours.")
    other_agency_id: str | None = strawberry.field(
        description="The agency on the other side, perhaps your own; null until that side discloses itself."
    )
    other_investigation_id: UUID | None = strawberry.field(
        description="The investigation on the other side, where you are a member of that, too."
    )
    other_request_id: UUID | None = strawberry.field(
        description="The request on the other side that precedes any investigation, where it is your agency's, too."
    )
    standing: HitStanding = strawberry.field(description="Where it stands for your side; the other is not told.")
    dismissal: DismissalReason | None = strawberry.field(description="Why your side does not follow it.")
    opened_request_id: UUID | None = strawberry.field(description="The last request that was drafted from it.")
    told_at: datetime = strawberry.field(description="Since when your side may know of it.")

    @derived("The agency on the other side, with its contact point.")
    async def other_agency(self, info: Asked) -> Agency | None:
        """This will load the other agencies of the page from the directory."""
        known_as = self.other_agency_id
        row = await info.context.loaders.agency.load(known_as) if known_as else None
        return agency_of(row) if row else None


@strawberry.type(description="How many identifiers of a kind two cases share.")
class SharedIdentifiers:
    """How many identifiers of a kind two cases share."""

    kind: IdentifierKind = strawberry.field(description="What is identified.")
    hits: int = strawberry.field(description="How many, of those that you may see.")


@strawberry.type(description="One of your cases, and what it shares identifiers with: a case of yours, or an agency.")
class CaseLink:
    """One of the viewer's cases, and what it shares identifiers with."""

    investigation_id: UUID = strawberry.field(description="Your case.")
    other_investigation_id: UUID | None = strawberry.field(
        description="The other case, where you are a member of that, too."
    )
    other_agency_id: str | None = strawberry.field(description="The agency on the other side; null until it is named.")
    hits: int = strawberry.field(description="How many identifiers, of those that you may see.")
    kinds: list[SharedIdentifiers] = strawberry.field(description="The same by kind.")
    hit_ids: list[UUID] = strawberry.field(description="What it rests on: the latest hundred hits.")
    first_at: datetime = strawberry.field(description="When your side was told of the first.")
    last_at: datetime = strawberry.field(description="When your side was told of the last.")


def hit_of(row: queries.HitRow) -> Hit:
    """This will show one side of a hit."""
    return shown(Hit, row)


def rate_of(row: queries.RateRow) -> RegistrationRate:
    """This will show how much was registered on a day."""
    return shown(RegistrationRate, row)


def _registration_of(row: queries.RegistrationRow) -> IdentifierRegistration:
    return shown(IdentifierRegistration, row)


def _link_of(row: queries.LinkRow) -> CaseLink:
    return shown(CaseLink, row, kinds=[shown(SharedIdentifiers, each) for each in row.kinds])


async def hits(info: Asked, wanted: queries.HitFilter, page: Paging) -> Counted[Hit]:
    """This will return a page of hits."""
    viewer = info.context.viewer
    async with info.context.reading() as connection:
        found = await queries.hits(connection, viewer, wanted, page)

    async def count() -> int:
        async with info.context.reading() as connection:
            return await queries.hits_total(connection, viewer, wanted)

    return Counted(**connected(found, hit_of), count=count)


async def registrations(
    info: Asked, wanted: queries.RegistrationFilter, page: Paging
) -> Counted[IdentifierRegistration]:
    """This will return a page of the own agency's registrations."""
    viewer = info.context.viewer
    async with info.context.reading() as connection:
        found = await queries.registrations(connection, viewer, wanted, page)

    async def count() -> int:
        async with info.context.reading() as connection:
            return await queries.registrations_total(connection, viewer, wanted)

    return Counted(**connected(found, _registration_of), count=count)


async def case_links(info: Asked, investigation_id: UUID | None, page: Paging) -> Counted[CaseLink]:
    """This will return a page of links."""
    viewer = info.context.viewer
    async with info.context.reading() as connection:
        found = await queries.links(connection, viewer, investigation_id, page)

    async def count() -> int:
        async with info.context.reading() as connection:
            return await queries.links_total(connection, viewer, investigation_id)

    return Counted(**connected(found, _link_of), count=count)
