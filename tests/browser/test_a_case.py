"""A case: its head, its timeline as picture and list, filters, links to entries, files, and its other parts."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from deploy.demo.cast import CAMILLE
from tests.support.looking import assert_accessible, take_pictures
from tests.support.sample_site import Site
from tests.support.visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.postgres]


@pytest.fixture
def aurora(demo: Site, visitors: Visitors) -> Page:
    """Camille's page of her case, with its timeline."""
    return opened(visitors.signed_in(demo, CAMILLE, "/#/investigations"))


def opened(page: Page) -> Page:
    page.get_by_role("link", name="Aurora").first.click()
    expect(page.get_by_role("list", name="Entries of the timeline").get_by_role("listitem").first).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    return page


def entries(page: Page, text: str = "") -> str:
    """How many entries the list says it has, once one of them has a text."""
    rows = page.get_by_role("list", name="Entries of the timeline").get_by_role("listitem")
    expect(rows.filter(has_text=text).first).to_be_visible()
    return rows.first.get_attribute("aria-setsize") or ""


def test_a_member_sees_partners_phase_and_what_happened_last(aurora: Page) -> None:
    expect(aurora.get_by_role("heading", name="Aurora")).to_be_visible()
    expect(aurora.get_by_role("list", name="Partners").get_by_role("listitem")).to_have_count(5)
    expect(aurora.get_by_text("Operational", exact=True)).to_be_visible()
    expect(aurora.locator("[aria-posinset='1']")).to_contain_text("Request drafted")
    take_pictures(aurora, "case")


def test_a_filter_stands_in_the_address_and_can_be_cleared(aurora: Page) -> None:
    before = entries(aurora)

    aurora.get_by_role("searchbox", name="Text").fill("hospital")
    aurora.get_by_role("button", name="Find").click()

    expect(aurora.get_by_role("heading", name=re.compile(r"entries"))).not_to_have_text(f"{before} entries")
    assert "text=hospital" in aurora.url
    assert int(entries(aurora, "hospital")) < int(before)
    aurora.get_by_role("button", name="Clear filters").click()
    expect(aurora.get_by_role("heading", name=f"{before} entries")).to_be_visible()


def test_a_sign_takes_its_category_in_and_what_the_system_recorded_is_hidden_at_first(aurora: Page) -> None:
    limits = aurora.get_by_role("group", name="Signs and categories").get_by_role("button", name=re.compile("limit"))
    limits.click()
    expect(limits).to_have_attribute("aria-pressed", "true")
    expect(aurora.get_by_role("heading", name=re.compile("^[0-9] entries"))).to_be_visible()
    without = int(entries(aurora))

    aurora.get_by_role("checkbox", name="recorded by the system, too").check()

    rows = aurora.get_by_role("list", name="Entries of the timeline").get_by_role("listitem")
    expect(rows.filter(has_text="by the system").first).to_be_visible()
    assert int(entries(aurora)) > without


def test_a_link_to_an_entry_shows_it_wherever_it_is_in_the_list(aurora: Page, demo: Site, visitors: Visitors) -> None:
    aurora.get_by_role("searchbox", name="Text").fill("Kick-off")
    aurora.get_by_role("button", name="Find").click()
    aurora.get_by_role("listitem").filter(has_text="Kick-off meeting").click()
    expect(aurora).to_have_url(re.compile("entry="))
    address = re.sub(r"text=[^&]*&", "", aurora.url)

    other = visitors.signed_in(demo, CAMILLE, address.removeprefix(demo.address))

    expect(other.locator("[aria-current=true]").filter(has_text="Kick-off meeting")).to_be_in_viewport()
    expect(other.locator("[aria-posinset='1']")).to_have_count(0)


def test_what_is_filtered_is_downloaded_as_it_is_seen(aurora: Page, tmp_path: Path) -> None:
    aurora.get_by_role("button", name=re.compile("^Clarification")).click()
    expect(aurora.get_by_role("heading", name="2 entries")).to_be_visible()

    with aurora.expect_download() as download:
        aurora.get_by_role("button", name="What is filtered, as CSV").click()
    download.value.save_as(tmp_path / "seen.csv")

    rows = list(csv.DictReader((tmp_path / "seen.csv").read_text().splitlines()))
    assert [row["category"] for row in rows] == ["CLARIFICATION", "CLARIFICATION"]


def test_the_whole_case_is_handed_out_for_other_tools(aurora: Page) -> None:
    with aurora.expect_download() as download:
        aurora.get_by_role("link", name="JSONL").click()

    assert "Kick-off meeting" in Path(download.value.path()).read_text()


def test_arrows_walk_through_the_entries_without_a_mouse(aurora: Page) -> None:
    rows = aurora.get_by_role("list", name="Entries of the timeline").get_by_role("listitem")
    rows.first.focus()

    aurora.keyboard.press("ArrowDown")
    aurora.keyboard.press("ArrowDown")
    expect(aurora.locator("[aria-current=true]")).to_have_attribute("aria-posinset", "3")
    aurora.keyboard.press("End")

    last = aurora.locator("[aria-current=true]")
    expect(last).to_be_focused()
    expect(last).to_have_attribute("aria-posinset", entries(aurora))


@pytest.mark.parametrize(
    ("part", "seen"),
    [
        ("Requests", "Forensic image of the command server"),
        ("Shared items", "Wallets named in the ransom notes"),
        ("Follow-ups", "Warn the hospitals"),
        ("Joint activities", "Course on following payments"),
        ("Confidentiality", "in force"),
        ("Reviews", "Nobody has looked back"),
    ],
)
def test_each_part_of_a_case_has_its_place(part: str, seen: str, aurora: Page) -> None:
    aurora.get_by_role("navigation", name="Parts").get_by_role("link", name=re.compile(f"^{part}")).click()

    expect(aurora.get_by_text(seen).first).to_be_visible()
    assert_accessible(aurora)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_case_has_no_serious_fault_for_those_who_read_by_other_means(
    language: str, demo: Site, visitors: Visitors
) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/investigations", locale=language)
    page.get_by_role("link", name="Aurora").first.click()
    expect(page.locator("[aria-setsize]").first).to_be_visible()

    assert_accessible(page)


def test_a_case_that_there_is_not_is_answered_as_one_that_is_not_for_the_viewer(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/investigation/00000000-0000-4000-8000-000000000000")

    expect(page.get_by_role("heading", name="No such investigation")).to_be_visible()
