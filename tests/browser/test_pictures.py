"""That what is vendored draws every kind of picture under the policy of the house, and hears of news over a socket.

Each visitor's page is watched: a picture that breaks the policy fails its test.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from deploy.demo.cast import CAMILLE
from tests.support.chromium import Chromium
from tests.support.plain_site import VENDORED, PlainSite, plain_site
from tests.support.sample_site import Site
from tests.support.visitors import Visitors

pytestmark = pytest.mark.browser

KINDS = ("lanes", "matrix", "flows", "trend")

HOVERED = "([kind, tooltip]) => pictures.hover(kind, tooltip)"

FOLLOWED = """async query => {
  const { createClient } = await import("/vendored/graphql-ws/client.js");
  const client = createClient({ url: `ws://${location.host}/graphql` });
  const told = await new Promise((next, error) => client.subscribe({ query }, { next, error, complete() {} }));
  client.dispose();
  return told.data;
}"""


@pytest.fixture(scope="module")
def plain() -> Iterator[PlainSite]:
    with plain_site() as site:
        yield site


@pytest.fixture
def page(plain: PlainSite, visitors: Visitors) -> Page:
    return opened(plain, visitors)


def opened(plain: PlainSite, visitors: Visitors) -> Page:
    page = visitors.signed_out(plain, "/pictures.html")
    page.locator("body[data-ready]").wait_for()
    return page


@pytest.mark.parametrize("renderer", ["canvas", "svg"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_drawn_under_the_policy(kind: str, renderer: str, page: Page) -> None:
    page.evaluate("([kind, renderer]) => pictures.draw(kind, {}, renderer)", [kind, renderer])

    assert page.evaluate("() => pictures.marks()") > 10


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_saved_as_svg(kind: str, page: Page) -> None:
    page.evaluate("kind => pictures.draw(kind)", kind)

    with page.expect_download() as awaited:
        page.evaluate("kind => pictures.save('picture.svg', 'image/svg+xml', pictures.written(kind))", kind)

    assert awaited.value.path().read_text(encoding="utf-8").startswith("<svg ")


def test_a_picture_is_saved_as_png(page: Page) -> None:
    page.evaluate("() => pictures.draw('matrix')")

    with page.expect_download() as awaited:
        page.evaluate("() => pictures.saveDrawn('picture.png')")

    assert awaited.value.path().read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", ["ofElements", "ofCanvas"])
def test_a_tooltip_is_shown_under_the_policy(kind: str, way: str, page: Page) -> None:
    page.evaluate(HOVERED, [kind, way])

    assert way == "ofCanvas" or page.locator(".tip").inner_text() == "told by an element"


def test_a_tooltip_of_its_own_making_breaks_the_policy(plain: PlainSite, chromium: Chromium) -> None:
    with chromium.at_hand() as browser:
        unjudged = Visitors(browser)
        opened(plain, unjudged).evaluate(HOVERED, ["lanes", "ofItsOwn"])
        faults = unjudged.faults()
        unjudged.leave()

    assert "Applying inline style violates" in faults[0]


@pytest.mark.postgres
def test_the_vendored_client_follows_the_desk_with_the_session_of_the_page(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE)
    page.route(
        "**/vendored/**", lambda route: route.fulfill(path=VENDORED / route.request.url.partition("vendored/")[2])
    )

    told = page.evaluate(FOLLOWED, "subscription { myDesk { position desk { tally { overdue } } } }")

    assert told["myDesk"]["position"] > 0
