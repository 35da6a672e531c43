"""A review as its decisions and the other rooms see it.

It must not know who may act, nor what is refused.
"""

from collections.abc import Mapping
from functools import singledispatch
from uuid import UUID

from msgspec import Struct, field
from msgspec.structs import replace as with_changes

from domain.aggregate import Actor
from domain.erasure import has_texts
from domain.event import ActorKind, Audience, Event, Recorded
from domain.marking import Marking, strictest
from domain.review import events
from domain.review.vocabulary import EntryNeed, ReviewType

__all__ = ["NOBODY", "Recommendation", "Review", "evolve", "version_for"]

NOBODY = UUID(int=0)
"""Id of the review that nobody opened."""

NO_MARKING = Audience()

Needs = tuple[EntryNeed, ...]


class Recommendation(Struct, frozen=True, kw_only=True):
    """A recommendation. answers: by agency, True where it accepted; of those asked that did not answer, nothing."""

    finding_id: UUID
    to_agency_ids: tuple[str, ...]
    needs: Needs = ()
    answers: Mapping[str, bool] = field(default_factory=dict)

    @property
    def is_answered(self) -> bool:
        """True when everybody to whom it was made has accepted or declined."""
        return len(self.answers) == len(self.to_agency_ids)

    def is_accepted_by(self, agency_id: str) -> bool:
        """This will tell whether an agency accepted it."""
        return self.answers.get(agency_id, False)


class Review(Struct, frozen=True, kw_only=True):
    """A review; the empty one (`exists` False) stands for an id under which none was opened.

    window: first and last position that are looked at, None before they are fixed. confirmed: by agency, the last
    position up to which it confirmed the timeline. annotations, findings: ids with what has to be met to see each.
    holds: legal holds that stand, with the agency that placed each; hold_ids: of all that ever stood.
    audience: of what happened last. open_version: how many of its events every member of the case sees.
    version: of its last event; holds_texts: something was written since the last erasure, if there was any;
    erased_up_to: the last version whose texts are gone, 0 where nothing was erased.
    """

    review_id: UUID = NOBODY
    investigation_id: UUID = NOBODY
    review_type: ReviewType = ReviewType.MID_TERM
    opened_by_agency_id: str = ""
    window: tuple[int, int] | None = None
    confirmed: Mapping[str, int] = field(default_factory=dict)
    annotations: Mapping[UUID, Needs] = field(default_factory=dict)
    findings: Mapping[UUID, Needs] = field(default_factory=dict)
    recommendations: Mapping[UUID, Recommendation] = field(default_factory=dict)
    is_finalised: bool = False
    holds: Mapping[UUID, str] = field(default_factory=dict)
    hold_ids: frozenset[UUID] = frozenset()
    audience: Audience = NO_MARKING
    open_version: int = 0
    version: int = 0
    holds_texts: bool = False
    erased_up_to: int = 0

    @property
    def exists(self) -> bool:
        """True when the review was opened."""
        return self.review_id != NOBODY

    @property
    def is_erased(self) -> bool:
        """True when its texts are gone."""
        return self.erased_up_to > 0

    @property
    def unanswered(self) -> tuple[Recommendation, ...]:
        """The recommendations that somebody has neither accepted nor declined."""
        return tuple(each for each in self.recommendations.values() if not each.is_answered)

    def has_part(self, part_id: UUID) -> bool:
        """This will tell whether there is an annotation, a finding or a recommendation of an id."""
        return part_id in self.annotations or part_id in self.findings or part_id in self.recommendations

    def needs_of(self, event: Event) -> Needs:
        """This will say what has to be met to see an event of this review, as the review stands after it."""
        match event:
            case events.AnnotationAdded() | events.FindingRecorded() | events.RecommendationMade():
                return event.needs
            case events.RecommendationAccepted() | events.RecommendationDeclined():
                answered = self.recommendations.get(event.recommendation_id)
                return answered.needs if answered else ()
        return ()


def version_for(review: Review, actor: Actor, version: int) -> int:
    """This will number the review for an actor: no person is told how often something happened that it may not see."""
    return review.open_version if actor.kind is ActorKind.PERSON else version


def evolve(state: Review, recorded: Recorded) -> Review:
    """This will take an event into the state."""
    event, envelope = recorded.event, recorded.envelope
    after = _apply(event, state)
    needs = after.needs_of(event)
    return with_changes(
        after,
        version=envelope.aggregate_version,
        open_version=state.open_version + (not needs),
        audience=_audience(needs),
        holds_texts=has_texts(event) or (state.holds_texts and not event.ERASES),
    )


def _audience(needs: Needs) -> Audience:
    """What tells of a compartment binds as the entry itself does, which carries no marking."""
    marked = (each for each in needs if not each.is_of_compartment)
    return strictest(
        *(Marking(classification=each.classification, compartments=each.compartments) for each in marked)
    ).audience


@singledispatch
def _apply(_event: object, state: Review) -> Review:
    return state


@_apply.register
def _opened(event: events.ReviewOpened, state: Review) -> Review:
    return with_changes(
        state,
        review_id=event.review_id,
        investigation_id=event.investigation_id,
        review_type=event.review_type,
        opened_by_agency_id=event.opened_by_agency_id,
    )


@_apply.register
def _fixed(event: events.ReplayWindowFixed, state: Review) -> Review:
    return with_changes(state, window=(event.from_position, event.to_position))


@_apply.register
def _confirmed(event: events.TimelineConfirmed, state: Review) -> Review:
    return with_changes(state, confirmed={**state.confirmed, event.agency_id: event.position})


@_apply.register
def _annotated(event: events.AnnotationAdded, state: Review) -> Review:
    return with_changes(state, annotations={**state.annotations, event.annotation_id: event.needs})


@_apply.register
def _found(event: events.FindingRecorded, state: Review) -> Review:
    return with_changes(state, findings={**state.findings, event.finding_id: event.needs})


@_apply.register
def _recommended(event: events.RecommendationMade, state: Review) -> Review:
    made = Recommendation(finding_id=event.finding_id, to_agency_ids=event.to_agency_ids, needs=event.needs)
    return with_changes(state, recommendations={**state.recommendations, event.recommendation_id: made})


@_apply.register
def _accepted(event: events.RecommendationAccepted, state: Review) -> Review:
    return _answered(state, event.recommendation_id, event.agency_id, is_accepted=True)


@_apply.register
def _declined(event: events.RecommendationDeclined, state: Review) -> Review:
    return _answered(state, event.recommendation_id, event.agency_id, is_accepted=False)


def _answered(state: Review, recommendation_id: UUID, agency_id: str, *, is_accepted: bool) -> Review:
    made = state.recommendations.get(recommendation_id)
    if made is None:
        return state
    answered = with_changes(made, answers={**made.answers, agency_id: is_accepted})
    return with_changes(state, recommendations={**state.recommendations, recommendation_id: answered})


@_apply.register
def _finalised(_event: events.ReviewFinalised, state: Review) -> Review:
    return with_changes(state, is_finalised=True)


@_apply.register
def _reopened(_event: events.ReviewReopened, state: Review) -> Review:
    return with_changes(state, is_finalised=False)


@_apply.register
def _held(event: events.LegalHoldPlaced, state: Review) -> Review:
    holds = {**state.holds, event.hold_id: event.agency_id}
    return with_changes(state, holds=holds, hold_ids=state.hold_ids | {event.hold_id})


@_apply.register
def _released(event: events.LegalHoldLifted, state: Review) -> Review:
    return with_changes(state, holds={each: by for each, by in state.holds.items() if each != event.hold_id})


@_apply.register
def _erased(event: events.ReviewTextsErased, state: Review) -> Review:
    return with_changes(state, erased_up_to=event.up_to_version)
