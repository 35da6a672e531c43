"""The HTTP application: GraphQL, signing in, health and the page, wired to what it is given.

It must not open or close what it is given, nor read the environment.
"""

from pathlib import Path

from fastapi import FastAPI
from starlette.responses import FileResponse
from starlette.staticfiles import StaticFiles

from api.dependencies import ApiDependencies, ApiSettings
from api.graphql_endpoint import HANDLERS, graphql_router
from api.health import health_router
from api.protection import Protection
from api.signing_in import sign_in_router

__all__ = ["ApiDependencies", "ApiSettings", "create_app"]

PAGE = Path(__file__).parent / "page"


def create_app(dependencies: ApiDependencies) -> FastAPI:
    """This will return the ASGI application; the caller opens the pool and the application before it serves.

    The generated OpenAPI pages are off: they would load scripts from another host.
    """
    app = FastAPI(
        title="Entente", version=dependencies.settings.version, docs_url=None, redoc_url=None, openapi_url=None
    )
    app.include_router(graphql_router(dependencies))
    app.include_router(sign_in_router(dependencies))
    app.include_router(health_router(dependencies))
    _add_pages(app, production=dependencies.settings.production)
    for error, answer in HANDLERS.items():
        app.add_exception_handler(error, answer)
    app.add_middleware(Protection)
    return app


def _add_pages(app: FastAPI, *, production: bool) -> None:
    @app.get("/")
    async def index() -> FileResponse:
        return FileResponse(PAGE / "index.html")

    @app.get("/sign-in")
    async def sign_in() -> FileResponse:
        return FileResponse(PAGE / "sign-in.html")

    app.mount("/page", StaticFiles(directory=PAGE / "assets"), name="page")
    if not production:
        app.mount("/vendor", StaticFiles(directory=PAGE / "vendor"), name="vendor")
