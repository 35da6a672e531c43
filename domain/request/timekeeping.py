"""Translates what happens to a request into the moments that its legal clocks count.

It must not count anything itself; read models fold it over the same events to compute the same clocks.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from domain.clocks import AgreedTerm, Cause, ClockFacts, Counting, Moment, MomentKind
from domain.event import Recorded
from domain.investigation.events import AgreedLimit
from domain.occurred import Occurred, Precision, is_in_calendar
from domain.request import events
from domain.vocabulary import Obligation, Scope

__all__ = ["agreed_terms", "day_of", "instant", "minds", "note"]

EXACT = (Precision.SECOND, Precision.MINUTE)
SIMPLE: Mapping[type, Mapping[str, Any]] = {  # values of several types, spread into Moment
    events.RequestAcknowledged: {"kind": MomentKind.ACKNOWLEDGED},
    events.RequestAccepted: {"kind": MomentKind.ACCEPTED},
    events.ExecutionStarted: {"kind": MomentKind.STARTED},
    events.InterimReplyProvided: {"kind": MomentKind.REPLIED_IN_PART},
    events.FinalReplyProvided: {"kind": MomentKind.REPLIED},
    events.RequestWithdrawn: {"kind": MomentKind.WITHDRAWN},
    events.RequestClosed: {"kind": MomentKind.CLOSED},
    events.ClarificationRequested: {"kind": MomentKind.PAUSED, "cause": Cause.CLARIFICATION},
    events.ClarificationProvided: {"kind": MomentKind.RESUMED, "cause": Cause.CLARIFICATION},
    events.JudicialAuthorisationSought: {"kind": MomentKind.PAUSED, "cause": Cause.JUDICIAL_AUTHORISATION},
    events.JudicialAuthorisationGranted: {"kind": MomentKind.RESUMED, "cause": Cause.JUDICIAL_AUTHORISATION},
    events.JudicialAuthorisationDenied: {"kind": MomentKind.RESUMED, "cause": Cause.JUDICIAL_AUTHORISATION},
    events.ExecutionPostponed: {"kind": MomentKind.PAUSED, "cause": Cause.POSTPONEMENT},
    events.ExecutionResumed: {"kind": MomentKind.RESUMED, "cause": Cause.POSTPONEMENT},
}
"""Events whose type alone says what a clock minds."""


def note(facts: ClockFacts, recorded: Recorded) -> ClockFacts:
    """This will add what an event of a request means for its clocks; events that mean nothing change nothing."""
    kind = type(recorded.event)
    plain = SIMPLE.get(kind)
    if plain is not None:
        return _with(facts, recorded, **plain)
    special = SPECIAL.get(kind)
    return facts if special is None else special(facts, recorded.event, recorded)


def minds(event: type) -> bool:
    """This will say whether clocks mind events of a type; the moments of these must be known exactly."""
    return event in SIMPLE or event in SPECIAL


def instant(text: str) -> datetime | None:
    """This will read an ISO 8601 time with offset, into UTC; None where it is none."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if read.tzinfo is None or not is_in_calendar(read) else read.astimezone(UTC)


def day_of(occurred: Occurred, recorded_at: datetime, tz: str) -> date:
    """This will return the day of an act in a zone; of its recording, where the act has no date."""
    return (occurred.at or recorded_at).astimezone(ZoneInfo(tz)).date()


def agreed_terms(limits: tuple[AgreedLimit, ...]) -> tuple[AgreedTerm, ...]:
    """This will take the partners' own limits as the engine wants them."""
    return tuple(AgreedTerm(each.obligation, each.limit, Counting(each.counting)) for each in limits)


def _with(facts: ClockFacts, recorded: Recorded, **what: Any) -> ClockFacts:  # fields of Moment
    envelope = recorded.envelope
    moment = Moment(
        event_id=envelope.event_id,
        cycle=facts.cycle,
        at=envelope.occurred_at if envelope.occurred_precision in EXACT else None,
        recorded_at=envelope.recorded_at,
        **what,
    )
    return facts.with_moment(moment)


def _sent(facts: ClockFacts, event: events.RequestSent, recorded: Recorded) -> ClockFacts:
    begun = replace(
        facts,
        sent_on=day_of(recorded.envelope.occurred, recorded.envelope.recorded_at, event.requested_tz),
        wish_utc=event.content.reply_by_utc,
        agreed=agreed_terms(event.agreed_limits),
    )
    return _with(begun, recorded, kind=MomentKind.SENT, profile=event.profile, tz=event.requested_tz)


def _received(facts: ClockFacts, event: events.RequestReceived, recorded: Recorded) -> ClockFacts:
    kind = MomentKind.RECEIVED_BY_COMPETENT if event.by_competent_authority else MomentKind.RECEIVED
    return _with(facts, recorded, kind=kind)


def _redirected(facts: ClockFacts, event: events.RequestRedirected, recorded: Recorded) -> ClockFacts:
    return _with(facts, recorded, kind=MomentKind.REDIRECTED, tz=event.to_tz)


def _profile_changed(
    facts: ClockFacts, event: events.AvailabilityClassified | events.UrgencyChanged, recorded: Recorded
) -> ClockFacts:
    return _with(facts, recorded, kind=MomentKind.PROFILE_CHANGED, profile=event.profile)


def _extended(facts: ClockFacts, event: events.TimeLimitExtended, recorded: Recorded) -> ClockFacts:
    return _with(facts, recorded, kind=MomentKind.EXTENDED, obligation=event.obligation, by=event.by)


def _refused(facts: ClockFacts, event: events.RequestRefused, recorded: Recorded) -> ClockFacts:
    kind = MomentKind.ACCEPTED if event.scope is Scope.PART else MomentKind.REFUSED
    return _with(facts, recorded, kind=kind)


def _reopened(facts: ClockFacts, event: events.RequestReopened, recorded: Recorded) -> ClockFacts:
    return _with(replace(facts, cycle=event.cycle), recorded, kind=MomentKind.REOPENED)


def _warned(facts: ClockFacts, event: events.TimeLimitWarningRaised, recorded: Recorded) -> ClockFacts:
    return _on_clock(facts, recorded, MomentKind.WARNED, f"{event.obligation}/{event.cycle}")


def _breached(facts: ClockFacts, event: events.TimeLimitBreached, recorded: Recorded) -> ClockFacts:
    return _on_clock(facts, recorded, MomentKind.BREACHED, f"{event.obligation}/{event.cycle}")


def _corrected(facts: ClockFacts, event: events.RecordCorrected, recorded: Recorded) -> ClockFacts:
    if event.field == "occurred_at":
        facts = facts.with_time(event.corrected_event_id, event.right_utc)
    for key in event.annuls_breach_of:
        facts = _on_clock(facts, recorded, MomentKind.ANNULLED, key)
    return facts


def _on_clock(facts: ClockFacts, recorded: Recorded, kind: MomentKind, key: str) -> ClockFacts:
    obligation, _, cycle = key.partition("/")
    if obligation not in Obligation.__members__ or not cycle.isdigit():
        return facts
    noted = _with(facts, recorded, kind=kind, obligation=Obligation(obligation))
    return replace(noted, moments=(*noted.moments[:-1], replace(noted.moments[-1], cycle=int(cycle))))


SPECIAL: Mapping[type, Callable[[ClockFacts, Any, Recorded], ClockFacts]] = {  # each takes its own type of event
    events.RequestSent: _sent,
    events.RequestReceived: _received,
    events.RequestRedirected: _redirected,
    events.AvailabilityClassified: _profile_changed,
    events.UrgencyChanged: _profile_changed,
    events.TimeLimitExtended: _extended,
    events.RequestRefused: _refused,
    events.RequestReopened: _reopened,
    events.TimeLimitWarningRaised: _warned,
    events.TimeLimitBreached: _breached,
    events.RecordCorrected: _corrected,
}
"""Events whose content a clock minds."""
