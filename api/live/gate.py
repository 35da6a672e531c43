"""Who may open a socket, and how many: signing in at the first message, and the bounds on what one member holds open.

It must not know what is asked. A browser sends its session's cookie whoever makes it open a socket; therefore one that
leans on the cookie must come from our own pages.
Source: OWASP WebSocket Security Cheat Sheet (cross-site WebSocket hijacking).
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Entrant:
    """Who opened a socket, and by what it is known."""

    bearer: Bearer
    credential: Credential


class Gate:
    """Counts for one process."""

    def __init__(self, dependencies: ApiDependencies) -> None:
        self._dependencies = dependencies
        self._production = dependencies.settings.production
        self._open: Counter[tuple[str, str]] = Counter()
        self._unknown = 0

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
            credential = Credential(token) if token else carried_by(socket, production=self._production)
        except CrossSite as error:
            raise Closed(Close.FORBIDDEN, "A session is used from Entente's own pages only.") from error
        return Entrant(await self.known(credential), credential)

    async def known(self, credential: Credential) -> Bearer:
        """This will tell who asks at this moment. Raises Closed where nobody may, or not any more."""
        try:
            return await self._dependencies.verifier.admit(credential, is_use=False)
        except InvalidToken as error:
            raise Closed(Close.UNAUTHENTICATED, "The token is missing, expired or not trusted here.") from error
        except IdentityUnavailable as error:
            raise Closed(Close.TRY_AGAIN, UNTOLD) from error

    async def until_refused(self, credential: Credential) -> None:
        """This will raise Closed once who opened a socket was signed out, or revoked."""
        try:
            await self._dependencies.verifier.until_refused(credential)
        except IdentityUnavailable as error:
            raise Closed(Close.TRY_AGAIN, UNTOLD) from error
        raise Closed(Close.UNAUTHENTICATED, "You were signed out, or your access was revoked.")


def _token_in(first: ConnectionInit) -> str:
    """The token that the first message carries as `Authorization: Bearer <token>` does; an empty text where none."""
    given = {name.lower(): value for name, value in (first.payload or {}).items()}
    scheme, _, token = str(given.get("authorization", "")).partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
