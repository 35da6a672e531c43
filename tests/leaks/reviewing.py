"""What partners say at random in a review of their investigation, and the probe of what is told of that.

It must not know how access is decided: what the rules refuse has not happened, and the oracle says what is right.
"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from domain.aggregate import Actor
from domain.erasure import ErasureReason
from domain.followup import commands as f
from domain.followup.events import SourceKind
from domain.review import commands as c
from domain.review import events
from domain.review.vocabulary import FindingCategory, ReviewedPhase, ReviewType
from domain.vocabulary import Classification
from tests.leaks.asking import Asker
from tests.leaks.making import COMPARTMENTS, Case, Maker

__all__ = ["review", "reviews"]

SAID, FOUND = 25, 20


def review(maker: Maker, case: Case) -> None:
    """This will let partners look back at what they did, whoever sees it."""
    known_as, lead = maker.id(), maker.chief(case.partners[0])
    maker.flush()
    log = maker.log.read(0, 100_000)
    happened = [each.envelope.event_id for each in log if each.envelope.case_id == case.case_id]
    maker.do(
        lead,
        c.OpenReview(
            review_id=known_as, investigation_id=case.case_id, review_type=ReviewType.MID_TERM,
            subject=maker.word("review"),
        ),
        c.FixReplayWindow(review_id=known_as, from_position=1, to_position=log[-1].position),
        c.ConfirmTimeline(review_id=known_as, position=log[-1].position),
        c.AnswerEvaluationJointly(review_id=known_as, question="ADDED_VALUE", answer=maker.word("jointly")),
    )  # fmt: skip
    for _ in range(SAID):
        _annotate(maker, known_as, maker.chief(maker.rng.choice(case.partners)), maker.rng.choice(happened))
    for _ in range(FOUND):
        _find(maker, case, known_as, maker.rng.sample(happened, maker.rng.randint(1, 3)))
    if maker.hidden(0.3):
        why = maker.word("unsaid")
        maker.do(
            lead,
            c.FinaliseReview(review_id=known_as, reason=maker.word("finally")),
            c.EraseReviewTexts(review_id=known_as, reason=ErasureReason.OTHER, explanation=why),
        )


def _annotate(maker: Maker, known_as: UUID, by: Actor, event_id: UUID) -> None:
    is_marked = maker.hidden(0.3)
    said = c.AddAnnotation(
        review_id=known_as, annotation_id=maker.id(), event_id=event_id, text=maker.word("said"),
        classification=Classification.RESTRICTED if is_marked and maker.hidden(0.5) else None,
        compartments=(maker.rng.choice(COMPARTMENTS),) if is_marked else (),
    )  # fmt: skip
    maker.do(by, said, c.AnswerEvaluation(review_id=known_as, question="TRIAL", answer=maker.word("answered")))


def _find(maker: Maker, case: Case, known_as: UUID, event_ids: Sequence[UUID]) -> None:
    ours, theirs = (maker.chief(each) for each in maker.rng.sample(list(case.partners), 2))
    finding, advised, task = maker.id(), maker.id(), maker.id()
    agency_id = theirs.agency_id or ""
    silent = [each for each in case.partners if each not in (ours.agency_id, agency_id)]  # that never answers
    maker.do(
        ours,
        c.RecordFinding(
            review_id=known_as, finding_id=finding, phase=ReviewedPhase.OPERATIONAL, category=FindingCategory.RESULTS,
            event_ids=tuple(event_ids), text=maker.word("found"),
        ),
        c.MakeRecommendation(
            review_id=known_as, recommendation_id=advised, finding_id=finding, to_agency_ids=(agency_id, *silent[:1]),
            text=maker.word("advised"),
        ),
    )  # fmt: skip
    if maker.hidden(0.3):
        decline = c.DeclineRecommendation(review_id=known_as, recommendation_id=advised, reason=maker.word("declined"))
        maker.do(theirs, decline)
    maker.do(theirs, c.AcceptRecommendation(review_id=known_as, recommendation_id=advised, note=maker.word("accepted")))
    maker.do(
        ours,
        f.OpenFollowUp(
            followup_id=task, investigation_id=case.case_id, source=SourceKind.RECOMMENDATION, source_ref=str(advised),
            review_id=known_as, task=maker.word("task"),
        ),
        f.AssignFollowUp(followup_id=task, agency_id=agency_id),
    )  # fmt: skip
    maker.do(theirs, f.CompleteFollowUp(followup_id=task, result=maker.word("result")))
    maker.do(ours, f.VerifyFollowUp(followup_id=task))


ALL = """query($id: UUID!) { review(reviewId: $id) { version
  annotations { annotationId eventId text } findings { findingId eventIds text }
  recommendations { recommendationId findingId text addressees { agencyId standing reply followupIds } } } }"""

PARTS = (
    ("annotations", "annotationId", "annotation_id", events.AnnotationAdded),
    ("findings", "findingId", "finding_id", events.FindingRecorded),
    ("recommendations", "recommendationId", "recommendation_id", events.RecommendationMade),
)


def reviews(asker: Asker) -> Iterator[str]:
    """A review holds what rests on events that the person sees, and its version counts what everybody sees."""
    for known_as in asker.oracle.of_kind("review"):
        answer = asker.ask(ALL, id=str(known_as))["review"]
        yield from asker.words(f"review {known_as}", answer)
        for field, own, name, kind in PARTS:
            made = [each for each in asker.oracle.streams[known_as] if type(each.event) is kind]
            allowed = [getattr(each.event, name) for each in made if asker.oracle.may_see_entry(asker.person, each)]
            told = [each[own] for each in answer[field]] if answer else []
            yield from asker.sets(f"{field} of {known_as}", told, allowed, len(made))
        yield from _links(asker, answer) if answer else ()


def _links(asker: Asker, answer: dict[str, list[dict[str, object]]]) -> Iterator[str]:
    """What a part names is seen by whom the part is told to."""
    tasks = {str(each) for each in asker.oracle.seen(asker.person, "followup")}
    findings = {each["findingId"] for each in answer["findings"]}
    for made in answer["recommendations"]:
        asker.told()
        named = {task for one in made["addressees"] for task in one["followupIds"]}  # type: ignore[attr-defined]
        if named - tasks or made["findingId"] not in findings:
            yield f"reviews: {asker.person.member_id}: {made['recommendationId']} names what is not seen"
