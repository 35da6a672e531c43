"""The run of one obligation through one cycle, moment by moment.

It must not know the other obligations; the engine feeds it moments in the order of the world.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from domain.clocks.counting import Ruler
from domain.clocks.facts import AgreedTerm, Moment, MomentKind
from domain.clocks.profile import Cause, OnReopening, Profile, StartsAt, Term
from domain.vocabulary import Obligation

__all__ = ["Run"]

NOTHING = timedelta(0)

STARTS: dict[MomentKind, tuple[StartsAt, ...]] = {
    MomentKind.SENT: (StartsAt.SENT,),
    MomentKind.RECEIVED: (StartsAt.RECEIVED,),
    MomentKind.RECEIVED_BY_COMPETENT: (StartsAt.RECEIVED, StartsAt.RECEIVED_BY_COMPETENT),
    MomentKind.ACCEPTED: (StartsAt.DECIDED,),
    MomentKind.STARTED: (StartsAt.DECIDED,),
    MomentKind.REPLIED_IN_PART: (StartsAt.DECIDED,),
    MomentKind.REPLIED: (StartsAt.DECIDED,),
}
"""Starting or replying without a recorded decision implies one at that moment."""

BY_ANY_ACT = (Obligation.ACKNOWLEDGE,)
BY_DECIDING = (Obligation.ACKNOWLEDGE, Obligation.DECIDE, Obligation.OBJECT)
MEETS: dict[MomentKind, tuple[Obligation, ...]] = {
    MomentKind.ACKNOWLEDGED: BY_ANY_ACT,
    MomentKind.ACCEPTED: BY_DECIDING,
    MomentKind.STARTED: BY_DECIDING,
    MomentKind.REPLIED_IN_PART: BY_DECIDING,
    MomentKind.REFUSED: (*BY_DECIDING, Obligation.PROVIDE, Obligation.REPLY_BY_WISH),
    MomentKind.REPLIED: (*BY_DECIDING, Obligation.EXECUTE, Obligation.PROVIDE, Obligation.REPLY_BY_WISH),
}
"""A later step implies the earlier ones as derived facts; no event is invented for them."""

_Measure = tuple[Ruler, timedelta, datetime | None, timedelta, timedelta]
"""How a run counts: ruler, limit, from when, how long it rested, by how much it was extended."""

ENDS = (MomentKind.REFUSED, MomentKind.WITHDRAWN, MomentKind.CLOSED)


class Run:
    """One obligation in one cycle, while the engine walks through the moments."""

    def __init__(self, profile: Profile, term: Term, agreed: AgreedTerm | None, tz: str) -> None:
        self.agreed, self.tz = agreed, tz
        self.met: datetime | None = None
        self.ended: datetime | None = None
        self.causes: set[Cause] = set()
        self.rested = NOTHING
        self._counted: tuple[_Measure, datetime] | None = None
        self._adopt(profile, term)
        self._await_start()

    def _adopt(self, profile: Profile, term: Term) -> None:
        self.profile, self.term = profile, term
        self.counting = self.agreed.counting if self.agreed else profile.counting
        self.limit = (self.agreed.limit if self.agreed else term.limit) or NOTHING
        self.ruler = Ruler(self.counting, self.tz, working=profile.ends_on_working_day)

    def _await_start(self) -> None:
        self.started: datetime | None = None
        self._count_from(None)
        self.paused_since: datetime | None = None
        self.extended_in_all, self.extensions = NOTHING, 0
        self.base_cap: datetime | None = None

    def _count_from(self, anchor: datetime | None) -> None:
        self.anchor, self.paused, self.extended = anchor, NOTHING, NOTHING

    @property
    def is_open(self) -> bool:
        """True from the start until the act, or the end of work."""
        return self.started is not None and self.met is None and self.ended is None

    def due(self) -> datetime | None:
        """This will return the effective limit as far as it is known."""
        if self.anchor is None:
            return None
        measure = self._measure()
        if self._counted is None or self._counted[0] != measure:  # it is asked for much more often than it changes
            self._counted = measure, self.ruler.end(self.anchor, self.limit, self.paused, self.extended)
        return self._counted[1]

    def base_due(self) -> datetime | None:
        """This will return the limit without pauses and extensions."""
        if self.anchor is None:
            return None
        is_changed = self.paused != NOTHING or self.extended != NOTHING
        base = self.ruler.end(self.anchor, self.limit, NOTHING, NOTHING) if is_changed else self.due()
        return base if base is None or self.base_cap is None else min(base, self.base_cap)

    def warn_from(self) -> datetime | None:
        """This will return from when the share of the limit that the profile names, or less, is left."""
        due = self.due()
        if due is None or self.anchor is None:
            return None
        whole = self.ruler.end(self.anchor, self.limit, NOTHING, self.extended) - self.anchor
        return due - whole * self.profile.warn_share_left

    def has_passed(self, at: datetime) -> bool:
        """This will say whether the limit lay before a moment; a resting clock cannot pass."""
        due = self.due()
        return due is not None and self.paused_since is None and at > due

    def see(self, moment: Moment, at: datetime) -> None:
        """This will let one moment of the same cycle act on the clock."""
        reaction = REACTIONS.get(moment.kind)
        if reaction is not None:
            reaction(self, moment, at)
        if self.started is None and self.ended is None and self._is_started_by(moment.kind):
            self._start(at)
        if self.is_open and self.term.obligation in MEETS.get(moment.kind, ()):
            self._settle(at)
            self.met = at
        if moment.kind in ENDS and self.met is None and self.ended is None:
            self._settle(at)
            self.ended = at

    def _is_started_by(self, kind: MomentKind) -> bool:
        if kind is MomentKind.REOPENED:
            return self.term.on_reopening is OnReopening.RESTARTS
        return self.term.starts_at in STARTS.get(kind, ())

    def _start(self, at: datetime) -> None:
        self.started = at
        self._count_from(at)
        self._rest_if_caused(at)

    def _rest_if_caused(self, at: datetime) -> None:
        if self.paused_since is None and self.causes.intersection(self.term.suspended_by):
            self.paused_since = at

    def _settle(self, at: datetime) -> None:
        if self.paused_since is not None:
            rest = self.ruler.between(self.paused_since, at)
            self.paused += rest
            self.rested += at - self.paused_since
            self.paused_since = None

    def pause(self, moment: Moment, at: datetime) -> None:
        """This will let the clock rest, where its term lists the cause and the limit has not passed."""
        if moment.cause is not None:
            self.causes.add(moment.cause)
        if self.is_open and not self.has_passed(at):
            self._rest_if_caused(at)

    def resume(self, moment: Moment, at: datetime) -> None:
        """This will let the clock run on, once no cause is left."""
        self.causes = {cause for cause in self.causes if cause is not moment.cause}
        if not self.causes.intersection(self.term.suspended_by):
            self._settle(at)

    def extend(self, moment: Moment, at: datetime) -> None:
        """This will extend the limit, unless it has passed."""
        if moment.obligation is not self.term.obligation or not self.is_open or self.has_passed(at):
            return
        by = moment.by or NOTHING
        self.extended += by
        self.extended_in_all += by
        self.extensions += 1

    def redirect(self, moment: Moment, at: datetime) -> None:
        """This will wait for the next receipt, where the term starts with the competent authority."""
        self.tz = moment.tz or self.tz
        unpassed = self.met is None and self.ended is None and not self.has_passed(at)
        if unpassed and (self.term.restart_on_redirect or self.started is None):
            self._adopt(self.profile, self.term)
            self._await_start()

    def follow(self, profile: Profile, term: Term, at: datetime) -> None:
        """This will follow another profile from a moment on; a limit that has passed stays.

        A longer limit counts from the first start. A shorter one counts from this moment, so that it never makes the
        past late.
        """
        if self.met is not None or self.ended is not None or self.has_passed(at):
            return
        self._settle(at)
        before, base_before, measure = self.due(), self.base_due(), self._measure()
        self._adopt(profile, term)
        if self.started is None or before is None:
            return
        self.anchor, self.paused, self.extended, self.base_cap = self.started, self.rested, self.extended_in_all, None
        if self.ruler.end(self.started, self.limit, self.paused, self.extended) < before:
            self.base_cap = base_before
            self._shorten(at, before, measure)
        self._rest_if_caused(at)

    def _measure(self) -> _Measure:
        return self.ruler, self.limit, self.anchor, self.paused, self.extended

    def _shorten(self, at: datetime, before: datetime, measure: _Measure) -> None:
        if self.ruler.end(at, self.limit, NOTHING, NOTHING) < before:
            self._count_from(at)
        else:
            self.ruler, self.limit, self.anchor, self.paused, self.extended = measure


REACTIONS: Mapping[MomentKind, Callable[[Run, Moment, datetime], None]] = {
    MomentKind.PAUSED: Run.pause,
    MomentKind.RESUMED: Run.resume,
    MomentKind.EXTENDED: Run.extend,
    MomentKind.REDIRECTED: Run.redirect,
}
