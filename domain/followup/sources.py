"""What a follow-up grew out of: who sees that, sees the follow-up.

It must not change a request, an item or a review.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from domain.aggregate import Act, StreamKey
from domain.followup.events import SourceKind
from domain.investigation import INVESTIGATION
from domain.investigation.readers import reader_of
from domain.item import ITEM
from domain.need_to_know import Need, denial
from domain.request import REQUEST
from domain.review import REVIEW
from domain.review.seeing import are_met, may_be_met_by
from domain.review.state import Recommendation
from domain.review.vocabulary import EntryNeed

__all__ = ["Source", "is_for", "is_of", "is_seen", "needs_of", "streams_of"]


@dataclass(frozen=True, slots=True)
class Source:
    """What kind of thing it is, and its id where it has one; of a recommendation also that of its review."""

    kind: SourceKind
    id: UUID | None = None
    review_id: UUID | None = None


def streams_of(source: Source) -> Iterable[StreamKey]:
    """This will name the stream that has to be read to know who sees the source."""
    match source:
        case Source(SourceKind.REQUEST, UUID() as request_id):
            yield StreamKey("request", request_id)
        case Source(SourceKind.SHARED_ITEM, UUID() as item_id):
            yield StreamKey("item", item_id)
        case Source(SourceKind.RECOMMENDATION, UUID(), UUID() as review_id):
            yield StreamKey("review", review_id)


def is_of(source: Source, investigation_id: UUID, act: Act) -> bool:
    """This will tell whether the source belongs to an investigation, and something may grow out of it.

    A draft belongs to its author alone; a recommendation is to be accepted by somebody.
    """
    match source:
        case Source(SourceKind.REQUEST, UUID() as request_id):
            request = act.facts.of(REQUEST, request_id)
            return request.investigation_id == investigation_id and request.is_sent
        case Source(SourceKind.SHARED_ITEM, UUID() as item_id):
            return act.facts.of(ITEM, item_id).investigation_id == investigation_id
        case Source(SourceKind.RECOMMENDATION, UUID(), UUID() as review_id):
            made = _recommendation(source, act)
            is_here = act.facts.of(REVIEW, review_id).investigation_id == investigation_id
            return is_here and made is not None and any(made.answers.values())
    return True


def needs_of(source: Source, act: Act) -> tuple[EntryNeed, ...]:
    """This will say what has to be met to see a recommendation that is the source; of all others nothing."""
    made = _recommendation(source, act)
    return made.needs if made else ()


def is_seen(source: Source, investigation_id: UUID, act: Act) -> bool:
    """This will tell whether the actor may see the source today."""
    if source.kind is SourceKind.RECOMMENDATION:
        made = _recommendation(source, act)
        return made is not None and are_met(made.needs, investigation_id, act) and _is_member(investigation_id, act)
    need = _need_of(source, act.actor.agency_id or "", act)
    reader = reader_of(act.facts.of(INVESTIGATION, investigation_id), act.actor, act.recorded_at.date())
    return need is None or denial(reader, need) is None


def is_for(source: Source, agency_id: str, act: Act) -> bool:
    """This will tell whether an agency has the source, as far as the acting one may know.

    Who else was given an item its originator alone knows; the others know of themselves, and of the originator.
    What is recommended is done by who accepted it, which all know who see the recommendation.
    """
    if source.kind is SourceKind.RECOMMENDATION:
        made = _recommendation(source, act)
        return made is not None and made.is_accepted_by(agency_id) and may_be_met_by(made.needs, agency_id, act)
    need = _need_of(source, agency_id, act)
    acting = act.actor.agency_id
    if need is None or need.agencies is None or agency_id in (need.owner_agency_id, acting):
        return True
    is_told = source.kind is SourceKind.REQUEST or acting in (need.owner_agency_id, None)
    return is_told and agency_id in need.agencies


def _recommendation(source: Source, act: Act) -> Recommendation | None:
    if source.id is None or source.review_id is None:
        return None
    return act.facts.of(REVIEW, source.review_id).recommendations.get(source.id)


def _is_member(investigation_id: UUID, act: Act) -> bool:
    return act.facts.of(INVESTIGATION, investigation_id).admits(act.actor)


def _need_of(source: Source, agency_id: str, act: Act) -> Need | None:
    match source:
        case Source(SourceKind.REQUEST, UUID() as request_id):
            return act.facts.of(REQUEST, request_id).need
        case Source(SourceKind.SHARED_ITEM, UUID() as item_id):
            return act.facts.of(ITEM, item_id).need_of(agency_id)
    return None
