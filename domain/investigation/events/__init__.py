"""Facts about a joint investigation: its phases, partners, members, compartments and agreement."""

from domain.investigation.events.activities import JointActivityCancelled, JointActivityRecorded
from domain.investigation.events.confidentiality import (
    ConfidentialityAgreementSigned,
    ConfidentialityRequired,
    MemberClearanceChanged,
)
from domain.investigation.events.keeping import InvestigationTextsErased
from domain.investigation.events.participation import (
    CompartmentAccessGranted,
    CompartmentAccessRevoked,
    CompartmentDefined,
    MemberAccessRevoked,
    MemberAdmitted,
    MemberRoleChanged,
    PartnerDeclined,
    PartnerInvited,
    PartnerJoined,
    PartnerLeft,
    SpaceAdministratorDesignated,
    SpaceAdministratorRelieved,
)
from domain.investigation.events.phases import (
    InvestigationArchived,
    InvestigationClosed,
    InvestigationOpened,
    InvestigationReopened,
    OperationalPhaseStarted,
    OperationPeriodExtended,
    PostOperationalPhaseEntered,
)
from domain.investigation.events.record import (
    AgreedLimit,
    AgreementAmended,
    AgreementRecorded,
    Claim,
    ContradictionRecorded,
    FactRecorded,
)

__all__ = [
    "AgreedLimit", "AgreementAmended", "AgreementRecorded", "Claim", "CompartmentAccessGranted",
    "CompartmentAccessRevoked", "CompartmentDefined", "ConfidentialityAgreementSigned", "ConfidentialityRequired",
    "ContradictionRecorded", "FactRecorded", "InvestigationArchived", "InvestigationClosed", "InvestigationEvent",
    "InvestigationOpened", "InvestigationReopened", "InvestigationTextsErased", "JointActivityCancelled",
    "JointActivityRecorded", "MemberAccessRevoked", "MemberAdmitted", "MemberClearanceChanged", "MemberRoleChanged",
    "OperationPeriodExtended", "OperationalPhaseStarted", "PartnerDeclined", "PartnerInvited", "PartnerJoined",
    "PartnerLeft", "PostOperationalPhaseEntered", "SpaceAdministratorDesignated", "SpaceAdministratorRelieved",
]  # fmt: skip

InvestigationEvent = (
    InvestigationOpened | PartnerInvited | PartnerJoined | PartnerDeclined | PartnerLeft | AgreementRecorded
    | AgreementAmended | OperationalPhaseStarted | OperationPeriodExtended | SpaceAdministratorDesignated
    | SpaceAdministratorRelieved | MemberAdmitted | MemberRoleChanged | MemberAccessRevoked | CompartmentDefined
    | CompartmentAccessGranted | CompartmentAccessRevoked | PostOperationalPhaseEntered | InvestigationClosed
    | InvestigationReopened | InvestigationArchived | FactRecorded | ContradictionRecorded | ConfidentialityRequired
    | ConfidentialityAgreementSigned | MemberClearanceChanged | JointActivityRecorded | JointActivityCancelled
    | InvestigationTextsErased
)  # fmt: skip
