"""A review: what it recommends stands with its finding, and is answered there by those whom it is for alone."""

from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import expect

from deploy.demo.cast import CAMILLE, JONAS, SANNE
from domain.investigation.commands import RecordFact
from domain.investigation.vocabulary import FactKind, SourceGrade
from domain.review.commands import ConfirmTimeline, FixReplayWindow, MakeRecommendation, OpenReview, RecordFinding
from domain.review.vocabulary import FindingCategory, ReviewedPhase, ReviewType
from tests.support.looking import assert_accessible, take_pictures
from tests.support.sample_site import Site
from tests.support.served import Person
from tests.support.visitors import PATIENCE_MS, Visitors

pytestmark = [pytest.mark.browser, pytest.mark.postgres]

EVENT = (
    'query Event($case: UUID!) { timeline(caseId: $case, filter: { text: "Logs were lost" }) { nodes { eventId } } }'
)
CASE = 'query Case { investigations(filter: { text: "Aurora" }) { nodes { investigationId } } }'


@dataclass(frozen=True)
class Advised:
    """A review of Aurora with one recommendation of Camille to Sanne and Jonas."""

    site: Site
    path: str


@pytest.fixture(scope="module")
def advised(own_demo: Site) -> Advised:
    review, finding = uuid4(), uuid4()
    case = _case(own_demo)
    happened = own_demo.act(CAMILLE, _fact(case))
    own_demo.wait_until_read(happened.position)
    [event] = Person(own_demo.house.client, own_demo.token(CAMILLE)).ask(EVENT, case=str(case))["timeline"]["nodes"]
    own_demo.act(
        CAMILLE,
        OpenReview(
            review_id=review, investigation_id=case, review_type=ReviewType.MID_TERM, subject="The first two months"
        ),
    )
    own_demo.act(CAMILLE, FixReplayWindow(review_id=review, from_position=1, to_position=happened.position))
    own_demo.act(CAMILLE, ConfirmTimeline(review_id=review, position=happened.position))
    own_demo.act(
        CAMILLE,
        RecordFinding(
            review_id=review,
            finding_id=finding,
            phase=ReviewedPhase.OPERATIONAL,
            category=FindingCategory.PRACTICAL_DIFFICULTY,
            event_ids=(UUID(event["eventId"]),),
            text="Logs were asked for after they had been deleted.",
        ),
    )
    said = MakeRecommendation(
        review_id=review,
        recommendation_id=uuid4(),
        finding_id=finding,
        to_agency_ids=(SANNE.agency_id, JONAS.agency_id),
        text="Preserve logs before you ask for them.",
    )
    own_demo.wait_until_read(own_demo.act(CAMILLE, said).position)
    return Advised(own_demo, f"/#/review/{review}")


def _case(site: Site) -> UUID:
    """Which of the sample investigations is Aurora, by what its first member sees."""
    reader = Person(site.house.client, site.token(CAMILLE))
    [one] = reader.ask(CASE)["investigations"]["nodes"]
    return UUID(one["investigationId"])


def _fact(case: UUID) -> RecordFact:
    return RecordFact(
        investigation_id=case,
        fact_id="lost logs",
        kind=FactKind.INCIDENT,
        text="Logs were lost when their time had run out.",
        source="Provider",
        grade=SourceGrade.OFFICIAL,
        actors=("NL-LTD",),
    )


def test_a_recommendation_stands_with_its_finding_and_is_answered_by_those_it_is_for(
    advised: Advised, visitors: Visitors
) -> None:
    page = visitors.signed_in(advised.site, SANNE, advised.path)
    expect(page.get_by_role("heading", level=1, name="The first two months")).to_be_visible()
    expect(page.get_by_text("Logs were asked for after they had been deleted.")).to_be_visible()
    assert_accessible(page)
    take_pictures(page, "review")

    page.get_by_role("button", name="Accept the recommendation").click()
    page.get_by_role("dialog").get_by_role("button", name="Accept the recommendation").click()

    expect(page.get_by_text("Accepted", exact=True)).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_role("button", name="Accept the recommendation")).to_have_count(0)
    expect(page.get_by_text("Open", exact=True)).to_be_visible()  # of the other agency


def test_who_recommended_reads_the_answers_and_has_none_to_give(advised: Advised, visitors: Visitors) -> None:
    page = visitors.signed_in(advised.site, CAMILLE, advised.path)

    expect(page.get_by_text("Preserve logs before you ask for them.")).to_be_visible()
    expect(page.get_by_role("button", name="Accept the recommendation")).to_have_count(0)
    page.get_by_role("link", name="The case").click()
    expect(page.get_by_role("heading", name="Aurora")).to_be_visible()


def test_a_review_is_reached_from_the_desk_of_those_who_have_to_answer(advised: Advised, visitors: Visitors) -> None:
    page = visitors.signed_in(advised.site, JONAS)

    page.get_by_role("link", name="The first two months").click()

    expect(page.get_by_text("Preserve logs before you ask for them.")).to_be_visible()


def test_a_review_that_there_is_not_is_answered_as_one_that_is_not_for_the_viewer(
    advised: Advised, visitors: Visitors
) -> None:
    page = visitors.signed_in(advised.site, CAMILLE, "/#/review/00000000-0000-4000-8000-000000000000")

    expect(page.get_by_role("heading", name="No such review")).to_be_visible()
