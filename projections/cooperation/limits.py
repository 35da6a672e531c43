"""What the legal clocks say of a cycle: until when it was to be taken up and answered, and whether it was in time.

It must not count a limit: domain.clocks does. Nothing here depends on the present.
"""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from domain.clocks import Nature, Run
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


def limits_of(cycle: Cycle, runs: Iterable[Run]) -> Limits:
    """This will read the limits of a cycle from the runs of its clocks.

    A reply or refusal is held against the earliest limit of those that stood open until it: of an EIO that was refused,
    or answered without a decision, against that for deciding; after a decision against that for executing.
    """
    finished = cycle.finished.at if cycle.finished and cycle.finished.is_exact else None
    ack_due = response_due = response_base_due = judged_by = overdue_from = None
    for run in runs:
        due = run.due()
        if due is None or run.term.nature is not Nature.WITHIN:
            continue
        is_running = run.met is None and run.ended is None and run.paused_since is None and not cycle.is_ended
        if run.term.obligation is Obligation.ACKNOWLEDGE:
            ack_due = due
        if is_running:
            overdue_from = _earlier(overdue_from, due)
        if run.term.obligation in _ANSWERING:
            response_due = _earlier(response_due, due) if is_running else response_due
            if run.met is None or run.met == finished:
                judged_by, response_base_due = _earlier(judged_by, due), _earlier(response_base_due, run.base_due())
    return Limits(
        ack_due=ack_due,
        response_due=response_due,
        response_base_due=response_base_due,
        is_on_time_net=None if finished is None or judged_by is None else finished <= judged_by,
        is_on_time_gross=None if finished is None or response_base_due is None else finished <= response_base_due,
        overdue_from=overdue_from,
    )


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)
