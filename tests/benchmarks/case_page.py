"""Measures the page of a case of thousands of entries in a browser, beside one of about a hundred, in one run.

Run it with `python -m tests.benchmarks.case_page [--rounds N]`. Told are the milliseconds until the first entry stands
there and until all do, the elements of the page, and the median of a frame while the list is scrolled and the picture
is moved along: all of them for the few, for the many, and their ratio.
"""

import argparse
import statistics
import sys
from collections.abc import Iterator
from uuid import uuid4

from playwright.sync_api import Browser

from deploy.demo.cast import CAMILLE
from deploy.demo.playing import play
from deploy.demo.story_aurora import aurora
from tests.support.chromium import running_chromium
from tests.support.long_case import long_case
from tests.support.postgres import running_server, template_of
from tests.support.sample_site import Site, cloned_site, sample_database
from tests.support.served import now

FIRST = "() => document.querySelector(\"[aria-posinset='1']\") && performance.now()"
WHOLE = "() => document.querySelector('.list-head h2') && !document.querySelector('progress') && performance.now()"
DRAWN = "() => document.querySelector('.lanes .chart[aria-busy=false]') && true"
FRAMES = """act => new Promise(done => {
  const times = [];
  let last = performance.now();
  const step = () => {
    const now = performance.now();
    times.push(now - last);
    last = now;
    if (times.length > 60) return done(times.slice(1));
    act(times.length);
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""
SCROLL = "place => { document.querySelector('.virtual').scrollTop = (place % 20) * 400; }"
ZOOM = """place => {
  const chart = echarts.getInstanceByDom(document.querySelector('.drawn'));
  chart.dispatchAction({ type: 'dataZoom', dataZoomIndex: 0, start: place, end: place + 30 });
}"""
MOVING = "async ([]) => { const echarts = await import('echarts'); return (%s)(%s); }"
TOLD = ("first entry, ms", "all entries, ms", "elements", "frame while scrolled, ms", "frame while moved along, ms")


def measured(browser: Browser, site: Site, case: str, rounds: int) -> tuple[float, ...]:
    """This will return medians over the rounds, as TOLD names them; signed in, with files at hand."""
    page = browser.new_page()
    page.goto(site.link(CAMILLE))
    page.wait_for_function("() => document.querySelector('header.top') && true")
    page.evaluate("address => { location.hash = address }", f"/investigation/{case}")
    page.wait_for_function(WHOLE, timeout=120_000)
    seen = []
    for _ in range(rounds):
        page.reload()
        first = float(page.wait_for_function(FIRST, polling=10, timeout=60_000).json_value())
        whole = float(page.wait_for_function(WHOLE, polling=10, timeout=120_000).json_value())
        page.wait_for_function(DRAWN)
        elements = int(page.evaluate("document.querySelectorAll('*').length"))
        moved = (statistics.median(page.evaluate(MOVING % (FRAMES, act), [])) for act in (SCROLL, ZOOM))
        seen.append((first, whole, elements, *moved))
    page.close()
    return tuple(statistics.median(column) for column in zip(*seen, strict=True))


def lines(few: tuple[float, ...], many: tuple[float, ...]) -> Iterator[str]:
    """This will write what was measured, a line each."""
    for name, one, other in zip(TOLD, few, many, strict=True):
        yield f"{name:30} {one:9.0f} {other:9.0f} {other / one:7.1f}x\n"


def main() -> None:
    """This will print both, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    present = now()
    with (
        running_server(uuid4().hex) as server,
        sample_database(server, template_of(server)) as name,
        running_chromium() as chromium,
        cloned_site(server, name) as site,
    ):
        site.wait_until_read(play(site.house.application, [long_case], present).position)
        with chromium.at_hand() as browser:
            few = measured(browser, site, str(aurora(present).id("investigation")), rounds)
            many = measured(browser, site, str(long_case(present).id("investigation")), rounds)
        sys.stdout.writelines(lines(few, many))


if __name__ == "__main__":
    main()
