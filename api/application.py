"""The HTTP application: GraphQL, signing in, files, exports, health and the pages, wired to what it is given.

It must not open or close what it is given, nor read the environment, nor tell anything of what is stored: a lag is a
number of events.
"""

from functools import partial
from http import HTTPStatus

import psycopg
from fastapi import APIRouter, FastAPI
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.dependencies import ApiDependencies, ApiSettings
from api.exports_endpoint import export_router
from api.files_endpoint import file_router, largest_body
from api.graphql_endpoint import graphql_route
from api.insight.observing import Observed
from api.lagging import lags
from api.live.endpoint import event_streams, live_router
from api.live.room import Limits, opened_room
from api.pages import add_pages, dashboard
from api.protection import Protection
from api.refusing import HANDLERS, without_answer
from api.schema import make_schema
from api.signing_in import sign_in_router
from api.signing_in_at_issuer import issuer_router

__all__ = ["ApiDependencies", "ApiSettings", "create_app"]


def create_app(dependencies: ApiDependencies, limits: Limits | None = None) -> FastAPI:
    """This will return the ASGI application; the caller opens the pool and the application before it serves.

    limits: of sockets; None for the usual ones.

    The generated OpenAPI pages are off: they would load scripts from another host.
    """
    app = FastAPI(
        title="Entente",
        version=dependencies.settings.version,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # it would tell addresses: see api/insight
    )
    schema = make_schema(production=dependencies.settings.production, trusted=dependencies.settings.trusted_documents)
    room = opened_room(dependencies, schema, limits)
    app.state.live = room
    app.router.routes.append(event_streams(room))  # before the route of queries, which has the same path
    app.router.routes.append(graphql_route(dependencies, schema))
    app.include_router(live_router(room))
    app.include_router(sign_in_router(dependencies))
    app.include_router(issuer_router(dependencies))
    app.include_router(file_router(dependencies))
    app.include_router(export_router(dependencies))
    app.include_router(_health_router(dependencies))
    add_pages(app, production=dependencies.settings.production)
    for error, answer in {**HANDLERS, StarletteHTTPException: _elsewhere}.items():
        app.add_exception_handler(error, answer)
    app.add_middleware(Protection, largest_body=partial(largest_body, dependencies.depot.largest_bytes))
    app.state.insight = dependencies.insight
    app.add_middleware(Observed, insight=dependencies.insight)
    dependencies.insight.measures.watch(dependencies.pool)
    return app


def _health_router(dependencies: ApiDependencies) -> APIRouter:
    """This will make the routes GET /health/live and GET /health/ready."""
    router = APIRouter()

    @router.get("/health/live")
    async def live() -> JSONResponse:
        return JSONResponse({"status": "live", "version": dependencies.settings.version})

    @router.get("/health/ready")
    async def ready() -> JSONResponse:
        try:
            behind = await lags(dependencies.pool)
        except psycopg.errors.UndefinedTable:
            return JSONResponse({"status": "read models are being built"}, status_code=503)
        except psycopg.Error:
            return JSONResponse({"status": "database unreachable"}, status_code=503)
        is_ready = behind and all(lag <= dependencies.settings.ready_lag for lag in behind.values())
        body = {"status": "ready" if is_ready else "behind", "lag": behind}
        return JSONResponse(body, status_code=200 if is_ready else 503)

    return router


async def _elsewhere(request: Request, error: Exception) -> Response:
    """This will show the page, which says that there is nothing, to a browser; all others are answered in JSON."""
    is_browser = request.method == "GET" and "text/html" in request.headers.get("accept", "")
    if is_browser and isinstance(error, StarletteHTTPException) and error.status_code == HTTPStatus.NOT_FOUND:
        return dashboard(HTTPStatus.NOT_FOUND)
    return await without_answer(request, error)
