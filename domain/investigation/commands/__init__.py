"""Every command of a joint investigation and how it is decided."""

from domain.investigation.commands import (
    activities,
    agreement,
    compartments,
    confidentiality,
    keeping,
    members,
    partners,
    phases,
    record,
)
from domain.investigation.commands.activities import CancelJointActivity, RecordJointActivity
from domain.investigation.commands.agreement import AmendAgreement, RecordAgreement
from domain.investigation.commands.compartments import DefineCompartment, GrantCompartment, RevokeCompartment
from domain.investigation.commands.confidentiality import (
    ChangeMemberClearance,
    RecordConfidentialitySignature,
    RequireConfidentiality,
)
from domain.investigation.commands.keeping import EraseInvestigationTexts
from domain.investigation.commands.members import (
    AdmitMember,
    ChangeMemberRole,
    DesignateAdministrator,
    RelieveAdministrator,
    RevokeMember,
)
from domain.investigation.commands.partners import (
    AcceptInvitation,
    DeclineInvitation,
    InvitePartner,
    OpenInvestigation,
    WithdrawPartner,
)
from domain.investigation.commands.phases import (
    ArchiveInvestigation,
    CloseInvestigation,
    EnterPostOperationalPhase,
    ExtendPeriod,
    ReopenInvestigation,
    StartOperationalPhase,
)
from domain.investigation.commands.record import RecordContradiction, RecordFact

__all__ = [
    "DECISIONS", "AcceptInvitation", "AdmitMember", "AmendAgreement", "ArchiveInvestigation", "CancelJointActivity",
    "ChangeMemberClearance", "ChangeMemberRole", "CloseInvestigation", "DeclineInvitation", "DefineCompartment",
    "DesignateAdministrator", "EnterPostOperationalPhase", "EraseInvestigationTexts", "ExtendPeriod",
    "GrantCompartment", "InvitePartner", "OpenInvestigation", "RecordAgreement", "RecordConfidentialitySignature",
    "RecordContradiction", "RecordFact", "RecordJointActivity", "RelieveAdministrator", "ReopenInvestigation",
    "RequireConfidentiality", "RevokeCompartment", "RevokeMember", "StartOperationalPhase", "WithdrawPartner",
]  # fmt: skip

DECISIONS = (
    *partners.DECISIONS,
    *agreement.DECISIONS,
    *phases.DECISIONS,
    *confidentiality.DECISIONS,
    *members.DECISIONS,
    *compartments.DECISIONS,
    *activities.DECISIONS,
    *record.DECISIONS,
    *keeping.DECISIONS,
)
