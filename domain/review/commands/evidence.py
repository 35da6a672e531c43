"""Commands that say something of what happened, pinned to the events that show it; and how they are decided.

They must not change what they speak of.
"""

from collections.abc import Iterable
from uuid import UUID

from domain.aggregate import Act, Decision, command
from domain.event import ActorKind
from domain.investigation import INVESTIGATION, Investigation
from domain.investigation.readers import reader_of
from domain.need_to_know import Need, denial
from domain.reference import evaluation
from domain.review import events, rules
from domain.review.evidence import own_need, pinned
from domain.review.permissions import acting_agency, contributor, lead
from domain.review.state import Review
from domain.review.steps import in_work
from domain.review.vocabulary import EntryNeed, FindingCategory, ReviewedPhase
from domain.vocabulary import AgencyCode, Classification, Code, OperationalText

__all__ = ["DECISIONS", "AddAnnotation", "AnswerEvaluation", "AnswerEvaluationJointly", "RecordFinding"]


@command(aggregate_id="review_id")
class AddAnnotation:
    """Say something of one event of the case: only those who see its entry in the timeline see what is said of it.

    event_id: of the event. classification, compartments: who else may not see it. agency_id: the acting agency where it
    is missing; an import names it.
    """

    review_id: UUID
    annotation_id: UUID
    event_id: UUID
    text: OperationalText
    classification: Classification | None = None
    compartments: tuple[Code, ...] = ()
    agency_id: AgencyCode | None = None


@command(aggregate_id="review_id")
class RecordFinding:
    """Say what was found, and by which events of the case that is seen: only those who see all of them see it.

    event_ids: of one event or more. The rest is as in AddAnnotation.
    """

    review_id: UUID
    finding_id: UUID
    phase: ReviewedPhase
    category: FindingCategory
    event_ids: tuple[UUID, ...]
    text: OperationalText
    classification: Classification | None = None
    compartments: tuple[Code, ...] = ()
    agency_id: AgencyCode | None = None


@command(aggregate_id="review_id")
class AnswerEvaluation:
    """Answer a question of the evaluation for one's agency; a later answer takes the place of the one before.

    question: its code. agency_id: the acting agency where it is missing; an import names it.
    """

    review_id: UUID
    question: Code
    answer: OperationalText
    agency_id: AgencyCode | None = None


@command(aggregate_id="review_id")
class AnswerEvaluationJointly:
    """Answer a question of the evaluation for all parties together, as the lead agency."""

    review_id: UUID
    question: Code
    answer: OperationalText


def _annotate(command: AddAnnotation, review: Review, act: Act) -> Iterable[events.AnnotationAdded]:
    if review.has_part(command.annotation_id):
        raise rules.APartHasAnIdOfItsOwn
    (pin,), needs = pinned((command.event_id,), review, act)
    yield events.AnnotationAdded(
        review_id=command.review_id,
        annotation_id=command.annotation_id,
        agency_id=acting_agency(command.agency_id, act),
        pin=pin,
        text=command.text,
        needs=_with_own(needs, command, review, act),
    )


def _find(command: RecordFinding, review: Review, act: Act) -> Iterable[events.FindingRecorded]:
    if not review.confirmed:
        raise rules.ATimelineIsConfirmedFirst
    if review.has_part(command.finding_id):
        raise rules.APartHasAnIdOfItsOwn
    if not command.event_ids:
        raise rules.EvidenceIsAnEventOfTheCase("A finding is shown by one event of the case or more.")
    pins, needs = pinned(command.event_ids, review, act)
    yield events.FindingRecorded(
        review_id=command.review_id,
        finding_id=command.finding_id,
        agency_id=acting_agency(command.agency_id, act),
        phase=command.phase,
        category=command.category,
        pins=pins,
        text=command.text,
        needs=_with_own(needs, command, review, act),
    )


def _with_own(
    needs: tuple[EntryNeed, ...], command: AddAnnotation | RecordFinding, review: Review, act: Act
) -> tuple[EntryNeed, ...]:
    own = own_need(command.classification, command.compartments)
    _require_holding(own, act.facts.of(INVESTIGATION, review.investigation_id), act)
    return tuple(dict.fromkeys((*needs, *own)))


def _require_holding(own: tuple[EntryNeed, ...], investigation: Investigation, act: Act) -> None:
    """A compartment that is not defined and one that the actor does not hold are refused alike (invariant 24)."""
    for need in own:
        asked = Need(classification=need.classification, compartments=frozenset(need.compartments))
        if act.actor.kind is ActorKind.IMPORT:
            is_sound = asked.compartments <= investigation.compartments
        else:
            is_sound = denial(reader_of(investigation, act.actor, act.recorded_at.date()), asked) is None
        if not is_sound:
            raise rules.NobodyMarksAPartBeyondOnesSight


def _answer(command: AnswerEvaluation, review: Review, act: Act) -> Iterable[events.EvaluationAnswered]:
    agency_id = acting_agency(command.agency_id, act)
    yield _answered(command, review, agency_id)


def _answer_jointly(command: AnswerEvaluationJointly, review: Review, _act: Act) -> Iterable[events.EvaluationAnswered]:
    yield _answered(command, review, None)


def _answered(
    command: AnswerEvaluation | AnswerEvaluationJointly, review: Review, agency_id: str | None
) -> events.EvaluationAnswered:
    if not evaluation.exists(command.question):
        raise rules.AQuestionIsOfTheEvaluation(question=command.question)
    return events.EvaluationAnswered(
        review_id=review.review_id, question=command.question, agency_id=agency_id, answer=command.answer
    )


DECISIONS = (
    Decision(command=AddAnnotation, decide=in_work(_annotate), may=contributor),
    Decision(command=RecordFinding, decide=in_work(_find), may=contributor),
    Decision(command=AnswerEvaluation, decide=in_work(_answer), may=contributor),
    Decision(command=AnswerEvaluationJointly, decide=in_work(_answer_jointly), may=lead),
)
