"""The same history under other limits: what would have been due when, and what would have been late.

It must not count: the clock engine does, over the same facts. The hypothetical run is judged by these facts alone,
without the warnings and breaches that were recorded of the actual one.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from msgspec.structs import replace

from domain.clocks import AgreedTerm, Clock, ClockFacts, ClockState, MomentKind, Rulebook, clocks, overdue, rulebook
from domain.event import Recorded
from domain.refusal import InvalidInput
from domain.request import REQUEST, Request
from domain.request.events import RequestEvent

__all__ = ["Compared", "Judged", "OtherLimits", "Verdict", "compared", "other_limits", "requests_of", "totals"]

_OF_REQUEST = frozenset(RequestEvent.__args__)

RECORDED = (MomentKind.WARNED, MomentKind.BREACHED, MomentKind.ANNULLED)
"""What the clock process recorded of the actual limits."""


class Verdict(StrEnum):
    """What became of a limit as of a moment. LATE: done too late, or ended undone after it; OVERDUE: still to be done.

    OPEN: running and not passed; RESTING: suspended; NOT_STARTED, CANCELLED: as of the clock.
    """

    ON_TIME = "ON_TIME"
    LATE = "LATE"
    OVERDUE = "OVERDUE"
    OPEN = "OPEN"
    RESTING = "RESTING"
    NOT_STARTED = "NOT_STARTED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class OtherLimits:
    """The limits of a hypothesis. profile: its code; terms: limits agreed among partners, for what it leaves open."""

    profile: str
    book: Rulebook
    terms: tuple[AgreedTerm, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A limit and what became of it. due_utc, met_utc: aware, UTC; None where there is none."""

    profile: str
    citation: str
    due_utc: datetime | None
    met_utc: datetime | None
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """An obligation of a request in a cycle, as it was and as it would have been; None where there was none."""

    request_id: UUID
    obligation: str
    cycle: int
    actual: Judged | None
    hypothetical: Judged | None


def other_limits(profile: str, terms: tuple[AgreedTerm, ...] = ()) -> OtherLimits:
    """This will make a hypothesis of the last version of a profile, as if it had always been in force.

    Raises InvalidInput for a profile that there is not.
    """
    versions = [each for each in rulebook().profiles if each.code == profile]
    if not versions:
        codes = ", ".join(sorted({each.code for each in rulebook().profiles}))
        raise InvalidInput(field="profile", rule=f"there is no clock profile {profile!r}", accepted=codes)
    always = replace(versions[-1], in_force_from=None, in_force_to=None)
    return OtherLimits(profile, Rulebook((always,), ()), terms)


def requests_of(history: Iterable[Recorded]) -> dict[UUID, Request]:
    """This will fold the requests of a history."""
    found: dict[UUID, Request] = {}
    for each in history:
        if type(each.event) in _OF_REQUEST:
            stream = each.envelope.aggregate_id
            found[stream] = REQUEST.evolve(found.get(stream, REQUEST.initial), each)
    return found


def compared(requests: Mapping[UUID, Request], limits: OtherLimits, at: datetime) -> tuple[Compared, ...]:
    """This will compare every binding limit of requests as of a moment; by request, cycle and obligation."""
    return tuple(each for request_id in sorted(requests) for each in _of(request_id, requests[request_id], limits, at))


def totals(judged: Iterable[Judged | None]) -> dict[Verdict, int]:
    """This will count verdicts."""
    counted = Counter(each.verdict for each in judged if each is not None)
    return {verdict: counted[verdict] for verdict in Verdict}


def _of(request_id: UUID, request: Request, limits: OtherLimits, at: datetime) -> Iterator[Compared]:
    was = _by_key(clocks(request.clock), at)
    would = _by_key(clocks(_under(request.clock, limits), limits.book), at)
    for cycle, obligation in sorted(was.keys() | would.keys()):
        key = (cycle, obligation)
        yield Compared(
            request_id=request_id,
            obligation=obligation,
            cycle=cycle,
            actual=was.get(key),
            hypothetical=would.get(key),
        )


def _under(facts: ClockFacts, limits: OtherLimits) -> ClockFacts:
    """The same facts, counted from sending on by another profile, and as if nobody had looked at the clocks."""
    kept = (each for each in facts.moments if each.kind not in (*RECORDED, MomentKind.PROFILE_CHANGED))
    moments = tuple(replace(each, profile=limits.profile) if each.kind is MomentKind.SENT else each for each in kept)
    return replace(facts, moments=moments, agreed=limits.terms or facts.agreed)


def _by_key(counted: Iterable[Clock], at: datetime) -> dict[tuple[int, str], Judged]:
    return {(each.cycle, each.obligation.value): _judged(each, at) for each in counted if each.binding}


def _judged(clock: Clock, at: datetime) -> Judged:
    return Judged(
        profile=clock.profile,
        citation=clock.citation,
        due_utc=clock.effective_due_utc,
        met_utc=clock.met_utc,
        verdict=_verdict(clock, at),
    )


def _verdict(clock: Clock, at: datetime) -> Verdict:
    if overdue(clock, at):
        return Verdict.OVERDUE
    return _VERDICTS[clock.state]


_VERDICTS: Mapping[ClockState, Verdict] = {
    ClockState.MET: Verdict.ON_TIME,
    ClockState.MISSED: Verdict.LATE,
    ClockState.BREACHED: Verdict.LATE,
    ClockState.RUNNING: Verdict.OPEN,
    ClockState.SUSPENDED: Verdict.RESTING,
    ClockState.NOT_STARTED: Verdict.NOT_STARTED,
    ClockState.CANCELLED: Verdict.CANCELLED,
}
