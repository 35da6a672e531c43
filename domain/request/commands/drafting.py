"""Commands of the requesting side before and around sending: draft, revise, send, withdraw.

They must not be decided here; see `deciding/drafting.py`.
"""

from uuid import UUID

from domain.aggregate import command
from domain.request.events import RequestContent, WithdrawalReason
from domain.vocabulary import AgencyCode, Instrument, Line, UnitCode, Urgency

__all__ = ["DraftRequest", "DraftRequestFromHit", "ReviseDraft", "SendRequest", "WithdrawRequest"]


@command(aggregate_id="request_id")
class DraftRequest:
    """Draft a request to another agency; only the requesting agency sees the draft.

    investigation_id: the investigation it belongs to; null marks it as a request before any investigation.
    requesting_agency_id: must be the acting agency. content: may be incomplete until the request is sent.
    """

    request_id: UUID
    investigation_id: UUID | None = None
    requesting_agency_id: AgencyCode
    requesting_unit_id: UnitCode | None = None
    requested_agency_id: AgencyCode
    content: RequestContent


@command(aggregate_id="request_id")
class DraftRequestFromHit:
    """Draft a request to the other side of a hit: agency, case and crime area are filled in, the rest by ReviseDraft.

    registration_id, investigation_id: your own side of the hit, and the investigation of that where it has one. The
    draft belongs to that investigation where the other agency takes part in it, and precedes any where it does not.
    """

    request_id: UUID
    drawer_id: UUID
    hit_id: UUID
    registration_id: UUID
    investigation_id: UUID | None = None
    requesting_unit_id: UnitCode | None = None
    instrument: Instrument
    urgency: Urgency


@command(aggregate_id="request_id")
class ReviseDraft:
    """Replace what a draft says, and to whom it will go."""

    request_id: UUID
    requested_agency_id: AgencyCode
    requesting_unit_id: UnitCode | None = None
    content: RequestContent


@command(aggregate_id="request_id")
class SendRequest:
    """Send the draft; from then on its content never changes."""

    request_id: UUID


@command(aggregate_id="request_id")
class WithdrawRequest:
    """Take the request back; MISDIRECTED says that it went to the wrong agency."""

    request_id: UUID
    reason: WithdrawalReason
    explanation: Line | None = None
