"""My desk: what waits is seen by clock, its next step is taken there, and it stays live; all of it without a mouse."""

import re
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from deploy.demo.cast import CAMILLE, INES, SANNE
from domain.followup.commands import AssignFollowUp, OpenFollowUp
from domain.followup.events import SourceKind
from tests.support.looking import assert_accessible, take_pictures
from tests.support.sample_site import Site
from tests.support.visitors import PATIENCE_MS, Visitors

pytestmark = [pytest.mark.browser, pytest.mark.postgres]


def entry(page: Page, words: str) -> Locator:
    """What waits, found by its words."""
    return page.get_by_role("listitem").filter(has_text=words)


def test_what_waits_stands_by_its_clock_with_one_next_step_each(demo: Site, visitors: Visitors) -> None:
    page, other = visitors.signed_in(demo, INES), visitors.signed_in(demo, SANNE)

    late = page.get_by_role("region", name="Overdue").get_by_role("listitem").first
    expect(late.get_by_text("late by")).to_be_visible()
    expect(late.get_by_role("button")).to_have_count(1)
    expect(other.get_by_role("region", name="Due soon").get_by_role("button", name="Assign a unit")).to_be_visible()
    expect(other.get_by_text("live", exact=True)).to_be_visible()
    take_pictures(other, "desk")


def test_a_kind_is_shown_alone_and_the_address_says_so(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, SANNE)

    page.get_by_role("link", name=re.compile("Receipt to confirm")).click()

    expect(page).to_have_url(re.compile("kind=RECEIPT_TO_CONFIRM"))
    expect(page.locator("[data-entry]")).to_have_count(1)


def test_a_refusal_stands_at_the_field_that_it_names_and_then_the_step_is_taken(
    own_demo: Site, visitors: Visitors
) -> None:
    page = visitors.signed_in(own_demo, SANNE)

    entry(page, "Place where a picture was taken").get_by_role("button", name="Assign a unit").click()
    form = page.get_by_role("dialog")
    form.get_by_label("Unit", exact=False).first.fill("NL-LTD/NOWHERE")
    form.get_by_role("button", name="Assign a unit").click()
    unit = form.get_by_role("combobox", name="Unit")
    expect(unit).to_have_attribute("aria-invalid", "true")
    expect(unit).to_be_focused()
    expect(form.get_by_role("alert")).to_contain_text("one of the requested agency's units")

    unit.fill("NL-LTD/DIGITAL")
    form.get_by_label("Reason against the directory").fill("Nobody else is on duty")
    form.get_by_role("button", name="Assign a unit").click()

    expect(form).to_have_count(0)
    expect(entry(page, "Place where a picture was taken").get_by_role("button", name="Assign a unit")).to_have_count(0)
    expect(entry(page, "Place where a picture was taken").get_by_role("button")).to_be_visible()


def test_the_keys_are_shown_and_a_form_that_is_given_up_gives_the_focus_back(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, SANNE, "/#/?kind=RECEIPT_TO_CONFIRM")
    expect(page.locator("[data-entry]")).to_have_count(1)

    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("[data-entry] .open")).to_be_focused()
    page.keyboard.press("n")
    expect(page.get_by_role("dialog", name="Confirm receipt")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-entry] .open")).to_be_focused()


def test_a_step_is_taken_without_a_mouse(own_demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(own_demo, SANNE, "/#/?kind=RECALL_TO_CONFIRM")
    expect(page.locator("[data-entry]")).to_have_count(1)

    page.keyboard.press("j")
    page.keyboard.press("n")
    expect(page.get_by_role("dialog").get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Nothing of this kind waits any more.")).to_be_visible(timeout=PATIENCE_MS)


def test_what_another_member_does_arrives_without_a_reload(own_demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(own_demo, SANNE)
    page.get_by_text("live", exact=True).wait_for()
    case = page.get_by_role("link", name="JIT-2026-014").first.get_attribute("href") or ""

    task = OpenFollowUp(
        followup_id=uuid4(),
        investigation_id=UUID(case.rpartition("/")[2]),
        source=SourceKind.MEETING,
        source_ref="Weekly call",
        task="Ring the lighthouse keeper",
    )
    own_demo.act(CAMILLE, task)
    own_demo.act(CAMILLE, AssignFollowUp(followup_id=task.followup_id, agency_id=SANNE.agency_id))

    arrived = entry(page, "Ring the lighthouse keeper").get_by_role("button", name="Complete")
    expect(arrived).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_desk_and_a_form_over_it_have_no_serious_fault(language: str, demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, SANNE, locale=language)
    expect(page.locator("[data-entry]").first).to_be_visible()
    assert_accessible(page)

    page.locator("[data-entry] button").first.click()

    expect(page.get_by_role("dialog")).to_be_visible()
    assert_accessible(page)


def test_an_agency_for_which_nothing_waits_is_told_what_would_stand_there(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, INES, "/#/?kind=RECEIPT_TO_CONFIRM")

    expect(page.get_by_text("Nothing of this kind waits any more.")).to_be_visible()
