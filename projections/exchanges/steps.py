"""The events that exchanges rest on, without a word of what was written: the steps of a stream's course.

They must not hold a text: what is erased from the log has nothing to be erased from here.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from domain.event import Event, Recorded
from domain.followup import events as of_followup
from domain.item import events as of_item
from domain.occurred import Precision
from domain.review import events as of_review

__all__ = ["Step", "step_of"]

_EXACT = (Precision.SECOND, Precision.MINUTE)


class Step(Struct, frozen=True, kw_only=True):
    """One step. at: when it happened, of its recording where that is unknown; aware, UTC.

    is_exact: it is known to the minute. known_as: of what it is a step, within the stream. by: who acts.
    agencies: to whom; unit_id: of the agency to which work goes. need_part: see exchange_needs.
    """

    kind: str
    position: int
    at: datetime
    is_exact: bool
    known_as: str = ""
    by: str = ""
    agencies: tuple[str, ...] = ()
    unit_id: str | None = None
    due_at: datetime | None = None
    need_part: UUID | None = None


def step_of(recorded: Recorded, need_part: UUID | None = None) -> Step | None:
    """This will make a step of an event; None where no exchange rests on it."""
    told = _TOLD.get(type(recorded.event))
    details = None if told is None else told(recorded.event)
    if details is None:
        return None
    envelope = recorded.envelope
    at = envelope.occurred_at
    return Step(
        kind=type(recorded.event).__name__,
        position=recorded.position,
        at=at or envelope.recorded_at,
        is_exact=at is not None and envelope.occurred_precision in _EXACT,
        need_part=need_part,
        **{"known_as": envelope.event_id.hex, **details},
    )


def _shared(event: of_item.IntelligenceShared | of_item.EvidenceShared) -> dict[str, Any] | None:
    if event.request_id is not None:
        return None
    return {"agencies": tuple(dict.fromkeys(each.agency_id for each in event.recipients))}


def _consent(event: Any) -> dict[str, Any]:
    return {"known_as": event.consent_id.hex}


def _recommendation(event: Any) -> dict[str, Any]:
    return {"known_as": event.recommendation_id.hex, "agencies": (event.agency_id,)}


def _nothing(_event: Event) -> dict[str, Any]:
    return {}


_TOLD: Mapping[type, Callable[[Any], dict[str, Any] | None]] = {  # each takes its own type of event
    of_item.ItemRegistered: lambda event: {"by": event.originator_agency_id},
    of_item.IntelligenceShared: _shared,
    of_item.EvidenceShared: _shared,
    of_item.OnwardSharingRequested: lambda event: {"known_as": event.consent_id.hex, "by": event.by_agency_id},
    of_item.OnwardSharingAuthorised: _consent,
    of_item.OnwardSharingRefused: _consent,
    of_item.RestrictionImposed: lambda event: {
        "known_as": event.restriction_id.hex, "by": event.by_agency_id, "agencies": event.to_confirm,
    },
    of_item.RestrictionConfirmed: lambda event: {
        "known_as": event.restriction_id.hex, "agencies": (event.agency_id,),
    },
    of_item.RestrictionLifted: lambda event: {"known_as": event.restriction_id.hex},
    of_followup.FollowUpOpened: lambda event: {"by": event.opened_by_agency_id},
    of_followup.FollowUpAssigned: lambda event: {"agencies": (event.agency_id,), "unit_id": event.unit_id},
    of_followup.FollowUpDueDateSet: lambda event: {"due_at": event.due_utc},
    of_followup.FollowUpCompleted: _nothing,
    of_followup.FollowUpVerified: _nothing,
    of_followup.FollowUpCancelled: _nothing,
    of_review.ReviewOpened: _nothing,
    of_review.RecommendationMade: lambda event: {
        "known_as": event.recommendation_id.hex, "by": event.by_agency_id, "agencies": event.to_agency_ids,
    },
    of_review.RecommendationAccepted: _recommendation,
    of_review.RecommendationDeclined: _recommendation,
}  # fmt: skip
"""Events that exchanges rest on -> what a step keeps of them; None where one of them is no exchange."""
