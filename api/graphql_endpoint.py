"""The GraphQL endpoint over HTTP: who may ask at all, and how an answer leaves.

It must not know any field. GET carries queries only; there is no batching, no upload and no WebSocket.
"""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import msgspec
from cross_web import HTTPException
from fastapi import APIRouter, Request
from starlette.exceptions import WebSocketException
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, JSONResponse
from strawberry.fastapi import GraphQLRouter

from api.context import Context
from api.dependencies import ApiDependencies
from api.identity.bearer import InvalidToken
from api.identity.carrying import CrossSite, bearer_of
from api.schema import make_schema

__all__ = ["GRAPHIQL_POLICY", "cross_site", "graphql_router", "not_signed_in"]

GRAPHIQL = (Path(__file__).parent / "page" / "graphiql.html").read_text()

GRAPHIQL_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
    "img-src 'self' data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""GraphiQL's editor writes style elements and brings its fonts within its style sheet."""


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

    async def render_graphql_ide(self, request: Request) -> HTMLResponse:  # noqa: ARG002  # the router's own signature
        return HTMLResponse(GRAPHIQL, headers={"content-security-policy": GRAPHIQL_POLICY})


def graphql_router(dependencies: ApiDependencies) -> APIRouter:
    """This will make the routes of /graphql."""
    production = dependencies.settings.production
    return _Endpoint(
        make_schema(production=production),
        path="/graphql",
        graphql_ide=None if production else "graphiql",
        context_getter=_context_getter(dependencies),
        subscription_protocols=(),
    )


def _context_getter(dependencies: ApiDependencies) -> Callable[..., Any]:
    production = dependencies.settings.production

    async def context(connection: HTTPConnection) -> AsyncIterator[Context]:
        if connection.scope["type"] != "http":
            raise WebSocketException(code=1008, reason="Subscriptions are not offered.")
        wants_the_page = not production and _asks_for_graphiql(connection)
        bearer = None if wants_the_page else bearer_of(connection, dependencies.verifier, production=production)
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


async def cross_site(_request: Request, _error: Exception) -> JSONResponse:
    """This will answer a request that another site made a browser send."""
    return _refused(
        403, "CROSS_SITE", "A session is used from Entente's own pages only; elsewhere send a bearer token.", {}
    )


def _refused(status: int, code: str, message: str, headers: dict[str, str]) -> JSONResponse:
    body = {"errors": [{"message": message, "extensions": {"code": code}}]}
    return JSONResponse(body, status_code=status, headers=headers)


HANDLERS = {InvalidToken: not_signed_in, CrossSite: cross_site}
"""Which answer follows which exception."""
