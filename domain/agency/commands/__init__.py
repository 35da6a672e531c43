"""Every command of the directory and how it is decided."""

from domain.agency.commands import agencies, competences, units
from domain.agency.commands.agencies import DeclareAgencyRole, RegisterAgency, WithdrawAgencyRole
from domain.agency.commands.competences import DeclareCompetence, WithdrawCompetence
from domain.agency.commands.units import ChangeContactPoint, ReactivateUnit, RegisterUnit, RetireUnit, SuspendUnit

__all__ = [
    "DECISIONS", "ChangeContactPoint", "DeclareAgencyRole", "DeclareCompetence", "ReactivateUnit", "RegisterAgency",
    "RegisterUnit", "RetireUnit", "SuspendUnit", "WithdrawAgencyRole", "WithdrawCompetence",
]  # fmt: skip

DECISIONS = (*agencies.DECISIONS, *units.DECISIONS, *competences.DECISIONS)
