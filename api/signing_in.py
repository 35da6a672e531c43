"""Signing in and out in a browser: a token becomes a session cookie that no script can read.

It must not issue tokens.
"""

from datetime import datetime

import msgspec
from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from api.dependencies import ApiDependencies
from api.identity.bearer import Bearer, InvalidToken
from api.identity.carrying import cookie_name, is_same_origin

__all__ = ["sign_in_router"]


class _SignIn(msgspec.Struct, frozen=True):
    token: str


def sign_in_router(dependencies: ApiDependencies) -> APIRouter:
    """This will make the routes POST /sign-in and POST /sign-out."""
    router = APIRouter()
    production = dependencies.settings.production

    @router.post("/sign-in")
    async def sign_in(request: Request) -> Response:
        if not is_same_origin(request):
            return _refused(403, "CROSS_SITE", "Sign in from a page of Entente itself.")
        try:
            token = msgspec.json.decode(await request.body(), type=_SignIn).token
            bearer = await dependencies.verifier.verify(token)
        except (InvalidToken, ValueError):
            return _refused(
                401, "UNAUTHENTICATED", "The token is missing, expired or not trusted here. Ask for a new one."
            )
        response = Response(status_code=204)
        response.set_cookie(
            cookie_name(production=production),
            token,
            max_age=_seconds_left(bearer, dependencies.now()),
            path="/",
            secure=production,
            httponly=True,
            samesite="strict",
        )
        return response

    @router.post("/sign-out")
    async def sign_out(request: Request) -> Response:
        if not is_same_origin(request):
            return _refused(403, "CROSS_SITE", "Sign out from a page of Entente itself.")
        response = Response(status_code=204)
        response.delete_cookie(
            cookie_name(production=production), path="/", secure=production, httponly=True, samesite="strict"
        )
        return response

    return router


def _seconds_left(bearer: Bearer, now: datetime) -> int:
    return max(0, int((bearer.expires_at - now).total_seconds()))


def _refused(status: int, code: str, message: str) -> JSONResponse:
    return JSONResponse({"code": code, "message": message}, status_code=status)
