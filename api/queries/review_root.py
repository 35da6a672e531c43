"""The root of reading reviews, and the questions by which joint work is evaluated.

It must not decide who may see what: the read model is asked as the viewer.
"""

from typing import Annotated

import strawberry
from strawberry import UNSET

from api.context import Asked
from api.queries.connection import After, Before, Counted, First, Last, derived, paging
from api.queries.filters import ReviewsWanted, wanted
from api.queries.moments import MinPosition
from api.queries.review import Review, review_of, reviews
from api.scalars import UuidText, read_uuid
from domain.reference import evaluation
from domain.review.vocabulary import ReviewedPhase
from projections.reviews.queries import ReviewFilter

__all__ = ["ReviewQueries"]

MODELS = ("investigations", "reviews")

ReviewId = Annotated[UuidText, strawberry.argument(description="Id of the review.")]


@strawberry.type(description="A question by which the parties evaluate their joint work.")
class EvaluationQuestion:
    """A question of the evaluation."""

    code: str = strawberry.field(description="Its code, which never changes.")
    phase: ReviewedPhase = strawberry.field(description="The phase of the joint work that it is about.")
    text: str = strawberry.field(description="The question, in English.")


@strawberry.type
class ReviewQueries:
    """What can be read of reviews."""

    @derived("The reviews of your investigations, the one that was opened last first.")
    async def reviews(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        *,
        filter: ReviewsWanted = UNSET,  # noqa: A002  # the argument's public name
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Counted[Review]:
        """This will return a page of reviews."""
        await info.context.catch_up(min_position, MODELS)
        return await reviews(info, wanted(ReviewFilter, filter), paging(first, after, last, before))

    @derived("A review; null where there is none for you.")
    async def review(self, info: Asked, review_id: ReviewId, min_position: MinPosition = UNSET) -> Review | None:
        """This will return one review."""
        context, wanted_id = info.context, read_uuid(review_id, "reviewId")
        await context.catch_up(min_position, MODELS)
        row = await context.loaders.review.load(wanted_id)
        if row is None:
            context.note.missed(wanted_id)
        return review_of(row) if row else None

    @derived("The questions by which joint work is evaluated, phase by phase.")
    def evaluation_questions(self) -> list[EvaluationQuestion]:
        """This will return them all."""
        return [
            EvaluationQuestion(code=each.code, phase=ReviewedPhase(each.phase), text=each.text)
            for each in evaluation.all()
        ]
