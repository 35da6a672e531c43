"""A walk through all pages of the dashboard, as somebody takes who looks at everything once.

It must not know what a page shows; what is looked for on each is given.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Page, expect

import api
from tests.support.visitors import PATIENCE_MS

__all__ = ["PLACES", "names_of_pages", "places_of", "walk"]

PAGES = Path(api.__file__).parent / "dashboard" / "assets" / "pages" / "pages.js"

PLACES = {
    "desk": ("/",),
    "investigations": ("/investigations",),
    "investigation": ("/investigation/{investigation}",),
    "request": ("/request/{request}",),
    "item": ("/item/{item}",),
    "follow-up": ("/follow-up/{followup}",),
    "review": ("/review/{review}",),
    "cooperation": ("/cooperation", "/cooperation/flows", "/cooperation/yearly", "/cooperation/pair/FR-OLCN/RO-DIC"),
    "analysis": (
        "/analysis",
        "/analysis/links",
        "/analysis/routes",
        "/analysis/rising",
        "/analysis/registrations",
    ),
    "directory": ("/directory?area=FIREARMS&region=FR&language=ar&urgent=1",),
    "agency": ("/directory/IO-GS",),
}
"""Of each page in `pages/pages.js` the addresses to look at; in braces, the first such thing that the viewer sees."""

SEEN = """async () => {
  const query = `{
    investigations(first: 1) { nodes { id: investigationId } }
    requests(first: 1) { nodes { id: requestId } }
    items(first: 1) { nodes { id: itemId } }
    followups: followUps(first: 1) { nodes { id: followupId } }
    reviews(first: 1) { nodes { id: reviewId } }
  }`;
  const headers = { "Content-Type": "application/json", "X-Entente": "1" };
  const { data } = await (await fetch("/graphql", { method: "POST", headers, body: JSON.stringify({ query }) })).json();
  const first = ({ nodes }) => nodes[0]?.id ?? "00000000-0000-4000-8000-000000000000";
  return Object.fromEntries(Object.entries(data).map(([name, page]) => [name.slice(0, -1), first(page)]));
}"""


def names_of_pages() -> list[str]:
    """This will list the pages that there are, as they name themselves."""
    return re.findall(r'\{ name: "([\w-]+)"', PAGES.read_text(encoding="utf-8"))


def places_of(page: Page) -> list[str]:
    """This will list every address to look at, after the #, for the member who is signed in on a page."""
    seen = page.evaluate(SEEN)
    return [each.format(**seen) for places in PLACES.values() for each in places]


def walk(page: Page, look: Callable[[Page, str], Iterator[str]]) -> list[str]:
    """This will show every page, and collect what the look at each tells; it is given the page and its address."""
    return [told for place in places_of(page) for told in _at(page, place, look)]


def _at(page: Page, place: str, look: Callable[[Page, str], Iterator[str]]) -> Iterator[str]:
    page.evaluate("place => { location.hash = place }", place)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=PATIENCE_MS)
    yield from (f"{place}: {told}" for told in look(page, place))
