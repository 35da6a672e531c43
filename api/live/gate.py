"""Who may open a socket, and how many: signing in at the first message, and the bounds on what one member holds open.

It must not know what is asked. A browser sends its session's cookie whoever makes it open a socket; therefore one that
leans on the cookie must come from our own pages.
Source: OWASP WebSocket Security Cheat Sheet (cross-site WebSocket hijacking).
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.websockets import WebSocket

from api.dependencies import ApiDependencies
from api.identity.admission import Credential
from api.identity.bearer import Bearer, IdentityUnavailable, InvalidToken
from api.identity.carrying import CrossSite, carried_by
from api.live.messages import Close, Closed, ConnectionInit

__all__ = ["MOST_CONNECTIONS", "Entrant", "Gate"]

MOST_CONNECTIONS = 20
"""Sockets of one member to one process: a browser with its tabs, and a program or two."""

MOST_UNKNOWN = 500
"""Sockets that nobody signed in on yet, in one process; each is closed in seconds."""

UNTOLD = "Who asks cannot be told at the moment. Try again a little later."


VERIFIED_FOR = timedelta(seconds=30)
"""How long a signature that was good is taken to be: keys that an issuer withdrew end what was opened by them then."""

EXPIRED = Closed(Close.UNAUTHENTICATED, "The token has expired.")


@dataclass(slots=True)
class Entrant:
    """Who opened a socket or an event stream, by what it is known, and when that was looked at: aware, UTC."""

    bearer: Bearer
    credential: Credential
    verified_at: datetime


@dataclass(eq=False, slots=True)
class _Stay:
    """What somebody holds open. limit: of how long; why: what is told when it is over."""

    bearer: Bearer
    limit: asyncio.Timeout
    why: Closed = EXPIRED

    def end(self, why: Closed) -> None:
        self.why = why
        self.limit.reschedule(asyncio.get_running_loop().time())


class Gate:
    """Counts for one process."""

    def __init__(self, dependencies: ApiDependencies) -> None:
        self._dependencies = dependencies
        self._production = dependencies.settings.production
        self._open: Counter[tuple[str, str]] = Counter()
        self._unknown = 0
        self._stays: set[_Stay] = set()

    @contextmanager
    def unknown(self) -> Iterator[None]:
        """This will count a socket on which nobody signed in yet. Raises Closed where there are too many."""
        if self._unknown >= MOST_UNKNOWN:
            raise Closed(Close.TRY_AGAIN, "Too many sockets wait to be signed in on. Try again in a moment.")
        self._unknown += 1
        try:
            yield
        finally:
            self._unknown -= 1

    @contextmanager
    def entered(self, entrant: Entrant) -> Iterator[None]:
        """This will count a socket of a member. Raises Closed where it has too many."""
        member = (entrant.bearer.member_id, entrant.bearer.agency_id)
        if self._open[member] >= MOST_CONNECTIONS:
            raise Closed(Close.TOO_MANY_CONNECTIONS, f"You have {MOST_CONNECTIONS} sockets open. Close one first.")
        self._open[member] += 1
        try:
            yield
        finally:
            self._open[member] -= 1
            if not self._open[member]:
                del self._open[member]

    async def enter(self, socket: WebSocket, first: ConnectionInit) -> Entrant:
        """This will tell who asks, by the first message or by the session. Raises Closed where nobody may enter."""
        token = _token_in(first)
        try:
            credential = Credential(token) if token else self._carried_by(socket)
        except CrossSite as error:
            raise Closed(Close.FORBIDDEN, "A session is used from Entente's own pages only.") from error
        return self.entrant(await self.known(credential), credential)

    def _carried_by(self, socket: WebSocket) -> Credential:
        with _told_why():
            return carried_by(socket, self._dependencies.verifier, production=self._production)

    def entrant(self, bearer: Bearer, credential: Credential) -> Entrant:
        """This will take note of somebody who was let in just now."""
        return Entrant(bearer, credential, self._dependencies.now())

    @asynccontextmanager
    async def staying(self, entrant: Entrant) -> AsyncIterator[None]:
        """This will let the block go on for as long as the token is good and nobody ends it. Raises Closed then."""
        left = entrant.bearer.expires_at - self._dependencies.now()
        stay = _Stay(entrant.bearer, asyncio.timeout(max(0.0, left.total_seconds())))
        self._stays.add(stay)
        try:
            async with stay.limit:
                yield
        except TimeoutError as error:
            raise Closed(stay.why.code, stay.why.reason) from error
        finally:
            self._stays.discard(stay)

    def end(self, why: Closed, whose: Callable[[Bearer], bool]) -> None:
        """This will end at once what such people opened, sockets and event streams alike.

        Called within the event loop. whose: tells of a bearer whether it is meant.
        """
        for stay in [each for each in self._stays if whose(each.bearer)]:
            stay.end(why)

    async def still_good(self, entrant: Entrant) -> None:
        """This will ask, before each message, who may be told of it. Raises Closed where the entrant may not any more.

        The signature of a token is looked at again only after a while: it costs more than all else of a message.
        """
        now = self._dependencies.now()
        if entrant.credential.is_session or now - entrant.verified_at >= VERIFIED_FOR:
            await self.known(entrant.credential)
            entrant.verified_at = now
            return
        with _told_why():
            self._dependencies.verifier.require(entrant.bearer)

    async def known(self, credential: Credential) -> Bearer:
        """This will tell who asks at this moment. Raises Closed where nobody may, or not any more."""
        with _told_why():
            return await self._dependencies.verifier.admit(credential, is_use=False)

    async def until_refused(self, credential: Credential) -> None:
        """This will raise Closed once who opened a socket or an event stream was signed out, or revoked."""
        with _told_why():
            await self._dependencies.verifier.until_refused(credential)
        raise Closed(Close.UNAUTHENTICATED, "You were signed out, or your access was revoked.")


@contextmanager
def _told_why() -> Iterator[None]:
    """What is wrong with a credential, as it is told over a socket."""
    try:
        yield
    except InvalidToken as error:
        raise Closed(Close.UNAUTHENTICATED, "The token is missing, expired or not trusted here.") from error
    except IdentityUnavailable as error:
        raise Closed(Close.TRY_AGAIN, UNTOLD) from error


def _token_in(first: ConnectionInit) -> str:
    """The token that the first message carries as `Authorization: Bearer <token>` does; an empty text where none."""
    given = {name.lower(): value for name, value in (first.payload or {}).items()}
    scheme, _, token = str(given.get("authorization", "")).partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
