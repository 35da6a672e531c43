"""Who comes in: by a bearer token, the session of a browser or a machine's certificate, unless that was revoked.

It must not know how a request carries either, nor who signs tokens.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from api.identity.bearer import Bearer, InvalidToken, TokenVerifier
from api.identity.certificates import CertificateHeader
from api.identity.sessions import Begun, SessionLimits, Sessions, session_pool
from api.identity.standing import Standing, standing

__all__ = ["Admission", "Credential", "Terms", "admission"]

LOOK_S = 60.0
"""How often it is looked whether a session was idle for too long on which nobody does anything but follow."""


@dataclass(frozen=True, slots=True)
class Credential:
    """What a request carries of who asks: a bearer token, unless it says otherwise.

    is_session: the secret of a browser's cookie; is_certificate: the fingerprint of a client certificate.
    """

    secret: str
    is_session: bool = False
    is_certificate: bool = False

    @property
    def is_ambient(self) -> bool:
        """True for what a browser sends along whoever makes it ask."""
        return self.is_session or self.is_certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms people come in.

    skew: by which the clock of who issues tokens may be ahead of ours. certificates: where a proxy tells of one; None
    where none counts.
    """

    limits: SessionLimits = field(default_factory=SessionLimits)
    skew: timedelta = timedelta(0)
    certificates: CertificateHeader | None = None


class Admission:
    """One for a process. certificates: as in the terms."""

    def __init__(self, verifier: TokenVerifier, sessions: Sessions, standing: Standing, terms: Terms) -> None:
        self._verifier, self._sessions, self._standing, self._skew = verifier, sessions, standing, terms.skew
        self.certificates = terms.certificates

    async def verify(self, token: str) -> Bearer:
        """This will return the bearer of a good token. Raises InvalidToken, IdentityUnavailable."""
        bearer = await self._verifier.verify(token)
        self.require(bearer)
        return bearer

    async def admit(self, credential: Credential, *, is_use: bool = True) -> Bearer:
        """This will return who asks. Raises InvalidToken, IdentityUnavailable.

        is_use: a person does something, so that its session is not idle; what a page is told by itself is none.
        """
        if not credential.is_ambient:
            return await self.verify(credential.secret)
        if credential.is_session:
            bearer = await self._sessions.recall(credential.secret, is_use=is_use)
        else:
            bearer = self._standing.machine(credential.secret)
        self.require(bearer)
        return bearer

    async def begin(self, begun: Begun, now: datetime) -> tuple[str, datetime]:
        """This will begin a session, and return its secret and its end. Raises InvalidToken, IdentityUnavailable."""
        self._standing.require(begun.bearer, self._skew)
        return await self._sessions.begin(begun, now)

    async def end(self, secret: str) -> str | None:
        """This will end a session, also on its open sockets, and return the id token that it began with."""
        return await self._sessions.end(secret)

    async def end_at_issuer(self, subject: str | None, issuer_session: str | None) -> None:
        """This will end the sessions of which the provider says that they are over."""
        await self._sessions.end_at_issuer(subject, issuer_session)

    def require(self, bearer: Bearer) -> None:
        """This will raise InvalidToken where the bearer was revoked, IdentityUnavailable where that is not known.

        It costs next to nothing, and says nothing of the token itself.
        """
        self._standing.require(bearer, self._skew if bearer.session is None else timedelta(0))

    async def passed(self, pieces: AsyncGenerator[bytes], bearer: Bearer) -> AsyncGenerator[bytes]:
        """This will hand on what leaves, piece by piece, for as long as the bearer is not revoked.

        Raises InvalidToken, IdentityUnavailable.
        """
        async with aclosing(pieces):
            async for piece in pieces:
                self.require(bearer)
                yield piece

    async def until_refused(self, credential: Credential) -> None:
        """This will return once the credential is not good any more. Raises IdentityUnavailable."""
        with suppress(InvalidToken):
            while True:
                change = self._standing.change
                await self.admit(credential, is_use=False)
                with suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_S):
                        await change.wait()


@asynccontextmanager
async def admission(conninfo: str, verifier: TokenVerifier, terms: Terms | None = None) -> AsyncIterator[Admission]:
    """This will open what lets people in, for as long as the block lasts. conninfo: of the role that serves."""
    chosen = terms or Terms()
    async with standing(conninfo) as known, session_pool(conninfo) as pool:
        yield Admission(verifier, Sessions(pool, known, chosen.limits), known, chosen)
