"""Every command of the directory and how it is decided."""

from domain.agency.commands import agencies, competences, keeping, standing, units, witness_keys
from domain.agency.commands.agencies import DeclareAgencyRole, RegisterAgency, WithdrawAgencyRole
from domain.agency.commands.competences import DeclareCompetence, WithdrawCompetence
from domain.agency.commands.keeping import EraseAgencyTexts
from domain.agency.commands.standing import GiveStandingAuthorisation, RevokeStandingAuthorisation
from domain.agency.commands.units import ChangeContactPoint, ReactivateUnit, RegisterUnit, RetireUnit, SuspendUnit
from domain.agency.commands.witness_keys import DeclareWitnessKey, WithdrawWitnessKey

__all__ = [
    "DECISIONS", "ChangeContactPoint", "DeclareAgencyRole", "DeclareCompetence", "DeclareWitnessKey",
    "EraseAgencyTexts", "GiveStandingAuthorisation", "ReactivateUnit", "RegisterAgency", "RegisterUnit", "RetireUnit",
    "RevokeStandingAuthorisation", "SuspendUnit", "WithdrawAgencyRole", "WithdrawCompetence", "WithdrawWitnessKey",
    "standing",
]  # fmt: skip

DECISIONS = (*agencies.DECISIONS, *units.DECISIONS, *competences.DECISIONS, *witness_keys.DECISIONS, *keeping.DECISIONS)
