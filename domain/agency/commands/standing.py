"""Giving and revoking standing authorisations: an originator's consent to onward sharing, once for many items.

It must not decide on a single item: whoever shares onward asks the giving agency's state.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from domain.agency.commands.agencies import require_period
from domain.agency.events import StandingAuthorisationGiven, StandingAuthorisationRevoked
from domain.agency.permissions import administrator_of_the_agency
from domain.agency.rules import (
    AStandingAuthorisationDoesNotReachBack,
    AStandingAuthorisationIsGivenOnce,
    AStandingAuthorisationJoinsThreeAgencies,
    AStandingAuthorisationLastsTwoYearsAtMost,
    OnlyALastingAuthorisationIsRevoked,
    OnlyARegisteredAgencyIsAuthorised,
)
from domain.agency.state import Agency
from domain.aggregate import Act, Decision, command
from domain.reference import crime_areas
from domain.refusal import InvalidInput
from domain.vocabulary import AgencyCode, Code, Line, OperationalText

__all__ = ["GiveStandingAuthorisation", "RevokeStandingAuthorisation", "decisions"]

IsRegistered = Callable[[str, Act], bool]
"""Asks the directory for an agency, from within a decision."""

LONGEST_YEARS = 2

BEHIND = timedelta(hours=12)
"""By how much the last time zone is behind UTC: there it is still the day before."""


@command(aggregate_id="agency_id")
class GiveStandingAuthorisation:
    """Let an agency pass on to another what comes from yours, without asking each time.

    agency_id: yours, from which the information comes. from_agency_id: may pass it on. to_agency_id: may receive it.
    crime_areas: codes, a parent area covers its children; empty for all. valid_until: the first day without it, at
    most two years after valid_from.
    """

    agency_id: AgencyCode
    authorisation_id: UUID
    from_agency_id: AgencyCode
    to_agency_id: AgencyCode
    valid_from: date
    valid_until: date
    purpose: OperationalText
    crime_areas: tuple[Code, ...] = ()


@command(aggregate_id="agency_id")
class RevokeStandingAuthorisation:
    """End a standing authorisation at once; what was passed on before stays as it was."""

    agency_id: AgencyCode
    authorisation_id: UUID
    reason: Line


def _give(
    command: GiveStandingAuthorisation, agency: Agency, act: Act, *, is_registered: IsRegistered
) -> Iterable[StandingAuthorisationGiven]:
    if command.authorisation_id in agency.standing_authorisations:
        raise AStandingAuthorisationIsGivenOnce(authorisation_id=command.authorisation_id)
    if len({command.agency_id, command.from_agency_id, command.to_agency_id}) < 3:  # noqa: PLR2004  # the three of it
        raise AStandingAuthorisationJoinsThreeAgencies
    for name in ("from_agency_id", "to_agency_id"):
        if not is_registered(getattr(command, name), act):
            raise OnlyARegisteredAgencyIsAuthorised(agency_id=getattr(command, name), field=name)
    _require_term(command, act)
    unknown = [code for code in command.crime_areas if not crime_areas.exists(code, command.valid_from)]
    if unknown:
        raise InvalidInput(field="crimeAreas", rule=crime_areas.refusal(unknown), accepted=crime_areas.ACCEPTED)
    yield StandingAuthorisationGiven(
        agency_id=command.agency_id,
        authorisation_id=command.authorisation_id,
        from_agency_id=command.from_agency_id,
        to_agency_id=command.to_agency_id,
        crime_areas=command.crime_areas,
        valid_from=command.valid_from,
        valid_until=command.valid_until,
        purpose=command.purpose,
    )


def _require_term(command: GiveStandingAuthorisation, act: Act) -> None:
    require_period(command.valid_from, command.valid_until, field="valid_until")
    if command.valid_from < (act.recorded_at - BEHIND).date():
        raise AStandingAuthorisationDoesNotReachBack(valid_from=command.valid_from)
    if command.valid_until > _years_after(command.valid_from):
        raise AStandingAuthorisationLastsTwoYearsAtMost(valid_until=command.valid_until)


def _years_after(day: date) -> date:
    """The same day of the year; of 29 February the day after."""
    try:
        return day.replace(year=day.year + LONGEST_YEARS)
    except ValueError:
        return date(day.year + LONGEST_YEARS, 3, 1)


def _revoke(command: RevokeStandingAuthorisation, agency: Agency, act: Act) -> Iterable[StandingAuthorisationRevoked]:
    given, today = agency.standing_authorisations.get(command.authorisation_id), act.recorded_at.date()
    if given is None or given.valid_until <= today:
        raise OnlyALastingAuthorisationIsRevoked(authorisation_id=command.authorisation_id)
    yield StandingAuthorisationRevoked(
        agency_id=command.agency_id,
        authorisation_id=command.authorisation_id,
        revoked_on=today,
        reason=command.reason,
    )


def decisions(
    is_registered: IsRegistered,
) -> tuple[Decision[GiveStandingAuthorisation, Agency], Decision[RevokeStandingAuthorisation, Agency]]:
    """This will make the decisions; the room hands in how the directory is asked, as it holds the directory itself."""
    giving = partial(_give, is_registered=is_registered)
    return (
        Decision(command=GiveStandingAuthorisation, decide=giving, may=administrator_of_the_agency),
        Decision(command=RevokeStandingAuthorisation, decide=_revoke, may=administrator_of_the_agency),
    )
