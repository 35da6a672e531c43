"""A cooperation request as its decisions see it, and how events change it.

It must not know who may act, nor what is refused.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct, field
from msgspec.structs import replace

from domain.clocks import ClockFacts
from domain.erasure import has_texts, without_texts
from domain.event import Recorded
from domain.marking import UNMARKED, Marking
from domain.need_to_know import Need
from domain.request import events
from domain.request.timekeeping import note
from domain.request.transitions import OPEN, UNDECIDED, State, target_of
from domain.vocabulary import Availability, Scope, Tlp, Urgency

__all__ = ["Request", "evolve"]


class Request(Struct, frozen=True, kw_only=True):
    """A request; the empty one (`exists` False) stands for an id under which none was drafted.

    asked_agencies: to whom it was sent or passed on; none of a draft.
    history: all its events in the order of recording. clock: what its legal clocks follow from.
    sent_at: earliest instant of sending, aware, in UTC; None before, or where it is unknown.
    asked_at, answered_at: when the last clarification was asked and answered. finished_cycles: answered or refused.
    legal_holds: those that stand, with the agency that placed each; hold_ids: of all that ever stood.
    holds_texts: something was written since the last erasure, if there was any; erased_up_to: the last version whose
    texts are gone, 0 where nothing was erased.
    """

    request_id: UUID | None = None
    investigation_id: UUID | None = None
    requesting_agency_id: str = ""
    requesting_unit_id: str | None = None
    requested_agency_id: str = ""
    asked_agencies: tuple[str, ...] = ()
    state: State = State.DRAFT
    content: events.RequestContent | None = None
    urgency: Urgency = Urgency.ROUTINE
    availability: Availability | None = None
    profile: str = ""
    protocol: str = ""
    cycle: int = 1
    sent_at: datetime | None = None
    unit_id: str | None = None
    redirections: int = 0
    is_with_competent: bool = False
    is_decided: bool = False
    awaiting_clarification: UUID | None = None
    clarification_ids: frozenset[UUID] = frozenset()
    asked_at: datetime | None = None
    answered_at: datetime | None = None
    awaiting_judicial_authorisation: bool = False
    authorisation_was_denied: bool = False
    is_postponed: bool = False
    escalation_level: int = 0
    finished_cycles: frozenset[int] = frozenset()
    feedback_cycles: frozenset[int] = frozenset()
    legal_holds: Mapping[UUID, str] = field(default_factory=dict)
    hold_ids: frozenset[UUID] = frozenset()
    holds_texts: bool = False
    erased_up_to: int = 0
    clock: ClockFacts = ClockFacts()
    history: tuple[Recorded, ...] = ()

    @property
    def exists(self) -> bool:
        """True when the request was drafted."""
        return self.request_id is not None

    @property
    def is_sent(self) -> bool:
        """True when it ever left the requesting side, so that the requested side may know of it."""
        return bool(self.protocol)

    @property
    def marking(self) -> Marking:
        """The conditions of its requesting side; fixed once it was sent."""
        return (self.content.marking if self.content else None) or UNMARKED

    @property
    def need(self) -> Need:
        """What it needs of its readers: of a draft its own agency's members, of AMBER_STRICT those of the parties."""
        is_for_parties = not self.is_sent or self.marking.tlp is Tlp.AMBER_STRICT
        return Need(
            owner_agency_id=self.requesting_agency_id,
            agencies=frozenset(self.asked_agencies) if is_for_parties else None,
            classification=self.marking.classification,
            compartments=frozenset(self.marking.compartments),
        )

    @property
    def is_open(self) -> bool:
        """True when it was sent and is not finished."""
        return self.exists and self.state in OPEN

    @property
    def is_erased(self) -> bool:
        """True when its texts are gone."""
        return self.erased_up_to > 0


def evolve(request: Request, recorded: Recorded) -> Request:
    """This will take an event into the state."""
    event = recorded.event
    if event.ERASES:
        request = _without_texts(request)
    elif not request.holds_texts and has_texts(event):
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
    events.FeedbackGiven: _fed_back,
    events.RequestReopened: _reopened,
    events.RecordCorrected: _corrected,
    events.LegalHoldPlaced: _held,
    events.LegalHoldLifted: _lifted,
    events.RequestTextsErased: _erased,
}
