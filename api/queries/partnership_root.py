"""The root of reading what partners agreed on and did together.

It must not decide who may see what: every read model is asked as the viewer.
"""

from datetime import date
from typing import Annotated, cast

import strawberry
from strawberry import UNSET

from api.context import Asked
from api.queries.connection import After, Before, Counted, First, Last, derived, paging
from api.queries.moments import MinPosition
from api.queries.partnership import (
    Confidentiality,
    JointActivity,
    StandingAuthorisation,
    confidentiality_of,
    joint_activities,
    standing_authorisations,
)
from api.scalars import DateText, UuidText, read, read_uuid
from projections.partnership import queries

__all__ = ["PartnershipQueries"]

MODELS = ("partnership", "investigations")

InvestigationId = Annotated[UuidText, strawberry.argument(description="Id of the investigation.")]
OfInvestigation = Annotated[
    UuidText | None, strawberry.argument(description="Id of the investigation; all of yours when omitted.")
]
OfAgency = Annotated[str | None, strawberry.argument(description="Code of an agency that took part; any when omitted.")]
AsOf = Annotated[DateText | None, strawberry.argument(description="The day as of which it is told. Default: today.")]
ValidOn = Annotated[
    DateText | None,
    strawberry.argument(description="Only those that hold on this day; all that were given if omitted."),
]


@strawberry.type
class PartnershipQueries:
    """What can be read of what partners agreed on and did together."""

    @derived("What partners did together, in the order in which it was held; undated ones last.")
    async def joint_activities(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        *,
        investigation_id: OfInvestigation = UNSET,
        agency_id: OfAgency = UNSET,
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Counted[JointActivity]:
        """This will return a page of joint activities of the viewer's investigations."""
        await info.context.catch_up(min_position, MODELS)
        case = read_uuid(investigation_id, "investigationId") if investigation_id else None
        agency = agency_id.replace("\0", "") if agency_id else None
        asked = queries.ActivityFilter(investigation_id=case, agency_id=agency)
        return await joint_activities(info, asked, paging(first, after, last, before))

    @derived(
        "What members of an investigation sign on confidentiality, and who did; empty where there is none for you."
    )
    async def confidentiality(
        self, info: Asked, investigation_id: InvestigationId, on: AsOf = UNSET, min_position: MinPosition = UNSET
    ) -> Confidentiality:
        """This will return the confidentiality of an investigation as of a day."""
        await info.context.catch_up(min_position, MODELS)
        day = _day(on) or info.context.now.date()
        wanted = read_uuid(investigation_id, "investigationId")
        async with info.context.reading() as connection:
            row = await queries.confidentiality(connection, info.context.viewer, wanted, on=day)
        return confidentiality_of(row)

    @derived("The standing authorisations that name your agency as giving, passing on or receiving, the latest first.")
    async def standing_authorisations(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        *,
        on: ValidOn = UNSET,
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Counted[StandingAuthorisation]:
        """This will return a page of the standing authorisations that name the viewer's agency."""
        await info.context.catch_up(min_position, MODELS)
        return await standing_authorisations(info, _day(on), paging(first, after, last, before))


def _day(on: str | None) -> date | None:
    return cast("date", read(on, "on")) if on else None
