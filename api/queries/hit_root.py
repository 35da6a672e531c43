"""The root of reading registered identifiers, hits, and the links between cases.

It must not decide who may see what: every read model is asked as the viewer.
"""

from typing import Annotated
from uuid import UUID

import strawberry
from strawberry import UNSET

from api.context import Asked
from api.queries.connection import After, Before, Counted, First, Last, derived, paging
from api.queries.filters import HitsWanted, RegistrationsWanted, wanted
from api.queries.hit import (
    CaseLink,
    Hit,
    IdentifierRegistration,
    RegistrationRate,
    case_links,
    hit_of,
    hits,
    rate_of,
    registrations,
)
from api.queries.moments import MinPosition
from api.scalars import UuidText, read_uuid
from domain.refusal import InvalidInput
from projections.hits import queries

__all__ = ["HitQueries"]

MODELS = ("hits", "board", "investigations", "directory")

LONGEST_DAYS = 1_000

HitId = Annotated[UuidText, strawberry.argument(description="Id of the hit.")]
RegistrationId = Annotated[UuidText, strawberry.argument(description="Your own side of it: a registration's id.")]
InvestigationId = Annotated[UuidText, strawberry.argument(description="Id of the investigation.")]
OfInvestigation = Annotated[
    UuidText | None, strawberry.argument(description="Id of an investigation; all of yours when omitted.")
]
Days = Annotated[int, strawberry.argument(description="How many days back from today, 1 to 1,000.")]


@strawberry.type
class HitQueries:
    """What can be read of registered identifiers and hits."""

    @derived("The hits of your cases that your side may know of, the latest first.")
    async def hits(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        *,
        filter: HitsWanted = UNSET,  # noqa: A002  # the argument's public name
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Counted[Hit]:
        """This will return a page of hits."""
        await info.context.catch_up(min_position, MODELS)
        return await hits(info, wanted(queries.HitFilter, filter), paging(first, after, last, before))

    @derived("One side of a hit; null where there is none for you.")
    async def hit(
        self, info: Asked, hit_id: HitId, registration_id: RegistrationId, min_position: MinPosition = UNSET
    ) -> Hit | None:
        """This will return one side of a hit."""
        await info.context.catch_up(min_position, MODELS)
        ids = read_uuid(hit_id, "hitId"), read_uuid(registration_id, "registrationId")
        async with info.context.reading() as connection:
            row = await queries.hit(connection, info.context.viewer, *ids)
        return hit_of(row) if row else None

    @derived("The identifiers that your agency registered for your cases, the latest first.")
    async def identifier_registrations(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        *,
        filter: RegistrationsWanted = UNSET,  # noqa: A002  # the argument's public name
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Counted[IdentifierRegistration]:
        """This will return a page of registrations."""
        await info.context.catch_up(min_position, MODELS)
        asked = wanted(queries.RegistrationFilter, filter)
        return await registrations(info, asked, paging(first, after, last, before))

    @derived(
        "How much each agency registers for an investigation, by day, the latest first; for leaders and administrators"
        " of its lead agency, and empty for everybody else."
    )
    async def registration_rates(
        self, info: Asked, investigation_id: InvestigationId, days: Days = 90, min_position: MinPosition = UNSET
    ) -> list[RegistrationRate]:
        """This will return how much was registered."""
        await info.context.catch_up(min_position, MODELS)
        if not 1 <= days <= LONGEST_DAYS:
            raise InvalidInput(field="days", rule="does not fit", accepted=f"1 to {LONGEST_DAYS}")
        case = read_uuid(investigation_id, "investigationId")
        async with info.context.reading() as connection:
            rows = await queries.rates(connection, info.context.viewer, case, days=days)
        return [rate_of(row) for row in rows]

    @derived("What your cases share identifiers with: other cases of yours, or an agency; what was met last first.")
    async def case_links(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        *,
        investigation_id: OfInvestigation = UNSET,
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Counted[CaseLink]:
        """This will return a page of links."""
        await info.context.catch_up(min_position, MODELS)
        case: UUID | None = read_uuid(investigation_id, "investigationId") if investigation_id else None
        return await case_links(info, case, paging(first, after, last, before))
