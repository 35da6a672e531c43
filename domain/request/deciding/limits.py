"""Decides on what suspends, extends or changes a legal clock.

It must not count: the clock engine does.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from domain.aggregate import Act
from domain.beforehand import given
from domain.clocks import Clock, ClockState, Counting, Moment, MomentKind, Term, clock_of, clocks, rulebook
from domain.event import ActorKind, Event
from domain.request import commands, events, rules
from domain.request.deciding.steps import aware, requested, requesting
from domain.request.state import Request
from domain.vocabulary import Availability, Urgency

__all__ = [
    "announce_delay", "ask", "change_urgency", "clarify", "classify", "deny", "extend", "grant", "seek",
]  # fmt: skip

NOBODY = UUID(int=0)
"""Id of the event that is not recorded yet, while its effect is computed."""
DAY = timedelta(days=1)


@requested
def classify(command: commands.ClassifyAvailability, request: Request, _act: Act) -> Iterable[Event]:
    """This will say how the information is reached, and which profile follows."""
    yield events.AvailabilityClassified(
        request_id=command.request_id,
        availability=command.availability,
        profile=_profile(request, request.urgency, command.availability),
    )


def _unasked(request: Request, _act: Act) -> None:
    if request.awaiting_clarification is not None:
        raise rules.OneClarificationIsOpenAtATime(open=request.awaiting_clarification)


def _asked(request: Request, _act: Act) -> None:
    if request.awaiting_clarification is None:
        raise rules.AnAnswerBelongsToTheOpenQuestion(open=None)


def _unsought(request: Request, _act: Act) -> None:
    if request.awaiting_judicial_authorisation:
        raise rules.AnAuthorisationIsSoughtOnceAtATime


def _sought(request: Request, _act: Act) -> None:
    if not request.awaiting_judicial_authorisation:
        raise rules.OnlyAnAuthorisationThatWasSoughtIsRecorded


def _limited(request: Request, _act: Act) -> None:
    if not any(_runs(clock) and clock.cycle == request.cycle for clock in clocks(request.clock)):
        raise rules.OnlyARunningLimitIsExtended


@requested
@given(_unasked)
def ask(command: commands.AskClarification, request: Request, act: Act) -> Iterable[Event]:
    """This will ask, where no question is open."""
    if command.clarification_id in request.clarification_ids:
        raise rules.AClarificationIsAskedOnce
    if _is_before(act.occurred.at, request.answered_at):
        raise rules.ClarificationsDoNotOverlap(answered_at=request.answered_at)
    yield events.ClarificationRequested(
        request_id=command.request_id, clarification_id=command.clarification_id, question=command.question
    )


@requesting
@given(_asked)
def clarify(command: commands.ProvideClarification, request: Request, act: Act) -> Iterable[Event]:
    """This will answer the open question."""
    if request.awaiting_clarification != command.clarification_id:
        raise rules.AnAnswerBelongsToTheOpenQuestion(open=request.awaiting_clarification)
    if _is_before(act.occurred.at, request.asked_at):
        raise rules.AnAnswerFollowsItsQuestion(asked_at=request.asked_at)
    yield events.ClarificationProvided(
        request_id=command.request_id, clarification_id=command.clarification_id, answer=command.answer
    )


@requested
@given(_unsought)
def seek(command: commands.SeekAuthorisation, _request: Request, _act: Act) -> Iterable[Event]:
    """This will record that leave was sought."""
    aware("expected_by_utc", command.expected_by_utc)
    yield events.JudicialAuthorisationSought(
        request_id=command.request_id, authority=command.authority, expected_by_utc=command.expected_by_utc
    )


@requested
@given(_sought)
def grant(command: commands.RecordAuthorisation, _request: Request, _act: Act) -> Iterable[Event]:
    """This will record that leave was granted."""
    yield events.JudicialAuthorisationGranted(
        request_id=command.request_id, authority=command.authority, reference=command.reference
    )


@requested
@given(_sought)
def deny(command: commands.RecordAuthorisationRefusal, _request: Request, _act: Act) -> Iterable[Event]:
    """This will record that leave was denied."""
    yield events.JudicialAuthorisationDenied(
        request_id=command.request_id, authority=command.authority, reason=command.reason
    )


@requested
def announce_delay(command: commands.AnnounceDelay, _request: Request, _act: Act) -> Iterable[Event]:
    """This will announce a delay, which moves no limit."""
    aware("estimate_utc", command.estimate_utc)
    yield events.DelayAnnounced(
        request_id=command.request_id,
        obligation=command.obligation,
        reason=command.reason,
        estimate_utc=command.estimate_utc,
    )


@requested
@given(_limited)
def extend(command: commands.ExtendTimeLimit, request: Request, act: Act) -> Iterable[Event]:
    """This will extend a running limit within the cap of its profile."""
    aware("estimate_utc", command.estimate_utc)
    clock = clock_of(request.clock, command.obligation, request.cycle)
    if clock is None or clock.effective_due_utc is None or not _runs(clock):
        raise rules.OnlyARunningLimitIsExtended
    citation = _require_cap(command, clock, _term(request, clock))
    _require_running(clock, act, clock.effective_due_utc)
    yield events.TimeLimitExtended(
        request_id=command.request_id,
        obligation=command.obligation,
        cycle=request.cycle,
        by=command.by,
        new_due_utc=_due_after(command, request, act) or clock.effective_due_utc + command.by,
        reason=command.reason,
        estimate_utc=command.estimate_utc,
        basis=command.basis or citation,
    )


@requesting
def change_urgency(command: commands.ChangeUrgency, request: Request, _act: Act) -> Iterable[Event]:
    """This will raise or lower the urgency, and say which profile follows."""
    if command.urgency is request.urgency:
        raise rules.AChangeOfUrgencyChangesIt
    yield events.UrgencyChanged(
        request_id=command.request_id,
        old=request.urgency,
        new=command.urgency,
        reason=command.reason,
        profile=_profile(request, command.urgency, request.availability),
    )


def _runs(clock: Clock) -> bool:
    return clock.effective_due_utc is not None and not clock.met_utc and not clock.ended_utc


def _profile(request: Request, urgency: Urgency, availability: Availability | None) -> str:
    on, content = request.clock.sent_on, request.content
    chosen = None if on is None or content is None else rulebook().choose(content.instrument, urgency, availability, on)
    return request.profile if chosen is None else chosen.code


def _is_before(at: datetime | None, other: datetime | None) -> bool:
    return at is not None and other is not None and at < other


def _term(request: Request, clock: Clock) -> Term | None:
    profile = rulebook().profile(clock.profile, request.clock.sent_on) if request.clock.sent_on else None
    return None if profile is None else profile.term(clock.obligation)


def _require_cap(command: commands.ExtendTimeLimit, clock: Clock, term: Term | None) -> str:
    extension = None if term is None else term.extension
    if extension is None:
        raise rules.AnExtensionNeedsAProfileThatAllowsIt(profile=clock.profile, obligation=clock.obligation)
    is_uneven = clock.counting is Counting.CALENDAR_DAY_END and command.by % DAY
    if command.by <= timedelta(0) or is_uneven:
        raise rules.AnExtensionCountsAsItsLimitCounts(by=command.by)
    if command.by > extension.cap - clock.extended or clock.extensions >= extension.times:
        raise rules.AnExtensionKeepsToTheCap(cap=extension.cap, times=extension.times)
    return extension.citation


def _require_running(clock: Clock, act: Act, due_utc: datetime) -> None:
    """A person's act is judged by when it is recorded, so that none is back-dated; an import's by when it happened."""
    if clock.state is ClockState.SUSPENDED:
        return
    is_import = act.actor.kind is ActorKind.IMPORT
    told = act.occurred.at if is_import else act.recorded_at
    stands = clock.is_breach_recorded and not clock.is_breach_annulled
    if stands or told is None or told > due_utc or _is_before(due_utc, act.occurred.at):
        counted = "the time that the file tells" if is_import else "the time of its recording, not the time told,"
        message = f"The limit ended on {due_utc.isoformat()}; for an extension {counted} counts, and a breach stays."
        raise rules.AnExtensionIsRecordedBeforeTheLimitEnds(message, due_utc=due_utc)


def _due_after(command: commands.ExtendTimeLimit, request: Request, act: Act) -> datetime | None:
    moment = Moment(
        event_id=NOBODY,
        kind=MomentKind.EXTENDED,
        cycle=request.cycle,
        at=act.occurred.at,
        recorded_at=act.recorded_at,
        obligation=command.obligation,
        by=command.by,
    )
    clock = clock_of(request.clock.with_moment(moment), command.obligation, request.cycle)
    return None if clock is None else clock.effective_due_utc
