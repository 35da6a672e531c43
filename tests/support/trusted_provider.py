"""An identity provider as it is trusted for one test, with a clock of the test's own; and tokens that no library makes.

It must not hold expectations.
"""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from api.identity.bearer import Bearer
from api.identity.claims import ClaimMapping
from api.identity.issuer.discovery import Issuer, issuer_client
from api.identity.issuer.keys import IssuerKeys, Keeping
from api.identity.verifying import JwtVerifier, TokenRules
from tests.support.identity_provider import Provider
from tests.support.served import now

__all__ = ["EVERY_LOOK", "Clock", "Trial", "by_hand", "unsigned"]

EVERY_LOOK = Keeping(fresh_s=600, outage_s=3_600, pause_s=0)


@dataclass
class Clock:
    """Seconds that pass when a test says so."""

    at_s: float = 0.0

    def __call__(self) -> float:
        return self.at_s


@dataclass(frozen=True)
class Trial:
    """How a provider is trusted, for one test. now: what tokens are held against."""

    provider: Provider
    keeping: Keeping = EVERY_LOOK
    clock: Clock = field(default_factory=Clock)
    mapping: ClaimMapping = field(default_factory=ClaimMapping)
    skew_s: float = 30.0
    now: Callable[[], datetime] = now

    @asynccontextmanager
    async def verifier(self) -> AsyncIterator[JwtVerifier]:
        algorithms = ("RS256", "ES256", "Ed25519")
        rules = TokenRules(issuer=self.provider.issuer, audience="entente", algorithms=algorithms, skew_s=self.skew_s)
        async with issuer_client(2.0) as client:
            issuer = Issuer(self.provider.issuer, client, is_https_only=False)
            yield JwtVerifier(IssuerKeys(issuer, self.keeping, self.clock), rules, self.now, self.mapping)

    def run(self, told: Callable[[JwtVerifier], Awaitable[Any]]) -> Any:
        """This will let a test speak with a verifier."""

        async def running() -> Any:
            async with self.verifier() as verifier:
                return await told(verifier)

        return asyncio.run(running())

    def verified(self, token: str) -> Bearer:
        """This will verify one token with what was never asked before."""
        bearer: Bearer = self.run(lambda verifier: verifier.verify(token))
        return bearer


def _coded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


def by_hand(header: dict[str, object], claims: dict[str, object], sign: Callable[[bytes], bytes]) -> str:
    """What no library would make."""
    text = ".".join(_coded(json.dumps(part).encode()) for part in (header, claims))
    return f"{text}.{_coded(sign(text.encode()))}"


def unsigned(claims: dict[str, object], algorithm: str) -> str:
    return by_hand({"alg": algorithm, "typ": "JWT"}, claims, lambda _: b"")
