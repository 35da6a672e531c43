"""Facts of drafting, sending, receiving, redirecting and assigning.

They must not change what was asked: only the draft carries its content, and the sending repeats it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from domain.event import Event, event
from domain.investigation.events import AgreedLimit
from domain.marking import Marking
from domain.vocabulary import Instrument, RecordedText, Urgency

__all__ = [
    "RequestAcknowledged", "RequestContent", "RequestDraftRevised", "RequestDrafted", "RequestReceived",
    "RequestRedirected", "RequestSent", "UnitAssigned", "UnitAssignmentDeclined", "UnitReassigned",
]  # fmt: skip

DraftCode = Annotated[str, Meta(max_length=64, description="A stable code; a draft may leave it blank.")]
DraftLine = Annotated[
    str,
    Meta(
        max_length=300,
        description="One operational line of at most 300 characters; blank in a draft.",
        extra={"operational": True},
    ),
]
DraftText = Annotated[
    str,
    Meta(
        max_length=20_000,
        description="Operational text of at most 20,000 characters; a draft may leave it blank.",
        extra={"operational": True},
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestContent:
    """What is asked; all of it is mandatory on sending except `reply_by_utc`, `marking`, a reason for routine urgency.

    A draft may leave texts blank. reply_by_utc: aware datetime, the requesting side's wish, which binds nobody.
    marking: the conditions under which it may be seen and used, None for none.

    Source: Dir. (EU) 2023/977 Art. 5(3); Dir. 2014/41/EU Annex A.
    """

    instrument: Instrument
    urgency: Urgency
    urgency_reason: DraftLine | None = None
    crime_area: DraftCode = ""
    purpose: DraftText = ""
    subject: DraftText = ""
    link_of_purpose_and_data: DraftText = ""
    legal_basis: DraftLine = ""
    use_restrictions: DraftLine = ""
    language: DraftCode = ""
    reply_by_utc: datetime | None = None
    marking: Marking | None = None


@event("request.RequestDrafted", version=3)
class RequestDrafted(Event):
    """A request was drafted; only the requesting agency sees it. investigation_id None: before any investigation.

    hit_id, registration_id: the hit that it grew out of, and the requesting agency's side of that, where it did.
    """

    request_id: UUID
    investigation_id: UUID | None
    requesting_agency_id: str
    requesting_unit_id: str | None
    requested_agency_id: str
    content: RequestContent
    hit_id: UUID | None = None
    registration_id: UUID | None = None


@event("request.RequestDraftRevised", version=2)
class RequestDraftRevised(Event):
    """The draft was replaced."""

    request_id: UUID
    requested_agency_id: str
    requesting_unit_id: str | None
    content: RequestContent


@event("request.RequestSent", version=2)
class RequestSent(Event):
    """The request left the requesting side; from now on its content never changes.

    profile: code of the clock profile; protocol: the version of the rules in force on the day of sending;
    agreed_limits: the task force's own limits at that time, where the profile is TASK_FORCE_AGREEMENT.
    """

    request_id: UUID
    investigation_id: UUID | None
    requesting_agency_id: str
    requesting_unit_id: str | None
    requested_agency_id: str
    requested_tz: str
    content: RequestContent
    profile: str
    protocol: str
    agreed_limits: tuple[AgreedLimit, ...] = ()


@event("request.RequestReceived")
class RequestReceived(Event):
    """The request reached the requested side; automatic receipt is no acknowledgement."""

    request_id: UUID
    automatic: bool
    by_competent_authority: bool


@event("request.RequestAcknowledged")
class RequestAcknowledged(Event):
    """A person of the requested side confirmed that the request is being dealt with."""

    request_id: UUID
    acknowledged_by: str
    note: RecordedText | None = None


@event("request.RequestRedirected")
class RequestRedirected(Event):
    """The request was passed on to the authority that is competent."""

    request_id: UUID
    from_agency_id: str
    to_agency_id: str
    to_tz: str
    reason: RecordedText


@event("request.UnitAssigned")
class UnitAssigned(Event):
    """A unit of the requested agency has the request. override_reason: why although the directory denies it."""

    request_id: UUID
    unit_id: str
    override_reason: RecordedText | None = None


@event("request.UnitReassigned")
class UnitReassigned(Event):
    """The request went from one unit to another of the requested agency."""

    request_id: UUID
    from_unit_id: str
    unit_id: str
    reason: RecordedText
    lacked_competence: bool
    override_reason: RecordedText | None = None


@event("request.UnitAssignmentDeclined")
class UnitAssignmentDeclined(Event):
    """The unit gave the request back."""

    request_id: UUID
    unit_id: str
    reason: RecordedText
