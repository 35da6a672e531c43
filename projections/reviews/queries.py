"""Reads of reviews and their parts, as far as the viewer sees what these rest on.

They must not tell a part that is not for the viewer from one that does not exist.
"""

from collections.abc import Iterable
from typing import LiteralString, Protocol, TypeVar
from uuid import UUID

from projections.paging import Page, Paging, as_number, cut, window
from projections.reading import Source, read, read_count
from projections.reviews import statements
from projections.reviews.rows import (
    AddresseeRow,
    AnnotationRow,
    AnswerRow,
    ConfirmationRow,
    FindingRow,
    ReviewFilter,
    ReviewRow,
)
from projections.viewer import Viewer

__all__ = [
    "AddresseeRow", "AnnotationRow", "AnswerRow", "ConfirmationRow", "FindingRow", "ReviewFilter", "ReviewRow",
    "addressees", "annotations", "answers", "confirmations", "findings", "reviews", "reviews_of", "reviews_total",
]  # fmt: skip

_ORDER = "reviews"

_BEYOND = str(2**63 - 1)
"""A position that no log reaches."""


class OfReview(Protocol):
    """A row of a review."""

    @property
    def review_id(self) -> UUID:
        """Id of the review."""
        ...


R = TypeVar("R", bound=OfReview)


async def reviews(source: Source, viewer: Viewer, wanted: ReviewFilter, paging: Paging) -> Page[ReviewRow]:
    """This will return a page of reviews, the one that was opened last first.

    Raises InvalidInput for a bad page or cursor.
    """
    asked = window(paging, _ORDER, as_number)
    bounds = {"below": (asked.after or (_BEYOND,))[0], "above": (asked.before or ("-1",))[0]}
    statement = statements.BACKWARD if asked.backward else statements.FORWARD
    parameters = {**_parameters(viewer, wanted), **bounds, "limit": asked.limit}
    return cut(await read(source, statement, parameters, ReviewRow), asked, _ORDER, lambda row: (str(row.began),))


async def reviews_total(source: Source, viewer: Viewer, wanted: ReviewFilter) -> int:
    """This will count the reviews that `reviews` would page through."""
    return await read_count(source, statements.TOTAL, _parameters(viewer, wanted))


async def reviews_of(source: Source, viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, ReviewRow]:
    """This will return those of the reviews that there are for the viewer."""
    parameters = {**viewer.parameters, "reviews": list(ids)}
    return {row.review_id: row for row in await read(source, statements.SOME, parameters, ReviewRow)}


async def confirmations(source: Source, viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, tuple[ConfirmationRow, ...]]:
    """This will return up to where the timeline was confirmed in several reviews."""
    return await _by_review(source, viewer, ids, (statements.CONFIRMATIONS, ConfirmationRow))


async def annotations(source: Source, viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, tuple[AnnotationRow, ...]]:
    """This will return what was said in several reviews of events that the viewer sees."""
    return await _by_review(source, viewer, ids, (statements.ANNOTATIONS, AnnotationRow))


async def findings(source: Source, viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, tuple[FindingRow, ...]]:
    """This will return what several reviews found, as far as the viewer sees every event that shows it."""
    return await _by_review(source, viewer, ids, (statements.FINDINGS, FindingRow))


async def answers(source: Source, viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, tuple[AnswerRow, ...]]:
    """This will return the answers of several evaluations."""
    return await _by_review(source, viewer, ids, (statements.ANSWERS, AnswerRow))


async def addressees(source: Source, viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, tuple[AddresseeRow, ...]]:
    """This will return the recommendations of several reviews, once for each agency to which one was made."""
    return await _by_review(source, viewer, ids, (statements.ADDRESSEES, AddresseeRow))


async def _by_review(
    source: Source, viewer: Viewer, ids: Iterable[UUID], asked: tuple[LiteralString, type[R]]
) -> dict[UUID, tuple[R, ...]]:
    statement, row = asked
    found: dict[UUID, list[R]] = {}
    for each in await read(source, statement, {**viewer.parameters, "reviews": list(ids)}, row):
        found.setdefault(each.review_id, []).append(each)
    return {review_id: tuple(rows) for review_id, rows in found.items()}


def _parameters(viewer: Viewer, wanted: ReviewFilter) -> dict[str, object]:
    return {
        **viewer.parameters,
        "investigation": wanted.investigation_id,
        "review_type": wanted.review_type.value if wanted.review_type else None,
        "finalised": wanted.is_finalised,
    }
