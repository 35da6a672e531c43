"""To whom something is recommended, who answers, and what grows out of it."""

from dataclasses import replace
from uuid import uuid4

from domain.aggregate import StreamKey
from domain.event import Event
from domain.followup import FOLLOWUP, FollowUp
from domain.followup.commands import AssignFollowUp, OpenFollowUp, VerifyFollowUp
from domain.followup.events import FollowUpOpened, SourceKind
from domain.followup.rules import AnAssignedAgencyHasTheSource, ASourceIsOfTheSameInvestigation
from domain.investigation import INVESTIGATION
from domain.item import ITEM
from domain.refusal import InvalidInput, NotFound, NotPermitted
from domain.review import REVIEW, Review
from domain.review.commands import AcceptRecommendation, DeclineRecommendation, MakeRecommendation
from domain.review.events import RecommendationDeclined
from domain.review.rules import (
    AnAddressedAgencyMayKnowOfIt,
    APartHasAnIdOfItsOwn,
    ARecommendationIsAnsweredOnce,
    ARecommendationIsMadeToPartners,
    ARecommendationRestsOnAFinding,
    OnlyARecommendationToOneselfIsAnswered,
)
from domain.review.vocabulary import EntryNeed
from tests.support.followups import FOLLOWUP_ID
from tests.support.given import Given, given
from tests.support.investigations import BEN, CASE, LENA, RITA
from tests.support.items import DORA, ITEM_ID, REGISTERED, SHARED, WORLD, of, shared
from tests.support.reviews import (
    ACCEPTED,
    CONFIRMED,
    FINALISED,
    FINDING,
    FIXED,
    OF_ITEM,
    OPENED,
    RECOMMENDATION,
    REVIEW_ID,
    found,
    recommended,
    review,
)

ACCEPT = AcceptRecommendation(review_id=REVIEW_ID, recommendation_id=RECOMMENDATION)
DECLINE = DeclineRecommendation(review_id=REVIEW_ID, recommendation_id=RECOMMENDATION, reason="No staff.")
FOUND = (OPENED, FIXED, CONFIRMED, found())
OPEN = OpenFollowUp(
    followup_id=FOLLOWUP_ID,
    investigation_id=CASE,
    source=SourceKind.RECOMMENDATION,
    source_ref=str(RECOMMENDATION),
    review_id=REVIEW_ID,
    task="Name a second person.",
)


def recommending(*agencies: str) -> MakeRecommendation:
    return MakeRecommendation(
        review_id=REVIEW_ID,
        recommendation_id=RECOMMENDATION,
        finding_id=FINDING,
        to_agency_ids=agencies,
        text="Let a second person acknowledge.",
    )


def of_item(*happenings: Event, finding: EntryNeed = OF_ITEM) -> Given[Review]:
    return review(OPENED, FIXED, CONFIRMED, found(finding)).knowing(ITEM, ITEM_ID, *happenings)


def test_a_recommendation_follows_from_a_finding() -> None:
    review(*FOUND).when(recommending("BE-SPOC"), by=LENA).then(recommended())
    review(OPENED, FIXED, CONFIRMED).when(recommending("BE-SPOC"), by=LENA).refused(ARecommendationRestsOnAFinding)


def test_who_does_not_see_the_finding_recommends_nothing_from_it() -> None:
    of_item(REGISTERED, SHARED).when(recommending("FR-SPOC"), by=DORA).refused(ARecommendationRestsOnAFinding)
    by_ben = of_item(REGISTERED, SHARED).when(recommending("FR-SPOC"), by=BEN)
    by_ben.then(replace(recommended(OF_ITEM, to=("FR-SPOC",)), by_agency_id="BE-SPOC"))


def test_it_is_made_to_partners_each_named_once() -> None:
    review(*FOUND).when(recommending(), by=LENA).refused(ARecommendationIsMadeToPartners)
    review(*FOUND).when(recommending("AT-SPOC"), by=LENA).refused(ARecommendationIsMadeToPartners)
    review(*FOUND).when(recommending("BE-SPOC", "BE-SPOC"), by=LENA).refused(ARecommendationIsMadeToPartners)


def test_it_is_made_to_agencies_that_may_know_of_what_was_found() -> None:
    of_item(REGISTERED, SHARED).when(recommending("DE-SPOC"), by=LENA).refused(AnAddressedAgencyMayKnowOfIt)
    assert of_item(REGISTERED, SHARED).when(recommending("BE-SPOC"), by=LENA).refusal is None


def test_a_recipient_does_not_learn_who_else_has_the_item() -> None:
    having = of_item(REGISTERED, shared(of("BE-SPOC"), of("DE-SPOC")))
    one = having.when(recommending("DE-SPOC"), by=BEN).refused(AnAddressedAgencyMayKnowOfIt)
    other = of_item(REGISTERED, SHARED).when(recommending("DE-SPOC"), by=BEN).refused(AnAddressedAgencyMayKnowOfIt)
    assert one.message == other.message


def test_a_recommendation_has_an_id_of_its_own() -> None:
    review(*FOUND, recommended()).when(recommending("BE-SPOC"), by=LENA).refused(APartHasAnIdOfItsOwn)


def test_an_agency_answers_what_was_recommended_to_it_also_when_the_review_is_finalised() -> None:
    made = review(*FOUND, recommended(), FINALISED)
    made.when(ACCEPT, by=BEN).then(ACCEPTED)
    declined = RecommendationDeclined(
        review_id=REVIEW_ID, recommendation_id=RECOMMENDATION, agency_id="BE-SPOC", reason="No staff."
    )
    made.when(DECLINE, by=BEN).then(declined)


def test_nobody_answers_for_another_agency() -> None:
    made = review(*FOUND, recommended())
    made.when(ACCEPT, by=LENA).refused(OnlyARecommendationToOneselfIsAnswered)
    made.when(replace(ACCEPT, agency_id="BE-SPOC"), by=LENA).refused(NotPermitted)
    made.when(ACCEPT, by=RITA).refused(NotPermitted)


def test_what_one_may_not_see_is_answered_as_what_there_is_not() -> None:
    hidden = review(OPENED, FIXED, CONFIRMED, found(OF_ITEM), recommended(OF_ITEM, to=("DE-SPOC",)))
    unseen = hidden.knowing(ITEM, ITEM_ID, REGISTERED).when(ACCEPT, by=DORA)
    missing = review(*FOUND).when(ACCEPT, by=DORA).refused(OnlyARecommendationToOneselfIsAnswered)
    assert unseen.refused(OnlyARecommendationToOneselfIsAnswered).message == missing.message


def test_an_agency_answers_once() -> None:
    review(*FOUND, recommended(), ACCEPTED).when(DECLINE, by=BEN).refused(ARecommendationIsAnsweredOnce)


def followup(*happenings: Event, opened: tuple[Event, ...] = ()) -> Given[FollowUp]:
    spec = given(FOLLOWUP, *opened).knowing(INVESTIGATION, CASE, *WORLD).knowing(REVIEW, REVIEW_ID, *happenings)
    return spec.knowing(ITEM, ITEM_ID, REGISTERED, SHARED).finding(StreamKey("item", ITEM_ID))


def grown(*needs: EntryNeed) -> FollowUpOpened:
    return FollowUpOpened(
        followup_id=FOLLOWUP_ID,
        investigation_id=CASE,
        source=SourceKind.RECOMMENDATION,
        source_ref=str(RECOMMENDATION),
        opened_by_agency_id="FR-SPOC",
        task="Name a second person.",
        source_id=RECOMMENDATION,
        review_id=REVIEW_ID,
        needs=needs,
    )


def test_a_follow_up_grows_out_of_a_recommendation_once_somebody_accepted_it() -> None:
    followup(*FOUND, recommended(), ACCEPTED).when(OPEN, by=LENA).then(grown())
    followup(*FOUND, recommended()).when(OPEN, by=LENA).refused(ASourceIsOfTheSameInvestigation)
    elsewhere = replace(OPENED, investigation_id=uuid4())
    other = followup(elsewhere, FIXED, CONFIRMED, found(), recommended(), ACCEPTED)
    other.when(OPEN, by=LENA).refused(ASourceIsOfTheSameInvestigation)


def test_a_recommendation_is_named_with_its_review() -> None:
    spec = followup(*FOUND, recommended(), ACCEPTED)
    assert spec.when(replace(OPEN, review_id=None), by=LENA).refused(InvalidInput).field == "reviewId"


def test_who_sees_the_recommendation_sees_what_grows_out_of_it() -> None:
    hidden = (OPENED, FIXED, CONFIRMED, found(OF_ITEM), recommended(OF_ITEM), ACCEPTED)
    followup(*hidden).when(OPEN, by=DORA).refused(ASourceIsOfTheSameInvestigation)
    followup(*hidden).when(OPEN, by=LENA).then(grown(OF_ITEM))
    verify = VerifyFollowUp(followup_id=FOLLOWUP_ID)
    followup(*hidden, opened=(grown(OF_ITEM),)).when(verify, by=DORA).refused(NotFound)
    followup(*hidden, opened=(grown(OF_ITEM),)).when(verify, by=BEN).refused(NotPermitted)


def test_what_is_recommended_is_done_by_who_accepted_it() -> None:
    spec = followup(*FOUND, recommended(to=("BE-SPOC", "DE-SPOC")), ACCEPTED, opened=(grown(),))
    assert spec.when(AssignFollowUp(followup_id=FOLLOWUP_ID, agency_id="BE-SPOC"), by=LENA).refusal is None
    unwilling = AssignFollowUp(followup_id=FOLLOWUP_ID, agency_id="DE-SPOC")
    spec.when(unwilling, by=LENA).refused(AnAssignedAgencyHasTheSource)
