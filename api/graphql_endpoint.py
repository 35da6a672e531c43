"""The GraphQL endpoint over HTTP: who may ask at all, and how an answer leaves.

It must not know any field. GET carries queries only; there is no batching and no upload; sockets are served by
`api/live`.
"""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import msgspec
from cross_web import HTTPException
from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import BaseRoute, Match
from strawberry import UNSET
from strawberry.fastapi import GraphQLRouter
from strawberry.http import GraphQLHTTPResponse
from strawberry.types import ExecutionResult

from api.context import Context
from api.dependencies import ApiDependencies
from api.identity.bearer import InvalidToken
from api.identity.carrying import CrossSite, bearer_of
from api.ledger.noting import noting
from api.ledger.writing import LedgerUnavailable
from api.operations import coded
from api.schema import EntenteSchema
from api.unfit_values import unfit_value

__all__ = ["GRAPHIQL_POLICY", "cross_site", "graphql_router", "not_noted", "not_signed_in", "without_answer"]

GRAPHIQL = (Path(__file__).parent / "graphiql" / "index.html").read_text(encoding="utf-8")

GRAPHIQL_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
    "img-src 'self' data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""GraphiQL's editor writes style elements and brings its fonts within its style sheet."""


REASONS = {
    405: ("METHOD_NOT_ALLOWED", "Ask by POST, or by GET where it is a query."),
    415: ("UNSUPPORTED_MEDIA_TYPE", "Send the operation as application/json."),
}
"""Status -> code and message, where the web framework's own say less."""


class _Endpoint(GraphQLRouter[Context, None]):
    def parse_json(self, data: str | bytes) -> object:
        try:
            decoded = msgspec.json.decode(data)
        except (ValueError, RecursionError) as error:
            raise HTTPException(400, "The request is not JSON.") from error
        if not isinstance(decoded, dict):
            raise HTTPException(400, "The request is a JSON object with `query`, and perhaps `variables`.")
        return decoded

    def encode_json(self, data: object) -> bytes:
        return msgspec.json.encode(data)

    async def run(self, request: Any, context: Any = UNSET, root_value: Any = UNSET) -> Any:  # as the router has it
        """This will answer in JSON also what is no operation at all, and let no answer leave that is not noted."""
        try:
            with noting(context.note):
                answer = await super().run(request, context, root_value)
        except HTTPException as error:
            status = 415 if error.reason == "Unsupported content type" else error.status_code
            return _refused(status, *REASONS.get(status, ("BAD_REQUEST", error.reason)), {})
        await context.settle()
        return answer

    async def process_result(self, request: Request, result: ExecutionResult) -> GraphQLHTTPResponse:
        """This will give every error a code."""
        if result.errors:
            schema = self.schema._schema  # type: ignore[attr-defined]  # noqa: SLF001  # what it was made of
            result.errors = [unfit_value(error, schema) or coded(error) for error in result.errors]
        return await super().process_result(request, result)

    async def render_graphql_ide(self, request: Request) -> HTMLResponse:  # noqa: ARG002  # the router's own signature
        return HTMLResponse(GRAPHIQL, headers={"content-security-policy": GRAPHIQL_POLICY})


def graphql_router(dependencies: ApiDependencies, schema: EntenteSchema) -> APIRouter:
    """This will make the routes of /graphql."""
    production = dependencies.settings.production
    return _Endpoint(
        schema,
        path="/graphql",
        graphql_ide=None if production else "graphiql",
        context_getter=_context_getter(dependencies),
        subscription_protocols=(),
    )


def _context_getter(dependencies: ApiDependencies) -> Callable[..., Any]:
    production = dependencies.settings.production

    async def context(connection: HTTPConnection) -> AsyncIterator[Context]:
        wants_the_page = not production and _asks_for_graphiql(connection)
        bearer = None if wants_the_page else await bearer_of(connection, dependencies.verifier, production=production)
        opened = Context(dependencies, bearer)
        try:
            yield opened
        finally:
            await opened.close()

    return context


def _asks_for_graphiql(connection: HTTPConnection) -> bool:
    html = "text/html" in connection.headers.get("accept", "")
    return connection.scope["method"] == "GET" and html and "query" not in connection.query_params


async def not_signed_in(_request: Request, _error: Exception) -> JSONResponse:
    """This will answer whoever has no good token; the same whatever was asked."""
    message = "Sign in first: send `Authorization: Bearer <token>`."
    return _refused(401, "UNAUTHENTICATED", message, {"www-authenticate": 'Bearer realm="entente"'})


async def not_noted(_request: Request, _error: Exception) -> JSONResponse:
    """This will withhold an answer that could not be put on record."""
    message = "The answer is withheld: who sees what is put on record first, and that is not possible now."
    return _refused(503, "LEDGER_UNAVAILABLE", message, {"retry-after": "5"})


async def cross_site(_request: Request, _error: Exception) -> JSONResponse:
    """This will answer a request that another site made a browser send."""
    return _refused(
        403, "CROSS_SITE", "A session is used from Entente's own pages only; elsewhere send a bearer token.", {}
    )


async def without_answer(request: Request, error: Exception) -> JSONResponse:
    """This will answer a path or method that there is not; of a path all methods are told, whichever route has them."""
    if not isinstance(error, StarletteHTTPException):  # never: this is the type it is registered for
        raise error
    status, code = error.status_code, HTTPStatus(error.status_code).name
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(_methods(request)) or headers.get("Allow", "GET, HEAD")
    return _refused(status, code, f"{error.detail}.", headers)


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


def _refused(status: int, code: str, message: str, headers: dict[str, str]) -> JSONResponse:
    body = {"errors": [{"message": message, "extensions": {"code": code}}]}
    return JSONResponse(body, status_code=status, headers=headers)


HANDLERS = {
    InvalidToken: not_signed_in,
    CrossSite: cross_site,
    LedgerUnavailable: not_noted,
    StarletteHTTPException: without_answer,
}
"""Which answer follows which exception."""
