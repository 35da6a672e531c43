"""A review as its read model folds it: its parts, each with its texts, and how each recommendation stands.

It must not decide who may see a part: what a part needs, its events tell.
"""

from datetime import datetime
from functools import singledispatch
from uuid import UUID

from msgspec import Struct, field
from msgspec.json import Decoder, Encoder

from domain.erasure import KeptText, without_texts
from domain.event import Recorded
from domain.followup.events import (
    FollowUpAssigned,
    FollowUpCancelled,
    FollowUpOpened,
    FollowUpVerified,
)
from domain.review import events
from domain.review.vocabulary import Pin

__all__ = ["Answer", "Folded", "Part", "Recommendation", "Task", "begun", "decode", "encode", "take"]


class Part(Struct):
    """An annotation or a finding. phase, category: of a finding alone. need: its part in review_needs, or None."""

    part_id: UUID
    agency_id: str
    author: str
    pins: tuple[Pin, ...]
    text: KeptText
    recorded_at: datetime
    position: int
    need: UUID | None
    phase: str | None = None
    category: str | None = None


class Answer(Struct):
    """The answer of a party, of all together where agency_id is empty."""

    question: str
    agency_id: str
    answered_by: str
    answer: KeptText
    recorded_at: datetime


class Reply(Struct):
    """What an agency said to a recommendation."""

    is_accepted: bool
    words: KeptText | None
    replied_at: datetime


class Task(Struct):
    """A follow-up of a recommendation. agency_id: which is to do it."""

    recommendation_id: UUID
    agency_id: str | None = None
    verified_at: datetime | None = None
    is_cancelled: bool = False


class Recommendation(Struct):
    """A recommendation. replies: by agency; of those that did not answer, nothing."""

    recommendation_id: UUID
    finding_id: UUID
    by_agency_id: str
    to_agency_ids: tuple[str, ...]
    text: KeptText
    recorded_at: datetime
    position: int
    need: UUID | None
    replies: dict[str, Reply] = field(default_factory=dict)


class Folded(Struct):
    """A review; changed in place by the folding alone. version, position, updated_at: by what every member sees."""

    investigation_id: UUID
    review_type: str
    subject: KeptText
    opened_by_agency_id: str
    opened_by: str
    opened_at: datetime
    updated_at: datetime
    began: int
    window: tuple[int, int] | None = None
    confirmed: dict[str, int] = field(default_factory=dict)
    finalised_at: datetime | None = None
    finalising_reason: KeptText | None = None
    held_by: dict[UUID, str] = field(default_factory=dict)
    is_erased: bool = False
    annotations: list[Part] = field(default_factory=list)
    findings: list[Part] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)
    recommendations: dict[UUID, Recommendation] = field(default_factory=dict)
    tasks: dict[UUID, Task] = field(default_factory=dict)
    version: int = 0
    position: int = 0


decode = Decoder(Folded).decode
_encoder = Encoder()


def encode(folded: Folded) -> str:
    """This will write a review as it is stored."""
    return _encoder.encode(folded).decode()


def begun(event: events.ReviewOpened, recorded: Recorded) -> Folded:
    """This will begin a review with its first event."""
    at = recorded.envelope.recorded_at
    return Folded(
        investigation_id=event.investigation_id,
        review_type=event.review_type.value,
        subject=event.subject,
        opened_by_agency_id=event.opened_by_agency_id,
        opened_by=recorded.envelope.actor_id,
        opened_at=at,
        updated_at=at,
        began=recorded.position,
        version=1,
        position=recorded.position,
    )


def take(folded: Folded, recorded: Recorded, need: UUID | None) -> Folded:
    """This will take an event into the review; by the event that erases its texts it becomes another.

    need: the part in review_needs that the event is of, where not every member may see it.
    """
    event = recorded.event
    if event.TOPIC.startswith("review.") and need is None:
        folded.version += 1
    if event.TOPIC.startswith("review.") and not isinstance(event, events.OF_PARTS):
        folded.position, folded.updated_at = recorded.position, recorded.envelope.recorded_at
    if isinstance(event, events.ReviewTextsErased):
        folded.is_erased = True
        return without_texts(folded)
    _apply(event, folded, recorded, need)
    return folded


@singledispatch
def _apply(_event: object, _folded: Folded, _recorded: Recorded, _need: UUID | None) -> None:
    """What is not known changes nothing."""


@_apply.register
def _fixed(event: events.ReplayWindowFixed, folded: Folded, _recorded: Recorded, _need: UUID | None) -> None:
    folded.window = (event.from_position, event.to_position)


@_apply.register
def _confirmed(event: events.TimelineConfirmed, folded: Folded, _recorded: Recorded, _need: UUID | None) -> None:
    folded.confirmed[event.agency_id] = event.position


@_apply.register
def _annotated(event: events.AnnotationAdded, folded: Folded, recorded: Recorded, need: UUID | None) -> None:
    envelope = recorded.envelope
    folded.annotations.append(
        Part(
            event.annotation_id, event.agency_id, envelope.actor_id, (event.pin,), event.text, envelope.recorded_at,
            recorded.position, need,
        )
    )  # fmt: skip


@_apply.register
def _found(event: events.FindingRecorded, folded: Folded, recorded: Recorded, need: UUID | None) -> None:
    envelope = recorded.envelope
    folded.findings.append(
        Part(
            event.finding_id, event.agency_id, envelope.actor_id, event.pins, event.text, envelope.recorded_at,
            recorded.position, need, event.phase.value, event.category.value,
        )
    )  # fmt: skip


@_apply.register
def _answered(event: events.EvaluationAnswered, folded: Folded, recorded: Recorded, _need: UUID | None) -> None:
    envelope, agency_id = recorded.envelope, event.agency_id or ""
    folded.answers[f"{event.question} {agency_id}"] = Answer(
        event.question, agency_id, envelope.actor_id, event.answer, envelope.recorded_at
    )


@_apply.register
def _recommended(event: events.RecommendationMade, folded: Folded, recorded: Recorded, need: UUID | None) -> None:
    folded.recommendations[event.recommendation_id] = Recommendation(
        event.recommendation_id, event.finding_id, event.by_agency_id, event.to_agency_ids, event.text,
        recorded.envelope.recorded_at, recorded.position, need,
    )  # fmt: skip


@_apply.register
def _accepted(event: events.RecommendationAccepted, folded: Folded, recorded: Recorded, _need: UUID | None) -> None:
    if made := folded.recommendations.get(event.recommendation_id):
        made.replies[event.agency_id] = Reply(True, event.note, recorded.envelope.recorded_at)


@_apply.register
def _declined(event: events.RecommendationDeclined, folded: Folded, recorded: Recorded, _need: UUID | None) -> None:
    if made := folded.recommendations.get(event.recommendation_id):
        made.replies[event.agency_id] = Reply(False, event.reason, recorded.envelope.recorded_at)


@_apply.register
def _finalised(event: events.ReviewFinalised, folded: Folded, recorded: Recorded, _need: UUID | None) -> None:
    folded.finalised_at, folded.finalising_reason = recorded.envelope.recorded_at, event.reason


@_apply.register
def _reopened(_event: events.ReviewReopened, folded: Folded, _recorded: Recorded, _need: UUID | None) -> None:
    folded.finalised_at = folded.finalising_reason = None


@_apply.register
def _held(event: events.LegalHoldPlaced, folded: Folded, _recorded: Recorded, _need: UUID | None) -> None:
    folded.held_by[event.hold_id] = event.agency_id


@_apply.register
def _released(event: events.LegalHoldLifted, folded: Folded, _recorded: Recorded, _need: UUID | None) -> None:
    folded.held_by.pop(event.hold_id, None)


@_apply.register
def _begun(event: FollowUpOpened, folded: Folded, _recorded: Recorded, _need: UUID | None) -> None:
    if event.source_id is not None:
        folded.tasks[event.followup_id] = Task(event.source_id)


@_apply.register
def _assigned(event: FollowUpAssigned, folded: Folded, _recorded: Recorded, _need: UUID | None) -> None:
    if task := folded.tasks.get(event.followup_id):
        task.agency_id = event.agency_id


@_apply.register
def _verified(event: FollowUpVerified, folded: Folded, recorded: Recorded, _need: UUID | None) -> None:
    if task := folded.tasks.get(event.followup_id):
        task.verified_at = recorded.envelope.recorded_at


@_apply.register
def _cancelled(event: FollowUpCancelled, folded: Folded, _recorded: Recorded, _need: UUID | None) -> None:
    if task := folded.tasks.get(event.followup_id):
        task.is_cancelled = True
