"""A slow second opinion on request cycles, in the words of their definitions: it reads all that happened.

It must not use a read model, nor their SQL; limits are those of the clock engine, over the whole history each time.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, reduce
from itertools import pairwise
from typing import Any
from uuid import UUID

from domain.clocks import ClockFacts, clocks
from domain.event import Recorded
from domain.occurred import Precision
from domain.request import events
from domain.request.timekeeping import note
from domain.vocabulary import Obligation, Outcome, Scope
from projections.as_of import AsOf

__all__ = ["ACTS", "TO_ANSWER", "CycleTold", "Happened", "told_cycles"]

ACTS = (
    events.RequestAcknowledged, events.RequestAccepted, events.RequestRefused, events.ExecutionStarted,
    events.InterimReplyProvided, events.FinalReplyProvided,
)  # fmt: skip
PAUSES = {
    events.ClarificationRequested: ("clarification", True),
    events.ClarificationProvided: ("clarification", False),
    events.JudicialAuthorisationSought: ("authorisation", True),
    events.JudicialAuthorisationGranted: ("authorisation", False),
    events.JudicialAuthorisationDenied: ("authorisation", False),
    events.ExecutionPostponed: ("postponement", True),
    events.ExecutionResumed: ("postponement", False),
}
TO_ANSWER = (Obligation.DECIDE, Obligation.OBJECT, Obligation.EXECUTE, Obligation.PROVIDE)


@dataclass(frozen=True)
class Happened:
    """An event of a cycle, when it happened as is known now, and whether that is exact."""

    event: Any
    at: datetime
    is_exact: bool
    event_id: UUID


@dataclass(frozen=True)
class CycleTold:
    """A cycle and all that happened in it. facts: the clock's, of the whole request."""

    number: int
    sent: events.RequestSent
    begun: Happened
    told: tuple[Happened, ...]
    facts: ClockFacts
    agency: str
    unit: str | None
    urgency: str
    feedback: events.FeedbackGiven | None
    fed_back_at: datetime | None

    def first(self, *kinds: type) -> Happened | None:
        """The earliest of these; None where there is none."""
        return min(
            (each for each in self.told if isinstance(each.event, kinds)),
            key=lambda each: (each.at, each.is_exact),
            default=None,
        )

    @cached_property
    def received(self) -> Happened | None:
        return self.begun if self.number > 1 else self.first(events.RequestReceived)

    @cached_property
    def competent(self) -> Happened | None:
        found = None
        for each in self.told:
            if isinstance(each.event, events.RequestRedirected):
                found = None
            elif isinstance(each.event, events.RequestReceived) and each.event.by_competent_authority:
                found = each if found is None or (each.at, each.is_exact) < (found.at, found.is_exact) else found
        return found

    @cached_property
    def finished(self) -> Happened | None:
        ends = [
            each
            for each in self.told
            if isinstance(each.event, events.FinalReplyProvided) or self._is_refusal(each.event)
        ]
        return ends[-1] if ends else None

    def _is_refusal(self, event: object) -> bool:
        return isinstance(event, events.RequestRefused) and event.scope is Scope.FULL

    @cached_property
    def replied(self) -> Happened | None:
        replies = [
            each for each in self.told
            if isinstance(each.event, events.InterimReplyProvided | events.FinalReplyProvided)
            or self._is_refusal(each.event)
        ]  # fmt: skip
        return min(replies, key=lambda each: (each.at, each.is_exact), default=None)

    @property
    def is_refused(self) -> bool:
        return any(self._is_refusal(each.event) for each in self.told)

    @property
    def is_withdrawn(self) -> bool:
        return self.first(events.RequestWithdrawn) is not None

    @property
    def is_open(self) -> bool:
        return self.finished is None and not self.is_withdrawn and self.first(events.RequestClosed) is None

    @property
    def outcome(self) -> Outcome | None:
        found = [each.event.outcome for each in self.told if isinstance(each.event, events.FinalReplyProvided)]
        return found[-1] if found else None

    @property
    def grounds(self) -> set[str]:
        found = [each.event.grounds for each in self.told if self._is_refusal(each.event)]
        return {str(ground) for ground in found[-1]} if found else set()

    @property
    def clarifications(self) -> int:
        return sum(isinstance(each.event, events.ClarificationRequested) for each in self.told)

    @property
    def is_misrouted(self) -> bool:
        wrong = (events.RequestRedirected, events.UnitAssignmentDeclined)
        return any(
            isinstance(each.event, wrong)
            or (isinstance(each.event, events.UnitReassigned) and each.event.lacked_competence)
            for each in self.told
        )

    @cached_property
    def in_final_unit(self) -> Happened | None:
        found = None
        for each in self.told:
            if isinstance(each.event, events.UnitAssigned | events.UnitReassigned):
                found = each
            elif isinstance(each.event, events.RequestRedirected | events.UnitAssignmentDeclined):
                found = None
        return found

    def waited(self, *causes: str) -> float:
        """Seconds between receipt and final act during which one of the causes stood, second by second of change."""
        if self.received is None or self.finished is None:
            return 0.0
        changes = sorted(
            ((each.at, PAUSES[type(each.event)]) for each in self.told if type(each.event) in PAUSES and each.is_exact),
            key=lambda pair: pair[0],
        )
        begin, end = self.received.at, self.finished.at
        cuts = sorted({begin, end, *(at for at, _ in changes if begin < at < end)})
        total = 0.0
        for start, stop in pairwise(cuts):
            standing = dict.fromkeys(causes, False)
            for at, (cause, begins) in changes:
                if at <= start and cause in standing:
                    standing[cause] = begins
            total += (stop - start).total_seconds() if any(standing.values()) else 0.0
        return total

    def limit(self, *obligations: Obligation, base: bool = False, running: bool = False) -> datetime | None:
        """The earliest limit of these obligations that stood open until the final act, or runs still."""
        final = self.finished.at if self.finished and self.finished.is_exact else None
        found = []
        for clock in clocks(self.facts):
            due = clock.base_due_utc if base else clock.effective_due_utc
            if clock.cycle != self.number or clock.obligation not in obligations or not clock.binding or due is None:
                continue
            is_running = clock.met_utc is None and clock.ended_utc is None and clock.suspended_since_utc is None
            if is_running if running else clock.met_utc in (None, final):
                found.append(due)
        return min(found, default=None)

    def acknowledge_by(self, within: timedelta) -> datetime | None:
        """The profile's limit, or the one for profiles without one."""
        own = [
            clock.effective_due_utc
            for clock in clocks(self.facts)
            if clock.cycle == self.number and clock.obligation is Obligation.ACKNOWLEDGE and clock.effective_due_utc
        ]
        return own[0] if own else self.received.at + within if self.received else None


def told_cycles(log: Sequence[Recorded], as_of: AsOf | None) -> Iterator[CycleTold]:
    """This will tell every cycle of every request that had been sent, as of a moment of the record."""
    streams: dict[UUID, list[Recorded]] = {}
    for each in log:
        if each.event.TOPIC.startswith("request."):
            streams.setdefault(each.envelope.aggregate_id, []).append(each)
    for stream in streams.values():
        yield from _cycles(list(as_of.of(stream)) if as_of else stream)


def _cycles(stream: Sequence[Recorded]) -> Iterator[CycleTold]:
    sent = next((each.event for each in stream if isinstance(each.event, events.RequestSent)), None)
    if sent is None:
        return
    facts = reduce(note, stream, ClockFacts())
    told = [_happened(each, stream) for each in stream]
    told = told[next(place for place, each in enumerate(told) if each.event is sent) :]
    starts = [
        place for place, each in enumerate(told) if isinstance(each.event, events.RequestSent | events.RequestReopened)
    ]
    agency, unit, urgency = sent.requested_agency_id, None, sent.content.urgency.value
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(told)], strict=True), start=1):
        for each in told[start:end]:
            match each.event:
                case events.RequestRedirected():
                    agency, unit = each.event.to_agency_id, None
                case events.UnitAssigned() | events.UnitReassigned():
                    unit = each.event.unit_id
                case events.UnitAssignmentDeclined():
                    unit = None
                case events.UrgencyChanged():
                    urgency = each.event.new.value
        fed = [each for each in told if isinstance(each.event, events.FeedbackGiven) and each.event.cycle == number]
        yield CycleTold(
            number, sent, told[start], tuple(told[start:end]), facts, agency, unit, urgency,
            fed[-1].event if fed else None, fed[-1].at if fed else None,
        )  # fmt: skip


def _happened(recorded: Recorded, stream: Iterable[Recorded]) -> Happened:
    envelope = recorded.envelope
    right = [
        each.event.right_utc
        for each in stream
        if isinstance(each.event, events.RecordCorrected)
        and each.event.corrected_event_id == envelope.event_id
        and each.event.right_utc is not None
    ]
    if right:
        return Happened(recorded.event, right[-1], True, envelope.event_id)
    is_exact = envelope.occurred_at is not None and envelope.occurred_precision in (Precision.SECOND, Precision.MINUTE)
    return Happened(recorded.event, envelope.occurred_at or envelope.recorded_at, is_exact, envelope.event_id)
