"""Facts about who takes part in a joint investigation: partners, members, administrators, and holders of compartments.

They must not carry more about a person than an id, a role and a clearance.
"""

from uuid import UUID

from domain.event import Event, event
from domain.investigation.vocabulary import MemberRole, PartnerRole
from domain.vocabulary import Classification, RecordedText

__all__ = [
    "CompartmentAccessGranted", "CompartmentAccessRevoked", "CompartmentDefined", "MemberAccessRevoked",
    "MemberAdmitted", "MemberRoleChanged", "PartnerDeclined", "PartnerInvited", "PartnerJoined", "PartnerLeft",
    "SpaceAdministratorDesignated", "SpaceAdministratorRelieved",
]  # fmt: skip


@event("investigation.PartnerInvited")
class PartnerInvited(Event):
    """An agency was asked to take part."""

    investigation_id: UUID
    agency_id: str
    role: PartnerRole


@event("investigation.PartnerJoined")
class PartnerJoined(Event):
    """An invited agency takes part from now on."""

    investigation_id: UUID
    agency_id: str
    role: PartnerRole


@event("investigation.PartnerDeclined")
class PartnerDeclined(Event):
    """An invited agency does not take part."""

    investigation_id: UUID
    agency_id: str
    reason: RecordedText | None = None


@event("investigation.PartnerLeft")
class PartnerLeft(Event):
    """An agency no longer takes part; its members lose access."""

    investigation_id: UUID
    agency_id: str
    reason: RecordedText


@event("investigation.MemberAdmitted")
class MemberAdmitted(Event):
    """A person of a partner agency may enter the space."""

    investigation_id: UUID
    member_id: str
    agency_id: str
    role: MemberRole
    clearance: Classification | None = None


@event("investigation.MemberRoleChanged")
class MemberRoleChanged(Event):
    """A member's role in the space changed."""

    investigation_id: UUID
    member_id: str
    role: MemberRole


@event("investigation.MemberAccessRevoked")
class MemberAccessRevoked(Event):
    """A member may no longer enter the space, effective at once."""

    investigation_id: UUID
    member_id: str
    reason: RecordedText


@event("investigation.SpaceAdministratorDesignated")
class SpaceAdministratorDesignated(Event):
    """A member now administers the space."""

    investigation_id: UUID
    member_id: str


@event("investigation.SpaceAdministratorRelieved")
class SpaceAdministratorRelieved(Event):
    """A member no longer administers the space."""

    investigation_id: UUID
    member_id: str
    reason: RecordedText | None = None


@event("investigation.CompartmentDefined")
class CompartmentDefined(Event):
    """A part of the space is reserved to those who hold its compartment. name: what it is for."""

    investigation_id: UUID
    compartment: str
    name: RecordedText


@event("investigation.CompartmentAccessGranted")
class CompartmentAccessGranted(Event):
    """A member holds a compartment."""

    investigation_id: UUID
    compartment: str
    member_id: str


@event("investigation.CompartmentAccessRevoked")
class CompartmentAccessRevoked(Event):
    """A member no longer holds a compartment."""

    investigation_id: UUID
    compartment: str
    member_id: str
    reason: RecordedText
