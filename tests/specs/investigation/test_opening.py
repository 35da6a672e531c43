"""Opening an investigation."""

from dataclasses import replace
from datetime import date

from domain.agency import AGENCY
from domain.aggregate import AnActHasAnExactMoment
from domain.application_rules import NothingBeginsTwice
from domain.investigation import INVESTIGATION
from domain.investigation.commands import (
    OpenInvestigation,
)
from domain.investigation.rules import (
    AnAgencyIsRegisteredFirst,
    ASignatureIsNotDatedAhead,
)
from domain.investigation.vocabulary import LegalBasisKind, MemberRole, Phase
from domain.refusal import InvalidInput, NotPermitted
from domain.vocabulary import Role
from tests.support.agencies import IMPORTER, agency, person
from tests.support.given import NOW, given
from tests.support.investigations import (
    CASE,
    LENA,
    OPENED,
    WITH_PARTNER,
    signed,
)

OPENER = person("lena", "FR-SPOC", Role.INVESTIGATION_OPENER)
FRESH = given(INVESTIGATION).knowing(AGENCY, "FR-SPOC", agency("FR-SPOC", "FR"))
RUNNING = given(INVESTIGATION, *WITH_PARTNER).knowing(AGENCY, "DE-SPOC", agency("DE-SPOC", "DE"))


def opening(crime_area: str = "DRUGS", lead: str = "FR-SPOC") -> OpenInvestigation:
    return OpenInvestigation(
        investigation_id=CASE,
        reference="JIT-1",
        title="Harbour",
        crime_areas=(crime_area,),
        legal_basis=LegalBasisKind.TREATY,
        lead_agency_id=lead,
        first_member_id="lena",
    )


def test_a_person_who_may_opens_an_investigation_for_its_agency() -> None:
    after = FRESH.when(opening(), by=OPENER).then(OPENED)
    assert after.state.is_open
    assert after.state.phase is Phase.SETTING_UP
    assert after.state.is_partner("FR-SPOC")
    assert after.state.member_role("lena") is MemberRole.LEADER
    assert after.state.administrators == {"lena"}


def test_an_investigation_is_opened_once() -> None:
    RUNNING.when(opening(), by=OPENER).refused(NothingBeginsTwice)


def test_a_person_without_the_role_opens_nothing() -> None:
    FRESH.when(opening(), by=LENA).refused(NotPermitted)


def test_nobody_opens_an_investigation_for_another_agency() -> None:
    FRESH.when(opening(lead="BE-SPOC"), by=OPENER).refused(NotPermitted)


def test_an_import_opens_an_investigation_in_a_year_known_no_better() -> None:
    FRESH.when(opening(), by=IMPORTER, on="2014").then(OPENED)


def test_a_person_opens_an_investigation_at_an_exact_moment() -> None:
    FRESH.when(opening(), by=OPENER, on="2014").refused(AnActHasAnExactMoment)


def test_the_lead_agency_is_registered_first() -> None:
    given(INVESTIGATION).when(opening(), by=OPENER).refused(AnAgencyIsRegisteredFirst)


def test_the_crime_areas_of_an_investigation_must_exist() -> None:
    assert FRESH.when(opening("ASTROLOGY"), by=OPENER).refused(InvalidInput).field == "crimeAreas"


def test_the_first_member_signs_on_confidentiality_as_the_investigation_is_opened() -> None:
    command = replace(opening(), confidentiality_version="V1")
    FRESH.when(command, by=OPENER).then(OPENED, signed("lena", "FR-SPOC", "V1", NOW.date()))


def test_the_first_members_signature_may_be_older_but_not_lie_ahead() -> None:
    earlier = replace(opening(), confidentiality_version="V1", confidentiality_signed_on=date(2026, 2, 1))
    FRESH.when(earlier, by=OPENER).then(OPENED, signed("lena", "FR-SPOC", "V1", date(2026, 2, 1)))
    ahead = replace(opening(), confidentiality_version="V1", confidentiality_signed_on=date(2026, 3, 3))
    FRESH.when(ahead, by=OPENER).refused(ASignatureIsNotDatedAhead)


def test_a_day_of_signature_goes_with_what_was_signed() -> None:
    command = replace(opening(), confidentiality_signed_on=date(2026, 2, 1))
    assert FRESH.when(command, by=OPENER).refused(InvalidInput).field == "confidentialitySignedOn"
