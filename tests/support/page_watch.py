"""Watches whatever the pages of one visitor do, and remembers what no page of ours may do.

It must not fail anything itself: who lets somebody visit asks it afterwards.
"""

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, WebError, WebSocket

__all__ = ["PageWatch"]

FIRST_SERVER_FAULT = 500
LONGEST_TEXT = 1_000
"""Characters: a console may repeat a whole picture."""

NOT_OF_A_HOST = ("about", "blob", "data")
REFUSED = re.compile(r"the server responded with a status of (\d{3})")
"""How the console tells of an answer of 400 and above, which a test may expect: see `PageWatch.expect`."""


class PageWatch:
    """Watches all pages of a context from now on. address: of the one server that they may speak to."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self._host = urlsplit(address).netloc
        self._expected: set[int] = set()
        self._context = context
        self._faults: list[str] = []
        context.on("page", self._opened)
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("console", self._said)
        context.on("weberror", self._broke)

    def expect(self, *statuses: int) -> None:
        """This will let the server refuse something with one of these statuses, below 500."""
        self._expected.update(statuses)

    def faults(self) -> list[str]:
        """This will tell, each in a line, what happened that may not; what pages still have to say is waited for."""
        for page in self._context.pages:
            page.wait_for_function("true")  # answered after all that was said before, and after a change of pages
        return list(self._faults)

    def _opened(self, page: Page) -> None:
        page.on("websocket", self._connected)
        page.on("crash", lambda page: self._faults.append(f"crashed: {page.url}"))

    def _asked(self, request: Request) -> None:
        self._stays_here(request.url)

    def _connected(self, socket: WebSocket) -> None:
        self._stays_here(socket.url)

    def _stays_here(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in NOT_OF_A_HOST and parts.netloc != self._host:
            self._faults.append(f"asked another host: {url}")

    def _answered(self, response: Response) -> None:
        if response.status >= FIRST_SERVER_FAULT:
            self._faults.append(f"answered with {response.status}: {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        refused = REFUSED.search(message.text)
        if message.type == "error" and not (refused and int(refused[1]) in self._expected):
            self._faults.append(f"console: {message.text[:LONGEST_TEXT]} ({message.location['url']})")

    def _broke(self, error: WebError) -> None:
        self._faults.append(f"page error: {error.error}")
