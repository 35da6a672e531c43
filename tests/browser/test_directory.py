"""The directory: who is competent, and why others are not; agencies with their units and what these have to do."""

import re

import pytest
from playwright.sync_api import expect

from deploy.demo.cast import CAMILLE, SANNE
from tests.support.looking import assert_accessible, take_pictures
from tests.support.sample_site import Site
from tests.support.visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.postgres]


def test_who_is_sought_by_area_place_and_language_stands_in_the_address_with_why(
    demo: Site, visitors: Visitors
) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/directory")

    page.get_by_label("Crime area").select_option("FIREARMS")
    page.get_by_label("Where").select_option(label="France")
    page.get_by_label("In which language").select_option(label="Arabic")

    first = page.get_by_role("listitem").filter(has_text="IO-GS/DRUGS-ORGANISED")
    expect(first).to_contain_text("Narcotics and organised crime · which covers it")
    expect(first).to_contain_text("World · which covers it")
    expect(first).to_contain_text("Day and night")
    assert "area=FIREARMS&region=FR&language=ar" in page.url


def test_who_is_passed_over_is_told_with_what_it_fails_on(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/directory?area=FIREARMS&language=ar")

    expect(page.get_by_role("listitem").filter(has_text="ES-UCP/PORTS")).to_contain_text("Fails on: Language")


def test_where_nobody_is_competent_the_page_says_what_to_loosen(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/directory?area=FIREARMS&language=ar&agency=NL-LTD")

    expect(page.get_by_text("The last candidates fail on: Language.")).to_be_visible()


def test_an_agency_is_found_by_its_name_and_shows_its_units(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/directory")

    page.get_by_label("Code or name").fill("cibernetice")
    page.get_by_label("Code or name").press("Enter")
    page.get_by_role("link", name="Direcția").click()

    expect(page.get_by_role("heading", name="1 unit", exact=True)).to_be_visible()
    expect(page.get_by_role("row", name="Serviciul Nord")).to_contain_text("Cybercrime and digital evidence")
    take_pictures(page, "agency")


def test_the_load_of_a_unit_counts_what_the_viewer_may_see_alone(demo: Site, visitors: Visitors) -> None:
    sanne = visitors.signed_in(demo, SANNE, "/#/directory/PT-DNN")
    camille = visitors.signed_in(demo, CAMILLE, "/#/directory/PT-DNN")

    expect(sanne.get_by_role("row", name="PT-DNN/MAR").get_by_role("cell").nth(2)).to_have_text("2")
    expect(camille.get_by_role("row", name="PT-DNN/MAR").get_by_role("cell").nth(2)).to_have_text("0")


def test_an_agency_leads_to_its_requests_by_direction_and_clock_as_far_as_the_viewer_sees_them(
    demo: Site, visitors: Visitors
) -> None:
    sanne = visitors.signed_in(demo, SANNE, "/#/directory/PT-DNN")
    camille = visitors.signed_in(demo, CAMILLE, "/#/directory/PT-DNN")
    own = sanne.get_by_role("region", name="Its requests that you may see").first

    sanne.get_by_role("link", name="It is asked").click()

    expect(own.get_by_role("link", name="It is asked")).to_have_attribute("aria-current", "true")
    assert "direction=INCOMING" in sanne.url
    expect(own.get_by_role("row").nth(1).get_by_role("cell").first).to_have_text(re.compile("PT-DNN"))
    expect(camille.get_by_text("None of these.")).to_be_visible()
    own.get_by_role("row").nth(1).get_by_role("rowheader").get_by_role("link").click()
    expect(sanne).to_have_url(re.compile("/request/"))
    assert_accessible(camille)


def test_a_code_that_the_directory_does_not_know_is_said_to_be_none(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/directory/XX-NONE")

    expect(page.get_by_role("heading", name="No such agency")).to_be_visible()
    assert_accessible(page)
