"""Measures in a real browser how long it takes until the desk of the samples can be read, beside an empty page.

Run it with `python -m tests.benchmarks.first_page [--rounds N]`. `first` is a browser that never saw the dashboard,
`again` one that kept its files. The aim is 1 s; `desk_page` measures the same of a desk with thousands of requests.
"""

import argparse
import statistics
import sys
from uuid import uuid4

from playwright.sync_api import Browser, BrowserContext

from deploy.demo.cast import CAMILLE
from deploy.demo.stage import SampleMember
from tests.support.chromium import running_chromium
from tests.support.postgres import running_server, template_of
from tests.support.sample_site import Site, cloned_site, sample_database

EMPTY = "/health/live"

USEFUL = """new Promise((done) => {
  const look = () => document.querySelector("main .entries li")
    ? requestAnimationFrame(() => requestAnimationFrame((painted) => done(painted))) : setTimeout(look, 2);
  look();
})"""
"""Milliseconds since the navigation began, when the first entry of the desk was painted."""

LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"


def signed_in(browser: Browser, site: Site, member: SampleMember) -> BrowserContext:
    """This will make a browser with a session, and nothing else."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    own = {"Origin": site.address, "X-Entente": "1"}
    context.request.post(f"{site.address}/sign-in", data={"token": site.token(member)}, headers=own)
    return context


def taken(browser: Browser, site: Site, member: SampleMember) -> tuple[float, float, float]:
    """This will tell the milliseconds of an empty page, of the desk at first, and of the desk again."""
    context = signed_in(browser, site, member)
    page = context.new_page()
    page.goto(site.address + EMPTY)
    empty = page.evaluate(LOADED)
    times = []
    for _ in range(2):
        page.goto("about:blank")
        page.goto(site.address + "/", wait_until="commit")
        times.append(page.evaluate(USEFUL))
    context.close()
    return empty, *times


def report(browser: Browser, site: Site, member: SampleMember, rounds: int) -> None:
    """This will print the medians of some rounds, after one that is not counted."""
    counted = [taken(browser, site, member) for _ in range(rounds + 1)][1:]
    empty, first, again = (statistics.median(column) for column in zip(*counted, strict=True))
    sys.stdout.write(f"empty page {empty:.0f} ms; desk first {first:.0f} ms, {first / empty:.1f}x; ")
    sys.stdout.write(f"again {again:.0f} ms, {again / empty:.1f}x\n")


def main() -> None:
    """This will print the time of the desk, and its ratio to an empty page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    with (
        running_server(uuid4().hex) as server,
        running_chromium() as chromium,
        sample_database(server, template_of(server)) as name,
        cloned_site(server, name) as site,
        chromium.at_hand() as browser,
    ):
        report(browser, site, CAMILLE, given.rounds)


if __name__ == "__main__":
    main()
