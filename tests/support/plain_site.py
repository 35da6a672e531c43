"""Pages of the tests' own, and what is vendored, behind a real address, under the very policy of the house.

It must not hold expectations, nor loosen the policy: what works here works on every page of ours.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

import api
from api.protection import Protection
from deploy.listening import address_of, listening_socket

__all__ = ["VENDORED", "PlainSite", "plain_site"]

PAGES = Path(__file__).parents[1] / "browser" / "pages"
VENDORED = Path(api.__file__).parent / "dashboard" / "vendor"

LARGEST_BODY = 1_000
"""Bytes: these pages send nothing."""


@dataclass(frozen=True)
class PlainSite:
    """Where the pages are. address: http://127.0.0.1:PORT, without a path."""

    address: str


@contextmanager
def plain_site() -> Iterator[PlainSite]:
    """This will serve `browser/pages` at /, what the dashboard vendors at /vendor, and a fault of ours at /fault."""
    routes = [
        Route("/fault", _fails),
        Mount("/vendor", StaticFiles(directory=VENDORED)),
        Mount("/", StaticFiles(directory=PAGES, html=True)),
    ]
    app = Protection(Starlette(routes=routes), _largest_body)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off"))
    with listening_socket("127.0.0.1", 0) as bound:
        serving = threading.Thread(target=server.run, args=([bound],))
        serving.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield PlainSite(address_of(bound))
        finally:
            server.should_exit = True
            serving.join()


async def _fails(_request: Request) -> Response:
    raise ZeroDivisionError


def _largest_body(_scope: Scope) -> int:
    return LARGEST_BODY
