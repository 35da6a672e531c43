"""What others record comes by itself to a case that somebody looks at: new entries, and corrections of old ones."""

import re
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from deploy.demo.cast import CAMILLE, JONAS
from domain.investigation.commands import RecordFact
from domain.investigation.vocabulary import FactKind, SourceGrade
from domain.request.commands import CorrectRecord
from tests.support.sample_site import Site
from tests.support.visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.postgres]


def aurora(site: Site, visitors: Visitors, **options: str) -> Page:
    """Camille's page of her case, which follows it."""
    page = visitors.signed_in(site, CAMILLE, "/#/investigations", **options)
    page.get_by_role("link", name="Aurora").first.click()
    expect(page.locator("[aria-posinset='1']")).to_be_visible()
    expect(page.locator(".list-head").get_by_text("live", exact=True)).to_be_visible()
    return page


def id_of(page: Page) -> UUID:
    return UUID(page.url.split("/investigation/")[1][:36])


def test_what_another_member_records_appears_marked_as_new_and_is_announced(own_demo: Site, visitors: Visitors) -> None:
    page = aurora(own_demo, visitors)

    own_demo.act(
        JONAS,
        RecordFact(
            investigation_id=id_of(page),
            fact_id="second server",
            kind=FactKind.INCIDENT,
            text="A second server was found in Frankfurt.",
            source="Report of the provider",
            grade=SourceGrade.OFFICIAL,
            actors=("DE-ZDE",),
        ),
    )

    row = page.get_by_role("listitem").filter(has_text="A second server was found")
    expect(row).to_be_visible()
    expect(row.get_by_text("new", exact=True)).to_be_visible()
    expect(page.locator("#status")).to_have_text(re.compile("1 new entry"))


def test_a_corrected_entry_stays_struck_through_with_the_way_to_its_correction_and_back(
    own_demo: Site, visitors: Visitors
) -> None:
    page = aurora(own_demo, visitors)
    page.get_by_role("searchbox", name="Text").fill("Annex B sent")
    page.get_by_role("button", name="Find").click()
    row = page.get_by_role("listitem").filter(has_text="Annex B sent").first
    event = UUID(row.get_attribute("data-key") or "")
    request = UUID((row.get_by_role("link").first.get_attribute("href") or "").rsplit("/", 1)[1])
    page.get_by_role("button", name="Clear filters").click()

    own_demo.act(
        JONAS,
        CorrectRecord(
            request_id=request,
            corrected_event_id=event,
            field="acknowledged_by",
            right_value="lena.vogt",
            reason="Typed in another's name",
        ),
    )

    correction = page.get_by_role("listitem").filter(has_text="Typed in another's name")
    expect(correction).to_be_visible()
    correction.get_by_role("link", name="corrects an earlier entry").click()
    corrected = page.locator(f"[data-key='{event}']")
    expect(corrected).to_be_in_viewport()
    expect(corrected.locator("s")).to_be_visible()
    corrected.get_by_role("link", name="corrected later").click()
    expect(correction).to_be_in_viewport()


def test_what_one_types_stays_when_an_entry_comes(own_demo: Site, visitors: Visitors) -> None:
    page = aurora(own_demo, visitors)
    text = page.get_by_role("searchbox", name="Text")
    text.fill("Annex")

    own_demo.act(
        JONAS,
        RecordFact(
            investigation_id=id_of(page),
            fact_id="third server",
            kind=FactKind.INCIDENT,
            text="A third server was found in Lyon.",
            source="Report of the provider",
            grade=SourceGrade.OFFICIAL,
            actors=("DE-ZDE",),
        ),
    )

    expect(page.get_by_role("listitem").filter(has_text="A third server was found")).to_be_visible()
    expect(text).to_have_value("Annex")
