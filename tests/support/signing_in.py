"""A house whose people sign in at a provider, and browsers without a screen that do so.

It must not hold expectations.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx

from api.application import create_app
from deploy.identity import opened_doors
from deploy.settings import Settings
from tests.support.identity_provider import CLIENT, SECRET, Provider
from tests.support.served import Client, Served, now, served

__all__ = ["ADDRESS", "Browser", "house_at", "settings_at"]

ADDRESS = "http://entente.test"
"""Of the house, where no port is needed."""

AT_ONCE = 1e-9
"""Minutes for which what the provider says of itself is believed: a test changes it from one moment to the next."""

ME = {"query": "{ me { memberId agencyId } }"}


def settings_at(provider: Provider, folder: Path, **chosen: object) -> Settings:
    """This will set a provider, and what it knows us as. folder: where the secret is put."""
    secret = folder / "client-secret"
    secret.write_text(SECRET)
    named: dict[str, Any] = {
        "token_issuer": provider.issuer, "client_id": CLIENT, "client_secret": secret, "production": False,
        "public_address": ADDRESS, "issuer_keys_minutes": AT_ONCE, **chosen,
    }  # fmt: skip
    provider.returns_to = f"{named['public_address']}/sign-in/return"
    return Settings(**named)


@contextmanager
def house_at(settings: Settings, database: str) -> Iterator[Served]:
    """This will serve a database until the block ends, to people who sign in as settings say."""
    with served(database) as house, _doors(house, settings, database) as doors:
        chosen = replace(house.given.settings, production=settings.is_production)
        given = replace(house.given, verifier=doors.admission, flow=doors.flow, settings=chosen)
        transport = httpx.ASGITransport(create_app(given), raise_app_exceptions=False)
        inner = httpx.AsyncClient(transport=transport, base_url=ADDRESS)
        yield replace(house, given=given, client=Client(house.client.portal, inner))
        house.client.portal.call(inner.aclose)


def _doors(house: Served, settings: Settings, database: str) -> Any:
    return house.client.portal.wrap_async_context_manager(opened_doors(settings, database, now))


@dataclass(frozen=True)
class Browser:
    """Somebody at a house and its provider; the cookies are those of the house's client."""

    house: Served
    provider: Provider

    def begins(self) -> dict[str, str]:
        """This will begin a sign-in, and return what the provider is asked."""
        response = self.house.client.get("/sign-in/begin")
        assert response.status_code == 303, response.text
        return dict(parse_qsl(urlsplit(response.headers["location"]).query))

    def enters(self, person: str, asked: dict[str, str]) -> str:
        """This will sign a person in at the provider, over HTTP, and return the path to which it leads back."""
        answer = httpx.get(f"{self.provider.issuer}/enter", params={**asked, "as": person})
        parts = urlsplit(answer.headers["location"])
        return f"{parts.path}?{parts.query}"

    def comes_back(self, path: str) -> str:
        """This will follow the way back, and return where that leads."""
        response = self.house.client.get(path)
        assert response.status_code == 303, response.text
        return str(response.headers["location"])

    def signs_in(self, person: str) -> str:
        """This will go the whole way, and return where it leads."""
        return self.comes_back(self.enters(person, self.begins()))

    def who(self) -> str | None:
        """This will tell as whom the house knows the browser; None where as nobody."""
        response = self.house.client.post("/graphql", json=ME)
        return response.json()["data"]["me"]["memberId"] if response.status_code == 200 else None
