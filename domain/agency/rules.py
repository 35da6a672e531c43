"""The rules of the directory, each named by the sentence it enforces.

They must not decide who may ask: that stands in permissions.py.
"""

from domain.refusal import RuleViolation

__all__ = [
    "ACompetenceEndsWithinItsPeriod", "ACompetenceIdIsUsedOnce", "APeriodEndsAfterItBegins", "ARetiredUnitStaysRetired",
    "ARoleIsHeldOnceAtATime", "AStandingAuthorisationDoesNotReachBack", "AStandingAuthorisationIsGivenOnce",
    "AStandingAuthorisationJoinsThreeAgencies", "AStandingAuthorisationLastsTwoYearsAtMost",
    "AUnitCarriesItsAgencysCode", "AUnitIsRegisteredOnce", "AWitnessKeyIsDeclaredOnce", "AnExistingUnitIsMeant",
    "OnlyADeclaredWitnessKeyIsWithdrawn", "OnlyAHeldRoleIsWithdrawn", "OnlyALastingAuthorisationIsRevoked",
    "OnlyARegisteredAgencyIsAuthorised", "OnlyASuspendedUnitIsReactivated", "OnlyAnActiveUnitIsSuspended",
    "TextsAreErasedWhenNoAuthorisationLasts",
]  # fmt: skip


class AUnitIsRegisteredOnce(RuleViolation):
    """The agency has had a unit under this code before."""

    remedy = "Choose another code; a code is never used again."
    field = "unit_id"


class APeriodEndsAfterItBegins(RuleViolation):
    """The last day of the period lies before its first."""

    remedy = "Give an end that is later than the beginning; the end is the first day that no longer belongs to it."
    field = "valid_to"


class ARoleIsHeldOnceAtATime(RuleViolation):
    """The agency holds this role during that period already."""

    remedy = "Withdraw the role first, or let the new period begin after the old one."
    field = "role"


class OnlyAHeldRoleIsWithdrawn(RuleViolation):
    """The agency does not hold this role on that day."""

    remedy = "Name a role that the agency holds on the day before."
    field = "role"


class AUnitCarriesItsAgencysCode(RuleViolation):
    """The unit's code does not begin with its agency's code and a slash."""

    remedy = "Write the code as AGENCY/UNIT with the agency's own code."
    field = "unit_id"


class AnExistingUnitIsMeant(RuleViolation):
    """The agency has no such unit, or it has ended by that day."""

    remedy = "Register the unit first, or choose a day on which it exists."
    field = "unit_id"


class ACompetenceIdIsUsedOnce(RuleViolation):
    """The agency has declared a competence under this id before."""

    remedy = "Give the new competence an id of its own."
    field = "competence_id"


class ACompetenceEndsWithinItsPeriod(RuleViolation):
    """The unit has no such competence, or it does not hold on the day before its end."""

    remedy = "Name a competence of this unit and a day within its period."
    field = "valid_to"


class OnlyAnActiveUnitIsSuspended(RuleViolation):
    """The unit is suspended already, or not in service on that day."""

    remedy = "Choose a day on which the unit is in service and not suspended."
    field = "suspended_from"


class OnlyASuspendedUnitIsReactivated(RuleViolation):
    """The unit is not suspended on the day before."""

    remedy = "Reactivate a suspended unit, on a day after the suspension began."
    field = "active_from"


class ARetiredUnitStaysRetired(RuleViolation):
    """The unit has ended, or will end on a day that is fixed already."""

    remedy = "Register a new unit under another code."
    field = "unit_id"


class AWitnessKeyIsDeclaredOnce(RuleViolation):
    """The agency has declared this key before."""

    remedy = "Make a new key; one that was withdrawn is never used again."
    field = "key"


class OnlyADeclaredWitnessKeyIsWithdrawn(RuleViolation):
    """The agency has no such key, or has withdrawn it already."""

    remedy = "Name the id of a key that the agency countersigns with."
    field = "key_id"


class AStandingAuthorisationIsGivenOnce(RuleViolation):
    """The agency has given a standing authorisation under this id before."""

    remedy = "Give the new one an id of its own."
    field = "authorisation_id"


class AStandingAuthorisationJoinsThreeAgencies(RuleViolation):
    """Who gives it, who may pass on and who may receive are three agencies: one's own needs no consent."""

    remedy = "Name two other agencies that differ."
    field = "to_agency_id"


class OnlyARegisteredAgencyIsAuthorised(RuleViolation):
    """The agency is not in the directory."""

    remedy = "Register the agency in the directory first."
    field = "to_agency_id"


class AStandingAuthorisationDoesNotReachBack(RuleViolation):
    """A standing authorisation consents to nothing that was done before it was given."""

    remedy = "Give today or a later day as the first."
    field = "valid_from"


class AStandingAuthorisationLastsTwoYearsAtMost(RuleViolation):
    """A standing authorisation ends within two years, so that the originator looks at it again."""

    remedy = "Give an earlier end; a new authorisation may follow."
    field = "valid_until"


class OnlyALastingAuthorisationIsRevoked(RuleViolation):
    """The agency has given no such standing authorisation, or it has ended already."""

    remedy = "Name an authorisation of the agency that has not ended."
    field = "authorisation_id"


class TextsAreErasedWhenNoAuthorisationLasts(RuleViolation):
    """A standing authorisation of the agency has not ended: without its purpose nobody would know its bounds."""

    invariant = 20
    remedy = "Revoke it, or wait for its end; another may be given afterwards."
