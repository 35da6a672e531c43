"""A review is read where it was written: what is said of an event, by those who see that event."""

from typing import Any

import pytest

from tests.api.conftest import Case
from tests.support.served import Person, Served

pytestmark = pytest.mark.postgres

REVIEW = """query($id: UUID!) { review(reviewId: $id) {
  reviewType subject windowFrom windowTo finalisedAt isErased version confirmations { agencyId position }
  annotations { annotationId agencyId author eventId text } answers { question agencyId answer }
  findings { findingId phase category eventIds eventPositions text }
  recommendations { recommendationId findingId byAgencyId text
    addressees { agencyId standing reply verifiedAt followupIds } } } }"""

TIMELINE = """query($case: UUID!) { timeline(caseId: $case, last: 50, filter: {hideSystem: false}) {
  nodes { eventId position kind reviewId } } }"""


def entries(house: Served, case: Case) -> list[dict[str, Any]]:
    """The timeline of the case as its leader sees it."""
    house.settle()
    nodes: list[dict[str, Any]] = case.leader.ask(TIMELINE, case=case.id)["timeline"]["nodes"]
    return nodes


def shown(house: Served, person: Person, review_id: str) -> Any:
    """The review as a person sees it."""
    house.settle()
    return person.ask(REVIEW, id=review_id)["review"]


@pytest.fixture
def event(house: Served, case: Case) -> str:
    """The sending of the case's request."""
    return next(str(each["eventId"]) for each in entries(house, case) if each["kind"] == "request.RequestSent")


@pytest.fixture
def review(house: Served, case: Case) -> str:
    """A review in which findings may be recorded."""
    last = max(each["position"] for each in entries(house, case))
    opened = case.leader.did("openReview", investigationId=case.id, reviewType="MID_TERM", subject="The first half")
    review_id = str(opened["aggregateId"])
    case.leader.did("fixReplayWindow", reviewId=review_id, fromPosition=1, toPosition=last)
    case.partner.did("confirmTimeline", reviewId=review_id, position=last)
    return review_id


@pytest.fixture
def advised(case: Case, review: str, event: str) -> str:
    """A recommendation to the partner; its id."""
    finding, advice = "5f0c6a1e-8d3e-4a52-9a35-2b9f5f5f2f31", "5f0c6a1e-8d3e-4a52-9a35-2b9f5f5f2f32"
    case.leader.did(
        "recordFinding", reviewId=review, findingId=finding, phase="OPERATIONAL", category="PRACTICAL_DIFFICULTY",
        eventIds=[event], text="It went out late",
    )  # fmt: skip
    case.leader.did(
        "makeRecommendation", reviewId=review, recommendationId=advice, findingId=finding, toAgencyIds=["DE-BKA"],
        text="Name a second person",
    )  # fmt: skip
    return advice


def test_a_review_shows_what_is_looked_at_and_who_confirmed_it(house: Served, case: Case, review: str) -> None:
    told = shown(house, case.partner, review)

    assert (told["reviewType"], told["subject"], told["windowFrom"], told["version"]) == (
        "MID_TERM", "The first half", 1, 3,
    )  # fmt: skip
    assert [each["agencyId"] for each in told["confirmations"]] == ["DE-BKA"]


def test_what_is_said_of_an_event_names_it(house: Served, case: Case, review: str, event: str) -> None:
    annotation = "5f0c6a1e-8d3e-4a52-9a35-2b9f5f5f2f33"
    case.partner.did("addAnnotation", reviewId=review, annotationId=annotation, eventId=event, text="Late")

    (said,) = shown(house, case.leader, review)["annotations"]

    assert (said["annotationId"], said["eventId"], said["text"]) == (annotation, event, "Late")
    assert (said["agencyId"], said["author"]) == ("DE-BKA", "partner-alpha")


def test_parties_answer_the_evaluation_and_a_later_answer_takes_the_place(
    house: Served, case: Case, review: str
) -> None:
    case.partner.did("answerEvaluation", reviewId=review, question="COMMUNICATION", answer="By mail")
    case.partner.did("answerEvaluation", reviewId=review, question="COMMUNICATION", answer="By radio")
    case.leader.did("answerEvaluationJointly", reviewId=review, question="COMMUNICATION", answer="Well")

    answers = shown(house, case.leader, review)["answers"]

    assert [(each["agencyId"], each["answer"]) for each in answers] == [(None, "Well"), ("DE-BKA", "By radio")]


def test_a_recommendation_stands_open_then_accepted_then_verified(
    house: Served, case: Case, review: str, advised: str
) -> None:
    (open_,) = shown(house, case.leader, review)["recommendations"][0]["addressees"]
    case.partner.did("acceptRecommendation", reviewId=review, recommendationId=advised, note="From May on")
    task = case.leader.did(
        "openFollowUp", investigationId=case.id, source="RECOMMENDATION", sourceRef=advised, reviewId=review,
        task="Name her",
    )["aggregateId"]  # fmt: skip
    case.leader.did("assignFollowUp", followupId=task, agencyId="DE-BKA")
    (accepted,) = shown(house, case.leader, review)["recommendations"][0]["addressees"]
    case.partner.did("completeFollowUp", followupId=task, result="Named")
    case.leader.did("verifyFollowUp", followupId=task)
    (verified,) = shown(house, case.leader, review)["recommendations"][0]["addressees"]

    assert [each["standing"] for each in (open_, accepted, verified)] == ["OPEN", "ACCEPTED", "VERIFIED"]
    assert (accepted["reply"], accepted["followupIds"]) == ("From May on", [task])
    assert verified["verifiedAt"] is not None


@pytest.mark.usefixtures("advised")
def test_what_is_erased_reads_so(house: Served, case: Case, review: str) -> None:
    case.leader.did("finaliseReview", reviewId=review, reason="The year ends")
    case.leader.did("eraseReviewTexts", reviewId=review, reason="RETENTION_ENDED")

    told = shown(house, case.partner, review)

    assert (told["subject"], told["isErased"]) == ("[erased]", True)
    assert {told["findings"][0]["text"], told["recommendations"][0]["text"]} == {"[erased]"}


@pytest.mark.usefixtures("advised")
def test_the_timeline_tells_of_the_review(house: Served, case: Case, review: str) -> None:
    of_review = [each["kind"] for each in entries(house, case) if each["reviewId"] == review]

    assert of_review[-2:] == ["review.FindingRecorded", "review.RecommendationMade"]


def test_a_review_of_another_case_is_not_there(house: Served, case: Case, review: str) -> None:
    stranger = house.person("stranger", "IT-SPOC")

    assert shown(house, stranger, review) is None
    assert stranger.ask("query($id: ID!) { node(id: $id) { id } }", id=review)["node"] is None
    assert shown(house, case.leader, review) is not None


WAITING = """{ desk(filter: {kinds: [RECOMMENDATION_TO_ANSWER]}) { tally { kinds { entries } } entries { nodes {
  kind subjectId partId nextCommand otherAgencyId standing } } } }"""


def waiting(house: Served, person: Person) -> list[dict[str, Any]]:
    """The recommendations that wait on a person's desk."""
    house.settle()
    nodes: list[dict[str, Any]] = person.ask(WAITING)["desk"]["entries"]["nodes"]
    return nodes


def test_a_recommendation_waits_on_the_desk_of_who_is_to_answer_it_until_it_does(
    house: Served, case: Case, review: str, advised: str
) -> None:
    (before,) = waiting(house, case.partner)
    of_others = waiting(house, case.leader)
    case.partner.did(before["nextCommand"], reviewId=before["subjectId"], recommendationId=before["partId"])

    assert (before["subjectId"], before["partId"], before["otherAgencyId"]) == (review, advised, "FR-SPOC")
    assert before["standing"] == "UNDATED"
    assert (of_others, waiting(house, case.partner)) == ([], [])


def test_a_recommendation_that_was_declined_waits_no_more(house: Served, case: Case, review: str, advised: str) -> None:
    case.partner.did("declineRecommendation", reviewId=review, recommendationId=advised, reason="No means")

    assert waiting(house, case.partner) == []
