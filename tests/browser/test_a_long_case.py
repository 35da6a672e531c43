"""A case of 5,000 entries: the list holds few of them at a time, and one comes to its end without a mouse."""

import pytest
from playwright.sync_api import Page, expect

from deploy.demo.cast import CAMILLE
from deploy.demo.playing import play
from tests.support.long_case import LONG_CASE, long_case
from tests.support.sample_site import Site
from tests.support.served import Person, now
from tests.support.visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.postgres]

MOST_ROWS = 60
ONE = 'query One($case: UUID!) { timeline(caseId: $case, filter: { text: "Attack 777 on" }) { nodes { eventId } } }'
ENOUGH_MS = 60_000
"""Milliseconds in which 25 pages come, with two cores shared."""


@pytest.fixture(scope="module")
def long(own_demo: Site) -> Site:
    """The sample investigations and a case of 5,000 entries."""
    last = play(own_demo.house.application, [long_case], now()).position
    own_demo.wait_until_read(last)
    return own_demo


@pytest.fixture
def meridian(long: Site, visitors: Visitors) -> Page:
    """Camille's page of it, with all its entries."""
    page = visitors.signed_in(long, CAMILLE, "/#/investigations")
    page.get_by_role("link", name=LONG_CASE).first.click()
    expect(page.locator("[aria-posinset='1']")).to_be_visible(timeout=ENOUGH_MS)
    expect(page.get_by_role("progressbar")).to_have_count(0, timeout=ENOUGH_MS)
    return page


def test_the_list_has_all_entries_and_few_rows_and_its_end_is_reached_by_keyboard(meridian: Page) -> None:
    rows = meridian.get_by_role("list", name="Entries of the timeline").get_by_role("listitem")
    size = int(rows.first.get_attribute("aria-setsize") or "0")
    assert size >= 5_000
    assert rows.count() < MOST_ROWS

    rows.first.focus()
    meridian.keyboard.press("End")

    last = meridian.locator(f"[aria-posinset='{size}']")
    expect(last).to_be_focused()
    expect(last).to_be_in_viewport()
    expect(last).to_contain_text("Investigation opened")
    assert rows.count() < MOST_ROWS
    meridian.keyboard.press("PageUp")
    expect(meridian.locator("[aria-current=true]")).to_be_in_viewport()


def test_an_entry_in_the_midst_of_thousands_is_linked(long: Site, visitors: Visitors) -> None:
    case = long_case(now()).id("investigation")
    reader = Person(long.house.client, long.token(CAMILLE))
    [entry] = reader.ask(ONE, case=str(case))["timeline"]["nodes"]

    page = visitors.signed_in(long, CAMILLE, f"/#/investigation/{case}?entry={entry['eventId']}")

    expect(page.locator("[aria-current=true]")).to_contain_text("Attack 777 on", timeout=ENOUGH_MS)
    expect(page.locator("[aria-current=true]")).to_be_in_viewport()
