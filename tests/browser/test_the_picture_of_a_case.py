"""The timeline as a picture: a sign leads to its entry, and what is known less exactly is drawn no more exactly."""

import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from deploy.demo.cast import CAMILLE
from domain.investigation.commands import RecordFact
from domain.investigation.vocabulary import FactKind, SourceGrade
from domain.occurred import Occurred, parse_occurred
from tests.support.sample_site import Site
from tests.support.served import now
from tests.support.visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.postgres]

SHORTEST_MONTH, LONGEST_MONTH = 28, 31
WHOLE = 100

SIGN = """async text => {
  const echarts = await import('echarts');
  const place = document.querySelector('.lanes .drawn');
  const chart = echarts.getInstanceByDom(place);
  const series = chart.getOption().series;
  const isIt = (each) => each.value && each.entry?.text?.includes(text);
  const seriesIndex = series.findIndex(({ data }) => data?.some(isIt));
  const sign = series[seriesIndex].data.find(isIt);
  const reach = series.flatMap(({ data }) => data ?? [])
    .find(({ coords, entry }) => coords && !entry && coords[0][0] === sign.value[0] && coords[1][1] === sign.value[1]);
  const [x, y] = chart.convertToPixel({ seriesIndex }, sign.value);
  const box = place.getBoundingClientRect();
  const days = reach ? (reach.coords[1][0] - reach.coords[0][0]) / 864e5 : 0;
  return { x: box.x + x, y: box.y + y, stroke: sign.itemStyle?.borderType ?? null, days };
}"""
"""Where the sign of an entry with some text stands in the window, how it is drawn, and over how many days."""

UNDATED = """async () => {
  const echarts = await import('echarts');
  const place = document.querySelector('.lanes .drawn');
  const drawn = echarts.getInstanceByDom(place).getZr().storage.getDisplayList();
  const told = drawn.find(({ style }) => style?.text?.startsWith('? '));
  const rect = told.getBoundingRect().clone();
  rect.applyTransform(told.transform);
  const box = place.getBoundingClientRect();
  return { x: box.x + rect.x + rect.width / 2, y: box.y + rect.y + rect.height / 2, stroke: told.style.text, days: 0 };
}"""
"""The same of what stands at the end of a lane for all its entries without a date; stroke: what is written there."""


SPAN = """async () => {
  const echarts = await import('echarts');
  const { start, end } = echarts.getInstanceByDom(document.querySelector('.lanes .drawn')).getOption().dataZoom[0];
  return [start, end];
}"""
"""Which part of the time is shown, in per cent: from and to."""

DRAWN_ANEW = """async () => {
  const echarts = await import('echarts');
  const ink = getComputedStyle(document.documentElement).getPropertyValue('--ink').trim();
  const chart = echarts.getInstanceByDom(document.querySelector('.lanes .drawn'));
  return matchMedia('(prefers-color-scheme: dark)').matches && chart.getOption().textStyle.color === ink;
}"""
"""It is drawn in the colours of the dark."""


@dataclass(frozen=True)
class Sign:
    """Something in the picture. x, y: pixels in the window; days: over how many it is drawn, 0 for a moment."""

    x: float
    y: float
    stroke: str | None
    days: float


def pictured(page: Page) -> None:
    """Waits until all is drawn, and brings it into the window."""
    picture = page.locator(".lanes .drawn")
    expect(page.locator(".lanes .chart[aria-busy=false]")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    picture.scroll_into_view_if_needed()


def aurora(site: Site, visitors: Visitors) -> Page:
    """Camille's page of her case."""
    page = visitors.signed_in(site, CAMILLE, "/#/investigations")
    page.get_by_role("link", name="Aurora").first.click()
    expect(page.locator("[aria-posinset='1']")).to_be_visible()
    return page


def recorded(site: Site, page: Page, text: str, occurred: Occurred) -> None:
    """Lets Camille record a fact of her case, and looks at the case anew once it can be read."""
    fact = RecordFact(
        investigation_id=UUID(page.url.split("/investigation/")[1][:36]),
        fact_id=text,
        kind=FactKind.INCIDENT,
        text=text,
        source="Report of the hospital",
        grade=SourceGrade.OFFICIAL,
        actors=("FR-OLCN",),
    )
    site.wait_until_read(site.act(CAMILLE, fact, occurred).position)
    page.reload()
    expect(page.locator("[aria-posinset='1']")).to_be_visible()


def test_a_click_on_a_sign_shows_its_entry_in_the_list(demo: Site, visitors: Visitors) -> None:
    page = aurora(demo, visitors)
    pictured(page)
    sign = Sign(**page.evaluate(SIGN, "Kick-off meeting"))

    page.mouse.click(sign.x, sign.y)

    expect(page).to_have_url(re.compile("entry="))
    expect(page.locator("[aria-current=true]").filter(has_text="Kick-off meeting")).to_be_in_viewport()
    assert (sign.stroke, sign.days) == (None, 0)


def test_what_is_known_to_the_month_reaches_over_it_and_says_so(own_demo: Site, visitors: Visitors) -> None:
    page = aurora(own_demo, visitors)
    month = f"{now() - timedelta(days=75):%Y-%m}"
    recorded(own_demo, page, "The first ransom was paid.", parse_occurred(month))
    pictured(page)
    sign = Sign(**page.evaluate(SIGN, "The first ransom"))

    page.mouse.click(sign.x, sign.y)

    entry = page.locator("[aria-current=true]").filter(has_text="The first ransom")
    expect(entry).to_be_in_viewport()
    expect(entry.get_by_text(month, exact=True)).to_be_visible()
    expect(entry.get_by_text("only the month is known")).to_be_visible()
    assert sign.stroke == "dotted"
    assert SHORTEST_MONTH - 1 < sign.days <= LONGEST_MONTH


def test_what_has_no_date_stands_beside_time_and_not_in_it(own_demo: Site, visitors: Visitors) -> None:
    page = aurora(own_demo, visitors)
    recorded(own_demo, page, "A clinic paid in silence.", parse_occurred(""))
    pictured(page)
    sign = Sign(**page.evaluate(UNDATED))

    page.mouse.click(sign.x, sign.y)

    entry = page.locator("[aria-current=true]").filter(has_text="A clinic paid")
    expect(entry).to_be_in_viewport()
    expect(entry.get_by_text("date unknown")).to_be_visible()
    assert sign.stroke == "? 1"


def test_the_part_that_one_moved_to_is_still_shown_when_the_picture_is_drawn_anew(
    demo: Site, visitors: Visitors
) -> None:
    page = aurora(demo, visitors)
    pictured(page)
    page.get_by_role("button", name="7 days").click()
    asked = page.evaluate(SPAN)
    dragged(page, by=200)
    moved = page.evaluate(SPAN)

    page.emulate_media(color_scheme="dark")

    page.wait_for_function(DRAWN_ANEW)
    assert page.evaluate(SPAN) == moved
    assert 0 < moved[0] < asked[0]
    assert moved[1] < asked[1] == WHOLE


def dragged(page: Page, by: int) -> None:
    """Moves the picture along by so many pixels, towards what was later."""
    box = page.locator(".lanes .drawn").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + 12
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by, y, steps=4)
    page.mouse.up()
