"""Measures when the page of the desk is useful in a browser: of thousands of requests, beside a hundred, in one run.

Run it with `python -m tests.benchmarks.desk_page [--requests N] [--rounds N]`. The tables are filled as those of the
benchmark `desk`; the page is opened anew each time, and is useful once the first entry with its button stands there.
"""

import argparse
import statistics
import sys

from playwright.sync_api import Browser

from api.identity.tokens import TokenGrant
from tests.benchmarks.desk import FEW, two_desks
from tests.support.chromium import running_chromium
from tests.support.live import live
from tests.support.served import Served, served

USEFUL = "() => document.querySelector('[data-entry] button') && performance.now()"


def median_ms(browser: Browser, link: str, rounds: int) -> float:
    """This will return the milliseconds from opening the page to its first entry, signed in and with files at hand."""
    page = browser.new_page()
    page.goto(link)
    page.wait_for_function(USEFUL)
    taken = []
    for _ in range(rounds):
        page.reload()
        taken.append(float(page.wait_for_function(USEFUL, polling=10).json_value()))
    page.close()
    return statistics.median(taken)


def link(house: Served, address: str, member_id: str, agency_id: str) -> str:
    """This will make the link by which a member signs in."""
    token = house.issuer.issue(TokenGrant(member_id=member_id, agency_id=agency_id))
    return f"{address}/sign-in#token={token}"


def main() -> None:
    """This will print both, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=10)
    given = parser.parse_args()
    with two_desks(given.requests) as conninfo:
        with (
            running_chromium() as chromium,
            served(conninfo) as house,
            live(house) as door,
            chromium.at_hand() as browser,
        ):
            address = f"http://{door.address}"
            many = median_ms(browser, link(house, address, "chief", "DE-SPOC"), given.rounds)
            few = median_ms(browser, link(house, address, "few", "IT-SPOC"), given.rounds)
        sys.stdout.write(f"first page: {few:.0f} ms of {FEW} requests; {many:.0f} ms of {given.requests:,}, ")
        sys.stdout.write(f"{many / few:.1f}x\n")


if __name__ == "__main__":
    main()
