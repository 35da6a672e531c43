"""What the legal clocks say of a cycle: until when it was to be taken up and answered, and whether it was in time.

It must not count a limit: domain.clocks does. Nothing here depends on the present.
"""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from domain.clocks import Clock
from domain.vocabulary import Obligation
from projections.cooperation.cycle import Cycle

__all__ = ["Limits", "limits_of"]

_ANSWERING = frozenset({Obligation.DECIDE, Obligation.OBJECT, Obligation.EXECUTE, Obligation.PROVIDE})


class Limits(Struct, frozen=True, kw_only=True):
    """Limits of a cycle; None where the profile lays none down, or it does not run.

    response_due: with pauses and extensions, while the reply is outstanding and the clock does not rest;
    response_base_due: without them, also of what was answered. is_on_time: judged once it is answered at a time that
    is exactly known, by the first and by the second. overdue_from: the earliest running limit of any kind.
    """

    ack_due: datetime | None = None
    response_due: datetime | None = None
    response_base_due: datetime | None = None
    is_on_time_net: bool | None = None
    is_on_time_gross: bool | None = None
    overdue_from: datetime | None = None


def limits_of(cycle: Cycle, counted: Iterable[Clock]) -> Limits:
    """This will read the limits of a cycle from its clocks.

    A reply or refusal is held against the earliest limit of those that stood open until it: of an EIO that was refused,
    or answered without a decision, against that for deciding; after a decision against that for executing.
    """
    binding = [clock for clock in counted if clock.binding and clock.effective_due_utc is not None]
    finished = cycle.finished.at if cycle.finished and cycle.finished.is_exact else None
    answering = [each for each in binding if each.obligation in _ANSWERING and each.met_utc in (None, finished)]
    due, base_due = _earliest(answering), min((c.base_due_utc for c in answering if c.base_due_utc), default=None)
    outstanding = [] if cycle.is_ended else [clock for clock in binding if _is_running(clock)]
    return Limits(
        ack_due=_earliest(clock for clock in binding if clock.obligation is Obligation.ACKNOWLEDGE),
        response_due=_earliest(clock for clock in outstanding if clock.obligation in _ANSWERING),
        response_base_due=base_due,
        is_on_time_net=None if finished is None or due is None else finished <= due,
        is_on_time_gross=None if finished is None or base_due is None else finished <= base_due,
        overdue_from=_earliest(outstanding),
    )


def _earliest(counted: Iterable[Clock]) -> datetime | None:
    return min((clock.effective_due_utc for clock in counted if clock.effective_due_utc), default=None)


def _is_running(clock: Clock) -> bool:
    return clock.met_utc is None and clock.ended_utc is None and clock.suspended_since_utc is None
