"""Facts about confidentiality in a joint investigation: which text is in force, who signed it, who is cleared how far.

They must not carry the text that is signed, only the code of its version.
"""

from datetime import date
from uuid import UUID

from domain.event import Event, event
from domain.vocabulary import Classification

__all__ = ["ConfidentialityAgreementSigned", "ConfidentialityRequired", "MemberClearanceChanged"]


@event("investigation.ConfidentialityRequired")
class ConfidentialityRequired(Event):
    """From a day on, members sign a stated version of the agreement on confidentiality.

    days_to_sign: how long those who are members by then have for it.
    """

    investigation_id: UUID
    version: str
    valid_from: date
    days_to_sign: int


@event("investigation.ConfidentialityAgreementSigned")
class ConfidentialityAgreementSigned(Event):
    """A person of an agency signed a version of the agreement on confidentiality."""

    investigation_id: UUID
    member_id: str
    agency_id: str
    version: str
    signed_on: date


@event("investigation.MemberClearanceChanged")
class MemberClearanceChanged(Event):
    """A member is cleared up to another level. clearance None: for none; valid_until: the first day without it."""

    investigation_id: UUID
    member_id: str
    clearance: Classification | None = None
    valid_until: date | None = None
