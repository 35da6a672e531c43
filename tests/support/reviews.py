"""An invented review that specs start from, of the investigation in tests/support/items.py: FR-SPOC leads.

It must resemble none.
"""

from typing import Any
from uuid import UUID, uuid5

from msgspec.structs import replace

from domain.aggregate import Aggregate, Entry, StreamKey
from domain.event import Audience, Event
from domain.investigation import INVESTIGATION
from domain.item import ITEM
from domain.review import REVIEW, Review
from domain.review.events import (
    AnnotationAdded,
    FindingRecorded,
    RecommendationAccepted,
    RecommendationMade,
    ReplayWindowFixed,
    ReviewFinalised,
    ReviewOpened,
    TimelineConfirmed,
)
from domain.review.vocabulary import EntryNeed, FindingCategory, Pin, ReviewedPhase, ReviewType
from tests.support.given import Given, Happened, given, recorded
from tests.support.investigations import CASE
from tests.support.items import ITEM_ID, WORLD

__all__ = [
    "ACCEPTED", "ANNOTATION", "CONFIRMED", "FACT", "FINALISED", "FINDING", "FIXED", "HOLD", "OF_ITEM", "OPENED",
    "RECOMMENDATION", "REVIEW_ID", "annotated", "entry", "found", "of_case", "of_item", "recommended", "review",
]  # fmt: skip

REVIEW_ID = UUID("7d0a3c1e-5b53-4c52-9b1f-2f7f1c8f5c01")
ANNOTATION, FINDING, RECOMMENDATION, HOLD = (uuid5(REVIEW_ID, each) for each in ("said", "found", "advised", "held"))
FACT = uuid5(REVIEW_ID, "fact")
"""Id of an event of the case."""

OPENED = ReviewOpened(
    review_id=REVIEW_ID,
    investigation_id=CASE,
    review_type=ReviewType.MID_TERM,
    opened_by_agency_id="FR-SPOC",
    subject="The first half year",
)
FIXED = ReplayWindowFixed(review_id=REVIEW_ID, from_position=1, to_position=50)
CONFIRMED = TimelineConfirmed(review_id=REVIEW_ID, agency_id="FR-SPOC", position=50)
ACCEPTED = RecommendationAccepted(review_id=REVIEW_ID, recommendation_id=RECOMMENDATION, agency_id="BE-SPOC")
FINALISED = ReviewFinalised(review_id=REVIEW_ID)
OF_ITEM = EntryNeed(item_id=ITEM_ID)


def review(*happenings: Event | Happened, and_then: tuple[Event, ...] = ()) -> Given[Review]:
    """This will start a spec from what happened in the review. and_then: what happened in the investigation later."""
    return given(REVIEW, *happenings).knowing(INVESTIGATION, CASE, *WORLD, *and_then).with_log_up_to(60)


def annotated(*needs: EntryNeed) -> AnnotationAdded:
    """This will have said something of an event, for BE-SPOC."""
    pin = Pin(event_id=FACT, position=7)
    return AnnotationAdded(
        review_id=REVIEW_ID, annotation_id=ANNOTATION, agency_id="BE-SPOC", pin=pin, text="Too late.", needs=needs
    )


def found(*needs: EntryNeed) -> FindingRecorded:
    """This will have recorded what FR-SPOC found."""
    return FindingRecorded(
        review_id=REVIEW_ID,
        finding_id=FINDING,
        agency_id="FR-SPOC",
        phase=ReviewedPhase.OPERATIONAL,
        category=FindingCategory.PRACTICAL_DIFFICULTY,
        pins=(Pin(event_id=FACT, position=7),),
        text="Receipts come late.",
        needs=needs,
    )


def recommended(*needs: EntryNeed, to: tuple[str, ...] = ("BE-SPOC",)) -> RecommendationMade:
    """This will have recommended something to agencies, from the finding."""
    return RecommendationMade(
        review_id=REVIEW_ID,
        recommendation_id=RECOMMENDATION,
        finding_id=FINDING,
        by_agency_id="FR-SPOC",
        to_agency_ids=to,
        text="Let a second person acknowledge.",
        needs=needs,
    )


def entry(
    room: Aggregate[Any],
    stream_id: UUID,
    *happenings: Event | Happened,
    audience: Audience = Audience(),  # noqa: B008  # it is frozen
) -> Entry:
    """This will make an entry at position 7 of the last of these events, which all happened in one stream."""
    *earlier, last = happenings
    made = recorded(last, 7)
    envelope = replace(made.envelope, event_id=FACT, case_id=CASE, audience=audience)
    return Entry(type(made)(made.event, envelope, 7), StreamKey(room.name, stream_id), given(room, *earlier).state)


def of_case(event: Event = WORLD[0]) -> Entry:
    """This will make an entry of the investigation itself."""
    return entry(INVESTIGATION, CASE, event)


def of_item(*happenings: Event, audience: Audience = Audience()) -> Entry:  # noqa: B008  # it is frozen
    """This will make an entry of the item."""
    return entry(ITEM, ITEM_ID, *happenings, audience=audience)
