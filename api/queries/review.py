"""Reviews as the schema shows them: what was said of which events, what was found, and what was recommended to whom.

It must not decide who may see a part of a review.
"""

from datetime import datetime
from itertools import groupby
from typing import ClassVar
from uuid import UUID

import strawberry

from api.context import Asked
from api.queries.connection import Counted, connected, derived, shown
from api.queries.node import Node
from api.reads.declaring import Shape
from api.scalars import Position
from api.wording import WHERE_ERASED, enum_of
from domain.review.vocabulary import FindingCategory, ReviewedPhase, ReviewType
from projections.paging import Paging
from projections.reviews import queries
from projections.reviews.rows import RecommendationStanding

__all__ = ["REVIEW", "Review", "review_of", "reviews"]

for published in (FindingCategory, RecommendationStanding, ReviewType, ReviewedPhase):
    enum_of(published)


@strawberry.type(description="Up to where an agency confirmed that the timeline is as it was.")
class TimelineConfirmation:
    """Up to where an agency confirmed the timeline."""

    agency_id: str = strawberry.field(description="Code of the agency.")
    position: Position = strawberry.field(description="Place in the log up to which a person of it looked.")


@strawberry.type(description="What was said of one event of the case, for those who see that event.")
class Annotation:
    """What was said of one event."""

    annotation_id: UUID = strawberry.field(description="Id of the annotation.")
    agency_id: str = strawberry.field(description="Code of the agency that says it.")
    author: str = strawberry.field(description="Id of the person who wrote it.")
    event_id: UUID = strawberry.field(description="The event, as `entry` shows it.")
    event_position: Position = strawberry.field(description="Its place in the log.")
    text: str = strawberry.field(description=f"What is said; operational text. {WHERE_ERASED}")
    recorded_at: datetime = strawberry.field(description="When Entente learned of it.")


@strawberry.type(description="What was found, for those who see every event that shows it.")
class Finding:
    """What was found."""

    finding_id: UUID = strawberry.field(description="Id of the finding.")
    agency_id: str = strawberry.field(description="Code of the agency that found it.")
    author: str = strawberry.field(description="Id of the person who wrote it.")
    phase: ReviewedPhase = strawberry.field(description="The phase of the joint work that it is about.")
    category: FindingCategory = strawberry.field(description="What it is about.")
    event_ids: list[UUID] = strawberry.field(description="The events that show it, as `entry` shows them.")
    event_positions: list[Position] = strawberry.field(description="Their places in the log, in the same order.")
    text: str = strawberry.field(description=f"What was found; operational text. {WHERE_ERASED}")
    recorded_at: datetime = strawberry.field(description="When Entente learned of it.")


@strawberry.type(description="An answer to a question of the evaluation.")
class EvaluationAnswer:
    """An answer to a question of the evaluation."""

    question: str = strawberry.field(description="Code of the question, see evaluationQuestions.")
    agency_id: str | None = strawberry.field(description="Code of the party; null for the joint answer.")
    answered_by: str = strawberry.field(description="Id of the person who wrote it.")
    answer: str = strawberry.field(description=f"The answer; operational text. {WHERE_ERASED}")
    recorded_at: datetime = strawberry.field(description="When Entente learned of it.")


@strawberry.type(description="How a recommendation stands with one of the agencies to which it was made.")
class Addressee:
    """How a recommendation stands with an agency."""

    agency_id: str = strawberry.field(description="Code of the agency.")
    standing: RecommendationStanding = strawberry.field(description="How it stands with it.")
    replied_at: datetime | None = strawberry.field(description="When it accepted or declined; null while it is open.")
    reply: str | None = strawberry.field(
        description=f"Why it declined, or what it added in accepting; operational text. {WHERE_ERASED}"
    )
    verified_at: datetime | None = strawberry.field(description="When its first follow-up was verified.")
    followup_ids: list[UUID] = strawberry.field(description="Follow-ups of the recommendation that it is to do.")


@strawberry.type(description="What agencies should do in future, for those who see the finding that it follows from.")
class Recommendation:
    """What agencies should do in future."""

    recommendation_id: UUID = strawberry.field(description="Id of the recommendation.")
    finding_id: UUID = strawberry.field(description="The finding that it follows from.")
    by_agency_id: str = strawberry.field(description="Code of the agency that makes it.")
    text: str = strawberry.field(description=f"What is recommended; operational text. {WHERE_ERASED}")
    made_at: datetime = strawberry.field(description="When Entente learned of it: how old it is, while it is open.")
    addressees: list[Addressee] = strawberry.field(description="The agencies to which it was made.")


@strawberry.type(description="Looking back at an investigation by those who worked in it.")
class Review(Node):
    """Looking back at an investigation."""

    OWN_ID: ClassVar[str] = "review_id"

    review_id: UUID = strawberry.field(description="Id of the review.")
    investigation_id: UUID = strawberry.field(description="Its investigation.")
    review_type: ReviewType = strawberry.field(description="What occasion it has.")
    subject: str = strawberry.field(description=f"What is looked at; operational text. {WHERE_ERASED}")
    opened_by_agency_id: str = strawberry.field(description="Code of the agency that opened it.")
    opened_by: str = strawberry.field(description="Id of the person who opened it.")
    opened_at: datetime = strawberry.field(description="When Entente learned of it.")
    updated_at: datetime = strawberry.field(description="When it last changed in what every member sees.")
    window_from: Position | None = strawberry.field(description="First place in the log that is looked at.")
    window_to: Position | None = strawberry.field(description="Last place in the log that is looked at.")
    finalised_at: datetime | None = strawberry.field(description="When it was finalised; null while it is open.")
    finalising_reason: str | None = strawberry.field(
        description=f"Why it was finalised with something open; operational text. {WHERE_ERASED}"
    )
    is_held: bool = strawberry.field(description="A legal hold keeps its texts.")
    is_erased: bool = strawberry.field(description="What was written in it was erased for good.")
    version: int = strawberry.field(
        description="Version of the review, for expectedVersion: how often it changed in what every member sees."
    )
    position: Position = strawberry.field(description="Place of the last event that every member sees.")

    @derived("Up to where agencies confirmed the timeline.")
    async def confirmations(self, info: Asked) -> list[TimelineConfirmation]:
        """This will load those of all reviews of the page at once."""
        rows = await info.context.loaders.confirmations.load(self.review_id)
        return [shown(TimelineConfirmation, row) for row in rows]

    @derived("What was said of events that you see, in their order.")
    async def annotations(self, info: Asked) -> list[Annotation]:
        """This will load those of all reviews of the page at once."""
        rows = await info.context.loaders.annotations.load(self.review_id)
        return [shown(Annotation, row) for row in rows]

    @derived("What was found, as far as you see every event that shows it.")
    async def findings(self, info: Asked) -> list[Finding]:
        """This will load those of all reviews of the page at once."""
        rows = await info.context.loaders.findings.load(self.review_id)
        return [shown(Finding, row) for row in rows]

    @derived("The answers to the questions of the evaluation, the joint one of each question first.")
    async def answers(self, info: Asked) -> list[EvaluationAnswer]:
        """This will load those of all reviews of the page at once."""
        rows = await info.context.loaders.answers.load(self.review_id)
        return [shown(EvaluationAnswer, row) for row in rows]

    @derived("What was recommended, as far as you see the finding that it follows from.")
    async def recommendations(self, info: Asked) -> list[Recommendation]:
        """This will load those of all reviews of the page at once."""
        rows = await info.context.loaders.addressees.load(self.review_id)
        made = groupby(rows, key=lambda row: row.recommendation_id)
        return [_recommendation_of(list(addressed)) for _, addressed in made]


REVIEW: Shape = Shape(Review, queries.ReviewRow)


def review_of(row: queries.ReviewRow) -> Review:
    """This will show a row of the read model."""
    return shown(Review, row)


async def reviews(info: Asked, asked: queries.ReviewFilter, page: Paging) -> Counted[Review]:
    """This will return a page of the reviews that the viewer may see."""
    context = info.context
    async with context.reading() as connection:
        found = await queries.reviews(connection, context.viewer, asked, page)

    async def count() -> int:
        async with context.reading() as connection:
            return await queries.reviews_total(connection, context.viewer, asked)

    return Counted(count=count, **connected(found, review_of))


def _recommendation_of(rows: list[queries.AddresseeRow]) -> Recommendation:
    return shown(Recommendation, rows[0], addressees=[shown(Addressee, row) for row in rows])
