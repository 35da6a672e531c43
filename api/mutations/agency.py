"""The commands of the directory, as mutations: the name of the field is the name of the command.

It must not say anything of a command that its own class does not say.
"""

import strawberry

from api.mutations.mutation import mutation
from domain.agency import commands

__all__ = ["AgencyMutations"]


@strawberry.type
class AgencyMutations:
    """The commands of the directory."""

    register_agency = mutation(commands.RegisterAgency)
    declare_agency_role = mutation(commands.DeclareAgencyRole)
    withdraw_agency_role = mutation(commands.WithdrawAgencyRole)
    register_unit = mutation(commands.RegisterUnit)
    change_contact_point = mutation(commands.ChangeContactPoint)
    suspend_unit = mutation(commands.SuspendUnit)
    reactivate_unit = mutation(commands.ReactivateUnit)
    retire_unit = mutation(commands.RetireUnit)
    declare_competence = mutation(commands.DeclareCompetence)
    withdraw_competence = mutation(commands.WithdrawCompetence)
    declare_witness_key = mutation(commands.DeclareWitnessKey)
    withdraw_witness_key = mutation(commands.WithdrawWitnessKey)
    give_standing_authorisation = mutation(commands.GiveStandingAuthorisation)
    erase_agency_texts = mutation(commands.EraseAgencyTexts)
    revoke_standing_authorisation = mutation(commands.RevokeStandingAuthorisation)
