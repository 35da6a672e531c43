"""What is said of events in a review, and who sees that."""

from dataclasses import replace
from uuid import uuid4

from domain.event import Audience
from domain.followup import FOLLOWUP
from domain.followup.events import SourceKind
from domain.investigation.events import CompartmentDefined
from domain.item import ITEM
from domain.marking import Marking
from domain.refusal import NotPermitted
from domain.request import REQUEST
from domain.review import REVIEW
from domain.review.commands import AddAnnotation, AnswerEvaluation, AnswerEvaluationJointly, RecordFinding
from domain.review.events import EvaluationAnswered
from domain.review.rules import (
    APartHasAnIdOfItsOwn,
    APositionLiesInTheReplayWindow,
    AQuestionIsOfTheEvaluation,
    AReplayWindowIsFixedFirst,
    ATimelineIsConfirmedFirst,
    EvidenceIsAnEventOfTheCase,
    NobodyMarksAPartBeyondOnesSight,
)
from domain.review.vocabulary import EntryNeed, FindingCategory, ReviewedPhase
from domain.vocabulary import Classification, Tlp
from tests.support import followups
from tests.support.agencies import IMPORTER
from tests.support.investigations import BEA, BEN, CASE, LENA, RITA
from tests.support.items import (
    CARL,
    DORA,
    ITEM_ID,
    REGISTERED,
    SECRET,
    SHARED,
    asked_onward,
    of,
    registered,
    shared,
)
from tests.support.requests import REQ, drafted, sent
from tests.support.reviews import (
    ANNOTATION,
    CONFIRMED,
    FACT,
    FINDING,
    FIXED,
    OPENED,
    REVIEW_ID,
    annotated,
    entry,
    found,
    of_case,
    of_item,
    review,
)

ANNOTATE = AddAnnotation(review_id=REVIEW_ID, annotation_id=ANNOTATION, event_id=FACT, text="Too late.")
FIND = RecordFinding(
    review_id=REVIEW_ID,
    finding_id=FINDING,
    phase=ReviewedPhase.OPERATIONAL,
    category=FindingCategory.PRACTICAL_DIFFICULTY,
    event_ids=(FACT,),
    text="Receipts come late.",
)
WITH_SECRET = Audience(classification=Classification.SECRET)
BEGUN = (OPENED, FIXED, CONFIRMED)


def answering(question: str) -> AnswerEvaluation:
    return AnswerEvaluation(review_id=REVIEW_ID, question=question, answer="By mail.")


def test_a_member_says_something_of_an_event_of_the_case() -> None:
    review(*BEGUN).with_entries(of_case()).when(ANNOTATE, by=BEN).then(annotated())


def test_a_reader_says_nothing() -> None:
    review(*BEGUN).with_entries(of_case()).when(ANNOTATE, by=RITA).refused(NotPermitted)


def test_what_the_case_does_not_have_is_no_evidence() -> None:
    review(*BEGUN).when(ANNOTATE, by=BEN).refused(EvidenceIsAnEventOfTheCase)


def test_an_event_outside_the_window_is_not_spoken_of() -> None:
    beginning_late = replace(FIXED, from_position=8)
    spec = review(OPENED, beginning_late).with_entries(of_case())
    spec.when(ANNOTATE, by=BEN).refused(APositionLiesInTheReplayWindow)
    just_within = replace(FIXED, from_position=7, to_position=7)
    assert review(OPENED, just_within).with_entries(of_case()).when(ANNOTATE, by=BEN).refusal is None
    review(OPENED).with_entries(of_case()).when(ANNOTATE, by=BEN).refused(AReplayWindowIsFixedFirst)


def test_each_part_has_an_id_of_its_own() -> None:
    begun = review(*BEGUN, annotated(), found()).with_entries(of_case())
    begun.when(ANNOTATE, by=BEN).refused(APartHasAnIdOfItsOwn)
    begun.when(FIND, by=LENA).refused(APartHasAnIdOfItsOwn)
    assert begun.when(replace(ANNOTATE, annotation_id=uuid4()), by=BEN).refusal is None


def test_a_finding_waits_until_somebody_confirmed_the_timeline() -> None:
    review(OPENED, FIXED).with_entries(of_case()).when(FIND, by=LENA).refused(ATimelineIsConfirmedFirst)
    review(*BEGUN).with_entries(of_case()).when(FIND, by=LENA).then(found())


def test_a_finding_is_shown_by_an_event() -> None:
    bare = replace(FIND, event_ids=())
    review(*BEGUN).with_entries(of_case()).when(bare, by=LENA).refused(EvidenceIsAnEventOfTheCase)


def test_what_shows_an_item_is_for_those_who_see_the_item() -> None:
    spec = review(*BEGUN).with_entries(of_item(REGISTERED)).knowing(ITEM, ITEM_ID, REGISTERED, SHARED)
    spec.when(ANNOTATE, by=BEN).then(annotated(EntryNeed(item_id=ITEM_ID)))
    spec.when(ANNOTATE, by=DORA).refused(EvidenceIsAnEventOfTheCase)


def test_what_passed_between_two_about_an_item_is_for_these_alone() -> None:
    history = (REGISTERED, shared(of("BE-SPOC"), of("DE-SPOC")), asked_onward())
    spec = review(*BEGUN).with_entries(of_item(*history)).knowing(ITEM, ITEM_ID, *history)
    spec.when(ANNOTATE, by=DORA).refused(EvidenceIsAnEventOfTheCase)
    spec.when(ANNOTATE, by=BEN).then(annotated(EntryNeed(item_id=ITEM_ID, told=("BE-SPOC", "FR-SPOC"))))


def test_what_was_marked_when_it_was_recorded_stays_so() -> None:
    history = (registered(SECRET), SHARED)
    marked = of_item(*history, audience=WITH_SECRET)
    spec = review(*BEGUN).with_entries(marked).knowing(ITEM, ITEM_ID, *history, replace(REGISTERED, marking=Marking()))
    spec.when(ANNOTATE, by=BEN).refused(EvidenceIsAnEventOfTheCase)
    assert spec.when(ANNOTATE, by=CARL).refusal is None


def test_what_was_for_named_persons_stays_with_the_named() -> None:
    history = (registered(Marking(tlp=Tlp.RED)), shared(of("BE-SPOC", "carl")))
    red = of_item(*history, audience=Audience(tlp=Tlp.RED))
    spec = review(*BEGUN).with_entries(red).knowing(ITEM, ITEM_ID, *history)
    spec.when(ANNOTATE, by=BEN).refused(EvidenceIsAnEventOfTheCase)
    assert spec.when(ANNOTATE, by=CARL).refusal is None
    assert spec.when(ANNOTATE, by=LENA).refusal is None


def test_what_tells_of_a_compartment_is_for_its_holders_and_the_stewards() -> None:
    defined = of_case(CompartmentDefined(investigation_id=CASE, compartment="AIRPORT", name="Airport"))
    spec = review(*BEGUN).with_entries(defined)
    spec.when(ANNOTATE, by=BEN).refused(EvidenceIsAnEventOfTheCase)
    assert spec.when(ANNOTATE, by=LENA).refusal is None
    assert spec.when(ANNOTATE, by=BEA).refusal is None


def test_a_request_is_shown_once_it_was_sent_and_a_draft_never() -> None:
    draft, first = entry(REQUEST, REQ, drafted(CASE)), entry(REQUEST, REQ, drafted(CASE), sent(CASE))
    spec = review(*BEGUN).knowing(REQUEST, REQ, drafted(CASE), sent(CASE))
    spec.with_entries(draft).when(ANNOTATE, by=LENA).refused(EvidenceIsAnEventOfTheCase)
    spec.with_entries(first).when(ANNOTATE, by=BEN).then(annotated())


def test_what_shows_a_request_between_two_is_for_these_alone() -> None:
    strict = Marking(tlp=Tlp.AMBER_STRICT)
    history = (drafted(CASE, marking=strict), sent(CASE, marking=strict))
    spec = review(*BEGUN).with_entries(entry(REQUEST, REQ, *history)).knowing(REQUEST, REQ, *history)
    spec.when(ANNOTATE, by=BEN).refused(EvidenceIsAnEventOfTheCase)
    by_dora = spec.when(ANNOTATE, by=DORA)
    by_dora.then(replace(annotated(EntryNeed(request_id=REQ)), agency_id="DE-SPOC"))


def test_what_shows_a_follow_up_is_for_those_who_see_what_that_grew_out_of() -> None:
    of_the_item = replace(followups.OPENED, source=SourceKind.SHARED_ITEM, source_ref=str(ITEM_ID), source_id=ITEM_ID)
    spec = (
        review(*BEGUN)
        .with_entries(entry(FOLLOWUP, followups.FOLLOWUP_ID, of_the_item))
        .knowing(FOLLOWUP, followups.FOLLOWUP_ID, of_the_item)
        .knowing(ITEM, ITEM_ID, REGISTERED, SHARED)
        .finding(of_item(REGISTERED).key)
    )
    spec.when(ANNOTATE, by=DORA).refused(EvidenceIsAnEventOfTheCase)
    spec.when(ANNOTATE, by=BEN).then(annotated(EntryNeed(item_id=ITEM_ID)))


def test_the_review_is_no_evidence_of_itself() -> None:
    spec = review(*BEGUN).with_entries(entry(REVIEW, REVIEW_ID, OPENED))
    spec.when(ANNOTATE, by=LENA).refused(EvidenceIsAnEventOfTheCase)


def test_a_part_may_be_marked_by_who_could_see_it_then() -> None:
    secret = replace(ANNOTATE, classification=Classification.SECRET, compartments=("HARBOUR",))
    spec = review(*BEGUN).with_entries(of_case())
    spec.when(secret, by=BEN).refused(NobodyMarksAPartBeyondOnesSight)
    own = EntryNeed(classification=Classification.SECRET, compartments=("HARBOUR",))
    done = spec.when(secret, by=CARL).then(annotated(own))
    assert done.state.audience == Audience(classification=Classification.SECRET, compartments=("HARBOUR",))


def test_an_import_marks_with_compartments_that_there_are() -> None:
    spec = review(*BEGUN).with_entries(of_case())
    marked = replace(ANNOTATE, agency_id="BE-SPOC", compartments=("AIRPORT",))
    assert spec.when(marked, by=IMPORTER).refusal is None
    undefined = replace(marked, compartments=("STATION",))
    spec.when(undefined, by=IMPORTER).refused(NobodyMarksAPartBeyondOnesSight)


def test_who_does_not_see_a_part_cannot_count_it_by_the_version() -> None:
    spec = review(*BEGUN, annotated(EntryNeed(item_id=ITEM_ID)))
    assert REVIEW.version_for(spec.state, DORA, spec.version) == REVIEW.version_for(review(*BEGUN).state, DORA, 3)
    assert REVIEW.version_for(spec.state, IMPORTER, spec.version) == spec.version


def test_each_party_answers_for_itself_and_the_lead_for_all() -> None:
    answered = EvaluationAnswered(review_id=REVIEW_ID, question="COMMUNICATION", agency_id="BE-SPOC", answer="By mail.")
    review(*BEGUN).when(answering("COMMUNICATION"), by=BEN).then(answered)
    for_france = replace(answering("COMMUNICATION"), agency_id="FR-SPOC")
    review(*BEGUN).when(for_france, by=BEN).refused(NotPermitted)
    jointly = AnswerEvaluationJointly(review_id=REVIEW_ID, question="COMMUNICATION", answer="By mail.")
    review(*BEGUN).when(jointly, by=LENA).then(replace(answered, agency_id=None))
    review(*BEGUN).when(jointly, by=BEN).refused(NotPermitted)


def test_only_questions_of_the_evaluation_are_answered() -> None:
    review(*BEGUN).when(answering("WEATHER"), by=BEN).refused(AQuestionIsOfTheEvaluation)
