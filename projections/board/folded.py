"""A request as the board folds it: the domain's own state, and the moments that the board shows beside it.

It must not repeat a rule of the domain: state, overlays and clocks come from domain.request and domain.clocks.
"""

from collections.abc import Mapping
from datetime import datetime
from operator import attrgetter

from msgspec import Struct, to_builtins
from msgspec.json import Decoder, Encoder
from msgspec.structs import replace

from domain.event import Recorded
from domain.request import events
from domain.request.drafts import is_of_draft
from domain.request.evolution import evolve
from domain.request.state import Request

__all__ = ["Folded", "begun", "decode", "encode", "take"]


class Folded(Struct):
    """A request; changed in place by the folding alone. Moments are `occurred`, as in RequestRow.

    opened_at, opened_position, updated_at, position: from sending on without its draft, which others may not notice.
    """

    request: Request
    opened_at: datetime
    updated_at: datetime
    opened_position: int
    version: int = 0
    position: int = 0
    is_sent: bool = False
    asked: tuple[str, ...] = ()
    outcome: str | None = None
    grounds: tuple[str, ...] = ()
    drafted_at: datetime | None = None
    sent_at: datetime | None = None
    received_at: datetime | None = None
    acknowledged_at: datetime | None = None
    decided_at: datetime | None = None
    started_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    reminded_at: datetime | None = None
    reminded_members: tuple[str, ...] = ()


_MOMENTS: Mapping[type, str] = {
    events.RequestDrafted: "drafted_at",
    events.RequestSent: "sent_at",
    events.RequestReceived: "received_at",
    events.RequestAcknowledged: "acknowledged_at",
    events.RequestAccepted: "decided_at",
    events.RequestRefused: "decided_at",
    events.ExecutionStarted: "started_at",
    events.FinalReplyProvided: "answered_at",
    events.RequestClosed: "closed_at",
    events.RequestWithdrawn: "closed_at",
}
"""Event class -> the moment that it sets."""

_decoder: Decoder[Folded] = Decoder(Folded, dec_hook=lambda kind, _value: kind)  # the history is never stored
_encode = Encoder().encode
_sets = attrgetter("clarification_ids", "hold_ids", "finished_cycles", "feedback_cycles", "reminded")


def begun(recorded: Recorded) -> Folded:
    """This will begin a request with its first event."""
    at = recorded.envelope.recorded_at
    return Folded(Request(), opened_at=at, updated_at=at, opened_position=recorded.position)


def take(folded: Folded, recorded: Recorded) -> None:
    """This will take an event into the request."""
    event, envelope = recorded.event, recorded.envelope
    folded.request = replace(evolve(folded.request, recorded), history=())  # it would keep every event in memory
    folded.version = envelope.aggregate_version
    if not (folded.is_sent and is_of_draft(event)):
        folded.updated_at, folded.position = envelope.recorded_at, recorded.position
    if (name := _MOMENTS.get(type(event))) is not None:
        setattr(folded, name, envelope.occurred_at)
    match event:
        case events.RequestSent():
            folded.is_sent = True
            folded.asked = (event.requested_agency_id,)
            folded.opened_at, folded.opened_position = envelope.recorded_at, recorded.position
        case events.RequestRedirected():
            folded.asked = tuple(dict.fromkeys((*folded.asked, event.to_agency_id)))
            folded.received_at = folded.acknowledged_at = folded.reminded_at = None
            folded.reminded_members = ()
        case events.FinalReplyProvided():
            folded.outcome = event.outcome.value
        case events.RequestRefused():
            folded.grounds = tuple(ground.value for ground in event.grounds)
        case events.RequestReopened():
            folded.answered_at = folded.closed_at = folded.outcome = folded.reminded_at = None
            folded.grounds = folded.reminded_members = ()
        case events.TimeLimitReminderSent():
            folded.reminded_at, folded.reminded_members = envelope.recorded_at, event.members
        case _:
            pass


def decode(stored: str) -> Folded:
    """This will read a request as it was stored."""
    return _decoder.decode(stored)


def encode(folded: Folded) -> str:
    """This will write a request without its history, which is the log's.

    The same request is written in the same way, in whatever order its sets came to be; few have one to put in order.
    """
    if any(len(each) > 1 for each in _sets(folded.request)):
        return _encode(to_builtins(folded, str_keys=True, order="deterministic")).decode()
    return _encode(folded).decode()
