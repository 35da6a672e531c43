"""Answers whoever gets no answer: who is not signed in, asks nothing that can be carried out, or has lost the way.

It must not tell more than the refusal says.
"""

from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match

from api.identity.bearer import IdentityUnavailable, InvalidToken
from api.identity.carrying import CrossSite
from api.ledger.writing import LedgerUnavailable
from api.transport.answering import refused
from api.transport.asking import NotAsked

__all__ = ["HANDLERS", "without_answer"]


async def not_signed_in(request: Request, _error: Exception) -> Response:
    """This will answer whoever has no good token; the same whatever was asked, and whatever is wrong with a token.

    Source: RFC 6750, 3.1.
    """
    message, challenge = "Sign in first: send `Authorization: Bearer <token>`.", 'Bearer realm="entente"'
    if "authorization" in request.headers:
        message = "The token has ended, was revoked, or is not trusted here. Sign in again, and send the new one."
        challenge += ', error="invalid_token"'
    return _told(request, NotAsked(401, "UNAUTHENTICATED", message), {"www-authenticate": challenge})


async def no_operation(request: Request, error: Exception) -> Response:
    """This will answer what is no operation, or none that is carried out this way."""
    if not isinstance(error, NotAsked):  # never: this is the type it is registered for
        raise error
    return _told(request, error, error.headers)


async def not_judged(request: Request, _error: Exception) -> Response:
    """This will answer whoever comes while no token can be judged."""
    message = "Who asks cannot be told at the moment, so nobody is let in. Ask again a little later."
    return _told(request, NotAsked(503, "IDENTITY_UNAVAILABLE", message), {"retry-after": "5"})


async def not_noted(request: Request, _error: Exception) -> Response:
    """This will withhold an answer that could not be put on record."""
    message = "The answer is withheld: who sees what is put on record first, and that is not possible now."
    return _told(request, NotAsked(503, "LEDGER_UNAVAILABLE", message), {"retry-after": "5"})


async def cross_site(request: Request, _error: Exception) -> Response:
    """This will answer a request that another site made a browser send."""
    message = "A session is used from Entente's own pages only; elsewhere send a bearer token."
    return _told(request, NotAsked(403, "CROSS_SITE", message))


async def without_answer(request: Request, error: Exception) -> Response:
    """This will answer a path or method that there is not; of a path all methods are told, whichever route has them."""
    if not isinstance(error, StarletteHTTPException):  # never: this is the type it is registered for
        raise error
    status, code = error.status_code, HTTPStatus(error.status_code).name
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(_methods(request)) or headers.get("Allow", "GET, HEAD")
    return _told(request, NotAsked(status, code, f"{error.detail}."), headers)


def _told(request: Request, refusal: NotAsked, headers: Mapping[str, str] | None = None) -> Response:
    """It counts as what is refused within an answer does."""
    request.app.state.insight.measures.refused(refusal.code)
    return refused(refusal.status, refusal.code, refusal.message, headers, **refusal.facts)


def _methods(request: Request) -> list[str]:
    """Each route alone would tell of its own methods only."""
    fitting = (route for route in _each_route(request.app.routes) if route.matches(request.scope)[0] is not Match.NONE)
    return sorted({method for route in fitting for method in getattr(route, "methods", None) or ()})


def _each_route(routes: Iterable[BaseRoute]) -> Iterator[BaseRoute]:
    """Also those of routers that are included in others."""
    for route in routes:
        included = getattr(route, "original_router", None)
        if included is None:
            yield route
        else:
            yield from _each_route(included.routes)


HANDLERS = {
    NotAsked: no_operation,
    InvalidToken: not_signed_in,
    IdentityUnavailable: not_judged,
    CrossSite: cross_site,
    LedgerUnavailable: not_noted,
    StarletteHTTPException: without_answer,
}
"""Which answer follows which exception."""
