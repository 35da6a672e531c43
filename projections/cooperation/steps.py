"""The events of a request that its figures rest on, without a word of what was written: the steps of its course.

They must not hold a text: what is erased from the log has nothing to be erased from here.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from domain.event import Event, Recorded
from domain.occurred import Precision
from domain.request import events
from domain.vocabulary import Scope

__all__ = ["Step", "StepKind", "step_of"]

StepKind = str
"""Name of the event, without its room."""

_EXACT = (Precision.SECOND, Precision.MINUTE)


class Step(Struct, frozen=True, omit_defaults=True):
    """One step. at: when it happened, of its recording where that is unknown; aware, UTC.

    is_exact: it is known to the minute, so that durations can be measured from it.
    codes: grounds of a refusal, outcome of a reply; agency, unit: to whom it went; number: of a cycle, or a grade.
    is_marked: a receipt by the competent authority, a reassignment for lack of competence, a refusal of all.
    corrects: the event whose time a correction sets right.
    """

    kind: StepKind
    event_id: UUID
    position: int
    at: datetime
    is_exact: bool
    agency: str | None = None
    unit: str | None = None
    codes: tuple[str, ...] = ()
    number: int = 0
    cycle: int = 0
    is_marked: bool = False
    corrects: UUID | None = None
    right_at: datetime | None = None


def step_of(recorded: Recorded) -> Step | None:
    """This will make a step of an event; None where no figure rests on it."""
    told = _TOLD.get(type(recorded.event))
    if told is None:
        return None
    envelope = recorded.envelope
    at = envelope.occurred_at
    return Step(
        type(recorded.event).__name__,
        envelope.event_id,
        recorded.position,
        at or envelope.recorded_at,
        at is not None and envelope.occurred_precision in _EXACT,
        **told(recorded.event),
    )


def _nothing(_event: Event) -> dict[str, Any]:
    return {}


_TOLD: Mapping[type, Callable[[Any], dict[str, Any]]] = {  # each takes its own type of event
    events.RequestDrafted: _nothing,
    events.RequestSent: lambda event: {"agency": event.requested_agency_id, "unit": event.requesting_unit_id},
    events.RequestReceived: lambda event: {"is_marked": event.by_competent_authority},
    events.RequestAcknowledged: _nothing,
    events.RequestRedirected: lambda event: {"agency": event.to_agency_id},
    events.UnitAssigned: lambda event: {"unit": event.unit_id},
    events.UnitReassigned: lambda event: {"unit": event.unit_id, "is_marked": event.lacked_competence},
    events.UnitAssignmentDeclined: _nothing,
    events.AvailabilityClassified: _nothing,
    events.UrgencyChanged: lambda event: {"codes": (event.new.value,)},
    events.ClarificationRequested: _nothing,
    events.ClarificationProvided: _nothing,
    events.JudicialAuthorisationSought: _nothing,
    events.JudicialAuthorisationGranted: _nothing,
    events.JudicialAuthorisationDenied: _nothing,
    events.TimeLimitExtended: _nothing,
    events.RequestAccepted: _nothing,
    events.RequestRefused: lambda event: {
        "codes": tuple(sorted({ground.value for ground in event.grounds})),
        "is_marked": event.scope is Scope.FULL,
    },
    events.ExecutionStarted: _nothing,
    events.ExecutionPostponed: _nothing,
    events.ExecutionResumed: _nothing,
    events.InterimReplyProvided: _nothing,
    events.FinalReplyProvided: lambda event: {"codes": (event.outcome.value,)},
    events.RequestWithdrawn: _nothing,
    events.FeedbackGiven: lambda event: {"number": event.usefulness, "cycle": event.cycle},
    events.RequestClosed: _nothing,
    events.RequestReopened: lambda event: {"cycle": event.cycle},
    events.RecordCorrected: lambda event: {"corrects": event.corrected_event_id, "right_at": event.right_utc},
}
"""Events that figures rest on -> what a step keeps of them; the types are those of the request's room alone."""
