"""Travelling in time through a case: by slider, by box and by steps, in two ways; two moments compared; and what if."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from deploy.demo.cast import CAMILLE
from domain.clocks import profile
from tests.support.looking import assert_accessible, take_pictures
from tests.support.sample_site import Site
from tests.support.visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.postgres]

PROFILES = {
    each["code"] for each in json.loads(Path(profile.__file__).with_name("profiles.json").read_text())["profiles"]
}
HEADING = re.compile(r"^\d+ entr(y|ies)$")


@pytest.fixture
def aurora(demo: Site, visitors: Visitors) -> Page:
    """Camille's page of her case as of now, with its whole pulse behind the slider."""
    page = visitors.signed_in(demo, CAMILLE, "/#/investigations")
    page.get_by_role("link", name="Aurora").first.click()
    expect(page.locator("[aria-posinset='1']")).to_be_visible()
    expect(page.locator(".pulse .sooner")).to_have_attribute("d", re.compile("M"))
    return page


def count(page: Page) -> int:
    """How many entries the heading of the list tells."""
    told = page.get_by_role("heading", name=HEADING).text_content() or ""
    return int(told.split()[0])


def test_the_slider_steps_back_to_where_something_happened_and_the_whole_page_follows(aurora: Page) -> None:
    now = count(aurora)
    slider = aurora.get_by_role("slider", name="Moment")
    slider.focus()

    slider.press("Home")
    slider.press("ArrowRight")

    expect(aurora).to_have_url(re.compile("asof=w2026"))
    expect(aurora.get_by_text("You look at the past")).to_be_visible()
    expect(aurora.get_by_role("heading", name=HEADING)).not_to_have_text(f"{now} entries")
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"UTC, \d+ of \d+ entries"))
    assert_accessible(aurora)


def test_the_box_takes_an_exact_moment_and_now_comes_back(aurora: Page) -> None:
    now = count(aurora)
    partners = aurora.get_by_role("list", name="Partners").get_by_role("listitem")
    before = aurora.evaluate("new Date(Date.now() - 57.9 * 86400000).toISOString().slice(0, 16)")

    aurora.get_by_label("Moment (UTC)").fill(before)
    aurora.get_by_label("Moment (UTC)").blur()

    expect(partners).to_have_count(3)
    expect(aurora.get_by_text("Setting up")).to_be_visible()
    aurora.get_by_role("button", name="Now", exact=True).click()
    expect(partners).to_have_count(5)
    expect(aurora.get_by_role("heading", name=f"{now} entries")).to_be_visible()


def test_what_was_known_is_another_past_than_what_was(aurora: Page) -> None:
    before = aurora.evaluate("new Date(Date.now() - 20 * 86400000).toISOString().slice(0, 16)")
    aurora.get_by_label("Moment (UTC)").fill(before)
    aurora.get_by_label("Moment (UTC)").blur()
    expect(aurora.get_by_text("late reports and corrections count")).to_be_visible()

    aurora.get_by_role("radio", name="as known then").check()

    expect(aurora).to_have_url(re.compile("asof=k"))
    expect(aurora.get_by_text("there was nothing of this investigation")).to_be_visible()


def test_a_moment_before_the_case_tells_that_there_was_nothing(aurora: Page) -> None:
    aurora.get_by_label("Moment (UTC)").fill("2020-01-01T00:00")
    aurora.get_by_label("Moment (UTC)").blur()

    expect(aurora.get_by_text("there was nothing of this investigation")).to_be_visible()
    expect(aurora.get_by_role("region", name="Moment")).to_be_visible()


def test_two_moments_are_compared_by_sign_and_value_and_the_timeline_marks_what_lies_between(aurora: Page) -> None:
    aurora.get_by_role("button", name="Compare").click()
    aurora.get_by_label("From (UTC)").fill(
        aurora.evaluate("new Date(Date.now() - 30 * 36e5).toISOString().slice(0, 16)")
    )
    aurora.get_by_label("From (UTC)").blur()

    table = aurora.get_by_role("region", name="Difference").get_by_role("table")
    expect(table.get_by_role("row").filter(has_text="Subscriber behind an address").first).to_be_visible()
    expect(aurora.get_by_role("region", name="Difference").get_by_text("+").first).to_be_visible()
    expect(aurora.locator(".virtual-row.between").first).to_be_visible()
    expect(aurora.get_by_role("slider")).to_have_count(2)
    assert_accessible(aurora)
    take_pictures(aurora, "case-compared")
    aurora.get_by_role("link", name="End the comparison").click()
    expect(aurora.get_by_role("slider")).to_have_count(1)


def test_another_clock_profile_shows_each_limit_beside_what_it_would_have_been(aurora: Page) -> None:
    aurora.get_by_role("navigation", name="Parts").get_by_role("link", name="What if").click()
    aurora.get_by_label("Clock profile").select_option("EU_2023_977_URGENT_DIRECT")

    verdicts = aurora.get_by_role("region", name="Verdicts")
    expect(verdicts.get_by_role("row").filter(has_text="Overdue")).to_be_visible()
    aurora.get_by_role("checkbox", name="only where the verdict differs").check()
    rows = aurora.get_by_role("region", name="Legal clocks").get_by_role("row")
    expect(rows.nth(1)).to_contain_text("\N{MINUS SIGN}")
    assert_accessible(aurora)


def test_every_clock_profile_can_be_supposed(aurora: Page) -> None:
    aurora.get_by_role("navigation", name="Parts").get_by_role("link", name="What if").click()

    offered = aurora.get_by_label("Clock profile").locator("option[value]:not([value=''])")

    expect(offered).to_have_count(len(PROFILES))
    assert {each.get_attribute("value") for each in offered.all()} == PROFILES


def test_another_routing_rule_says_why_it_would_have_chosen(aurora: Page) -> None:
    aurora.get_by_role("navigation", name="Parts").get_by_role("link", name="What if").click()

    aurora.get_by_role("checkbox", name="the language is needed").uncheck()

    expect(aurora).to_have_url(re.compile("language=no"))
    row = aurora.get_by_role("region", name="Assignments").get_by_role("row").nth(1)
    row.get_by_text("why").click()
    expect(row.get_by_role("listitem").first).to_be_visible()


def test_what_an_agency_knew_is_less_than_what_happened(aurora: Page) -> None:
    aurora.get_by_role("navigation", name="Parts").get_by_role("link", name="Who knew what").click()

    aurora.get_by_label("Agency").select_option("IO-GS")

    expect(aurora.get_by_role("link", name="Compare the ransom notes")).to_be_visible()
    expect(aurora.get_by_text("What was written to the account")).to_have_count(0)
    assert_accessible(aurora)


def test_a_link_to_a_past_shows_the_same_past_to_another_visitor(aurora: Page, demo: Site, visitors: Visitors) -> None:
    aurora.get_by_role("button", name="Back to where something happened before").click()
    aurora.get_by_role("button", name="Back to where something happened before").click()
    expect(aurora).to_have_url(re.compile("asof=w"))
    standing = aurora.locator(".moment-bar .standing").text_content() or ""

    other = visitors.signed_in(demo, CAMILLE, aurora.url.removeprefix(demo.address))

    expect(other.locator(".moment-bar .standing")).to_have_text(standing)
