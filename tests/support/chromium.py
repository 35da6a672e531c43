"""A real Chromium, found or installed, and driven over its own protocol.

It must not know any page.
"""

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, sync_playwright

from tests.support.installing import Needed, provide

__all__ = ["Chromium", "running_chromium"]

NEEDED = Needed(
    programs=("chromium",),
    packages=("chromium",),
    whose="the browser lane of the tests",
    remedy="Install Chromium (Debian, Ubuntu: apt-get install chromium).",
)

FLAGS = (
    "--no-sandbox",  # root runs the tests in CI, and Chromium refuses a sandbox to root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # a stray request reaches nobody
)


@dataclass(frozen=True)
class Chromium:
    """A running browser. Its calls run in an event loop that counts as running in this thread: see `at_hand`."""

    browser: Browser
    loop: asyncio.AbstractEventLoop

    @contextmanager
    def at_hand(self) -> Iterator[Browser]:
        """This will lend the browser for the block; outside of it other tests may run event loops of their own."""
        asyncio._set_running_loop(self.loop)
        try:
            yield self.browser
        finally:
            asyncio._set_running_loop(None)


@contextmanager
def running_chromium() -> Iterator[Chromium]:
    """This will hold a browser without a window. Raises Fault, which says what to install, where there is none."""
    provide(NEEDED)
    playwright = sync_playwright().start()
    chromium = Chromium(
        playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS)),
        asyncio.get_running_loop(),
    )
    asyncio._set_running_loop(None)
    try:
        yield chromium
    finally:
        with chromium.at_hand() as browser:
            browser.close()
            playwright.stop()
