"""Decides on reminding of limits that are near: of which, and whom.

It must not count: the clock engine does; nor name anybody who may not see the request.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from domain.aggregate import Act
from domain.clocks import Clock, at_risk, clock_of, overdue
from domain.event import Event
from domain.investigation import INVESTIGATION, Investigation
from domain.investigation.readers import reader_in_role
from domain.investigation.vocabulary import MemberRole
from domain.need_to_know import denial
from domain.request import commands, events, rules
from domain.request.deciding.steps import in_course
from domain.request.state import Request

__all__ = ["remind_of_limit"]

LIAISON, OTHERWISE = MemberRole.SECONDED_MEMBER, MemberRole.LEADER
"""Who is seconded to the others keeps contact with them (Framework Decision 2002/465/JHA Art. 1(4)); else who leads."""


def remind_of_limit(command: commands.RemindOfTimeLimit, request: Request, act: Act) -> Iterable[Event]:
    """This will remind of a limit that was warned of and is still to be kept, once."""
    in_course(type(command), request)
    clock = clock_of(request.clock, command.obligation, command.cycle)
    if clock is None or clock.effective_due_utc is None or not _is_near_or_past(clock, act.recorded_at):
        raise rules.AReminderNeedsALimitThatWasWarnedOf
    if clock.key in request.reminded:
        raise rules.ALimitIsRemindedOfOnce(clock=clock.key)
    yield events.TimeLimitReminderSent(
        request_id=command.request_id,
        obligation=clock.obligation,
        cycle=clock.cycle,
        due_utc=clock.effective_due_utc,
        agency_id=request.requested_agency_id,
        unit_id=request.unit_id,
        members=_liaison_officers(request, act),
    )


def _is_near_or_past(clock: Clock, at: datetime) -> bool:
    return clock.is_warned and (at_risk(clock, at) or overdue(clock, at))


def _liaison_officers(request: Request, act: Act) -> tuple[str, ...]:
    if request.investigation_id is None:
        return ()
    investigation = act.facts.of(INVESTIGATION, request.investigation_id)
    sides = (request.requesting_agency_id, request.requested_agency_id)
    return tuple(sorted({each for side in sides for each in _of_side(side, request, investigation, act)}))


def _of_side(agency_id: str, request: Request, investigation: Investigation, act: Act) -> Iterator[str]:
    seeing = [
        (member_id, role)
        for member_id, role, reader in reader_in_role(investigation, agency_id, act.recorded_at.date())
        if denial(reader, request.need) is None
    ]
    has_liaison = any(role is LIAISON for _, role in seeing)
    return (member_id for member_id, role in seeing if role is (LIAISON if has_liaison else OTHERWISE))
