"""Registering an agency and the roles it holds.

It must not touch units.
"""

from collections.abc import Iterable
from datetime import date

from domain.agency.events import AgencyRegistered, AgencyRoleDeclared, AgencyRoleWithdrawn
from domain.agency.permissions import keeper_of_the_directory
from domain.agency.rules import (
    APeriodEndsAfterItBegins,
    ARoleIsHeldOnceAtATime,
    OnlyAHeldRoleIsWithdrawn,
)
from domain.agency.state import Agency
from domain.aggregate import Act, Decision, command
from domain.occurred import is_zone
from domain.reference import countries
from domain.refusal import InvalidInput
from domain.vocabulary import AgencyCode, AgencyRole, Country, Language, Line

__all__ = ["DECISIONS", "DeclareAgencyRole", "RegisterAgency", "WithdrawAgencyRole", "require_period", "require_zone"]


@command(aggregate_id="agency_id")
class RegisterAgency:
    """Enter an agency in the directory.

    country: ISO 3166-1 alpha-2, missing for international bodies. tz: IANA zone in which its calendar days end.
    languages: ISO 639 codes in which it can be asked.
    """

    agency_id: AgencyCode
    name: Line
    country: Country | None = None
    tz: Line
    languages: tuple[Language, ...]


@command(aggregate_id="agency_id")
class DeclareAgencyRole:
    """Say that an agency holds a role from a day on. valid_to: the first day without it."""

    agency_id: AgencyCode
    role: AgencyRole
    valid_from: date
    valid_to: date | None = None


@command(aggregate_id="agency_id")
class WithdrawAgencyRole:
    """Say that an agency no longer holds a role. valid_to: the first day without it."""

    agency_id: AgencyCode
    role: AgencyRole
    valid_to: date


def require_period(valid_from: date, valid_to: date | None, *, field: str = "valid_to") -> None:
    """This will refuse a period without a day; raises APeriodEndsAfterItBegins."""
    if valid_to is not None and valid_to <= valid_from:
        raise APeriodEndsAfterItBegins(valid_from=valid_from, valid_to=valid_to, field=field)


def require_zone(tz: str) -> None:
    """This will refuse what is no IANA time zone; raises InvalidInput."""
    if not is_zone(tz):
        raise InvalidInput(field="tz", rule=f"{tz!r} is no time zone", accepted="an IANA name such as Europe/Paris")


def _register(command: RegisterAgency, _agency: Agency, _act: Act) -> Iterable[AgencyRegistered]:
    require_zone(command.tz)
    if command.country is not None and not countries.exists(command.country):
        raise InvalidInput(field="country", rule=f"{command.country!r} is no country", accepted="ISO 3166-1 alpha-2")
    if not command.languages:
        raise InvalidInput(field="languages", rule="at least one language", accepted="ISO 639 codes such as en")
    yield AgencyRegistered(
        agency_id=command.agency_id,
        name=command.name,
        country=command.country,
        tz=command.tz,
        languages=command.languages,
    )


def _declare_role(command: DeclareAgencyRole, agency: Agency, _act: Act) -> Iterable[AgencyRoleDeclared]:
    require_period(command.valid_from, command.valid_to)
    last = command.valid_to or date.max
    for held in agency.roles:
        if held.role is command.role and held.valid_from < last and command.valid_from < (held.valid_to or date.max):
            raise ARoleIsHeldOnceAtATime(role=command.role, valid_from=held.valid_from)
    yield AgencyRoleDeclared(
        agency_id=command.agency_id,
        role=command.role,
        valid_from=command.valid_from,
        valid_to=command.valid_to,
    )


def _withdraw_role(command: WithdrawAgencyRole, agency: Agency, _act: Act) -> Iterable[AgencyRoleWithdrawn]:
    held = [role for role in agency.roles if role.role is command.role and role.valid_from < command.valid_to]
    if not any(role.valid_to is None or command.valid_to < role.valid_to for role in held):
        raise OnlyAHeldRoleIsWithdrawn(role=command.role, valid_to=command.valid_to)
    yield AgencyRoleWithdrawn(agency_id=command.agency_id, role=command.role, valid_to=command.valid_to)


DECISIONS = (
    Decision(command=RegisterAgency, decide=_register, may=keeper_of_the_directory, creates=True),
    Decision(command=DeclareAgencyRole, decide=_declare_role, may=keeper_of_the_directory),
    Decision(command=WithdrawAgencyRole, decide=_withdraw_role, may=keeper_of_the_directory),
)
