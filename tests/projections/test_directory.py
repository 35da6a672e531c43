"""The directory shows agencies and units as the domain has them, and proposes the units that its rule finds."""

from collections.abc import Sequence
from datetime import date

import pytest

from domain.agency.events import AgencyEvent
from domain.event import Recorded
from domain.refusal import InvalidInput
from domain.routing import Wanted
from domain.vocabulary import AgencyRole
from projections.directory import queries
from projections.directory.rows import AgencyFilter, UnitFilter
from tests.support.histories import AGENCIES
from tests.support.read_models import answer, everything

pytestmark = pytest.mark.postgres

AREA = "CYBERCRIME_AND_DIGITAL_EVIDENCE"


def test_agencies_come_by_code_with_their_roles(folded: str, told: Sequence[Recorded]) -> None:
    last = {
        each.event.agency_id: each.envelope.aggregate_version for each in told if isinstance(each.event, AgencyEvent)
    }

    forward, backward = everything(folded, lambda c, p: queries.agencies(c, AgencyFilter(), p), size=3)

    assert [row.agency_id for row in forward] == sorted(AGENCIES)
    assert forward == backward
    assert {role.role for row in forward for role in row.roles} == {AgencyRole.SPOC}
    assert {row.agency_id: row.version for row in forward} == last


def test_agencies_are_found_by_country_role_day_and_text(folded: str) -> None:
    wanted = AgencyFilter(country="FR", role=AgencyRole.SPOC, on=date(2025, 1, 1), text="fr-")
    too_early = AgencyFilter(role=AgencyRole.SPOC, on=date(2019, 1, 1))

    found, _ = everything(folded, lambda c, p: queries.agencies(c, wanted, p))
    none, _ = everything(folded, lambda c, p: queries.agencies(c, too_early, p))

    assert [row.agency_id for row in found] == ["FR-SPOC"]
    assert none == []


def test_a_unit_shows_its_competences_and_takes_work_again(folded: str) -> None:
    found = answer(folded, lambda c: queries.unit(c, "FR-SPOC/CYBER"))

    assert found is not None
    assert found.suspended_from is None
    assert [competence.crime_areas for competence in found.competences] == [(AREA,)]
    assert found.competences[0].regions == ("FR",)


def test_units_are_paged_by_code(folded: str) -> None:
    forward, backward = everything(folded, lambda c, p: queries.units(c, UnitFilter(), p), size=3)

    assert [row.unit_id for row in forward] == sorted(f"{agency_id}/CYBER" for agency_id in AGENCIES)
    assert forward == backward


def test_the_competent_unit_of_a_region_is_proposed(folded: str) -> None:
    wanted = Wanted(crime_area=AREA, region="NL", language="en", on=date(2025, 1, 1))

    proposal = answer(folded, lambda c: queries.competent_units(c, wanted))

    assert [unit.unit_id for unit in proposal.units] == ["NL-SPOC/CYBER", "EUROPOL/CYBER"]


def test_a_suspended_unit_is_not_proposed(folded: str) -> None:
    wanted = Wanted(crime_area=AREA, region="NL", on=date(2020, 1, 15))

    proposal = answer(folded, lambda c: queries.competent_units(c, wanted))

    assert proposal.units == ()
    assert proposal.explanation is not None


def test_an_unknown_crime_area_is_refused(folded: str) -> None:
    wanted = Wanted(crime_area="JAYWALKING", on=date(2025, 1, 1))

    with pytest.raises(InvalidInput, match="JAYWALKING"):
        answer(folded, lambda c: queries.competent_units(c, wanted))


def test_what_is_not_there_is_none(folded: str) -> None:
    assert answer(folded, lambda c: queries.agency(c, "ZZ-NONE")) is None
    assert answer(folded, lambda c: queries.unit(c, "ZZ-NONE/X")) is None
