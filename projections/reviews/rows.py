"""What the reviews' queries take and return.

They must not carry anything of an investigation of which the viewer is no active member, nor a part that rests on what
the viewer may not see.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.review.vocabulary import FindingCategory, ReviewedPhase, ReviewType

__all__ = [
    "AddresseeRow", "AnnotationRow", "AnswerRow", "ConfirmationRow", "FindingRow", "RecommendationStanding",
    "ReviewFilter", "ReviewRow",
]  # fmt: skip


class RecommendationStanding(StrEnum):
    """How a recommendation stands with an agency; VERIFIED: accepted, and a follow-up of it is verified."""

    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    VERIFIED = "VERIFIED"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFilter:
    """Which reviews. None does not filter. is_finalised: true for those to which nothing is added any more."""

    investigation_id: UUID | None = None
    review_type: ReviewType | None = None
    is_finalised: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """A review. Moments aware, UTC, recorded. window_from, window_to: positions, None before they are fixed.

    version, position, updated_at: by what every member of the case sees. began: position of its first event.
    is_held: by a legal hold; is_erased: its texts are gone, and ERASED stands in their place.
    """

    review_id: UUID
    investigation_id: UUID
    review_type: ReviewType
    subject: str
    opened_by_agency_id: str
    opened_by: str
    opened_at: datetime
    updated_at: datetime
    window_from: int | None
    window_to: int | None
    finalised_at: datetime | None
    finalising_reason: str | None
    is_held: bool
    is_erased: bool
    version: int
    position: int
    began: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationRow:
    """Up to which position an agency confirmed the timeline."""

    review_id: UUID
    agency_id: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationRow:
    """What was said of one event. noted_items, noted_requests: what it tells of, for the access ledger."""

    review_id: UUID
    annotation_id: UUID
    agency_id: str
    author: str
    event_id: UUID
    event_position: int
    text: str
    recorded_at: datetime
    noted_items: tuple[UUID, ...]
    noted_requests: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """What was found, and the events that show it, with their positions in that order; the rest as in AnnotationRow."""

    review_id: UUID
    finding_id: UUID
    agency_id: str
    author: str
    phase: ReviewedPhase
    category: FindingCategory
    event_ids: tuple[UUID, ...]
    event_positions: tuple[int, ...]
    text: str
    recorded_at: datetime
    noted_items: tuple[UUID, ...]
    noted_requests: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """An answer to a question of the evaluation. agency_id: None for the joint answer."""

    review_id: UUID
    question: str
    agency_id: str | None
    answered_by: str
    answer: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AddresseeRow:
    """A recommendation as it was made to one agency. Moments aware, UTC, recorded; made_at tells an open one's age.

    reply: the reason of who declined, or what an accepting agency added. verified_at: of the first follow-up that the
    agency did. followup_ids: that the agency is to do, cancelled ones left out.
    """

    review_id: UUID
    recommendation_id: UUID
    finding_id: UUID
    by_agency_id: str
    agency_id: str
    text: str
    made_at: datetime
    standing: RecommendationStanding
    replied_at: datetime | None
    reply: str | None
    verified_at: datetime | None
    followup_ids: tuple[UUID, ...]
    noted_items: tuple[UUID, ...]
    noted_requests: tuple[UUID, ...]
