"""The commands of a joint investigation, as mutations: the name of the field is the name of the command.

It must not say anything of a command that its own class does not say.
"""

import strawberry

from api.mutations.mutation import mutation
from domain.investigation import commands

__all__ = ["InvestigationMutations"]


@strawberry.type
class InvestigationMutations:
    """The commands of a joint investigation."""

    open_investigation = mutation(commands.OpenInvestigation)
    invite_partner = mutation(commands.InvitePartner)
    accept_invitation = mutation(commands.AcceptInvitation)
    decline_invitation = mutation(commands.DeclineInvitation)
    withdraw_partner = mutation(commands.WithdrawPartner)
    record_agreement = mutation(commands.RecordAgreement)
    amend_agreement = mutation(commands.AmendAgreement)
    start_operational_phase = mutation(commands.StartOperationalPhase)
    extend_period = mutation(commands.ExtendPeriod)
    enter_post_operational_phase = mutation(commands.EnterPostOperationalPhase)
    close_investigation = mutation(commands.CloseInvestigation)
    reopen_investigation = mutation(commands.ReopenInvestigation)
    archive_investigation = mutation(commands.ArchiveInvestigation)
    erase_investigation_texts = mutation(commands.EraseInvestigationTexts)
    require_confidentiality = mutation(commands.RequireConfidentiality)
    record_confidentiality_signature = mutation(commands.RecordConfidentialitySignature)
    change_member_clearance = mutation(commands.ChangeMemberClearance)
    admit_member = mutation(commands.AdmitMember)
    change_member_role = mutation(commands.ChangeMemberRole)
    revoke_member = mutation(commands.RevokeMember)
    designate_administrator = mutation(commands.DesignateAdministrator)
    relieve_administrator = mutation(commands.RelieveAdministrator)
    define_compartment = mutation(commands.DefineCompartment)
    grant_compartment = mutation(commands.GrantCompartment)
    revoke_compartment = mutation(commands.RevokeCompartment)
    record_joint_activity = mutation(commands.RecordJointActivity)
    cancel_joint_activity = mutation(commands.CancelJointActivity)
    record_fact = mutation(commands.RecordFact)
    record_contradiction = mutation(commands.RecordContradiction)
