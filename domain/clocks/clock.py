"""A legal clock, and what can be said of it as of a moment.

It must not look at the present time: whoever asks passes the moment in.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from domain.clocks.profile import Counting, Mark
from domain.vocabulary import Obligation

__all__ = [
    "Clock", "ClockState", "at_risk", "breach_is_due", "on_time_gross", "on_time_net", "overdue", "remaining",
    "warning_is_due",
]  # fmt: skip


class ClockState(StrEnum):
    """Where a clock stands, from the facts alone.

    MISSED: done, but late. BREACHED: never done, and the limit had passed when it was recorded or work ended.
    """

    NOT_STARTED = "NOT_STARTED"
    RUNNING = "RUNNING"
    SUSPENDED = "SUSPENDED"
    MET = "MET"
    MISSED = "MISSED"
    BREACHED = "BREACHED"
    CANCELLED = "CANCELLED"


class Clock(Struct, frozen=True, kw_only=True):
    """One obligation in one cycle of a request.

    binding: False for a mere wish and for a duty to keep something at least as long; neither can be breached.
    base_due_utc: the limit without pauses and extensions; effective_due_utc: with them, up to the last resumption.
    suspended, extended: sums; suspended_since_utc: since when it rests now. extensions: how often it was extended.
    warn_utc: from when it counts as at risk. All instants are aware datetimes in UTC; None before the start.
    """

    obligation: Obligation
    cycle: int
    profile: str
    citation: str
    mark: Mark
    binding: bool
    counting: Counting
    state: ClockState
    limit: timedelta | None
    started_utc: datetime | None
    base_due_utc: datetime | None
    effective_due_utc: datetime | None
    warn_utc: datetime | None
    met_utc: datetime | None
    ended_utc: datetime | None
    suspended: timedelta
    suspended_since_utc: datetime | None
    extended: timedelta
    extensions: int
    is_warned: bool
    is_breach_recorded: bool
    is_breach_annulled: bool

    @property
    def key(self) -> str:
        """The obligation and its cycle, such as `EXECUTE/1`."""
        return f"{self.obligation}/{self.cycle}"


def remaining(clock: Clock, at: datetime) -> timedelta | None:
    """This will return the time left at a moment, negative when late; a resting clock keeps it; None: not running."""
    if clock.effective_due_utc is None or clock.state not in (ClockState.RUNNING, ClockState.SUSPENDED):
        return None
    return clock.effective_due_utc - (clock.suspended_since_utc or at)


def overdue(clock: Clock, at: datetime) -> bool:
    """This will say whether a binding limit has passed at a moment while its act is still outstanding."""
    if not clock.binding or clock.effective_due_utc is None:
        return False
    still = clock.state is ClockState.RUNNING or (clock.state is ClockState.BREACHED and clock.ended_utc is None)
    return still and at > clock.effective_due_utc


def at_risk(clock: Clock, at: datetime) -> bool:
    """This will say whether a binding, running limit is near at a moment, and not yet passed."""
    if not clock.binding or clock.state is not ClockState.RUNNING:
        return False
    return (
        clock.warn_utc is not None
        and clock.effective_due_utc is not None
        and clock.warn_utc <= at <= clock.effective_due_utc
    )


def on_time_net(clock: Clock) -> bool | None:
    """This will judge against the effective limit; None while it is open or was cancelled in time."""
    if clock.state in (ClockState.MET, ClockState.MISSED, ClockState.BREACHED):
        return clock.state is ClockState.MET
    return None


def on_time_gross(clock: Clock) -> bool | None:
    """This will judge against the base limit, without pauses and extensions; None where the net judgement is None."""
    if on_time_net(clock) is None:
        return None
    return clock.met_utc is not None and clock.base_due_utc is not None and clock.met_utc <= clock.base_due_utc


def warning_is_due(clock: Clock, at: datetime) -> bool:
    """This will say whether a warning should be recorded at a moment.

    Also of a limit that passed unmet before anybody looked: a downtime changes when it is recorded, not what.
    """
    if not clock.binding or clock.is_warned or clock.is_breach_recorded or clock.warn_utc is None:
        return False
    return clock.state in (ClockState.RUNNING, ClockState.MISSED, ClockState.BREACHED) and at >= clock.warn_utc


def breach_is_due(clock: Clock, at: datetime) -> bool:
    """This will say whether a breach should be recorded at a moment, also of an obligation met late meanwhile."""
    if (
        not clock.binding
        or clock.effective_due_utc is None
        or (clock.is_breach_recorded and not clock.is_breach_annulled)
    ):
        return False
    passed_unmet = clock.state in (ClockState.RUNNING, ClockState.MISSED, ClockState.BREACHED)
    return passed_unmet and at >= clock.effective_due_utc
