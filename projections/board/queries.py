"""Reads of the request board as of a moment, as far as the viewer may see each request.

They must not store what depends on the present: at risk, overdue and remaining time are derived from `at`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from domain.investigation.vocabulary import Direction
from domain.vocabulary import Availability, Instrument, Obligation, Outcome, Urgency
from projections.paging import Page, Paging
from projections.viewer import Viewer

__all__ = [
    "ClockRow", "ClockStanding", "LimitToActOn", "RequestFilter", "RequestOrder", "RequestRow", "clocks", "limits_to_act_on",
    "request", "requests", "requests_total",
]  # fmt: skip


class ClockStanding(StrEnum):
    """How a request stands towards its running clocks as of a moment: the earliest decides."""

    AT_RISK = "AT_RISK"
    OVERDUE = "OVERDUE"


class RequestOrder(StrEnum):
    """NEXT_DUE: the running limit that ends first comes first, requests without one last; NEWEST: last opened first."""

    NEXT_DUE = "NEXT_DUE"
    NEWEST = "NEWEST"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFilter:
    """Which requests. Empty tuples and None do not filter.

    pre_investigation: only those that precede any investigation.
    states: values of the request's state; agency_id: requesting or requested, or only one of them with `direction`.
    due_before: a running limit ends before it; standing: at risk or overdue as of the moment asked.
    """

    investigation_id: UUID | None = None
    pre_investigation: bool = False
    states: tuple[str, ...] = ()
    agency_id: str | None = None
    direction: Direction | None = None
    unit_id: str | None = None
    due_before: datetime | None = None
    standing: ClockStanding | None = None
    order: RequestOrder = RequestOrder.NEXT_DUE


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """A request and where it stands. Moments are `occurred`, aware, UTC, of the running cycle; None where it did not come.

    version: of the request's stream, for `expectedVersion`; position: its last event; next_due: its first running limit.
    subject, purpose, use_restrictions: operational text.
    """

    request_id: UUID
    investigation_id: UUID | None
    state: str
    cycle: int
    version: int
    position: int
    awaiting_clarification: bool
    awaiting_judicial_authorisation: bool
    postponed: bool
    escalated: bool
    requesting_agency_id: str
    requesting_unit_id: str | None
    requested_agency_id: str
    assigned_unit_id: str | None
    instrument: Instrument
    profile: str | None
    protocol: str | None
    availability: Availability | None
    urgency: Urgency
    urgency_reason: str | None
    crime_area: str
    subject: str
    purpose: str
    link_of_purpose_and_data: str
    legal_basis: str
    use_restrictions: str
    language: str
    reply_by: datetime | None
    outcome: Outcome | None
    grounds: tuple[str, ...]
    redirections: int
    drafted_at: datetime | None
    sent_at: datetime | None
    received_at: datetime | None
    acknowledged_at: datetime | None
    decided_at: datetime | None
    started_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    opened_at: datetime
    updated_at: datetime
    next_due: datetime | None
    is_at_risk: bool
    is_overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRow:
    """One legal clock: an obligation of a request in a cycle, as domain.clocks.Clock has it. Moments aware, UTC.

    All moments are None before it started. binding: False for a mere wish, which can be neither overdue nor at risk.
    is_at_risk, is_overdue and remaining (negative when late, None unless it runs or rests) are as of the moment asked.
    """

    request_id: UUID
    obligation: Obligation
    cycle: int
    profile: str
    citation: str
    mark: str
    binding: bool
    counting: str
    state: str
    started_at: datetime | None
    base_due: datetime | None
    effective_due: datetime | None
    warn_at: datetime | None
    met_at: datetime | None
    ended_at: datetime | None
    suspended: timedelta
    suspended_since: datetime | None
    extended: timedelta
    extensions: int
    is_warned: bool
    is_breach_recorded: bool
    is_breach_annulled: bool
    is_at_risk: bool
    is_overdue: bool
    remaining: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitToActOn:
    """A running clock whose moment has come and of which the record does not tell yet. is_breach: else a warning."""

    request_id: UUID
    investigation_id: UUID | None
    obligation: Obligation
    cycle: int
    profile: str
    citation: str
    moment: datetime
    due_utc: datetime
    version: int
    is_breach: bool


async def requests(
    connection: AsyncConnection[Any], viewer: Viewer, wanted: RequestFilter, paging: Paging, *, at: datetime
) -> Page[RequestRow]:
    """This will return a page of the requests that the viewer may see. at: aware, the moment asked about.

    Raises InvalidInput for a bad page or cursor, and for a direction without an agency.
    """
    raise NotImplementedError


async def requests_total(
    connection: AsyncConnection[Any], viewer: Viewer, wanted: RequestFilter, *, at: datetime
) -> int:
    """This will count the requests that `requests` would page through."""
    raise NotImplementedError


async def request(
    connection: AsyncConnection[Any], viewer: Viewer, request_id: UUID, *, at: datetime
) -> RequestRow | None:
    """This will return one request; None where there is none for the viewer."""
    raise NotImplementedError


async def clocks(
    connection: AsyncConnection[Any], viewer: Viewer, request_ids: tuple[UUID, ...], *, at: datetime
) -> dict[UUID, tuple[ClockRow, ...]]:
    """This will return the clocks of each request that the viewer may see, by cycle and limit; all at once."""
    raise NotImplementedError


async def limits_to_act_on(connection: AsyncConnection[Any], at: datetime, limit: int) -> tuple[LimitToActOn, ...]:
    """This will return what the clock process is to record as of `at`, the earliest first; it has no viewer."""
    raise NotImplementedError
