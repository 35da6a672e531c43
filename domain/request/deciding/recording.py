"""Decides on warnings, breaches and corrections.

It must not count: the clock engine does.
"""

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from domain.aggregate import Act
from domain.clocks import Clock, ClockFacts, MomentKind, breach_is_due, clock_of, clocks, warning_is_due
from domain.event import Event, Recorded
from domain.refusal import InvalidInput
from domain.request import commands, events, rules
from domain.request.deciding.steps import in_course, while_recorded
from domain.request.state import Request
from domain.request.timekeeping import instant, minds

__all__ = ["correct", "record_breach", "warn"]

OCCURRED_AT = "occurred_at"
OF_THE_CLOCK = (
    events.TimeLimitWarningRaised,
    events.TimeLimitBreached,
    events.TimeLimitReminderSent,
    events.RecordCorrected,
)
OF_SENDING = (events.RequestSent,)
JUDGEMENTS = (MomentKind.BREACHED, MomentKind.ANNULLED)


def warn(command: commands.RaiseTimeLimitWarning, request: Request, act: Act) -> Iterable[Event]:
    """This will record that a limit is near, once."""
    in_course(type(command), request)
    clock = clock_of(request.clock, command.obligation, command.cycle)
    if clock is not None and clock.is_warned:
        raise rules.AWarningIsRaisedOnce(clock=clock.key)
    if clock is None or clock.effective_due_utc is None or not warning_is_due(clock, act.recorded_at):
        raise rules.AWarningNeedsALimitThatIsNear
    if act.occurred.at != clock.warn_utc:
        raise rules.AWarningHappensWhenTheLimitComesNear(warn_utc=clock.warn_utc)
    yield events.TimeLimitWarningRaised(
        request_id=command.request_id,
        obligation=clock.obligation,
        cycle=clock.cycle,
        profile=clock.profile,
        citation=clock.citation,
        due_utc=clock.effective_due_utc,
    )


def record_breach(command: commands.RecordTimeLimitBreach, request: Request, act: Act) -> Iterable[Event]:
    """This will record that a limit passed unmet, once, also where the act came late meanwhile."""
    in_course(type(command), request)
    clock = clock_of(request.clock, command.obligation, command.cycle)
    if clock is not None and clock.is_breach_recorded and not clock.is_breach_annulled:
        raise rules.ABreachIsRecordedOnce(clock=clock.key)
    if clock is None or clock.effective_due_utc is None or not breach_is_due(clock, act.recorded_at):
        raise rules.ABreachNeedsALimitThatPassedUnmet
    if act.occurred.at != clock.effective_due_utc:
        raise rules.ABreachHappensAtTheLimit(due_utc=clock.effective_due_utc)
    yield events.TimeLimitBreached(
        request_id=command.request_id,
        obligation=clock.obligation,
        cycle=clock.cycle,
        profile=clock.profile,
        citation=clock.citation,
        due_utc=clock.effective_due_utc,
    )


@while_recorded
def correct(command: commands.CorrectRecord, request: Request, act: Act) -> Iterable[Event]:
    """This will put the right value beside the recorded one, and annul a breach that it disproves."""
    wrong = _recorded(command, request, act)
    is_time = command.field == OCCURRED_AT
    right_utc = _right_time(command, wrong, request, act) if is_time else None
    right_value = right_utc.isoformat() if right_utc else command.right_value
    wrong_value = _wrong_value(command, wrong)
    disproved = _disproved(command, request, right_value) if is_time else ()
    if wrong_value == right_value and not disproved:
        raise rules.ACorrectionChangesTheValue
    yield events.RecordCorrected(
        request_id=command.request_id,
        corrected_event_id=command.corrected_event_id,
        corrected_topic=wrong.event.TOPIC,
        field=command.field,
        wrong_value=wrong_value,
        right_value=right_value,
        reason=command.reason,
        right_utc=right_utc,
        annuls_breach_of=disproved,
    )


def _recorded(command: commands.CorrectRecord, request: Request, act: Act) -> Recorded:
    wanted = command.corrected_event_id
    found = next((each for each in request.history if each.envelope.event_id == wanted), None)
    sides = (request.requesting_agency_id, request.requested_agency_id)
    if found is None:
        raise rules.OnlyAnEventOfTheRequestIsCorrected
    made_by = found.envelope.acting_agency_id
    if act.actor.agency_id != made_by and not (made_by is None and act.actor.agency_id in sides):
        raise rules.ARecordIsCorrectedByThoseWhoMadeIt(made_by=made_by)
    if isinstance(found.event, OF_THE_CLOCK):
        raise rules.WhatTheClockRecordedIsNotCorrected
    return found


def _wrong_value(command: commands.CorrectRecord, wrong: Recorded) -> str:
    if command.field == OCCURRED_AT:
        at = wrong.envelope.occurred_at
        return "" if at is None else at.isoformat()
    if command.field == "request_id" or not hasattr(wrong.event, command.field):
        raise InvalidInput(
            field="field",
            rule=f"{wrong.event.TOPIC} has no such field",
            accepted="a field of the event, or occurred_at",
        )
    return str(getattr(wrong.event, command.field))


def _right_time(command: commands.CorrectRecord, wrong: Recorded, request: Request, act: Act) -> datetime:
    right = instant(command.right_value)
    if right is None:
        raise InvalidInput(field="right_value", rule="the time has no offset", accepted="an ISO 8601 time with offset")
    if right > act.recorded_at:
        raise rules.NothingIsCorrectedIntoTheFuture
    if isinstance(wrong.event, OF_SENDING):
        first = min((at for at in map(_at, request.history) if at is not None), default=right)
        if right > first:
            raise rules.NothingHappensToARequestBeforeItIsSent(first=first, field="right_value")
    elif request.sent_at is not None and minds(type(wrong.event)) and right < request.sent_at:
        raise rules.NothingHappensToARequestBeforeItIsSent(sent_at=request.sent_at, field="right_value")
    return right


def _at(recorded: Recorded) -> datetime | None:
    comes_after = minds(type(recorded.event)) and not isinstance(recorded.event, OF_SENDING)
    return recorded.envelope.occurred_at if comes_after else None


def _disproved(command: commands.CorrectRecord, request: Request, right_value: str) -> tuple[str, ...]:
    """The standing breaches which, with the corrected time, were none when they were recorded."""
    moved = request.clock.with_time(command.corrected_event_id, instant(right_value))
    unjudged = replace(moved, moments=tuple(each for each in moved.moments if each.kind not in JUDGEMENTS))
    latest = {(each.obligation, each.cycle): each for each in moved.moments if each.kind is MomentKind.BREACHED}
    return tuple(
        clock.key
        for clock in clocks(unjudged)
        for breach in (latest.get((clock.obligation, clock.cycle)),)
        if breach is not None and _stands(request.clock, clock) and not breach_is_due(clock, breach.recorded_at)
    )


def _stands(facts: ClockFacts, clock: Clock) -> bool:
    recorded = clock_of(facts, clock.obligation, clock.cycle)
    return recorded is not None and recorded.is_breach_recorded and not recorded.is_breach_annulled
