"""What several cases tell together, as people see it: hits and what is done about them, routes, rising crime areas."""

import pytest
from playwright.sync_api import expect

from deploy.demo.cast import CAMILLE, SANNE, VLAD
from tests.support.looking import take_pictures
from tests.support.sample_site import Site
from tests.support.visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.postgres]


def test_a_hit_names_the_other_agency_and_nothing_of_its_case(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, VLAD, "/#/analysis")

    hit = page.get_by_role("row", name="Wallet")

    expect(hit).to_contain_text("ES-UCP")
    expect(hit).to_contain_text("Unidad Central de Puertos (sample)")
    expect(page.get_by_text("TF-HARBOUR")).to_have_count(0)


def test_who_is_in_both_cases_of_a_hit_is_shown_both(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, SANNE, "/#/analysis")

    hit = page.get_by_role("row", name="E-mail address")

    expect(hit.get_by_role("link", name="TF-HARBOUR")).to_be_visible()
    expect(hit.get_by_role("link", name="JIT-2026-014")).to_be_visible()


def test_a_hit_of_which_note_is_taken_stands_so(own_demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(own_demo, CAMILLE, "/#/analysis")
    hit = page.get_by_role("row", name="Telephone number")
    expect(hit).to_contain_text("New")

    hit.get_by_role("button", name="Acknowledge hit").click()
    page.get_by_role("dialog").get_by_role("button", name="Acknowledge hit").click()

    expect(hit).to_contain_text("Taken note of")
    expect(hit.get_by_role("button", name="Acknowledge hit")).to_have_count(0)


def test_a_route_shows_what_it_rests_on(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/analysis/routes?kind=REQUEST")
    route = page.get_by_role("row", name="France Sweden Cybercrime")

    route.get_by_text("Evidence").click()

    expect(route.get_by_role("link", name="Request")).to_have_count(int(route.locator(".number strong").inner_text()))
    take_pictures(page, "analysis-routes")


def test_a_rise_that_stands_is_told_from_one_that_may_be_chance(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/analysis/rising")

    expect(page.get_by_role("row", name="Financial crime").first).to_contain_text("stands")
    expect(page.get_by_role("row", name="Cybercrime").first).to_contain_text("may be chance")
    expect(page.get_by_role("row", name="Cybercrime").first).to_contain_text("adjusted")
    take_pictures(page, "analysis-rising")


def test_links_of_cases_lead_to_the_hits_that_they_rest_on(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/analysis/links")

    page.get_by_role("link", name="Telephone number 1").click()

    expect(page.get_by_role("row", name="Telephone number")).to_contain_text("SE-NBU")
    expect(page.get_by_role("row", name="E-mail address")).to_have_count(0)
