"""The pages that are served beside GraphQL: the dashboard, signing in, and GraphiQL's own files outside production.

They must not know what they show: each page is a client of the public interface, as any other program is.
"""

import base64
import hashlib
import json
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

from fastapi import FastAPI
from starlette.responses import HTMLResponse
from starlette.routing import Route

from api.assets import Assets
from api.protection import PAGE_POLICY

__all__ = ["add_pages", "dashboard"]

HERE = Path(__file__).parent
DASHBOARD, GRAPHIQL = HERE / "dashboard", HERE / "graphiql"
ASSETS = DASHBOARD / "assets"


def _policy_of(page: str) -> str:
    """The policy of all pages, and leave for the one inline block there is: which name means which vendored module."""
    found = re.search(r'<script type="importmap">(.*?)</script>', page, re.DOTALL)
    if found is None:
        return PAGE_POLICY
    digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
    return PAGE_POLICY.replace("script-src 'self'", f"script-src 'self' 'sha256-{digest}'")


IMPORTED = re.compile(r'^(?:import|export)\b(?:[^;"]*\bfrom)? ?"([^"]+)";', re.MULTILINE)


def _modules_from(first: str, vendored: Mapping[str, str]) -> list[str]:
    """A module and all that it imports before it runs, the nearest first, by their paths below this host."""
    found = [first]
    for module in found:
        text = (DASHBOARD / module.replace("/dashboard/", "assets/").lstrip("/")).read_text(encoding="utf-8")
        named = (vendored.get(name) or posixpath.normpath(f"{module}/../{name}") for name in IMPORTED.findall(text))
        found += dict.fromkeys(path for path in named if path not in found)
    return found


NAMED = re.compile(r'name: "([\w-]+)".*\bimport\("\.(/[^"]+)"\)')


def _with_preloads(page: str) -> str:
    """The page with a hint for each module that it needs at first: a browser fetches them at once.

    What comes after `#` is not told to a server: the modules of each place are named, and `app.js` hints at its own.
    """
    vendored = json.loads(page.partition('<script type="importmap">')[2].partition("</script>")[0])["imports"]
    first = _modules_from("/dashboard/app.js", vendored)
    hints = [f'<link rel="modulepreload" href="{module}">' for module in first]
    for name, module in NAMED.findall((ASSETS / "pages" / "pages.js").read_text(encoding="utf-8")):
        further = [each for each in _modules_from(f"/dashboard/pages{module}", vendored) if each not in first]
        hints.append(f'<meta name="modules-of-{name}" content="{" ".join(further)}">')
    return page.replace("</head>", "\n".join([*hints, "</head>"]))


PAGE = _with_preloads((DASHBOARD / "index.html").read_text(encoding="utf-8"))
POLICY = _policy_of(PAGE)


def dashboard(status: int = 200) -> HTMLResponse:
    """This will answer with the dashboard; it shows by itself what its address names."""
    return HTMLResponse(PAGE, status, {"content-security-policy": POLICY, "cache-control": "no-cache"})


def add_pages(app: FastAPI, *, production: bool) -> None:
    """This will add the routes of the pages and of what they load."""

    @app.get("/")
    async def index() -> HTMLResponse:
        return dashboard()

    @app.get("/sign-in")
    async def sign_in() -> HTMLResponse:
        return dashboard()

    served = {"/dashboard": ASSETS, "/vendor": DASHBOARD / "vendor", "/graphiql": GRAPHIQL / "assets"}
    if production:
        del served["/graphiql"]
    for place, directory in served.items():
        app.router.routes.append(Route(f"{place}/{{path:path}}", Assets(directory).answer, methods=["GET"]))
