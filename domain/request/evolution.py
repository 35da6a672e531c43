"""How each event changes what is known of a request.

It must not fail, look at a clock, or refuse anything: what happened, happened.
"""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from domain.erasure import has_texts, without_texts
from domain.event import Recorded
from domain.request import events
from domain.request.state import Request
from domain.request.timekeeping import note
from domain.request.transitions import UNDECIDED, State, target_of
from domain.vocabulary import Scope

__all__ = ["evolve"]


def evolve(request: Request, recorded: Recorded) -> Request:
    """This will take an event into the state."""
    event = recorded.event
    if event.ERASES:
        request = _without_texts(request)
    if not request.holds_texts and has_texts(event):
        request = replace(request, holds_texts=True)
    change = CHANGES.get(type(event))
    changes = {} if change is None else change(request, event, recorded)
    changes.setdefault("state", target_of(type(event), request.state))
    return replace(request, **changes, clock=note(request.clock, recorded), history=(*request.history, recorded))


def _without_texts(request: Request) -> Request:
    return replace(without_texts(request), holds_texts=False, history=tuple(map(_read_later, request.history)))


def _read_later(earlier: Recorded) -> Recorded:
    """An event as it is read from now on, when the key of its texts is gone."""
    if not has_texts(earlier.event):
        return earlier
    return replace(earlier, event=without_texts(earlier.event), is_erased=True)


Changes = dict[str, Any]  # fields of Request by name; their types differ


def _drafted(_request: Request, event: events.RequestDrafted, _recorded: Recorded) -> Changes:
    return {
        "request_id": event.request_id,
        "investigation_id": event.investigation_id,
        "requesting_agency_id": event.requesting_agency_id,
        "requesting_unit_id": event.requesting_unit_id,
        "requested_agency_id": event.requested_agency_id,
        "content": event.content,
        "urgency": event.content.urgency,
    }


def _revised(_request: Request, event: events.RequestDraftRevised, _recorded: Recorded) -> Changes:
    return {
        "requesting_unit_id": event.requesting_unit_id,
        "requested_agency_id": event.requested_agency_id,
        "content": event.content,
        "urgency": event.content.urgency,
    }


def _sent(_request: Request, event: events.RequestSent, recorded: Recorded) -> Changes:
    return {
        "asked_agencies": (event.requested_agency_id,),
        "profile": event.profile,
        "protocol": event.protocol,
        "sent_at": recorded.envelope.occurred_at,
    }


def _received(request: Request, event: events.RequestReceived, _recorded: Recorded) -> Changes:
    return {"is_with_competent": request.is_with_competent or event.by_competent_authority}


def _redirected(request: Request, event: events.RequestRedirected, _recorded: Recorded) -> Changes:
    return {
        "requested_agency_id": event.to_agency_id,
        "asked_agencies": tuple(dict.fromkeys((*request.asked_agencies, event.to_agency_id))),
        "redirections": request.redirections + 1,
        "is_with_competent": False,
        "unit_id": None,
    }


def _classified(_request: Request, event: events.AvailabilityClassified, _recorded: Recorded) -> Changes:
    return {"availability": event.availability, "profile": event.profile}


def _urgency_changed(_request: Request, event: events.UrgencyChanged, _recorded: Recorded) -> Changes:
    return {"urgency": event.new, "profile": event.profile}


def _assigned(_request: Request, event: events.UnitAssigned | events.UnitReassigned, _recorded: Recorded) -> Changes:
    return {"unit_id": event.unit_id}


def _unassigned(_request: Request, _event: object, _recorded: Recorded) -> Changes:
    return {"unit_id": None}


def _asked(request: Request, event: events.ClarificationRequested, recorded: Recorded) -> Changes:
    return {
        "asked_at": recorded.envelope.occurred_at,
        "awaiting_clarification": event.clarification_id,
        "clarification_ids": request.clarification_ids | {event.clarification_id},
    }


def _clarified(request: Request, _event: object, recorded: Recorded) -> Changes:
    return {"awaiting_clarification": None, "answered_at": recorded.envelope.occurred_at or request.answered_at}


def _authorisation_sought(_request: Request, _event: object, _recorded: Recorded) -> Changes:
    return {"awaiting_judicial_authorisation": True}


def _authorised(_request: Request, _event: object, _recorded: Recorded) -> Changes:
    return {"awaiting_judicial_authorisation": False, "authorisation_was_denied": False}


def _denied(_request: Request, _event: object, _recorded: Recorded) -> Changes:
    return {"awaiting_judicial_authorisation": False, "authorisation_was_denied": True}


def _decided(_request: Request, _event: object, _recorded: Recorded) -> Changes:
    return {"is_decided": True}


def _refused(request: Request, event: events.RequestRefused, _recorded: Recorded) -> Changes:
    if event.scope is Scope.PART:
        return {"is_decided": True, "state": State.ACCEPTED if request.state in UNDECIDED else request.state}
    return {"is_decided": True, **_finished(request, event, _recorded)}


def _finished(request: Request, event: object, recorded: Recorded) -> Changes:
    return {
        "finished_cycles": request.finished_cycles | {request.cycle},
        **_withdrawn(request, event, recorded),
    }


def _withdrawn(_request: Request, _event: object, _recorded: Recorded) -> Changes:
    return {
        "awaiting_clarification": None,
        "awaiting_judicial_authorisation": False,
        "is_postponed": False,
    }


def _postponed(_request: Request, _event: object, _recorded: Recorded) -> Changes:
    return {"is_postponed": True}


def _resumed(_request: Request, _event: object, _recorded: Recorded) -> Changes:
    return {"is_postponed": False}


def _reminded(request: Request, event: events.TimeLimitReminderSent, _recorded: Recorded) -> Changes:
    return {"reminded": request.reminded | {f"{event.obligation}/{event.cycle}"}}


def _escalated(_request: Request, event: events.RequestEscalated, _recorded: Recorded) -> Changes:
    return {"escalation_level": event.level}


def _fed_back(request: Request, event: events.FeedbackGiven, _recorded: Recorded) -> Changes:
    return {"feedback_cycles": request.feedback_cycles | {event.cycle}}


def _reopened(_request: Request, event: events.RequestReopened, _recorded: Recorded) -> Changes:
    return {"cycle": event.cycle, "escalation_level": 0, "authorisation_was_denied": False, "is_decided": False}


def _held(request: Request, event: events.LegalHoldPlaced, _recorded: Recorded) -> Changes:
    return {
        "legal_holds": {**request.legal_holds, event.hold_id: event.by_agency_id},
        "hold_ids": request.hold_ids | {event.hold_id},
    }


def _lifted(request: Request, event: events.LegalHoldLifted, _recorded: Recorded) -> Changes:
    return {"legal_holds": {each: by for each, by in request.legal_holds.items() if each != event.hold_id}}


def _erased(_request: Request, event: events.RequestTextsErased, _recorded: Recorded) -> Changes:
    return {"erased_up_to": event.up_to_version}


def _corrected(request: Request, event: events.RecordCorrected, _recorded: Recorded) -> Changes:
    is_sending = event.corrected_topic == events.RequestSent.TOPIC and event.field == "occurred_at"
    return {"sent_at": event.right_utc or request.sent_at} if is_sending else {}


CHANGES: Mapping[type, Callable[[Request, Any, Recorded], Changes]] = {  # each takes its own type of event
    events.RequestDrafted: _drafted,
    events.RequestDraftRevised: _revised,
    events.RequestSent: _sent,
    events.RequestReceived: _received,
    events.RequestRedirected: _redirected,
    events.AvailabilityClassified: _classified,
    events.UrgencyChanged: _urgency_changed,
    events.UnitAssigned: _assigned,
    events.UnitReassigned: _assigned,
    events.UnitAssignmentDeclined: _unassigned,
    events.ClarificationRequested: _asked,
    events.ClarificationProvided: _clarified,
    events.JudicialAuthorisationSought: _authorisation_sought,
    events.JudicialAuthorisationGranted: _authorised,
    events.JudicialAuthorisationDenied: _denied,
    events.RequestAccepted: _decided,
    events.RequestRefused: _refused,
    events.FinalReplyProvided: _finished,
    events.RequestWithdrawn: _withdrawn,
    events.ExecutionPostponed: _postponed,
    events.ExecutionResumed: _resumed,
    events.RequestEscalated: _escalated,
    events.TimeLimitReminderSent: _reminded,
    events.FeedbackGiven: _fed_back,
    events.RequestReopened: _reopened,
    events.RecordCorrected: _corrected,
    events.LegalHoldPlaced: _held,
    events.LegalHoldLifted: _lifted,
    events.RequestTextsErased: _erased,
}
