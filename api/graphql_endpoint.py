"""The GraphQL endpoint over HTTP: who may ask at all, and how an answer leaves.

It must not know any field. GET carries queries only; there is no batching and no upload; sockets are served by
`api/live`.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send
from strawberry.exceptions import MissingQueryError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from api.compiled.compiled import Compiled
from api.compiled.reading import Found, Held
from api.context import Context
from api.dependencies import ApiDependencies
from api.documents.trusted import text_asked
from api.identity.bearer import Bearer
from api.identity.carrying import CUSTOM_HEADER, CrossSite, bearer_of
from api.ledger.noting import noting
from api.limits import hidden
from api.operations import coded
from api.quotas.allowance import REFUSED, Quotas
from api.quotas.places import Places
from api.schema import EntenteSchema
from api.transport.answering import (
    GRAPHQL_RESPONSE,
    JSON,
    answer_type,
    answered,
    is_request_error,
    read_answer,
)
from api.transport.asking import Asking, NotAsked, asked
from api.transport.extensions import extensions_of
from api.transport.unchanged import tagged, unchanged
from api.unfit_values import unfit_value

__all__ = ["GRAPHIQL_POLICY", "graphql_route"]

GRAPHIQL = (Path(__file__).parent / "graphiql" / "index.html").read_text(encoding="utf-8")

GRAPHIQL_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
    "img-src 'self' data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""GraphiQL's editor writes style elements and brings its fonts within its style sheet."""

ALLOWED = {"GET": {OperationType.QUERY}, "POST": {OperationType.QUERY, OperationType.MUTATION}}
"""Method -> operations. What a link may bring about changes nothing."""


def graphql_route(dependencies: ApiDependencies, schema: EntenteSchema) -> Route:
    """This will make the route of /graphql: a plain one, as FastAPI's own would cost more than a kept answer does."""
    route = Route("/graphql", _Endpoint(dependencies, schema))
    route.methods = set(ALLOWED)
    return route


class _Endpoint:
    """Answers one request after the other; an ASGI application."""

    def __init__(self, dependencies: ApiDependencies, schema: EntenteSchema) -> None:
        self._dependencies, self._schema = dependencies, schema
        settings = dependencies.settings
        self._quotas, self._places = Quotas(settings.member_points, settings.agency_points), Places(settings.places)
        self._compiled = Compiled(dependencies, schema)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """This will answer one request."""
        response = await self._answer(Request(scope, receive))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        """This will answer in JSON also what is no operation at all, and let no answer leave that is not noted."""
        self._places.require_room()
        production = self._dependencies.settings.production
        if not production and _asks_for_graphiql(request):
            return HTMLResponse(GRAPHIQL, headers={"content-security-policy": GRAPHIQL_POLICY})
        bearer = await bearer_of(request, self._dependencies.verifier, production=production)
        if request.method == "GET" and not {"authorization", CUSTOM_HEADER} & set(request.headers):
            raise CrossSite  # a link of another site could bring a browser to ask by its session
        self._quotas.admit(bearer)
        kind = answer_type(request.headers.get("accept", ""))
        if kind is None:
            raise NotAsked(406, "NOT_ACCEPTABLE", f"Answers are {GRAPHQL_RESPONSE} or {JSON}.")
        sent = await asked(request)  # before a place is taken: who sends slowly keeps nobody waiting
        asking = replace(sent, query=text_asked(sent, self._schema.trusted)) if sent.extensions else sent
        async with self._places.place(bearer):
            found = await self._compiled.answer(asking, bearer)
            if found is not None:
                self._quotas.spend(bearer, found.points)
                return _found(kind, found)
            async with self._opened(bearer) as context:
                return await self._answered(kind, request.method, asking, context)

    @asynccontextmanager
    async def _opened(self, bearer: Bearer) -> AsyncIterator[Context]:
        context = Context(self._dependencies, bearer)
        context.spend = partial(self._quotas.spend, bearer)
        try:
            yield context
        finally:
            await context.close()

    async def _answered(self, kind: str, method: str, asking: Asking, context: Context) -> Response:
        with noting(context.note):
            result = await self._carried_out(method, asking, context)
        await context.settle()
        if result.data is not None and asking.query is not None:
            self._compiled.learn(asking.query)
        is_error = is_request_error(result.data, result.errors)
        if is_error:
            context.spend(REFUSED)
        extensions = extensions_of(context.answer)
        told = {"data": result.data, **self._errors(result), **({"extensions": extensions} if extensions else {})}
        return answered(kind, told, is_error=is_error)

    async def _carried_out(self, method: str, asking: Asking, context: Context) -> ExecutionResult:
        try:
            return await self._schema.execute(
                asking.query,
                variable_values=asking.variables,
                context_value=context,
                operation_name=asking.operation_name,
                allowed_operation_types=ALLOWED[method],
            )
        except (CannotGetOperationTypeError, InvalidOperationTypeError, MissingQueryError) as error:
            context.spend(REFUSED)
            raise _not_asked(error) from error

    def _errors(self, result: ExecutionResult) -> dict[str, object]:
        """Every error has a code; a fault before anything was carried out is hidden here."""
        schema = self._schema._schema  # noqa: SLF001  # what it was made of
        public = [hidden(error) for error in result.errors or ()]
        told = [(unfit_value(error, schema) or coded(error)).formatted for error in public]
        return {"errors": told} if told else {}


def _found(kind: str, found: Found | Held) -> Response:
    """How a compiled answer leaves, or that the client holds it."""
    if isinstance(found, Held):
        return unchanged(found.tag)
    return read_answer(kind, found.data, extensions_of(found.told), tagged(found.tag) if found.tag else None)


def _not_asked(error: Exception) -> NotAsked:
    """How a document is refused that has no operation which could be carried out."""
    match error:
        case CannotGetOperationTypeError():
            return NotAsked(400, "BAD_REQUEST", error.as_http_error_reason())
        case InvalidOperationTypeError(operation_type=OperationType.SUBSCRIPTION):
            return NotAsked(400, "INVALID_OPERATION", "Subscriptions are followed over a socket or an event stream.")
        case InvalidOperationTypeError():
            refusal = NotAsked(405, "METHOD_NOT_ALLOWED", "By GET there are queries alone. Send the mutation by POST.")
            refusal.headers = {"allow": "POST"}
            return refusal
        case _:
            return NotAsked(400, "BAD_REQUEST", "There is no `query` in the request.")


def _asks_for_graphiql(request: Request) -> bool:
    html = "text/html" in request.headers.get("accept", "")
    return request.method == "GET" and html and "query" not in request.query_params
