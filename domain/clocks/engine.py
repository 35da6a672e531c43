"""The engine: from the facts of a request to its clocks, in every cycle.

It must not look at the present time, nor change anything: the same facts always give the same clocks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from domain.clocks.clock import Clock, ClockState
from domain.clocks.facts import AgreedTerm, ClockFacts, Moment, MomentKind
from domain.clocks.profile import Counting, Mark, Nature, OnReopening, Profile, StartsAt, Term
from domain.clocks.rulebook import Rulebook, rulebook
from domain.clocks.run import Run
from domain.vocabulary import Obligation

__all__ = ["Walk", "clock_of", "clocks", "runs_of"]

WISH = Term(
    obligation=Obligation.REPLY_BY_WISH,
    limit=None,
    starts_at=StartsAt.SENT,
    citation="Wish of the requesting side",
    mark=Mark.VERIFIED,
    nature=Nature.AT_LEAST,
    on_reopening=OnReopening.STANDS,
)
"""A wish is shown beside the legal limits; it binds nobody and is never breached."""


def clocks(facts: ClockFacts, book: Rulebook | None = None) -> tuple[Clock, ...]:
    """This will return the clocks of all cycles, cycle by cycle, in the order of the profile; none for a draft."""
    return tuple(clock for cycle in _cycles(facts, book or rulebook()) for clock in cycle.clocks())


def clock_of(facts: ClockFacts, obligation: Obligation, cycle: int, book: Rulebook | None = None) -> Clock | None:
    """This will return one clock, or None where the profile lays down no such obligation."""
    return next((each for each in clocks(facts, book) if each.obligation is obligation and each.cycle == cycle), None)


def runs_of(facts: ClockFacts, number: int, book: Rulebook | None = None) -> tuple[Run, ...]:
    """This will return the runs of one cycle, in the order of the profile."""
    cycles = (cycle for cycle in _cycles(facts, book or rulebook()) if cycle.number == number)
    return tuple(run for cycle in cycles for run in cycle.runs.values())


def _cycles(facts: ClockFacts, book: Rulebook) -> Iterator["_Cycle"]:
    start = _start(facts, book)
    for number in range(1, facts.cycle + 1):
        if start is None:
            return
        cycle = _Cycle(facts, book, number)
        start = cycle.walk(*start)
        yield cycle


def _start(facts: ClockFacts, book: Rulebook) -> tuple[Profile, str] | None:
    """Under which profile and in which zone the first cycle begins; None for a draft, and for an unknown profile."""
    sent = next((moment for moment in facts.moments if moment.kind is MomentKind.SENT), None)
    if sent is None or facts.sent_on is None:
        return None
    profile = book.profile(sent.profile or "", facts.sent_on)
    return None if profile is None else (profile, sent.tz or "UTC")


class Walk:
    """The clocks of a request's last cycle while its moments come in one by one: the same as `clocks` of all of them.

    Moments mostly come in the order of the world; then each costs one step, and not the whole way again.
    """

    def __init__(self, facts: ClockFacts, book: Rulebook | None = None) -> None:
        self._book = book or rulebook()
        self._facts = facts
        self._cycle: _Cycle | None = None
        self._latest: datetime | None = None
        self._begin(facts)

    def follow(self, facts: ClockFacts) -> None:
        """This will go on to facts that follow from those of before: with a moment more, or with other times."""
        before, self._facts = self._facts, facts
        if facts.moments is before.moments:
            return
        is_next = facts.cycle == before.cycle and facts.moments[:-1] == before.moments and self._cycle is not None
        if not (is_next and self._step(facts.moments[-1])):
            self._begin(facts)

    def clocks(self) -> tuple[Clock, ...]:
        """This will put down the clocks of the last cycle, in the order of the profile; none for a draft."""
        return () if self._cycle is None else tuple(self._cycle.clocks())

    def runs(self) -> tuple[Run, ...]:
        """This will return the same at work, which costs less than to put them down; nobody else may feed them."""
        return () if self._cycle is None else tuple(self._cycle.runs.values())

    def _begin(self, facts: ClockFacts) -> None:
        self._facts, self._cycle = facts, None
        for cycle in _cycles(facts, self._book):
            self._cycle = cycle
        known = [moment.at for moment in facts.moments if moment.cycle == facts.cycle and moment.at is not None]
        self._latest = max(known, default=None)

    def _step(self, moment: Moment) -> bool:
        """This will take a moment where it follows all others; what begins a cycle changes more than one step."""
        begins = moment.kind in (MomentKind.SENT, MomentKind.REOPENED) or moment.cycle != self._facts.cycle
        if self._cycle is None or begins or (moment.at and self._latest and moment.at < self._latest):
            return False
        self._cycle.moments.append(moment)
        if moment.at is not None:
            self._latest = moment.at
            self._cycle.step(moment, moment.at)
        return True


@dataclass(slots=True)
class _Flags:
    """What the clock process recorded of one clock."""

    warned: bool = False
    breached: bool = False
    annulled: bool = False


class _Cycle:
    """One cycle: its runs, and the moments that act on them."""

    def __init__(self, facts: ClockFacts, book: Rulebook, number: int) -> None:
        self.facts, self.book, self.number = facts, book, number
        self.moments = [moment for moment in facts.moments if moment.cycle == number]
        self.runs: dict[Obligation, Run] = {}

    def walk(self, profile: Profile, tz: str) -> tuple[Profile, str]:
        """This will let the moments act in the order of the world; returns the profile and zone at the end."""
        self._profile, self._tz = profile, tz
        self._open(profile, tz)
        dated = [(moment.at, moment) for moment in self.moments if moment.at is not None]
        for at, moment in sorted(dated, key=lambda pair: pair[0]):
            self.step(moment, at)
        return self._profile, self._tz

    def step(self, moment: Moment, at: datetime) -> None:
        """This will let one moment act, which follows all others in the order of the world."""
        if moment.kind is MomentKind.PROFILE_CHANGED:
            self._profile = self._change(self._profile, moment, at)
        self._tz = moment.tz or self._tz
        for run in self.runs.values():
            run.see(moment, at)

    def _open(self, profile: Profile, tz: str) -> None:
        for term in profile.obligations:
            agreed = self._agreed(term)
            if (term.limit is not None or agreed is not None) and self._arises(term):
                self.runs[term.obligation] = Run(profile, term, agreed, tz)
        wish = self._wish()
        if wish is not None and self._arises(WISH):
            self.runs[WISH.obligation] = Run(profile, WISH, wish, tz)

    def _arises(self, term: Term) -> bool:
        return self.number == 1 or term.on_reopening is OnReopening.RESTARTS

    def _agreed(self, term: Term) -> AgreedTerm | None:
        if term.limit is not None:
            return None
        return next((agreed for agreed in self.facts.agreed if agreed.obligation is term.obligation), None)

    def _wish(self) -> AgreedTerm | None:
        sent_at = next((moment.at for moment in self.moments if moment.kind is MomentKind.SENT), None)
        if sent_at is None or self.facts.wish_utc is None:
            return None
        return AgreedTerm(Obligation.REPLY_BY_WISH, self.facts.wish_utc - sent_at, Counting.ELAPSED)

    def _change(self, profile: Profile, moment: Moment, at: datetime) -> Profile:
        new = self.book.profile(moment.profile or "", self.facts.sent_on) if self.facts.sent_on else None
        if new is None or new.code == profile.code:
            return profile
        for run in self.runs.values():
            term = new.term(run.term.obligation)
            if term is not None:
                run.follow(new, term, at)
        return new

    def clocks(self) -> Iterator[Clock]:
        """This will put down each run as a clock."""
        for run in self.runs.values():
            yield _clock(run, self.number, self._flags(run.term.obligation))

    def _flags(self, obligation: Obligation) -> _Flags:
        flags = _Flags()
        for moment in self.moments:
            if moment.obligation is obligation:
                flags.warned |= moment.kind is MomentKind.WARNED
                flags.breached |= moment.kind is MomentKind.BREACHED
                flags.annulled = _annulled(flags.annulled, moment.kind)
        return flags


def _annulled(before: bool, kind: MomentKind) -> bool:  # noqa: FBT001  # a fold over moments
    if kind is MomentKind.BREACHED:
        return False
    return before or kind is MomentKind.ANNULLED


def _clock(run: Run, cycle: int, flags: _Flags) -> Clock:
    binding = run.term.nature is Nature.WITHIN
    return Clock(
        obligation=run.term.obligation,
        cycle=cycle,
        profile=run.profile.code,
        citation=run.term.citation,
        mark=run.term.mark,
        binding=binding,
        counting=run.counting,
        state=_state(run, binding=binding, breached=flags.breached and not flags.annulled),
        limit=run.limit,
        started_utc=run.started,
        base_due_utc=run.base_due(),
        effective_due_utc=run.due(),
        warn_utc=run.warn_from() if binding else None,
        met_utc=run.met,
        ended_utc=run.ended,
        suspended=run.rested,
        suspended_since_utc=run.paused_since,
        extended=run.extended_in_all,
        extensions=run.extensions,
        is_warned=flags.warned,
        is_breach_recorded=flags.breached,
        is_breach_annulled=flags.annulled,
    )


def _state(run: Run, *, binding: bool, breached: bool) -> ClockState:
    due = run.due()
    if run.met is not None and due is not None:
        return ClockState.MISSED if breached or run.met > due else ClockState.MET
    if breached or (binding and run.ended is not None and due is not None and run.ended > due):
        return ClockState.BREACHED
    if run.ended is not None:
        return ClockState.CANCELLED
    if run.started is None:
        return ClockState.NOT_STARTED
    return ClockState.SUSPENDED if run.paused_since is not None else ClockState.RUNNING
