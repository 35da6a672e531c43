"""A request: what was said, what runs, and what its reader may do now; another member's act arrives by itself."""

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from deploy.demo.cast import CAMILLE, JONAS, SANNE, VLAD
from deploy.demo.stage import SampleMember
from domain.investigation.commands import AdmitMember, RecordConfidentialitySignature
from domain.investigation.vocabulary import MemberRole
from domain.request.commands import SendReminder
from domain.vocabulary import Classification
from tests.support.looking import assert_accessible, take_pictures
from tests.support.sample_site import Site
from tests.support.visitors import PATIENCE_MS, Visitors

pytestmark = [pytest.mark.browser, pytest.mark.postgres]

RITA = SampleMember(member_id="rita.reader", name="Rita Reader", agency_id="DE-ZDE")
IMAGE = "Forensic image of the command server at a provider"


def opened(page: Page, subject: str) -> str:
    """Opens a request from the desk of somebody for whom it waits; returns its id."""
    page.get_by_role("link", name=subject).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(subject)
    return page.url.rpartition("/")[2]


def test_a_request_shows_its_exchange_and_the_article_of_each_clock(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, JONAS)
    opened(page, IMAGE)

    clocks = page.get_by_role("region", name="Legal clocks")
    expect(clocks.get_by_text("Directive 2014/41/EU Art. 12(4)")).to_be_visible()
    expect(page.get_by_role("region", name="Exchange").get_by_text("First image taken")).to_be_visible()
    expect(page.get_by_role("region", name="Items").get_by_role("link").first).to_be_visible()
    take_pictures(page, "request")


def test_there_are_buttons_for_what_one_may_do_and_reasons_for_the_rest(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, JONAS)
    opened(page, IMAGE)

    mine = page.get_by_role("region", name="What you can do now")
    expect(mine.get_by_role("button", name="Give the final reply")).to_be_visible()
    expect(mine.get_by_role("button", name="Send a reminder")).to_have_count(0)
    mine.get_by_text(re.compile("Not now")).click()
    expect(mine.get_by_text("Only the requesting agency may do this.")).to_be_visible()


def test_who_has_no_part_in_a_request_finds_no_buttons(demo: Site, visitors: Visitors) -> None:
    known_as = opened(visitors.signed_in(demo, JONAS), IMAGE)

    page = visitors.signed_in(demo, SANNE, f"/#/request/{known_as}")

    expect(page.get_by_role("heading", level=1)).to_contain_text(IMAGE)
    mine = page.get_by_role("region", name="What you can do now")
    expect(mine.get_by_role("button")).to_have_count(0)


def test_an_observer_finds_the_reason_in_place_of_buttons(own_demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(own_demo, JONAS)
    known_as = opened(page, IMAGE)
    case = page.get_by_role("link", name="JIT-2026-014").first.get_attribute("href") or ""
    case_id, known = UUID(case.rpartition("/")[2]), {"member_id": RITA.member_id, "agency_id": RITA.agency_id}
    today = datetime.now(UTC).date()
    own_demo.act(
        CAMILLE, RecordConfidentialitySignature(investigation_id=case_id, version="V2", signed_on=today, **known)
    )
    own_demo.act(
        CAMILLE,
        AdmitMember(investigation_id=case_id, role=MemberRole.READER, clearance=Classification.RESTRICTED, **known),
    )

    rita = visitors.signed_in(own_demo, RITA, f"/#/request/{known_as}")

    mine = rita.get_by_role("region", name="What you can do now")
    expect(mine.get_by_text("A reader changes nothing.")).to_be_visible(timeout=PATIENCE_MS)
    expect(mine.get_by_role("button")).to_have_count(0)


def test_of_the_past_nothing_can_be_done(demo: Site, visitors: Visitors) -> None:
    known_as = opened(visitors.signed_in(demo, JONAS), IMAGE)

    page = visitors.signed_in(demo, JONAS, f"/#/request/{known_as}?asof=k2099-01-01T00:00:00Z")

    expect(page.get_by_text("The past cannot be changed")).to_be_visible()
    expect(page.get_by_role("button", name="Give the final reply")).to_have_count(0)


def test_a_reply_is_given_and_read_back_by_keyboard_alone(own_demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(own_demo, JONAS)
    opened(page, IMAGE)

    page.get_by_role("button", name="Give an interim reply").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Summary")).to_be_focused()
    page.keyboard.type("The second disk is being read.")
    page.keyboard.press("Tab")
    page.get_by_role("dialog").get_by_role("button", name="Give an interim reply").press("Enter")

    said = page.get_by_role("region", name="Exchange")
    expect(said.get_by_text("The second disk is being read.")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_what_the_other_side_does_arrives_without_a_reload(own_demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(own_demo, JONAS)
    known_as = opened(page, IMAGE)
    page.get_by_text("live", exact=True).wait_for()

    own_demo.act(CAMILLE, SendReminder(request_id=UUID(known_as), note="The hearing is on Friday"))

    said = page.get_by_role("region", name="Exchange")
    expect(said.get_by_text("The hearing is on Friday")).to_be_visible(timeout=PATIENCE_MS)


def test_a_request_that_there_is_not_is_told_as_one_that_is_not_for_its_reader(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, VLAD, "/#/request/00000000-0000-0000-0000-000000000000")

    expect(page.get_by_role("heading", name="No such request")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_request_has_no_serious_fault_for_those_who_read_by_other_means(
    language: str, demo: Site, visitors: Visitors
) -> None:
    page = visitors.signed_in(demo, JONAS, locale=language)
    opened(page, IMAGE)

    assert_accessible(page)
