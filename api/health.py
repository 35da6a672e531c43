"""Whether the process lives, and whether it is ready: the database in reach, the read models not far behind.

It must not tell anything of what is stored: a lag is a number of events.
"""

from typing import LiteralString

import psycopg
from fastapi import APIRouter
from starlette.responses import JSONResponse

from api.dependencies import ApiDependencies

__all__ = ["health_router"]

PATIENCE_S = 2.0
"""Seconds to wait for a connection; a probe is usually given up after three or more."""

# How many events each read model is behind the log.
LAGS: LiteralString = """
SELECT model, greatest(0, (SELECT coalesce(max(notification_id), 0) FROM log.events) - position) AS lag
FROM read.position
ORDER BY model
"""


def health_router(dependencies: ApiDependencies) -> APIRouter:
    """This will make the routes GET /health/live and GET /health/ready."""
    router = APIRouter()

    @router.get("/health/live")
    async def live() -> JSONResponse:
        return JSONResponse({"status": "live", "version": dependencies.settings.version})

    @router.get("/health/ready")
    async def ready() -> JSONResponse:
        try:
            lags = await _lags(dependencies)
        except psycopg.errors.UndefinedTable:
            return JSONResponse({"status": "read models are being built"}, status_code=503)
        except psycopg.Error:
            return JSONResponse({"status": "database unreachable"}, status_code=503)
        behind = any(lag > dependencies.settings.ready_lag for lag in lags.values())
        body = {"status": "behind" if behind or not lags else "ready", "lag": lags}
        return JSONResponse(body, status_code=503 if behind or not lags else 200)

    return router


async def _lags(dependencies: ApiDependencies) -> dict[str, int]:
    async with dependencies.pool.connection(timeout=PATIENCE_S) as connection:
        cursor = await connection.execute(LAGS)
        return {str(model): int(lag) for model, lag in await cursor.fetchall()}
