"""An invented joint investigation that specs start from: led by FR-SPOC, with BE-SPOC as partner.

It must resemble none.
"""

from datetime import date
from uuid import UUID

from domain.event import Event
from domain.investigation.events import (
    ConfidentialityAgreementSigned,
    InvestigationOpened,
    MemberAdmitted,
    PartnerInvited,
    PartnerJoined,
)
from domain.investigation.vocabulary import LegalBasisKind, MemberRole, PartnerRole
from domain.vocabulary import Role
from tests.support.agencies import person

__all__ = [
    "BEA", "BEN", "CASE", "DIRK", "LENA", "OPENED", "OUTSIDER", "RITA", "WITH_PARTNER", "admitted", "invited",
    "joined", "opened", "signed",
]  # fmt: skip

CASE = UUID("0b0e6f5a-3d10-4c7e-9f5e-2f1f6f3f9a01")

SIGNED_ON = date(2026, 1, 5)
"""Before everything that the specs do."""

LENA = person("lena", "FR-SPOC")
"""Leads and administers."""

BEN = person("ben", "BE-SPOC")
"""A member of the partner."""

BEA = person("bea", "BE-SPOC")
"""A leader of the partner."""

RITA = person("rita", "BE-SPOC")
"""A reader of the partner."""

DIRK = person("dirk", "DE-SPOC", Role.INVESTIGATION_OPENER)
"""May bind an agency that takes no part yet."""

OUTSIDER = person("otto", "AT-SPOC", Role.INVESTIGATION_OPENER, Role.AGENCY_ADMINISTRATOR)
"""Has nothing to do with it."""


def opened(legal_basis: LegalBasisKind = LegalBasisKind.TREATY) -> InvestigationOpened:
    """This will open the investigation."""
    return InvestigationOpened(
        investigation_id=CASE,
        reference="JIT-1",
        title="Harbour",
        crime_areas=("DRUGS",),
        legal_basis=legal_basis,
        lead_agency_id="FR-SPOC",
        first_member_id="lena",
    )


def invited(agency_id: str) -> Event:
    """This will invite an agency as party."""
    return PartnerInvited(investigation_id=CASE, agency_id=agency_id, role=PartnerRole.PARTY)


def joined(agency_id: str) -> Event:
    """This will let an invited agency join."""
    return PartnerJoined(investigation_id=CASE, agency_id=agency_id, role=PartnerRole.PARTY)


def admitted(member_id: str, agency_id: str, role: MemberRole = MemberRole.MEMBER) -> Event:
    """This will admit a person."""
    return MemberAdmitted(investigation_id=CASE, member_id=member_id, agency_id=agency_id, role=role)


def signed(member_id: str, agency_id: str, version: str = "V1", signed_on: date = SIGNED_ON) -> Event:
    """This will record that a person signed a version of the agreement on confidentiality."""
    return ConfidentialityAgreementSigned(
        investigation_id=CASE, member_id=member_id, agency_id=agency_id, version=version, signed_on=signed_on
    )


OPENED = opened()

WITH_PARTNER = (
    OPENED,
    invited("BE-SPOC"),
    joined("BE-SPOC"),
    admitted("ben", "BE-SPOC"),
    admitted("bea", "BE-SPOC", MemberRole.LEADER),
    admitted("rita", "BE-SPOC", MemberRole.READER),
)
