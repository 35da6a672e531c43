"""What partners agreed on and did together, as the schema shows it: joint activities, confidentiality, authorisations.

It must not decide who may see it: the read model is asked as the viewer.
"""

from datetime import date, datetime
from uuid import UUID

import strawberry

from api.context import Asked
from api.queries.connection import Counted, connected, derived, shown
from api.queries.moments import occurred_text
from api.wording import enum_of
from domain.investigation.vocabulary import ActivityKind
from domain.occurred import Occurred, Precision
from projections.paging import Paging
from projections.partnership import queries

__all__ = [
    "Confidentiality", "JointActivity", "StandingAuthorisation", "confidentiality_of", "joint_activities",
    "standing_authorisations",
]  # fmt: skip

enum_of(ActivityKind)
enum_of(Precision)


@strawberry.type(description="Something that partners of an investigation did together.")
class JointActivity:
    """Something that partners of an investigation did together."""

    row: strawberry.Private[queries.ActivityRow]
    investigation_id: UUID = strawberry.field(description="Id of the investigation.")
    activity_id: str = strawberry.field(description="Its id, unique within the investigation.")
    kind: ActivityKind = strawberry.field(description="What was done.")
    title: str = strawberry.field(description="What it was about; operational text.")
    place: str | None = strawberry.field(description="Where it was held; operational text.")
    agencies: list[str] = strawberry.field(description="Codes of the agencies that took part.")
    persons_count: int | None = strawberry.field(description="How many persons took part, of all agencies together.")
    recorded_at: datetime = strawberry.field(description="When Entente learned of it.")
    cancelled_at: datetime | None = strawberry.field(description="When it was cancelled; null while it stands.")
    cancellation_reason: str | None = strawberry.field(description="Why it was cancelled.")

    @derived("The earliest instant at which it may have been held; null when nothing is known.")
    def held_at(self) -> datetime | None:
        """This will return the earliest instant."""
        return self.row.held_from

    @derived("How exactly the time is known.")
    def held_precision(self) -> Precision:
        """This will return the precision."""
        return self.row.held_precision

    @derived(
        "When it was held, as exactly as it is known: 2026, 2026-05, 2026-05-14, a time in UTC, a period with '/'."
    )
    def held_text(self) -> str:
        """This will write the moment or period."""
        row = self.row
        return occurred_text(Occurred(row.held_from, row.held_precision, row.held_until, row.held_tz))


@strawberry.type(description="A version of the agreement on confidentiality that members sign from a day on.")
class ConfidentialityVersion:
    """A version of the agreement on confidentiality."""

    version: str = strawberry.field(description="Its code.")
    valid_from: date = strawberry.field(description="The first day on which it is in force.")
    days_to_sign: int = strawberry.field(description="How many days those have to sign it who are members by then.")


@strawberry.type(description="That a person signed a version of the agreement on confidentiality.")
class ConfidentialitySignature:
    """That a person signed a version of the agreement on confidentiality."""

    member_id: str = strawberry.field(description="Id of the person.")
    agency_id: str = strawberry.field(description="Code of the agency for which it signed.")
    version: str = strawberry.field(description="Code of the version.")
    signed_on: date = strawberry.field(description="The day of signature.")


@strawberry.type(description="An active member who has not signed in time what is in force.")
class ConfidentialityException:
    """An active member who has not signed in time what is in force."""

    member_id: str = strawberry.field(description="Id of the person.")
    agency_id: str = strawberry.field(description="Code of the agency for which it was admitted.")
    version: str = strawberry.field(description="Code of the version that it has not signed.")
    due_on: date = strawberry.field(description="The last day on which the signature was in time.")


@strawberry.type(description="Confidentiality in an investigation: what is required of its members, and who signed.")
class Confidentiality:
    """Confidentiality in an investigation."""

    in_force: ConfidentialityVersion | None = strawberry.field(
        description="The version in force on the day; null where none is required."
    )
    versions: list[ConfidentialityVersion] = strawberry.field(description="All versions, the first one first.")
    signatures: list[ConfidentialitySignature] = strawberry.field(description="All signatures, by person.")
    exceptions: list[ConfidentialityException] = strawberry.field(
        description="The active members who have not signed in time; they stay members until somebody revokes them."
    )


@strawberry.type(
    description="An agency's consent, given once, to a second one passing on to a third what comes from it."
)
class StandingAuthorisation:
    """A standing authorisation that names your agency."""

    authorisation_id: UUID = strawberry.field(description="Its id, unique within the giving agency.")
    agency_id: str = strawberry.field(description="Code of the agency that gave it, from which the information comes.")
    from_agency_id: str = strawberry.field(description="Code of the agency that may pass on.")
    to_agency_id: str = strawberry.field(description="Code of the agency that may receive.")
    crime_areas: list[str] = strawberry.field(description="Codes of crime areas, each with those below; empty for all.")
    valid_from: date = strawberry.field(description="The first day with it.")
    valid_until: date = strawberry.field(description="The first day without it.")
    purpose: str = strawberry.field(description="What it is for; operational text.")
    revoked_on: date | None = strawberry.field(description="The first day without it, where it was revoked.")
    revocation_reason: str | None = strawberry.field(description="Why it was revoked.")


def _activity_of(row: queries.ActivityRow) -> JointActivity:
    return shown(JointActivity, row, row=row)


def _authorisation_of(row: queries.AuthorisationRow) -> StandingAuthorisation:
    return shown(StandingAuthorisation, row)


def confidentiality_of(row: queries.ConfidentialityRow) -> Confidentiality:
    """This will show what an investigation requires, and who signed."""
    return Confidentiality(
        in_force=shown(ConfidentialityVersion, row.in_force) if row.in_force else None,
        versions=[shown(ConfidentialityVersion, each) for each in row.versions],
        signatures=[shown(ConfidentialitySignature, each) for each in row.signatures],
        exceptions=[shown(ConfidentialityException, each) for each in row.exceptions],
    )


async def joint_activities(info: Asked, wanted: queries.ActivityFilter, page: Paging) -> Counted[JointActivity]:
    """This will return a page of the joint activities that the viewer may see."""
    context = info.context
    async with context.reading() as connection:
        found = await queries.activities(connection, context.viewer, wanted, page)

    async def count() -> int:
        async with context.reading() as connection:
            return await queries.activities_total(connection, context.viewer, wanted)

    return Counted(count=count, **connected(found, _activity_of))


async def standing_authorisations(info: Asked, on: date | None, page: Paging) -> Counted[StandingAuthorisation]:
    """This will return a page of the standing authorisations that name the viewer's agency."""
    context = info.context
    async with context.reading() as connection:
        found = await queries.authorisations(connection, context.viewer, on, page)

    async def count() -> int:
        async with context.reading() as connection:
            return await queries.authorisations_total(connection, context.viewer, on)

    return Counted(count=count, **connected(found, _authorisation_of))
