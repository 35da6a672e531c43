"""A small identity provider of a test's own, on a port: OpenID Connect with keys that change, codes and PKCE.

It must not be lenient: what a conforming provider refuses, it refuses. What it is told to get wrong, it gets wrong.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode

import uvicorn
from fastapi import FastAPI, Request
from joserfc import jwt
from joserfc.jwk import ECKey, OKPKey, RSAKey
from joserfc.jws import JWSRegistry
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from deploy.listening import listening_socket

__all__ = ["CLIENT", "REALM", "SECRET", "Provider", "new_key", "running_provider", "signed"]

REALM = "/realms/police"
CLIENT, SECRET = "entente-pages", "tulips-and-bicycles"

AnyKey = RSAKey | ECKey | OKPKey


def new_key(algorithm: str = "RS256") -> AnyKey:
    """This will make a signing key for an algorithm."""
    parameters: Any = {"use": "sig", "alg": algorithm, "kid": secrets.token_hex(8)}
    if algorithm.startswith("ES"):
        return ECKey.generate_key("P-256", parameters)
    if algorithm.startswith("Ed"):
        return OKPKey.generate_key("Ed25519", parameters)
    return RSAKey.generate_key(2048, parameters)


def signed(claims: Mapping[str, object], key: AnyKey, **header: object) -> str:
    """This will sign claims. header: more parameters, or others than the key's own."""
    algorithm = str(header.get("alg", key.get("alg")))
    told: dict[str, Any] = {"alg": algorithm, "kid": key.kid, **header}
    registry = JWSRegistry(algorithms=[algorithm], strict_check_header=False)
    return jwt.encode(told, dict(claims), key, registry=registry)


@dataclass
class Provider:
    """One realm with one client for pages. people: claims of each, by subject.

    is_away: it answers nothing useful; wrong: claims that id tokens get in place of the right ones; wrong_key: what
    signs them then.
    """

    address: str
    people: dict[str, dict[str, object]] = field(default_factory=dict)
    returns_to: str = ""
    keys: list[AnyKey] = field(default_factory=lambda: [new_key()])
    is_away: bool = False
    described: dict[str, object] = field(default_factory=dict)
    wrong: dict[str, object] = field(default_factory=dict)
    wrong_key: AnyKey | None = None
    fetched: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    signed_out: list[str] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        """As it stands in `iss`."""
        return self.address + REALM

    def rotate(self, algorithm: str = "RS256") -> AnyKey:
        """This will sign with a new key from now on; the old ones are still published."""
        self.keys.insert(0, new_key(algorithm))
        return self.keys[0]

    def access(self, subject: str, **claims: object) -> dict[str, object]:
        """What an access token of a person says."""
        told = self.envelope(audience="entente", lifetime_s=300) | {"sub": subject, "jti": secrets.token_hex(8)}
        return told | self.people.get(subject, {}) | claims

    def token(self, subject: str, **claims: object) -> str:
        """This will sign an access token for a person."""
        return signed(self.access(subject, **claims), self.keys[0], typ="at+jwt")

    def envelope(self, audience: str, lifetime_s: int) -> dict[str, object]:
        """Issuer, audience and times, as of now."""
        now = int(time.time())
        return {"iss": self.issuer, "aud": audience, "iat": now, "exp": now + lifetime_s}

    def description(self) -> dict[str, object]:
        """What stands under .well-known."""
        return {
            "issuer": self.issuer,
            "jwks_uri": f"{self.issuer}/keys",
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "end_session_endpoint": f"{self.issuer}/end-session",
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
            **self.described,
        }

    def enter(self, subject: str, asked: Mapping[str, str]) -> str:
        """This will sign a person in, and return the address to which its browser is sent back."""
        code = secrets.token_urlsafe(24)
        self.codes[code] = {**asked, "subject": subject}
        back = {"code": code, "state": asked["state"], "iss": self.issuer}
        return f"{asked['redirect_uri']}?{urlencode(back)}"

    def redeem(self, form: Mapping[str, str]) -> dict[str, object] | None:
        """This will give tokens for a code, once; None where anything does not fit."""
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or form.get("grant_type") != "authorization_code":
            return None
        challenge = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        fits = base64.urlsafe_b64encode(challenge).rstrip(b"=").decode() == asked["code_challenge"]
        if not fits or form.get("redirect_uri") != asked["redirect_uri"]:
            return None
        subject = asked["subject"]
        own = {"sub": subject, "nonce": asked["nonce"], "sid": f"at-the-provider-of-{subject}"}
        told = self.envelope(CLIENT, 60) | own | self.people[subject] | self.wrong
        tokens = {"id_token": signed(told, self.wrong_key or self.keys[0]), "access_token": self.token(subject)}
        return {**tokens, "token_type": "Bearer", "expires_in": 300}


def _refused_request(asked: Mapping[str, str], provider: Provider) -> str | None:
    """What a provider refuses before it asks anybody for a password."""
    wanted = {"client_id": CLIENT, "response_type": "code", "code_challenge_method": "S256"}
    wrong = [name for name, value in wanted.items() if asked.get(name) != value]
    absent = [name for name in ("state", "nonce", "code_challenge") if not asked.get(name)]
    strange = [] if asked.get("redirect_uri") == provider.returns_to else ["redirect_uri"]
    return ", ".join([*wrong, *absent, *strange]) or None


def _application(provider: Provider) -> FastAPI:
    app = FastAPI(openapi_url=None)

    @app.middleware("http")
    async def away(request: Request, answer: Any) -> Response:
        provider.fetched.append(request.url.path.removeprefix(REALM))
        return Response(status_code=503) if provider.is_away else await answer(request)

    @app.get(REALM + "/.well-known/openid-configuration")
    async def describe() -> JSONResponse:
        return JSONResponse(provider.description())

    @app.get(REALM + "/keys")
    async def keys() -> JSONResponse:
        return JSONResponse({"keys": [key.as_dict(private=False) for key in provider.keys]})

    @app.post(REALM + "/token")
    async def token(request: Request) -> Response:
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        pair = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        tokens = provider.redeem(form) if request.headers.get("authorization") == f"Basic {pair}" else None
        return JSONResponse(tokens or {"error": "invalid_grant"}, status_code=200 if tokens else 400)

    _add_pages(app, provider)
    return app


def _add_pages(app: FastAPI, provider: Provider) -> None:
    """What a person sees of a provider."""

    @app.get(REALM + "/authorize")
    async def authorize(request: Request) -> Response:
        asked = dict(request.query_params)
        if fault := _refused_request(asked, provider):
            return Response(f"refused: {fault}", status_code=400)
        links = [f'<p><a href="enter?{urlencode({**asked, "as": name})}">{name}</a></p>' for name in provider.people]
        return HTMLResponse(f"<!doctype html><title>Provider</title><h1>Who are you?</h1>{''.join(links)}")

    @app.get(REALM + "/enter")
    async def enter(request: Request) -> Response:
        asked = dict(request.query_params)
        return RedirectResponse(provider.enter(asked.pop("as"), asked), status_code=303)

    @app.get(REALM + "/end-session")
    async def end_session(request: Request) -> Response:
        asked = request.query_params
        hint = json.loads(base64.urlsafe_b64decode(asked["id_token_hint"].split(".")[1] + "=="))
        provider.signed_out.append(hint["sub"])
        return RedirectResponse(asked["post_logout_redirect_uri"], status_code=303)


@contextmanager
def running_provider() -> Iterator[Provider]:
    """This will run a provider on a port of its own until the block ends."""
    with listening_socket("127.0.0.1", 0) as bound:
        provider = Provider(f"http://127.0.0.1:{bound.getsockname()[1]}")
        config = uvicorn.Config(_application(provider), log_config=None, access_log=False, lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield provider
        finally:
            server.should_exit = True
            thread.join()
