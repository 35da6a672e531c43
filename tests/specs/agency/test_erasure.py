"""When what an agency wrote in the directory is erased, and by whom."""

from datetime import date
from uuid import UUID

import pytest

from domain.agency import AGENCY, Agency
from domain.agency.commands import EraseAgencyTexts
from domain.agency.events import (
    AgencyTextsErased,
    StandingAuthorisationGiven,
    StandingAuthorisationRevoked,
    UnitSuspended,
)
from domain.agency.rules import TextsAreErasedWhenNoAuthorisationLasts
from domain.aggregate import Actor
from domain.erasure import AnErasureForAnotherReasonIsExplained, ErasureReason, OnlyTextsThatAreThereAreErased
from domain.event import Event
from domain.refusal import NotPermitted
from domain.vocabulary import Role
from tests.support.agencies import CLOCK, DIRECTORY_KEEPER, IMPORTER, agency, person, unit
from tests.support.given import NOW, Given, given

ANNA = person("anna", "FR-SPOC", Role.AGENCY_ADMINISTRATOR)
ID = UUID("6f3e5c1e-53a7-4f5a-8f59-0a7f3c1d2b11")
TODAY = NOW.date()
DIRECTORY = (agency("FR-SPOC", "FR"), *unit("FR-SPOC", "FR-SPOC/CYBER", "CYBERCRIME"))
SUSPENDED = UnitSuspended(
    agency_id="FR-SPOC", unit_id="FR-SPOC/CYBER", suspended_from=date(2026, 1, 1), reason="Its head is suspected"
)
REVOKED = StandingAuthorisationRevoked(
    agency_id="FR-SPOC", authorisation_id=ID, revoked_on=TODAY, reason="Misused by Mr X"
)
ERASE = EraseAgencyTexts(agency_id="FR-SPOC", reason=ErasureReason.DATA_SUBJECT_RIGHT)


def authorised(valid_until: date = date(2027, 3, 2)) -> StandingAuthorisationGiven:
    return StandingAuthorisationGiven(
        agency_id="FR-SPOC", authorisation_id=ID, from_agency_id="BE-SPOC", to_agency_id="DE-SPOC", crime_areas=(),
        valid_from=date(2025, 3, 2), valid_until=valid_until, purpose="To find the men of Mr X",
    )  # fmt: skip


def after(*events: Event) -> Given[Agency]:
    return given(AGENCY, *DIRECTORY, *events)


def erased(up_to: int) -> AgencyTextsErased:
    return AgencyTextsErased(agency_id="FR-SPOC", reason=ErasureReason.DATA_SUBJECT_RIGHT, up_to_version=up_to)


def for_another_reason(explanation: str | None) -> EraseAgencyTexts:
    return EraseAgencyTexts(agency_id="FR-SPOC", reason=ErasureReason.OTHER, explanation=explanation)


def test_the_administrator_of_the_agency_erases_what_was_written_of_it_up_to_its_last_version() -> None:
    done = after(SUSPENDED).when(ERASE, by=ANNA).then(erased(4))
    assert (done.state.holds_texts, done.state.erased_up_to) == (False, 4)


def test_an_authorisation_that_lasts_keeps_the_texts() -> None:
    after(authorised()).when(ERASE, by=ANNA).refused(TextsAreErasedWhenNoAuthorisationLasts)


def test_an_authorisation_that_was_revoked_or_has_ended_keeps_none() -> None:
    after(authorised(), REVOKED).when(ERASE, by=ANNA).then(erased(5))
    after(authorised(valid_until=TODAY)).when(ERASE, by=ANNA).then(erased(4))


@pytest.mark.parametrize("by", [DIRECTORY_KEEPER, IMPORTER, CLOCK, person("ben", "BE-SPOC", Role.AGENCY_ADMINISTRATOR)])
def test_nobody_erases_in_its_place_as_the_answer_tells_of_its_authorisations(by: Actor) -> None:
    after(SUSPENDED).when(ERASE, by=by).refused(NotPermitted)
    after(authorised()).when(ERASE, by=by).refused(NotPermitted)


def test_where_nothing_is_written_nothing_is_erased() -> None:
    after().when(ERASE, by=ANNA).refused(OnlyTextsThatAreThereAreErased)
    after(SUSPENDED, erased(4)).when(ERASE, by=ANNA).refused(OnlyTextsThatAreThereAreErased)


def test_what_was_written_since_is_erased_again() -> None:
    after(SUSPENDED, erased(4), SUSPENDED).when(ERASE, by=ANNA).then(erased(6))


def test_the_reason_other_wants_words() -> None:
    after(SUSPENDED).when(for_another_reason(None), by=ANNA).refused(AnErasureForAnotherReasonIsExplained)
    assert after(SUSPENDED).when(for_another_reason("Order 7"), by=ANNA).refusal is None


def test_names_units_and_periods_stay() -> None:
    before, done = after(SUSPENDED).state, after(SUSPENDED).when(ERASE, by=ANNA).state
    assert (done.name, done.units, done.standing_authorisations) == (before.name, before.units, {})
