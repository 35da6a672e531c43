"""What an issuer says of itself over HTTP: its description, its keys, and what its token endpoint answers.

It must not follow a redirect, nor ask at any address that the issuer's own description does not name.
Sources: OpenID Connect Discovery 1.0; RFC 8414, section 3.3 (the description's issuer is the one that was asked for).
"""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import httpx
import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from api.identity.bearer import IssuerUnavailable

__all__ = ["Description", "Issuer", "WrongIssuer", "issuer_client", "public_keys"]

DESCRIPTION = "/.well-known/openid-configuration"

LARGEST_ANSWER = 1_048_576
"""Bytes; a description has about 8,000, keys with their certificates a few thousand each."""

T = TypeVar("T")


class WrongIssuer(IssuerUnavailable):
    """What answers is not the issuer, or does not say of itself what is needed. rule: what is wrong with it."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


class Description(msgspec.Struct, frozen=True):
    """An issuer's own description, as far as it matters here. The addresses are absolute."""

    issuer: str
    jwks_uri: str
    authorization_endpoint: str | None = None
    token_endpoint: str | None = None
    end_session_endpoint: str | None = None
    code_challenge_methods_supported: list[str] | None = None
    authorization_response_iss_parameter_supported: bool = False


class _KeyDocument(msgspec.Struct, frozen=True):
    keys: list[dict[str, object]]


def issuer_client(timeout_s: float, authority: Path | None = None) -> httpx.AsyncClient:
    """This will make the client of an issuer. authority: PEM file of the certificates that are trusted to name it.

    It takes nothing from the environment, such as a proxy or a password.
    """
    trust = ssl.create_default_context(cafile=str(authority) if authority else None)
    return httpx.AsyncClient(timeout=timeout_s, follow_redirects=False, verify=trust, trust_env=False)


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuer by its name, which is an address. is_https_only: nothing of it is asked for in clear."""

    name: str
    client: httpx.AsyncClient
    is_https_only: bool = True

    async def description(self) -> Description:
        """This will ask the issuer for its description. Raises IssuerUnavailable, and WrongIssuer of that."""
        described = _read(await self.answer("GET", self.name.rstrip("/") + DESCRIPTION), Description)
        if described.issuer != self.name:
            raise WrongIssuer("the issuer calls itself by another name")
        return described

    async def keys(self, described: Description) -> KeySet:
        """This will ask for the public keys. Raises IssuerUnavailable."""
        document = _read(await self.answer("GET", described.jwks_uri), _KeyDocument)
        return public_keys(document.keys)

    async def answer(
        self, method: str, address: str, form: Mapping[str, str] | None = None, proof: str | None = None
    ) -> httpx.Response:
        """This will ask, and return an answer that is not large. Raises IssuerUnavailable. proof: who we are."""
        if self.is_https_only and urlsplit(address).scheme != "https":
            raise WrongIssuer("an address of the issuer is not https")
        headers = {"accept": "application/json", **({"authorization": proof} if proof else {})}
        try:
            request = self.client.build_request(method, address, data=form, headers=headers)
            response = await self.client.send(request, stream=True)
            try:
                content = await _bounded(response)
            finally:
                await response.aclose()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise IssuerUnavailable(type(error).__name__) from error
        return httpx.Response(response.status_code, content=content)


async def _bounded(response: httpx.Response) -> bytes:
    content = bytearray()
    async for piece in response.aiter_bytes():
        content += piece
        if len(content) > LARGEST_ANSWER:
            raise WrongIssuer("an answer is larger than any honest one")
    return bytes(content)


def _read(response: httpx.Response, kind: type[T]) -> T:
    if response.status_code != httpx.codes.OK:
        raise IssuerUnavailable(f"status {response.status_code}")
    try:
        return msgspec.json.decode(response.content, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise WrongIssuer("an answer is not of the shape that OpenID Connect Discovery has") from error


def public_keys(found: list[dict[str, object]]) -> KeySet:
    """This will take the keys that can verify a signature. Raises WrongIssuer where there are none.

    Shared secrets are none, whoever publishes them; keys of unknown kinds are passed over (RFC 7517, section 5).
    """
    fitting = [key for key in found if key.get("kty") in ("RSA", "EC", "OKP") and key.get("use", "sig") == "sig"]
    try:
        return KeySet.import_key_set({"keys": fitting})  # type: ignore[typeddict-item]  # checked by what it does
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise WrongIssuer("there are no keys with which signatures can be verified") from error
