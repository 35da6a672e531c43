"""Takes the picture of the README: the case Aurora of the sample investigations, as its leader sees it.

Run it with `make picture` when the dashboard looks different; it writes api/dashboard/picture.png.
"""

from pathlib import Path
from uuid import uuid4

from playwright.sync_api import expect

import api
from deploy.demo.cast import CAMILLE
from tests.support.chromium import running_chromium
from tests.support.looking import SETTLED
from tests.support.postgres import running_server, template_of
from tests.support.sample_site import cloned_site, sample_database
from tests.support.visitors import PATIENCE_MS, visiting

PICTURE = Path(api.__file__).parent / "dashboard" / "picture.png"
SIZE = {"width": 1280, "height": 1000}


def main() -> None:
    """This will take it."""
    with (
        running_server(uuid4().hex) as server,
        sample_database(server, template_of(server)) as name,
        cloned_site(server, name) as site,
        running_chromium() as chromium,
        visiting(chromium) as visitors,
    ):
        page = visitors.signed_in(site, CAMILLE, "/#/investigations", viewport=SIZE, color_scheme="light")
        page.get_by_role("link", name="Aurora").first.click()
        expect(page.locator("main canvas").first).to_be_visible(timeout=PATIENCE_MS)
        expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=PATIENCE_MS)
        page.evaluate(SETTLED)
        page.screenshot(path=PICTURE)


if __name__ == "__main__":
    main()
