"""The reference data that ships: crime areas, regions, countries, and the directory of specialised units."""

from datetime import date
from functools import cache

import pytest

from domain.agency import AGENCY, Agency
from domain.agency.shipped import shipped_commands
from domain.reference import countries, crime_areas, directory, regions, unit_families
from domain.routing import Wanted, propose
from tests.support.agencies import IMPORTER
from tests.support.given import Given, given

DAY = date(2026, 3, 2)
FAMILIES = (
    "CRIMES_AGAINST_CHILDREN_AND_TRAFFICKING",
    "CYBERCRIME_AND_DIGITAL_EVIDENCE",
    "NARCOTICS_AND_ORGANISED_CRIME",
    "TERRORISM_AND_EXTREMISM",
)


@cache
def shipped() -> Agency:
    spec: Given[Agency] = given(AGENCY)
    for command in shipped_commands():
        done = spec.when(command, by=IMPORTER)
        assert done.refusal is None
        spec = done.after
    return spec.state


def first(crime_area: str, region: str) -> str:
    wanted = Wanted(crime_area=crime_area, region=region, language="en", on=DAY)
    return propose([shipped()], wanted).units[0].unit_id


def test_the_four_families_and_crime_analysis_are_the_top_of_the_crime_areas() -> None:
    tops = {area.code for area in crime_areas.all() if area.parent is None}
    assert tops == {*FAMILIES, "CRIME_ANALYSIS"}
    assert unit_families.codes() == (*FAMILIES, "CRIME_ANALYSIS")


def test_a_crime_area_knows_its_parent() -> None:
    assert crime_areas.parent("HUMAN_TRAFFICKING") == "CRIMES_AGAINST_CHILDREN_AND_TRAFFICKING"
    assert crime_areas.lineage("DRUGS") == ("DRUGS", "NARCOTICS_AND_ORGANISED_CRIME")
    assert not crime_areas.exists("ASTROLOGY", DAY)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_has_its_unit_in_the_shipped_directory(family: str) -> None:
    assert first(family, "BR").startswith("IO-GS/")


@pytest.mark.parametrize(
    ("crime_area", "region", "unit_id"),
    [
        ("HUMAN_TRAFFICKING", "TH", "IO-GS/PERSONS"),
        ("DIGITAL_FORENSICS", "KE", "IO-GS/CYBER"),
        ("FIREARMS", "MX", "IO-GS/DRUGS-ORGANISED"),
        ("TERRORISM", "FR", "IO-GS/TERRORISM"),
        ("CRIME_ANALYSIS", "FR", "IO-GS/ANALYSIS-EUROPE"),
        ("CRIME_ANALYSIS", "NZ", "IO-GS/ANALYSIS-ASIA-PACIFIC"),
        ("CRIME_ANALYSIS", "JO", "IO-GS/ANALYSIS-WEST-ASIA"),
        ("ANALYSIS_CYBERCRIME", "FR", "IO-GS/ANALYSIS-CYBER"),
    ],
)
def test_the_shipped_directory_has_the_competent_unit(crime_area: str, region: str, unit_id: str) -> None:
    assert first(crime_area, region) == unit_id


def test_every_country_is_in_a_region_and_has_an_analysis_unit() -> None:
    found = {code: first("CRIME_ANALYSIS", code) for code in countries.codes() if code != "AQ"}
    assert len(found) == 248
    assert all(len(regions.lineage(code)) >= 3 for code in countries.codes())


def test_the_shipped_directory_is_consistent() -> None:
    assert [agency.agency_id for agency in directory.all()] == ["IO-GS"]


@pytest.mark.parametrize(
    ("text", "alpha2"),
    [
        ("France", "FR"),
        ("fr", "FR"),
        ("FRA", "FR"),
        ("INDIA", "IN"),
        ("  united   states ", "US"),
        ("U.S.A.", "US"),
        ("UK", "GB"),
        ("Korea", "KR"),
        ("korea, republic of", "KR"),
        ("Republic of Korea", "KR"),
        ("Korea (Democratic People's Republic of)", "KP"),
        ("Russian Federation", "RU"),
        ("Iran, Islamic Republic of", "IR"),
        ("Viet Nam", "VN"),
        ("Vietnam", "VN"),
        ("Côte d'Ivoire", "CI"),
        ("Cote dIvoire", "CI"),
        ("Czech Republic", "CZ"),
        ("Turkey", "TR"),
        ("Republic of Ireland", "IE"),
        ("AND", "AD"),
    ],
)
def test_a_country_is_found_under_the_spellings_of_real_files(text: str, alpha2: str) -> None:
    assert countries.alpha2(text) == alpha2


@pytest.mark.parametrize("text", ["", "0", "of", "Republic", "Atlantis", "#N/A"])
def test_what_is_no_country_is_not_guessed(text: str) -> None:
    assert countries.alpha2(text) is None
