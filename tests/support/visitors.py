"""People in front of browsers: each has a context of its own, signs in as one does, and is watched.

It must not know what a page shows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from playwright.sync_api import Browser, Page

from deploy.demo.stage import SampleMember
from tests.support.chromium import Chromium
from tests.support.page_watch import PageWatch
from tests.support.sample_site import Site

__all__ = ["PATIENCE_MS", "Visitors", "visiting"]

PATIENCE_MS = 20_000
"""Milliseconds to wait for what has to come, on two cores shared with other workers."""

USUAL = {
    "viewport": {"width": 1280, "height": 800},
    "locale": "en-GB",
    "timezone_id": "Europe/Paris",
    "reduced_motion": "reduce",  # what moves would have to be waited for
}
UNAUTHENTICATED = 401


class Place(Protocol):
    """What can be visited. address: as of `Site`."""

    @property
    def address(self) -> str:
        """Where it is."""
        ...


class Visitors:
    """Lets people visit. Use it within one test; `visiting` closes their browsers, and tells what went wrong there."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._watches: dict[Page, PageWatch] = {}

    def signed_out(self, site: Place, path: str = "/", **options: Any) -> Page:
        """This will open a page for somebody who is not signed in.

        path: begins with a slash; options: as `Browser.new_context` takes them, such as locale, viewport, color_scheme.
        """
        page = self._opened(site, options)
        self.expect(page, UNAUTHENTICATED)
        page.goto(site.address + path)
        return page

    def signed_in(self, site: Site, member: SampleMember, path: str = "/", **options: Any) -> Page:
        """This will let a sample member follow its sign-in link, and then open a page; arguments as above."""
        page = self._opened(site, options)
        with page.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith("/sign-in")):
            page.goto(site.link(member))
        page.wait_for_url(lambda url: "/sign-in" not in url)
        if path != "/":
            page.goto(site.address + path)
        return page

    def expect(self, page: Page, *statuses: int) -> None:
        """This will let the server refuse something to a visitor, with one of these statuses below 500."""
        self._watches[page].expect(*statuses)

    def faults(self) -> list[str]:
        """This will tell what happened on anybody's pages that may not."""
        return [fault for watch in self._watches.values() for fault in watch.faults()]

    def leave(self) -> None:
        """This will close everybody's browser."""
        for page in self._watches:
            page.context.close()

    def _opened(self, site: Place, options: dict[str, Any]) -> Page:
        context = self._browser.new_context(**{**USUAL, **options})
        context.set_default_timeout(PATIENCE_MS)
        watch = PageWatch(context, site.address)
        page = context.new_page()
        self._watches[page] = watch
        return page


@contextmanager
def visiting(chromium: Chromium) -> Iterator[Visitors]:
    """This will let people visit until the block ends, and then insist that nothing happened that may not."""
    with chromium.at_hand() as browser:
        visitors = Visitors(browser)
        try:
            yield visitors
            faults = visitors.faults()
            assert faults == [], "\n".join(["pages did what no page may:", *faults])
        finally:
            visitors.leave()
