"""The rules of a joint investigation, each named by the sentence it enforces.

They must not decide who may ask: that stands in permissions.py.
"""

from domain.refusal import RuleViolation

__all__ = [
    "AClearanceEndsAfterItBegins", "ACompartmentIsDefinedFirst", "ACompartmentIsDefinedOnce", "AFactIsRecordedOnce",
    "AJointActivityIsRecordedOnce", "AJointActivityJoinsPartners", "AMemberBelongsToAPartner",
    "AMemberIsAdmittedAfterTheOpening", "AMemberSignsConfidentialityFirst", "ASignatureIsNotDatedAhead",
    "ASignatureIsRecordedOnce", "AVersionIsSignedOnceItIsInForce",
    "AnAgencyIsInvitedOnce", "AnAgencyIsRegisteredFirst", "AnAgreementCoversAPeriod", "AnAgreementIsRecordedFirst",
    "AnAgreementIsRecordedOnce", "AnAgreementIsSignedBeforeItIsRecorded", "AnArchivedInvestigationRests",
    "AnExtensionLengthensThePeriod", "ClosingNeedsNoOpenWork", "ContradictoryClaimsAreTwo",
    "JointOperationsRestOnTheAgreement", "OnlyAMemberIsMeant", "OnlyAPartnerLeaves",
    "OnlyARecordedActivityIsCancelled", "OnlyARequiredVersionIsSigned", "OnlyAnAdministratorIsRelieved",
    "OnlyAnInvitedAgencyAnswers", "PhasesFollowEachOther", "TextsAreErasedWhenTheInvestigationIsClosed",
    "TheChangeIsAChange", "TheInvestigationIsOpen", "TheLastAdministratorStays", "TheLeadAgencyStays",
    "VersionsOfConfidentialityFollowEachOther",
]  # fmt: skip


class TheInvestigationIsOpen(RuleViolation):
    """The investigation is closed."""

    remedy = "Reopen the investigation first."


class AnArchivedInvestigationRests(RuleViolation):
    """The investigation is archived; nothing changes in it any more."""


class PhasesFollowEachOther(RuleViolation):
    """The investigation is not in the phase that comes before."""

    remedy = "Setting up, operational, post-operational, closed, archived follow each other; only a closed one reopens."


class AnAgencyIsRegisteredFirst(RuleViolation):
    """The agency is not in the directory."""

    remedy = "Register the agency in the directory first."
    field = "agency_id"


class AnAgencyIsInvitedOnce(RuleViolation):
    """The agency takes part already, or has not answered its invitation yet."""

    remedy = "Wait for its answer, or let it leave first."
    field = "agency_id"


class OnlyAnInvitedAgencyAnswers(RuleViolation):
    """The agency has no invitation to answer."""

    remedy = "Invite the agency first."
    field = "agency_id"


class OnlyAPartnerLeaves(RuleViolation):
    """The agency takes no part in the investigation."""

    remedy = "Name an agency that takes part."
    field = "agency_id"


class TheLeadAgencyStays(RuleViolation):
    """The lead agency cannot leave the investigation it leads."""

    invariant = 22
    remedy = "Close the investigation instead."
    field = "agency_id"


class TheLastAdministratorStays(RuleViolation):
    """The space needs an administrator, and no other would be left."""

    invariant = 22
    remedy = "Designate another administrator first."


class OnlyAnAdministratorIsRelieved(RuleViolation):
    """The person does not administer the space."""

    remedy = "Name an administrator of the space."
    field = "member_id"


class AMemberBelongsToAPartner(RuleViolation):
    """The person's agency takes no part in the investigation."""

    remedy = "Invite the agency and wait until it has joined."
    field = "agency_id"


class OnlyAMemberIsMeant(RuleViolation):
    """The person is no active member of the investigation."""

    remedy = "Admit the person first."
    field = "member_id"


class TheChangeIsAChange(RuleViolation):
    """What is asked for stands so already."""

    remedy = "Nothing needs to be done."


class ACompartmentIsDefinedOnce(RuleViolation):
    """The compartment exists already."""

    remedy = "Choose another code."
    field = "compartment"


class ACompartmentIsDefinedFirst(RuleViolation):
    """The investigation has no such compartment."""

    remedy = "Define the compartment first."
    field = "compartment"


class AnAgreementIsRecordedOnce(RuleViolation):
    """The investigation has its agreement already."""

    remedy = "Amend the agreement."


class AnAgreementIsRecordedFirst(RuleViolation):
    """The investigation has no agreement to amend."""

    remedy = "Record the agreement first."


class AnAgreementCoversAPeriod(RuleViolation):
    """The agreement's period ends before it begins."""

    remedy = "Give an end that is later than the beginning; the end is the first day that no longer belongs to it."
    field = "valid_to"


class AnAgreementIsSignedBeforeItIsRecorded(RuleViolation):
    """The day of signature lies ahead, or before that of what it amends."""

    remedy = "Give the day on which it was signed."
    field = "signed_on"


class JointOperationsRestOnTheAgreement(RuleViolation):
    """A joint investigation team begins its operations only after its agreement."""

    remedy = "Record the agreement first."


class AnExtensionLengthensThePeriod(RuleViolation):
    """The new end is not later than the one before, or than the day of the act."""

    remedy = "Give a later end."
    field = "planned_end"


class ClosingNeedsNoOpenWork(RuleViolation):
    """The investigation has open requests, questions of consent or follow-ups, perhaps some that you may not see."""

    invariant = 26
    remedy = "Finish the open work, or close by force and say why."


class AFactIsRecordedOnce(RuleViolation):
    """A fact or contradiction was recorded under this id before."""

    remedy = "Give the new one an id of its own."
    field = "fact_id"


class ContradictoryClaimsAreTwo(RuleViolation):
    """A contradiction needs at least two claims that differ."""

    remedy = "Give each claim with its source."
    field = "claims"


class AMemberIsAdmittedAfterTheOpening(RuleViolation):
    """The investigation was not opened yet when the person is said to have been admitted."""

    remedy = "Give the time of the admission, or leave it out for now."
    field = "occurred_at"


class AMemberSignsConfidentialityFirst(RuleViolation):
    """The person has not signed the agreement on confidentiality that is in force."""

    remedy = "Record the person's signature first; where no version is in force, that of any version will do."
    field = "member_id"


class VersionsOfConfidentialityFollowEachOther(RuleViolation):
    """The version was required before, or would not come into force after the one before it."""

    remedy = "Give a new code, and a first day after that of the version before."
    field = "version"


class OnlyARequiredVersionIsSigned(RuleViolation):
    """The investigation has required versions of the agreement on confidentiality, and this is none of them."""

    remedy = "Name a version that was required in this investigation."
    field = "version"


class ASignatureIsRecordedOnce(RuleViolation):
    """The person's signature of this version is on record already."""

    field = "version"


class AVersionIsSignedOnceItIsInForce(RuleViolation):
    """The day of signature lies before the day on which the version came into force."""

    remedy = "Give the day on which it was signed, or name the version that was in force on that day."
    field = "signed_on"


class ASignatureIsNotDatedAhead(RuleViolation):
    """The day of signature lies ahead."""

    remedy = "Give the day on which it was signed."
    field = "signed_on"


class AClearanceEndsAfterItBegins(RuleViolation):
    """The clearance would end on or before the day on which it is given."""

    remedy = "Give a first day without it that lies ahead; to end a clearance, leave out its level."
    field = "valid_until"


class AJointActivityIsRecordedOnce(RuleViolation):
    """A joint activity was recorded under this id before."""

    remedy = "Give the new one an id of its own."
    field = "activity_id"


class AJointActivityJoinsPartners(RuleViolation):
    """A joint activity needs at least two agencies, all of which took part in the investigation at that time."""

    remedy = "Name two or more agencies that were partners when it was held."
    field = "agencies"


class OnlyARecordedActivityIsCancelled(RuleViolation):
    """No such joint activity is on record, or it is cancelled already."""

    remedy = "Name a joint activity of this investigation that is not cancelled."
    field = "activity_id"


class TextsAreErasedWhenTheInvestigationIsClosed(RuleViolation):
    """The investigation is neither closed nor archived, so that its texts are still needed."""

    invariant = 20
    remedy = "Close it first."
