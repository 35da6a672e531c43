"""An invented item that specs start from: FR-SPOC is its originator, BE-SPOC, DE-SPOC and IT-SPOC are partners.

It must resemble none.
"""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from domain.event import Event
from domain.investigation import INVESTIGATION
from domain.investigation.events import (
    CompartmentAccessGranted,
    CompartmentDefined,
    InvestigationArchived,
    InvestigationClosed,
    MemberAdmitted,
)
from domain.investigation.vocabulary import MemberRole
from domain.item import ITEM, SharedItem
from domain.item.events import (
    EvidenceShared,
    IntelligenceShared,
    ItemRegistered,
    JudicialUseRequested,
    OnwardSharingRequested,
)
from domain.item.vocabulary import ItemKind, Recipient
from domain.marking import Marking
from domain.vocabulary import Classification, Tlp
from tests.support.agencies import person
from tests.support.given import Given, Happened, given
from tests.support.investigations import CASE, WITH_PARTNER, admitted, invited, joined

__all__ = [
    "AMBER", "ARCHIVED", "CARL", "CLOSED", "CONSENT", "DORA", "HASH", "INGA", "IN_HARBOUR", "ITEM_ID", "LUC",
    "OTHER_HASH", "RED", "REGISTERED", "SECRET", "SHARED", "WORLD", "asked_onward", "asked_use", "evidence",
    "evidence_shared", "item", "of", "registered", "shared",
]  # fmt: skip

ITEM_ID, CONSENT = UUID("1c7a4d1b-0d8f-4c4e-8f4e-6a3c0e9d5b11"), UUID("1c7a4d1b-0d8f-4c4e-8f4e-6a3c0e9d5b12")
HASH, OTHER_HASH = "ab" * 32, "cd" * 32

LUC = person("luc", "FR-SPOC")
"""A reader of the originator."""

CARL = person("carl", "BE-SPOC")
"""The only one of BE-SPOC who is cleared for SECRET and holds HARBOUR."""

DORA = person("dora", "DE-SPOC")
"""The only member of DE-SPOC, without clearance."""

INGA = person("inga", "IT-SPOC")
"""The only member of IT-SPOC, cleared for RESTRICTED."""

AMBER, RED = Marking(tlp=Tlp.AMBER), Marking(tlp=Tlp.RED)
SECRET, IN_HARBOUR = Marking(classification=Classification.SECRET), Marking(compartments=("HARBOUR",))


def _cleared(member_id: str, agency_id: str, clearance: Classification) -> MemberAdmitted:
    return MemberAdmitted(
        investigation_id=CASE, member_id=member_id, agency_id=agency_id, role=MemberRole.MEMBER, clearance=clearance
    )


def _holding(member_id: str) -> CompartmentAccessGranted:
    return CompartmentAccessGranted(investigation_id=CASE, compartment="HARBOUR", member_id=member_id)


WORLD: tuple[Event, ...] = (
    *WITH_PARTNER,
    invited("DE-SPOC"),
    joined("DE-SPOC"),
    invited("IT-SPOC"),
    joined("IT-SPOC"),
    _cleared("lena", "FR-SPOC", Classification.TOP_SECRET),
    _cleared("carl", "BE-SPOC", Classification.SECRET),
    _cleared("inga", "IT-SPOC", Classification.RESTRICTED),
    admitted("dora", "DE-SPOC"),
    admitted("luc", "FR-SPOC", MemberRole.READER),
    CompartmentDefined(investigation_id=CASE, compartment="HARBOUR", name="Harbour"),
    CompartmentDefined(investigation_id=CASE, compartment="AIRPORT", name="Airport"),
    _holding("lena"),
    _holding("carl"),
)
"""The investigation; Lena is cleared for all and holds HARBOUR, nobody holds AIRPORT."""

CLOSED = InvestigationClosed(investigation_id=CASE, reason="done", forced_reason=None, open_work=0)
ARCHIVED = InvestigationArchived(investigation_id=CASE)


def item(*happenings: Event | Happened, and_then: tuple[Event, ...] = ()) -> Given[SharedItem]:
    """This will start a spec from what happened to the item. and_then: what happened in the investigation later."""
    return given(ITEM, *happenings).knowing(INVESTIGATION, CASE, *WORLD, *and_then)


def registered(marking: Marking = Marking(), **changes: Any) -> ItemRegistered:  # noqa: B008  # it is frozen
    """This will have registered intelligence of FR-SPOC."""
    return replace(REGISTERED, marking=marking, **changes)


def evidence(marking: Marking = Marking()) -> ItemRegistered:  # noqa: B008  # it is frozen
    """This will have registered evidence of FR-SPOC."""
    return registered(marking, kind=ItemKind.EVIDENCE)


def of(agency_id: str, *persons: str) -> Recipient:
    """This will name a recipient."""
    return Recipient(agency_id=agency_id, persons=persons)


def shared(*recipients: Recipient) -> IntelligenceShared:
    """This will have shared intelligence; with BE-SPOC where nobody is named."""
    return IntelligenceShared(item_id=ITEM_ID, recipients=recipients or (of("BE-SPOC"),))


def evidence_shared(*recipients: Recipient) -> EvidenceShared:
    """This will have shared evidence; with BE-SPOC where nobody is named."""
    return EvidenceShared(item_id=ITEM_ID, recipients=recipients or (of("BE-SPOC"),))


def asked_onward(to_agency_id: str = "DE-SPOC", consent_id: UUID = CONSENT) -> OnwardSharingRequested:
    """This will have asked for BE-SPOC whether it may pass the item on to find the driver."""
    return OnwardSharingRequested(
        item_id=ITEM_ID,
        consent_id=consent_id,
        by_agency_id="BE-SPOC",
        to_agency_id=to_agency_id,
        purpose="Find the driver",
    )


def asked_use(consent_id: UUID = CONSENT) -> JudicialUseRequested:
    """This will have asked for BE-SPOC whether it may use the item at the court of Antwerp."""
    return JudicialUseRequested(
        item_id=ITEM_ID, consent_id=consent_id, by_agency_id="BE-SPOC", proceedings="Court of Antwerp 12/2026"
    )


REGISTERED = ItemRegistered(
    item_id=ITEM_ID,
    investigation_id=CASE,
    kind=ItemKind.INTELLIGENCE,
    originator_agency_id="FR-SPOC",
    title="Plates at the gate",
    content_sha256=HASH,
    size_bytes=None,
    media_type=None,
    provenance="Camera of the port",
    purpose="Find the driver",
    legal_basis="Agreement, section 4",
    marking=Marking(),
    crime_area="DRUGS",
    retention="JIT_OPERATIONAL",
    erase_on=date(2026, 3, 30),
)
SHARED = shared()
