"""Writes a folded review as rows of its tables.

It must not fold, nor look at the present.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from projections.engine.read_model import Row, Table, array, moment
from projections.reviews.folded import Folded, Part, Recommendation, encode
from projections.reviews.rows import RecommendationStanding

__all__ = ["TABLES", "rows_of"]

_KEY = ("review_id", "uuid")

_REVIEWS = Table(
    "reviews",
    (
        "review_id", "investigation_id", "review_type", "subject", "opened_by_agency_id", "opened_by", "opened_at",
        "updated_at", "window_from", "window_to", "finalised_at", "finalising_reason", "is_held", "is_erased",
        "version", "position", "began", "folded",
    ),
    key=_KEY,
)  # fmt: skip

_CONFIRMATIONS = Table("review_confirmations", ("review_id", "investigation_id", "agency_id", "position"), key=_KEY)

_PARTS = Table(
    "review_parts",
    (
        "review_id", "investigation_id", "part_id", "phase", "category", "agency_id", "author", "event_ids",
        "event_positions", "text", "recorded_at", "position", "need_part",
    ),
    key=_KEY,
)  # fmt: skip

_ANSWERS = Table(
    "review_answers",
    ("review_id", "investigation_id", "question", "agency_id", "answered_by", "answer", "recorded_at"),
    key=_KEY,
)

_RECOMMENDATIONS = Table(
    "review_recommendations",
    (
        "review_id", "investigation_id", "recommendation_id", "finding_id", "by_agency_id", "agency_id", "text",
        "made_at", "standing", "replied_at", "reply", "verified_at", "followup_ids", "position", "need_part",
    ),
    key=_KEY,
)  # fmt: skip

TABLES = (_REVIEWS, _CONFIRMATIONS, _PARTS, _ANSWERS, _RECOMMENDATIONS)
"""All tables whose rows are those of a review, in the order of `rows_of`."""


def rows_of(review_id: UUID, folded: Folded) -> tuple[list[Row], ...]:
    """This will write a review as the rows of each of TABLES."""
    ids: Row = (str(review_id), str(folded.investigation_id))
    return (
        [_review(ids, folded)],
        [(*ids, agency_id, position) for agency_id, position in folded.confirmed.items()],
        [_part(ids, part) for part in (*folded.annotations, *folded.findings)],
        [
            (*ids, each.question, each.agency_id, each.answered_by, each.answer, each.recorded_at.isoformat())
            for each in folded.answers.values()
        ],
        [row for made in folded.recommendations.values() for row in _recommendation(ids, folded, made)],
    )


def _review(ids: Row, folded: Folded) -> Row:
    first, last = folded.window or (None, None)
    return (
        *ids,
        folded.review_type,
        folded.subject,
        folded.opened_by_agency_id,
        folded.opened_by,
        moment(folded.opened_at),
        moment(folded.updated_at),
        first,
        last,
        moment(folded.finalised_at),
        folded.finalising_reason,
        bool(folded.held_by),
        folded.is_erased,
        folded.version,
        folded.position,
        folded.began,
        encode(folded),
    )


def _part(ids: Row, part: Part) -> Row:
    return (
        *ids,
        str(part.part_id),
        part.phase,
        part.category,
        part.agency_id,
        part.author,
        array(str(pin.event_id) for pin in part.pins),
        array(str(pin.position) for pin in part.pins),
        part.text,
        moment(part.recorded_at),
        part.position,
        None if part.need is None else str(part.need),
    )


def _recommendation(ids: Row, folded: Folded, made: Recommendation) -> Iterator[Row]:
    for agency_id in made.to_agency_ids:
        reply, verified_at = made.replies.get(agency_id), _verified_at(folded, made, agency_id)
        yield (
            *ids,
            str(made.recommendation_id),
            str(made.finding_id),
            made.by_agency_id,
            agency_id,
            made.text,
            moment(made.recorded_at),
            _standing(made, agency_id, verified_at).value,
            moment(reply.replied_at) if reply else None,
            reply.words if reply else None,
            moment(verified_at),
            array(str(each) for each in _tasks(folded, made, agency_id)),
            made.position,
            None if made.need is None else str(made.need),
        )


def _standing(made: Recommendation, agency_id: str, verified_at: datetime | None) -> RecommendationStanding:
    reply = made.replies.get(agency_id)
    if reply is None:
        return RecommendationStanding.OPEN
    if not reply.is_accepted:
        return RecommendationStanding.DECLINED
    return RecommendationStanding.ACCEPTED if verified_at is None else RecommendationStanding.VERIFIED


def _tasks(folded: Folded, made: Recommendation, agency_id: str) -> Iterator[UUID]:
    for followup_id, task in folded.tasks.items():
        is_of_it = task.recommendation_id == made.recommendation_id and task.agency_id == agency_id
        if is_of_it and not task.is_cancelled:
            yield followup_id


def _verified_at(folded: Folded, made: Recommendation, agency_id: str) -> datetime | None:
    done = (folded.tasks[each].verified_at for each in _tasks(folded, made, agency_id))
    return min((each for each in done if each is not None), default=None)
