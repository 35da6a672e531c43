"""Signing in and out in a browser: a token becomes a session cookie that no script can read.

It must not issue tokens.
"""

import msgspec
from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from api.dependencies import ApiDependencies
from api.identity.bearer import InvalidToken
from api.identity.carrying import cookie_name, is_same_origin
from api.identity.sessions import Begun

__all__ = ["entered", "sign_in_router"]


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
        if dependencies.flow is not None:
            return _refused(403, "SIGN_IN_AT_ISSUER", "Sign in at your identity provider: open /sign-in/begin.")
        try:
            token = msgspec.json.decode(await request.body(), type=_SignIn).token
            bearer = await dependencies.verifier.verify(token)
            begun = Begun(bearer=bearer, ends_at=bearer.expires_at)
            return await entered(request, dependencies, begun, Response(status_code=204))
        except (InvalidToken, ValueError):
            return _refused(
                401, "UNAUTHENTICATED", "The token is missing, expired or not trusted here. Ask for a new one."
            )

    @router.post("/sign-out")
    async def sign_out(request: Request) -> Response:
        if not is_same_origin(request):
            return _refused(403, "CROSS_SITE", "Sign out from a page of Entente itself.")
        id_token = await _end(request, dependencies)
        leaving = await dependencies.flow.leaving(id_token) if dependencies.flow else None
        response = Response(status_code=204) if leaving is None else JSONResponse({"next": leaving})
        response.delete_cookie(
            cookie_name(production=production), path="/", secure=production, httponly=True, samesite="strict"
        )
        return response

    return router


async def entered(request: Request, dependencies: ApiDependencies, begun: Begun, response: Response) -> Response:
    """This will begin a session in place of the one that the browser may have had, and let a response carry it.

    Raises InvalidToken.

    What a cookie held before somebody signed in is good for nothing afterwards: nobody can plant a session.
    """
    production, now = dependencies.settings.production, dependencies.now()
    secret, ends_at = await dependencies.verifier.begin(begun, now)
    await _end(request, dependencies)
    response.set_cookie(
        cookie_name(production=production),
        secret,
        max_age=max(0, int((ends_at - now).total_seconds())),
        path="/",
        secure=production,
        httponly=True,
        samesite="strict",
    )
    return response


async def _end(request: Request, dependencies: ApiDependencies) -> str | None:
    """This will end the session whose cookie a request carries, and return the id token that it began with."""
    before = request.cookies.get(cookie_name(production=dependencies.settings.production))
    return await dependencies.verifier.end(before) if before else None


def _refused(status: int, code: str, message: str) -> JSONResponse:
    return JSONResponse({"code": code, "message": message}, status_code=status)
