"""Where the desk leads besides requests: items with what is owed for them, follow-ups, and what one may not see."""

import re

import pytest
from playwright.sync_api import Page, expect

from deploy.demo.cast import SANNE, VLAD
from tests.support.looking import assert_accessible, take_pictures
from tests.support.sample_site import Site
from tests.support.visitors import PATIENCE_MS, Visitors

pytestmark = [pytest.mark.browser, pytest.mark.postgres]

RESELLER = "Customer record of the reseller"


def open_first(page: Page, name: str | re.Pattern[str]) -> None:
    """Follows the first link of a name."""
    page.get_by_role("link", name=name).first.click()


def test_an_item_shows_its_conditions_and_who_has_it(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, SANNE)
    open_first(page, RESELLER)

    expect(page.get_by_text("TLP:AMBER").first).to_be_visible()
    expect(page.get_by_role("region", name="Who has it").first.get_by_text("FR-OLCN").first).to_be_visible()
    expect(page.get_by_role("button", name="Recall")).to_be_visible()
    take_pictures(page, "item")
    assert_accessible(page)


def test_a_question_of_consent_is_answered_where_it_stands(own_demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(own_demo, SANNE)
    open_first(page, RESELLER)

    owed = page.get_by_role("region", name="To confirm or answer")
    owed.get_by_role("button", name="Refuse passing on").click()
    page.get_by_role("textbox", name="Reason").fill("The prosecutor has to agree first.")
    page.get_by_role("dialog").get_by_role("button", name="Refuse passing on").click()

    expect(owed.get_by_text("The prosecutor has to agree first.")).to_be_visible(timeout=PATIENCE_MS)
    expect(owed.get_by_role("button")).to_have_count(0)


def test_a_recall_of_what_one_may_not_see_any_more_is_confirmed(own_demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(own_demo, SANNE)
    open_first(page, "An item that you may not see any more")

    expect(page.get_by_role("heading", level=1)).to_have_text("An item that you may not see any more")
    page.get_by_role("button", name="Confirm the recall").click()
    page.get_by_role("dialog").get_by_role("button", name="Confirm the recall").click()

    expect(page.get_by_role("heading", name="No such item")).to_be_visible(timeout=PATIENCE_MS)


def test_progress_of_a_follow_up_is_noted_and_read_back(own_demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(own_demo, SANNE)
    open_first(page, "Warn the hospitals")
    assert_accessible(page)

    page.get_by_role("button", name="Note progress").click()
    page.get_by_role("textbox", name="Note").fill("Nine of twelve were reached.")
    page.get_by_role("dialog").get_by_role("button", name="Note progress").click()

    expect(page.get_by_text("Nine of twelve were reached.")).to_be_visible(timeout=PATIENCE_MS)


def test_an_item_that_there_is_not_is_told_as_one_that_is_not_for_its_reader(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, VLAD, "/#/item/00000000-0000-0000-0000-000000000000")

    expect(page.get_by_role("heading", name="No such item")).to_be_visible()
