"""Looks at a page as people do who read it with other means, or on other screens.

It must not know any page.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

__all__ = ["SETTLED", "WIDTHS", "assert_accessible", "grave_faults", "overflowing", "take_pictures", "untranslated"]

AXE = (Path(__file__).parents[1] / "browser" / "vendor" / "axe.min.js").read_text(encoding="utf-8")

GRAVE = ("serious", "critical")
"""The impacts that no page may have; the others, minor and moderate, are matters of taste now and then."""

WIDTHS = (360, 1280, 2560)
"""CSS pixels: a telephone, a laptop, a display on a wall."""

HEIGHT = 900

CHECK = "() => axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)"
SETTLED = """() => document.fonts.ready.then(() => new Promise(done => {
  requestAnimationFrame(() => requestAnimationFrame(done));
}))"""
"""Two frames: the first lays out at the new width, the second follows what scripts did about it."""

UNTRANSLATED = """() => {
  const isId = (text) => /^[a-z]+(-[a-z0-9]+)+$/.test(text.trim());
  const isOurs = ({ data, parentElement }) => isId(data) && !parentElement.closest("bdi, code, [dir=auto], script");
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [document.title.split(" · ")[0]].filter(isId);
  while (texts.nextNode()) if (isOurs(texts.currentNode)) found.push(texts.currentNode.data.trim());
  for (const name of ["aria-label", "title", "placeholder", "alt"])
    found.push(...[...document.querySelectorAll(`[${name}]`)].map((each) => each.getAttribute(name)).filter(isId));
  return found;
}"""

OVERFLOWING = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const isWide = (each) => {
    const { left, right } = each.getBoundingClientRect();
    return (right > clientWidth + 1 || left < -1) && !each.parentElement.closest(".scroll, .tabs, .places");
  };
  const widest = [...document.querySelectorAll("main *")].filter(isWide).slice(0, 4);
  return [`${scrollWidth} pixels in ${clientWidth}`, ...widest.map((each) => each.outerHTML.slice(0, 160))];
}"""


def assert_accessible(page: Page) -> None:
    """This will insist that axe-core finds no serious and no critical fault on a page as it is now."""
    found = grave_faults(page)
    assert found == [], "\n".join([f"not accessible: {page.url}", *found])


def grave_faults(page: Page) -> list[str]:
    """This will tell the serious and critical faults that axe-core finds on a page as it is now.

    It is evaluated through the browser's protocol, which no policy of the page stops: nothing is loaded or loosened.
    """
    page.evaluate(AXE)
    return [line for violation in page.evaluate(CHECK) for line in _told(violation)]


def untranslated(page: Page) -> list[str]:
    """This will tell the texts that look like the id of a message, which stands where the catalogues have no word.

    What people or programs wrote is left out: it stands in `bdi`, in `code`, or with `dir=auto`.
    """
    found: list[str] = page.evaluate(UNTRANSLATED)
    return found


def overflowing(page: Page) -> list[str]:
    """This will tell how much wider a page is than its window, and the first elements that are; nothing if it fits."""
    page.evaluate(SETTLED)
    found: list[str] = page.evaluate(OVERFLOWING)
    return found


def take_pictures(page: Page, name: str) -> None:
    """This will keep what a page shows at three widths as NAME-WIDTH.png, where ENTENTE_SCREENSHOTS names a directory.

    The page keeps its size; without the setting nothing is done.
    """
    folder, before = os.environ.get("ENTENTE_SCREENSHOTS"), page.viewport_size
    if not folder or before is None:
        return
    Path(folder).mkdir(parents=True, exist_ok=True)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.evaluate(SETTLED)
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size(before)


def _told(violation: dict[str, Any]) -> Iterator[str]:
    if violation["impact"] in GRAVE:
        yield f"{violation['impact']} {violation['id']}: {violation['help']}"
        yield from (f"  {node['target']}: {node['html'][:200]}" for node in violation["nodes"][:5])
