"""Signing in at the issuer: the way there and back, and what the issuer says of it later.

It must not verify anything itself, nor tell a browser more than that it was not let in.
"""

import secrets
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from api.dependencies import ApiDependencies
from api.identity.bearer import IdentityUnavailable, InvalidToken
from api.identity.issuer.code_flow import AT_MOST, CodeFlow
from api.signing_in import entered

__all__ = ["issuer_router"]

NOT_LET_IN, AWAY = "/sign-in#problem=refused", "/sign-in#problem=away"
"""Where the page says so, in the language of who reads it."""


def issuer_router(dependencies: ApiDependencies) -> APIRouter:
    """This will make the routes GET /sign-in/how, /sign-in/begin and /sign-in/return, and POST /sign-out/issuer.

    All but the first are answered like a path that there is not where nobody signs in at an issuer.
    """
    router, flow, production = APIRouter(), dependencies.flow, dependencies.settings.production

    @router.get("/sign-in/how")
    async def how() -> JSONResponse:
        return JSONResponse({"issuer": urlsplit(flow.issuer.name).hostname if flow else None})

    @router.get("/sign-in/begin")
    async def begin() -> Response:
        return await _begun(_there_is(flow), production=production)

    @router.get("/sign-in/return")
    async def come_back(request: Request) -> Response:
        response = await _come_back(request, dependencies, _there_is(flow))
        response.delete_cookie(
            _begun_name(production=production), path="/", secure=production, httponly=True, samesite="lax"
        )
        return response

    @router.post("/sign-out/issuer")
    async def logged_out(request: Request) -> Response:
        form = parse_qs((await request.body()).decode("utf-8", "replace"))
        try:
            over = await _there_is(flow).logged_out(form.get("logout_token", [""])[0])
        except InvalidToken:
            return JSONResponse({"error": "invalid_request"}, status_code=HTTPStatus.BAD_REQUEST)
        await dependencies.verifier.end_at_issuer(*over)
        return Response(status_code=HTTPStatus.OK)

    return router


def _there_is(flow: CodeFlow | None) -> CodeFlow:
    if flow is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return flow


async def _begun(flow: CodeFlow, *, production: bool) -> Response:
    browser = secrets.token_urlsafe(32)
    try:
        response = _sent_to(await flow.address(browser))
    except IdentityUnavailable:
        return _sent_to(AWAY)
    response.set_cookie(
        _begun_name(production=production), browser, max_age=int(AT_MOST.total_seconds()), path="/",
        secure=production, httponly=True, samesite="lax",  # the issuer sends the browser back to us
    )  # fmt: skip
    return response


async def _come_back(request: Request, dependencies: ApiDependencies, flow: CodeFlow) -> Response:
    browser = request.cookies.get(_begun_name(production=dependencies.settings.production), "")
    try:
        begun = await flow.finish(browser, request.query_params)
        return await entered(request, dependencies, begun, _sent_to("/"))
    except InvalidToken:
        return _sent_to(NOT_LET_IN)
    except IdentityUnavailable:
        return _sent_to(AWAY)


def _begun_name(*, production: bool) -> str:
    return "__Host-entente_begun" if production else "entente_begun"


def _sent_to(address: str) -> RedirectResponse:
    return RedirectResponse(address, status_code=HTTPStatus.SEE_OTHER)
