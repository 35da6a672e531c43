"""How a request carries its token: in the Authorization header, or in the session cookie of a browser.

A cookie is sent by a browser whoever asks it to; therefore a request that leans on one must come from our own pages.
This module must not verify tokens itself.
Source: OWASP Cross-Site Request Forgery Prevention (fetch metadata, origin check, custom header).
"""

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from api.identity.admission import Admission, Credential
from api.identity.bearer import Bearer, InvalidToken

__all__ = ["CUSTOM_HEADER", "CrossSite", "bearer_of", "carried_by", "cookie_name", "is_same_origin"]

CUSTOM_HEADER = "x-entente"
"""A page of another origin cannot send it without our leave, which is never given."""


class CrossSite(Exception):  # named for what it says of the request
    """The request leans on the session cookie, but does not come from a page of ours."""


def cookie_name(*, production: bool) -> str:
    """This will name the session cookie; the prefix binds it to this host and to HTTPS (RFC 6265bis)."""
    return "__Host-entente_session" if production else "entente_session"


async def bearer_of(connection: HTTPConnection, admission: Admission, *, production: bool) -> Bearer:
    """This will return who asks; raises InvalidToken where nobody is signed in, CrossSite where a cookie is misused."""
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    if scheme:
        if scheme.lower() != "bearer":
            raise InvalidToken
        return await admission.verify(token.strip())
    session = connection.cookies.get(cookie_name(production=production))
    if not session:
        raise InvalidToken
    if not _from_our_pages(connection):
        raise CrossSite
    return await admission.admit(Credential(session, is_session=True))


def carried_by(socket: HTTPConnection, *, production: bool) -> Credential:
    """This will return what came with the opening of a socket, in the header or the cookie; none is an empty token.

    Raises CrossSite where the cookie came, but the page that opened the socket is none of ours.
    """
    scheme, _, token = socket.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return Credential(token.strip())
    session = socket.cookies.get(cookie_name(production=production), "")
    if session and not is_same_origin(socket):
        raise CrossSite
    return Credential(session, is_session=bool(session))


def is_same_origin(connection: HTTPConnection) -> bool:
    """This will say whether a browser sent it from a page of ours, or typed by a person; other clients always pass."""
    site = connection.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = connection.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == connection.headers.get("host")


def _from_our_pages(connection: HTTPConnection) -> bool:
    if not is_same_origin(connection):
        return False
    is_json = connection.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"
    return connection.scope.get("method") == "GET" or is_json or CUSTOM_HEADER in connection.headers
