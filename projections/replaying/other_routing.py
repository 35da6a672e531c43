"""The same history under another routing rule: to which unit each request would have gone, and to which it went.

It must not rank units: domain.routing does, over the directory as it stood in the log just before each assignment.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import reduce
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.agency import AGENCY, Agency
from domain.aggregate import StreamKey
from domain.event import Recorded
from domain.refusal import InvalidInput
from domain.request import REQUEST, Request
from domain.request.events import (
    RequestEvent,
    RequestRedirected,
    UnitAssigned,
    UnitAssignmentDeclined,
    UnitReassigned,
)
from domain.routing import Proposal, Proposed, Wanted, propose
from domain.routing_rule import RoutingRule
from domain.vocabulary import Urgency

__all__ = [
    "Assignment", "Directory", "Routed", "RoutingTotals", "agencies_of", "assignments", "directory_stream", "routed",
    "routing_totals",
]  # fmt: skip

_OF_REQUEST = frozenset(RequestEvent.__args__)

Directory = Mapping[str, Sequence[Recorded]]
"""The events of agencies by code, each in the order of the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """The first unit that had a request in a cycle. asked: the request as it stood; at: of the assignment, aware.

    position: its place in the log; last_unit_id: the unit that has or had it last, None where it was given back.
    is_misrouted: the unit gave it back, or it was taken from it for lack of competence or passed on to another agency.
    """

    request_id: UUID
    asked: Request
    position: int
    at: datetime
    unit_id: str
    last_unit_id: str | None
    is_misrouted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed:
    """An assignment beside what the rule would have proposed."""

    assignment: Assignment
    proposal: Proposal

    @property
    def first(self) -> Proposed | None:
        """The unit that would have been proposed first; None where no unit was competent."""
        return next(iter(self.proposal.units), None)

    @property
    def rank(self) -> int | None:
        """The rank of the unit that was assigned; None where the rule does not propose it."""
        ranks = (each.rank for each in self.proposal.units if each.unit_id == self.assignment.unit_id)
        return next(ranks, None)

    @property
    def agrees(self) -> bool:
        """True where the rule would have proposed first what was assigned."""
        return self.rank == 1

    @property
    def is_set_right(self) -> bool:
        """True of a misrouted request that the rule would have sent at once to the unit in which it ended."""
        right = self.assignment.last_unit_id
        return self.assignment.is_misrouted and self.first is not None and self.first.unit_id == right


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingTotals:
    """How many there were; agreed; had no competent unit; were misrouted; and of these would have been right."""

    assignments: int
    agreeing: int
    without_competent_unit: int
    misrouted: int
    set_right: int


def assignments(history: Iterable[Recorded]) -> tuple[Assignment, ...]:
    """This will find the first assignment in each cycle of each request. history: in the order of the log."""
    requests: dict[UUID, Request] = {}
    found: dict[tuple[UUID, int], Assignment] = {}
    for each in history:
        if type(each.event) in _OF_REQUEST:
            stream = each.envelope.aggregate_id
            request = requests[stream] = REQUEST.evolve(requests.get(stream, REQUEST.initial), each)
            known = found.get((stream, request.cycle))
            if known is not None:
                found[stream, request.cycle] = _continued(known, each)
            elif type(each.event) is UnitAssigned:
                found[stream, request.cycle] = _begun(request, each, each.event)
    return tuple(sorted(found.values(), key=lambda assignment: assignment.position))


def agencies_of(found: Iterable[Assignment]) -> frozenset[str]:
    """This will name the agencies between which the requests went."""
    return frozenset(
        code for each in found for code in (each.asked.requesting_agency_id, each.asked.requested_agency_id)
    )


def directory_stream(agency_id: str) -> UUID:
    """This will name the stream in which the log has an agency."""
    return StreamKey(AGENCY.name, agency_id).stream_id


def routed(found: Iterable[Assignment], directory: Directory, rule: RoutingRule) -> tuple[Routed, ...]:
    """This will hold each assignment against a rule, among the units of the agency that had the request then.

    The region is the country of the requesting agency: one that was named upon assigning is not on record. A request
    whose crime area was not in use has no competent unit.
    """
    return tuple(_routed(each, directory, rule) for each in found)


def routing_totals(found: Sequence[Routed]) -> RoutingTotals:
    """This will count."""
    return RoutingTotals(
        assignments=len(found),
        agreeing=sum(each.agrees for each in found),
        without_competent_unit=sum(each.first is None for each in found),
        misrouted=sum(each.assignment.is_misrouted for each in found),
        set_right=sum(each.is_set_right for each in found),
    )


def _begun(request: Request, recorded: Recorded, event: UnitAssigned) -> Assignment:
    at = recorded.envelope.occurred_at or recorded.envelope.recorded_at
    return Assignment(
        request_id=recorded.envelope.aggregate_id,
        asked=request,
        position=recorded.position,
        at=at,
        unit_id=event.unit_id,
        last_unit_id=event.unit_id,
    )


def _continued(known: Assignment, recorded: Recorded) -> Assignment:
    match recorded.event:
        case UnitAssigned(unit_id=unit_id):
            return replace(known, last_unit_id=unit_id)
        case UnitReassigned(unit_id=unit_id, lacked_competence=lacked):
            return replace(known, last_unit_id=unit_id, is_misrouted=known.is_misrouted or lacked)
        case UnitAssignmentDeclined() | RequestRedirected():
            return replace(known, last_unit_id=None, is_misrouted=True)
        case _:
            return known


def _routed(assignment: Assignment, directory: Directory, rule: RoutingRule) -> Routed:
    asked = assignment.asked
    agency = _agency(directory, asked.requested_agency_id, assignment.position)
    sender = _agency(directory, asked.requesting_agency_id, assignment.position)
    wanted = Wanted(
        crime_area=asked.content.crime_area if asked.content else "",
        region=sender.country,
        language=(asked.content and asked.content.language) or None,
        on=_day(assignment.at, agency),
        is_urgent=asked.urgency is not Urgency.ROUTINE,
    )
    try:
        return Routed(assignment=assignment, proposal=propose([agency], wanted, rule))
    except InvalidInput as unknown:
        return Routed(assignment=assignment, proposal=Proposal(units=(), explanation=unknown.rule))


def _agency(directory: Directory, agency_id: str, before: int) -> Agency:
    """An agency as it stood in the log before a position."""
    known = (each for each in directory.get(agency_id, ()) if each.position < before)
    return reduce(AGENCY.evolve, known, AGENCY.initial)


def _day(at: datetime, agency: Agency) -> date:
    return at.astimezone(ZoneInfo(agency.tz)).date()
