"""What the board's queries take and return.

They must not carry what the viewer may not see: rows are made after the access predicate.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from domain.investigation.vocabulary import Direction
from domain.marking import Pap
from domain.request.transitions import State
from domain.vocabulary import Availability, Classification, Handling, Instrument, Obligation, Outcome, Tlp, Urgency
from projections.viewer import Viewer

__all__ = ["BoardView", "ClockRow", "ClockStanding", "LimitToActOn", "RequestFilter", "RequestOrder", "RequestRow"]


class ClockStanding(StrEnum):
    """How a request stands towards its running clocks as of a moment: the earliest decides."""

    AT_RISK = "AT_RISK"
    OVERDUE = "OVERDUE"


class RequestOrder(StrEnum):
    """NEXT_DUE: what is late, then what has a limit still to be kept, the earliest first, then all others.

    NEWEST: what was sent last (drafts: drafted) first.
    """

    NEXT_DUE = "NEXT_DUE"
    NEWEST = "NEWEST"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFilter:
    """Which requests. Empty tuples and None do not filter.

    pre_investigation: only those that precede any investigation.
    agency_id: requesting or requested, or only one of them with `direction`.
    due_before: an outstanding limit ends before it; standing: at risk or overdue as of the moment asked.
    """

    investigation_id: UUID | None = None
    pre_investigation: bool = False
    states: tuple[State, ...] = ()
    agency_id: str | None = None
    direction: Direction | None = None
    unit_id: str | None = None
    due_before: datetime | None = None
    standing: ClockStanding | None = None
    order: RequestOrder = RequestOrder.NEXT_DUE


@dataclass(frozen=True, slots=True)
class BoardView:
    """The board as it is asked for: by whom, which requests, and as of what moment. at: aware."""

    viewer: Viewer
    wanted: RequestFilter
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """A request and where it stands. Moments are `occurred`, aware, UTC; None where it did not come or has no date.

    version: of the request's stream, for `expectedVersion`; position: its last event that all its readers may know of.
    opened_at, opened_position: of its sending, of a draft its drafting; drafted_at: None for other agencies.
    next_due: the binding limit that ends first and is still to be kept, however late.
    received_at, acknowledged_at: by the agency asked last.
    answered_at, closed_at (or withdrawn), outcome, grounds: of the running cycle.
    is_erased: its texts are gone, and ERASED stands in place of subject, purpose and all other operational text.
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
    is_erased: bool
    drafted_at: datetime | None
    sent_at: datetime | None
    received_at: datetime | None
    acknowledged_at: datetime | None
    decided_at: datetime | None
    started_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    opened_at: datetime
    opened_position: int
    updated_at: datetime
    next_due: datetime | None
    tlp: Tlp | None
    handling: tuple[Handling, ...]
    handling_text: str | None
    pap: Pap | None
    classification: Classification | None
    compartments: tuple[str, ...]
    is_at_risk: bool
    is_overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRow:
    """One legal clock: an obligation of a request in a cycle, as domain.clocks.Clock has it. Moments aware, UTC.

    All moments are None before it started. warned_at, breached_at: what the record says of warning and breach.
    binding: False for a mere wish, which can be neither overdue nor at risk.
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
    warned_at: datetime | None
    is_breach_recorded: bool
    breached_at: datetime | None
    is_annulled: bool
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
