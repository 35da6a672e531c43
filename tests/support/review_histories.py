"""The course of a review, with parts that every member sees and parts that few see, and of what grew out of it.

It must not know a log: what a part needs of its readers, its events tell.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid5

from domain.erasure import ErasureReason
from domain.event import Event
from domain.followup.events import FollowUpAssigned, FollowUpCompleted, FollowUpOpened, FollowUpVerified, SourceKind
from domain.review import events
from domain.review.vocabulary import EntryNeed, FindingCategory, Pin, ReviewedPhase, ReviewType
from domain.vocabulary import Classification

__all__ = ["course_of_review"]

Sides = tuple[str, str]

TEXT = 'Too late, 100% "late"\n\\'


def course_of_review(rng: random.Random, case: UUID, sides: Sides) -> Iterator[tuple[UUID, str, Event]]:
    """This will tell of a review and of the follow-ups that grew out of it, with streams and who acts.

    sides: who leads, and to whom it is recommended. Parts rest on the request and the item of `confined`.
    """
    review, (lead, other) = uuid5(case, "review"), sides
    hidden = (EntryNeed(request_id=uuid5(case, "request")), EntryNeed(item_id=uuid5(case, "item"), told=(lead, other)))
    secret = (EntryNeed(classification=Classification.SECRET, compartments=("ALPHA",)),)
    of_compartment = (EntryNeed(compartments=("ALPHA",), is_of_compartment=True),)
    for event in _opening(review, case, lead):
        yield review, lead, event
    for name, needs in (("open", ()), ("hidden", hidden), ("secret", secret), ("compartment", of_compartment)):
        yield review, other, _annotation(review, uuid5(review, f"said {name}"), other, needs)
        finding = _finding(review, uuid5(review, f"found {name}"), lead, needs)
        yield review, lead, finding
        yield review, lead, _recommendation(finding, uuid5(review, f"advised {name}"), sides)
    for name, needs in (("open", ()), ("hidden", hidden)):
        advised = _Advised(review, case, name, needs)
        yield from _answers(advised, sides, rng.choice([None, "We shall."]))
        yield from ((advised.task, lead, event) for event in _task(advised, sides)[: rng.randint(1, 4)])
    for event in _ending(rng, review):
        yield review, lead, event


def _opening(review: UUID, case: UUID, lead: str) -> Iterator[Event]:
    yield events.ReviewOpened(
        review_id=review, investigation_id=case, review_type=ReviewType.MID_TERM, opened_by_agency_id=lead, subject=TEXT
    )
    yield events.ReplayWindowFixed(review_id=review, from_position=1, to_position=20)
    yield events.TimelineConfirmed(review_id=review, agency_id=lead, position=20)
    yield events.EvaluationAnswered(review_id=review, question="COMMUNICATION", agency_id=None, answer=TEXT)
    yield events.EvaluationAnswered(review_id=review, question="COMMUNICATION", agency_id=lead, answer="By mail")
    yield events.EvaluationAnswered(review_id=review, question="COMMUNICATION", agency_id=lead, answer="By radio")


def _annotation(review: UUID, known_as: UUID, agency_id: str, needs: tuple[EntryNeed, ...]) -> Event:
    pin = Pin(event_id=uuid5(review, "event"), position=7)
    return events.AnnotationAdded(
        review_id=review, annotation_id=known_as, agency_id=agency_id, pin=pin, text=TEXT, needs=needs
    )


def _finding(review: UUID, known_as: UUID, agency_id: str, needs: tuple[EntryNeed, ...]) -> events.FindingRecorded:
    pins = tuple(Pin(event_id=uuid5(review, f"event {position}"), position=position) for position in (3, 9))
    return events.FindingRecorded(
        review_id=review, finding_id=known_as, agency_id=agency_id, phase=ReviewedPhase.OPERATIONAL,
        category=FindingCategory.PRACTICAL_DIFFICULTY, pins=pins, text=TEXT, needs=needs,
    )  # fmt: skip


def _recommendation(finding: events.FindingRecorded, known_as: UUID, sides: Sides) -> Event:
    return events.RecommendationMade(
        review_id=finding.review_id, recommendation_id=known_as, finding_id=finding.finding_id, by_agency_id=sides[0],
        to_agency_ids=sides, text="Let a second person acknowledge", needs=finding.needs,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Advised:
    """A recommendation, and the follow-up that grows out of it."""

    review: UUID
    case: UUID
    name: str
    needs: tuple[EntryNeed, ...]

    @property
    def known_as(self) -> UUID:
        """Id of the recommendation."""
        return uuid5(self.review, f"advised {self.name}")

    @property
    def task(self) -> UUID:
        """Id of the follow-up."""
        return uuid5(self.review, f"task {self.name}")


def _answers(advised: _Advised, sides: Sides, note: str | None) -> Iterator[tuple[UUID, str, Event]]:
    (lead, other), review = sides, advised.review
    accepted = events.RecommendationAccepted(
        review_id=review, recommendation_id=advised.known_as, agency_id=other, note=note
    )
    yield review, other, accepted
    declined = events.RecommendationDeclined(
        review_id=review, recommendation_id=advised.known_as, agency_id=lead, reason="No staff"
    )
    yield review, lead, declined


def _task(advised: _Advised, sides: Sides) -> list[Event]:
    lead, other = sides
    opened = FollowUpOpened(
        followup_id=advised.task, investigation_id=advised.case, source=SourceKind.RECOMMENDATION,
        source_ref=str(advised.known_as), opened_by_agency_id=lead, task="Name a second person",
        source_id=advised.known_as, review_id=advised.review, needs=advised.needs,
    )  # fmt: skip
    return [
        opened,
        FollowUpAssigned(followup_id=advised.task, agency_id=other),
        FollowUpCompleted(followup_id=advised.task, result="done"),
        FollowUpVerified(followup_id=advised.task),
    ]


def _ending(rng: random.Random, review: UUID) -> Iterator[Event]:
    hold = uuid5(review, "hold")
    steps: list[Event] = [
        events.LegalHoldPlaced(review_id=review, hold_id=hold, agency_id="FR-SPOC", reason="A court may ask"),
        events.ReviewFinalised(review_id=review, reason="The year ends"),
        events.ReviewReopened(review_id=review, reason="The trial begins"),
        events.LegalHoldLifted(review_id=review, hold_id=hold, agency_id="FR-SPOC", reason="It did not"),
        events.ReviewFinalised(review_id=review),
        events.ReviewTextsErased(
            review_id=review, reason=ErasureReason.OTHER, up_to_version=0, explanation="Named a witness"
        ),
    ]
    yield from steps[: rng.randint(0, len(steps))]
