"""What a follow-up grew out of: who sees that, sees the follow-up.

It must not change a request or an item.
"""

from collections.abc import Iterable
from uuid import UUID

from domain.aggregate import Act, StreamKey
from domain.followup.events import SourceKind
from domain.investigation import INVESTIGATION
from domain.investigation.readers import reader_of
from domain.item import ITEM
from domain.need_to_know import Need, denial
from domain.request import REQUEST

__all__ = ["Source", "is_for", "is_of", "is_seen", "streams_of"]

Source = tuple[SourceKind, UUID | None]
"""What kind of thing it is, and its id where it has one."""


def streams_of(source: Source) -> Iterable[StreamKey]:
    """This will name the streams that have to be read to know who sees the source."""
    match source:
        case (SourceKind.REQUEST, UUID() as request_id):
            yield StreamKey("request", request_id)
        case (SourceKind.SHARED_ITEM, UUID() as item_id):
            yield StreamKey("item", item_id)


def is_of(source: Source, investigation_id: UUID, act: Act) -> bool:
    """This will tell whether the source belongs to an investigation; a draft belongs to its author alone."""
    match source:
        case (SourceKind.REQUEST, UUID() as request_id):
            request = act.facts.of(REQUEST, request_id)
            return request.investigation_id == investigation_id and request.is_sent
        case (SourceKind.SHARED_ITEM, UUID() as item_id):
            return act.facts.of(ITEM, item_id).investigation_id == investigation_id
    return True


def is_seen(source: Source, investigation_id: UUID, act: Act) -> bool:
    """This will tell whether the actor may see the source today."""
    need = _need_of(source, act.actor.agency_id or "", act)
    reader = reader_of(act.facts.of(INVESTIGATION, investigation_id), act.actor, act.recorded_at.date())
    return need is None or denial(reader, need) is None


def is_for(source: Source, agency_id: str, act: Act) -> bool:
    """This will tell whether an agency has the source, as far as the acting one may know.

    Who else was given an item its originator alone knows; the others know of themselves, and of the originator.
    """
    need = _need_of(source, agency_id, act)
    acting = act.actor.agency_id
    if need is None or need.agencies is None or agency_id in (need.owner_agency_id, acting):
        return True
    is_told = source[0] is SourceKind.REQUEST or acting in (need.owner_agency_id, None)
    return is_told and agency_id in need.agencies


def _need_of(source: Source, agency_id: str, act: Act) -> Need | None:
    match source:
        case (SourceKind.REQUEST, UUID() as request_id):
            return act.facts.of(REQUEST, request_id).need
        case (SourceKind.SHARED_ITEM, UUID() as item_id):
            return act.facts.of(ITEM, item_id).need_of(agency_id)
    return None
