"""Whatever is asked of a review, in any order: it answers or refuses, and what is said keeps to whom it may be told.

Each step is held against an oracle that knows nothing of the room: who has the item, who is cleared for what.
"""

from itertools import pairwise
from typing import Any
from uuid import UUID

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st
from msgspec.structs import replace

from domain.aggregate import Actor, Command, Entry
from domain.item import ITEM
from domain.review import REVIEW, Review
from domain.review.commands import (
    AcceptRecommendation,
    AddAnnotation,
    ConfirmTimeline,
    FixReplayWindow,
    MakeRecommendation,
    RecordFinding,
)
from domain.review.events import LegalHoldPlaced, ReviewTextsErased
from domain.review.vocabulary import EntryNeed
from domain.vocabulary import Classification
from tests.support.agencies import IMPORTER
from tests.support.given import Given, Then
from tests.support.investigations import BEN, CASE, LENA, OUTSIDER, RITA
from tests.support.items import CARL, DORA, INGA, ITEM_ID, REGISTERED, SHARED
from tests.support.random_commands import any_command, any_of
from tests.support.reviews import (
    ANNOTATION,
    CONFIRMED,
    FACT,
    FINALISED,
    FINDING,
    FIXED,
    HOLD,
    OF_ITEM,
    OPENED,
    RECOMMENDATION,
    REVIEW_ID,
    found,
    of_case,
    of_item,
    recommended,
    review,
)

SHARING, OTHER = UUID(int=901), UUID(int=902)
"""Ids of the event by which the item is shared, and of an event that the case does not have."""

POOLS: dict[str, list[Any]] = {
    "review_id": [REVIEW_ID],
    "investigation_id": [CASE],
    "annotation_id": [ANNOTATION, HOLD],
    "finding_id": [FINDING, OTHER],
    "recommendation_id": [RECOMMENDATION, SHARING],
    "event_id": [FACT, SHARING, SHARING, OTHER],
    "event_ids": [*[FACT, SHARING] * 3, OTHER],
    "question": ["COMMUNICATION", "NONE"],
    "compartments": ["HARBOUR", "HARBOUR", "AIRPORT"],
    "classification": [None, Classification.RESTRICTED, Classification.SECRET],
    "agency_id": [*[None] * 5, "BE-SPOC"],
    "by_agency_id": [*[None] * 5, "BE-SPOC"],
    "to_agency_ids": [*["FR-SPOC", "BE-SPOC"] * 2, "DE-SPOC", "AT-SPOC"],
    "from_position": [1, 3],
    "to_position": [2, 50, 70],
    "position": [2, 7, 50, 70],
}
ACTORS = [*[LENA] * 6, *[BEN, CARL, DORA, INGA] * 2, RITA, OUTSIDER, IMPORTER]
SAYING = (AddAnnotation, RecordFinding, MakeRecommendation, AcceptRecommendation, FixReplayWindow, ConfirmTimeline)
COMMANDS = st.one_of(any_of(SAYING, POOLS), any_of(SAYING, POOLS), any_command(REVIEW, POOLS))
STEPS = st.lists(st.tuples(COMMANDS, st.sampled_from(ACTORS)), min_size=15, max_size=40)

PARTNERS = {"FR-SPOC", "BE-SPOC", "DE-SPOC", "IT-SPOC"}
HAVING = {"FR-SPOC", "BE-SPOC"}
CLEARED = {
    LENA: set(Classification),
    CARL: set(Classification) - {Classification.TOP_SECRET},
    INGA: {Classification.RESTRICTED},
}
IN_HARBOUR = {LENA, CARL}

Steps = list[tuple[Command, Actor]]
Taken = list[tuple[Actor, Given[Review], Then[Review]]]


def of_sharing() -> Entry:
    """The sharing of the item with BE-SPOC, at position 9."""
    made = of_item(REGISTERED, SHARED)
    envelope = replace(made.recorded.envelope, event_id=SHARING)
    return Entry(replace(made.recorded, envelope=envelope, position=9), made.key, made.before)


def begun() -> Given[Review]:
    """A review with a recommendation that rests on the item, and was made also to who does not have it any more."""
    said = (found(OF_ITEM), recommended(OF_ITEM, to=("BE-SPOC", "FR-SPOC", "DE-SPOC")))
    known = review(OPENED, FIXED, CONFIRMED, *said).knowing(ITEM, ITEM_ID, REGISTERED, SHARED)
    return known.with_entries(of_case(), of_sharing())


def opened() -> Given[Review]:
    """A review of which nothing is fixed yet."""
    return review(OPENED).knowing(ITEM, ITEM_ID, REGISTERED, SHARED).with_entries(of_case(), of_sharing())


def held() -> Given[Review]:
    """A finalised review that somebody holds."""
    hold = LegalHoldPlaced(review_id=REVIEW_ID, hold_id=UUID(int=1), agency_id="BE-SPOC", reason="An appeal")
    return review(OPENED, FIXED, FINALISED, hold).with_entries(of_case(), of_sharing())


STARTS = st.sampled_from([opened(), begun(), begun(), held()])


def walk(spec: Given[Review], steps: Steps) -> Taken:
    taken: Taken = []
    for command, by in steps:
        then = spec.when(command, by=by)
        taken.append((by, spec, then))
        spec = then.after
    return taken


def states(taken: Taken) -> list[Review]:
    return [taken[0][1].state, *(then.state for _, _, then in taken)]


def told(taken: Taken) -> list[tuple[Actor, EntryNeed]]:
    """What persons had to meet to see what they said, or answered."""
    said = ((by, then.state.needs_of(event)) for by, _, then in taken for event in then.events)
    return [(by, need) for by, needs in said if by != IMPORTER for need in needs]


def meets(person: Actor, need: EntryNeed) -> bool:
    has_item = need.item_id is None or person.agency_id in HAVING
    is_cleared = need.classification is None or need.classification in CLEARED.get(person, set())
    return has_item and is_cleared and (not need.compartments or person in IN_HARBOUR)


def contents(state: Review) -> tuple[Any, ...]:
    return (state.window, state.confirmed, state.annotations, state.findings, state.recommendations.keys())


@settings(max_examples=80, deadline=None)
@for_all(start=STARTS, steps=STEPS)
def test_nobody_says_or_answers_what_one_may_not_see(start: Given[Review], steps: Steps) -> None:
    assert all(meets(by, need) for by, need in told(walk(start, steps)))


@settings(max_examples=80, deadline=None)
@for_all(start=STARTS, steps=STEPS)
def test_nothing_is_added_to_a_finalised_review(start: Given[Review], steps: Steps) -> None:
    both = [pair for pair in pairwise(states(walk(start, steps))) if all(each.is_finalised for each in pair)]
    assert all(contents(before) == contents(after) for before, after in both)


@settings(max_examples=80, deadline=None)
@for_all(start=STARTS, steps=STEPS)
def test_only_partners_that_were_asked_answer_and_no_answer_changes(start: Given[Review], steps: Steps) -> None:
    course = states(walk(start, steps))
    made = [each for state in course for each in state.recommendations.values()]
    assert all(each.answers.keys() <= set(each.to_agency_ids) <= PARTNERS for each in made)
    before_and_after = (
        (each.answers.items(), after.recommendations[known_as].answers.items())
        for before, after in pairwise(course)
        for known_as, each in before.recommendations.items()
    )
    assert all(earlier <= later for earlier, later in before_and_after)


@settings(max_examples=80, deadline=None)
@for_all(start=STARTS, steps=STEPS)
def test_texts_go_only_when_it_is_finalised_and_nobody_holds_it(start: Given[Review], steps: Steps) -> None:
    erasing = [
        spec.state for _, spec, then in walk(start, steps) if any(type(e) is ReviewTextsErased for e in then.events)
    ]
    assert all(state.is_finalised and not state.holds for state in erasing)


@settings(max_examples=80, deadline=None)
@for_all(start=STARTS, steps=STEPS)
def test_persons_are_told_as_many_versions_as_every_member_sees(start: Given[Review], steps: Steps) -> None:
    taken = walk(start, steps)
    seen = sum(not then.state.needs_of(event) for _, _, then in taken for event in then.events)
    assert states(taken)[-1].open_version == start.state.open_version + seen
