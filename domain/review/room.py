"""The room of reviews, as the application sees it.

It must not decide anything itself.
"""

from collections.abc import Iterable
from uuid import UUID

from domain.aggregate import Aggregate, StreamKey
from domain.review.commands import (
    DECISIONS,
    AcceptRecommendation,
    DeclineRecommendation,
    MakeRecommendation,
    OpenReview,
)
from domain.review.seeing import streams_of
from domain.review.state import Review, evolve, version_for
from domain.review.vocabulary import EntryNeed

__all__ = ["REVIEW"]


def _reads(command: object, review: Review) -> Iterable[StreamKey]:
    if isinstance(command, OpenReview):
        yield StreamKey("investigation", command.investigation_id)
    elif review.exists:
        yield StreamKey("investigation", review.investigation_id)
    yield from streams_of(_needs_of_part(command, review))


def _needs_of_part(command: object, review: Review) -> tuple[EntryNeed, ...]:
    match command:
        case MakeRecommendation(finding_id=UUID() as finding_id):
            return review.findings.get(finding_id, ())
        case AcceptRecommendation() | DeclineRecommendation():
            made = review.recommendations.get(command.recommendation_id)
            return made.needs if made else ()
    return ()


REVIEW = Aggregate(
    name="review",
    initial=Review(),
    evolve=evolve,
    decisions=DECISIONS,
    case_of=lambda state: state.investigation_id,
    reads=_reads,
    audience=lambda state: state.audience,
    version_for=version_for,
)
