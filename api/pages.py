"""The pages that are served beside GraphQL: the dashboard, signing in, and GraphiQL's own files outside production.

They must not know what they show: each page is a client of the public interface, as any other program is.
"""

import base64
import hashlib
import re
from pathlib import Path

from fastapi import FastAPI
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api.protection import PAGE_POLICY

__all__ = ["add_pages", "dashboard"]

HERE = Path(__file__).parent
DASHBOARD, GRAPHIQL = HERE / "dashboard", HERE / "graphiql"


def _policy_of(page: str) -> str:
    """The policy of all pages, and leave for the one inline block there is: which name means which vendored module."""
    found = re.search(r'<script type="importmap">(.*?)</script>', page, re.DOTALL)
    if found is None:
        return PAGE_POLICY
    digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
    return PAGE_POLICY.replace("script-src 'self'", f"script-src 'self' 'sha256-{digest}'")


POLICY = _policy_of((DASHBOARD / "index.html").read_text(encoding="utf-8"))


class _Revalidated(StaticFiles):
    """Files that a browser keeps, and asks each time whether they are still the same: they change with the version."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        answer.headers["cache-control"] = "no-cache"
        return answer


def dashboard(status: int = 200) -> FileResponse:
    """This will answer with the dashboard; it shows by itself what its address names."""
    return FileResponse(DASHBOARD / "index.html", status, {"content-security-policy": POLICY})


def add_pages(app: FastAPI, *, production: bool) -> None:
    """This will add the routes of the pages and of what they load."""

    @app.get("/")
    async def index() -> FileResponse:
        return dashboard()

    @app.get("/sign-in")
    async def sign_in() -> FileResponse:
        return dashboard()

    app.mount("/dashboard", _Revalidated(directory=DASHBOARD / "assets"), name="dashboard")
    app.mount("/vendor", _Revalidated(directory=DASHBOARD / "vendor"), name="vendor")
    if not production:
        app.mount("/graphiql", StaticFiles(directory=GRAPHIQL / "assets"), name="graphiql")
