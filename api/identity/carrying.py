"""How a request carries who asks: in the Authorization header, by a client certificate, or in a browser's cookie.

Cookie and certificate are sent by a browser whoever asks it to; a request that leans on one must come from our pages.
This module must not verify tokens itself.
Source: OWASP Cross-Site Request Forgery Prevention (fetch metadata, origin check, custom header).
"""

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from api.identity.admission import Admission, Credential
from api.identity.bearer import Bearer

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
    credential = carried_by(connection, admission, production=production)
    if credential.is_ambient and not _from_our_pages(connection):
        raise CrossSite
    return await admission.admit(credential)


def carried_by(connection: HTTPConnection, admission: Admission, *, production: bool) -> Credential:
    """This will return what came along: in the Authorization header, by a certificate, or in the session's cookie.

    None is an empty token. Raises CrossSite where a browser sent it along by itself for a page that is none of ours,
    InvalidToken where somebody else than a proxy of ours tells of a certificate.
    """
    credential = _carried(connection, admission, production=production)
    if credential.is_ambient and not is_same_origin(connection):
        raise CrossSite
    return credential


def _carried(connection: HTTPConnection, admission: Admission, *, production: bool) -> Credential:
    machine = admission.certificates.fingerprint(connection) if admission.certificates else None
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    if scheme:
        return Credential(token.strip() if scheme.lower() == "bearer" else "")
    if machine is not None:
        return Credential(machine, is_certificate=True)
    session = connection.cookies.get(cookie_name(production=production), "")
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
