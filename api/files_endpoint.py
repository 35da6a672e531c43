"""The routes of contents: PUT and GET /items/{itemId}/content.

They must not decide who may have a content, nor hold one in memory.
"""

from dataclasses import replace
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import Scope

from api.dependencies import ApiDependencies
from api.files.answers import KNOWN_FAULTS, Download, deposited, refused, unavailable, with_code
from api.files.depot import Depot
from api.identity.bearer import Bearer
from api.identity.carrying import bearer_of
from api.limits import LARGEST_BODY
from domain.refusal import NotFound, Refused

__all__ = ["file_router", "largest_body"]

PATH = "/items/{item_id}/content"
BEGIN, END = PATH.split("{item_id}")


def largest_body(largest_content: int, scope: Scope) -> int:
    """This will tell how large a request's body may be: a content, where one is brought."""
    path = str(scope.get("path", ""))
    is_deposit = scope.get("method") == "PUT" and path.startswith(BEGIN) and path.endswith(END)
    return largest_content if is_deposit else LARGEST_BODY


def file_router(dependencies: ApiDependencies) -> APIRouter:
    """This will make the routes. The body and the answer are streams, piece by piece."""
    router = APIRouter()
    depot = dependencies.depot

    async def bearer(request: Request) -> Bearer:
        return await bearer_of(request, dependencies.verifier, production=dependencies.settings.production)

    @router.put(PATH)
    async def put(request: Request, item_id: str) -> Response:
        return await _put(depot, await bearer(request), item_id, request)

    @router.get(PATH)
    async def get(request: Request, item_id: str) -> Response:
        return await _get(dependencies, await bearer(request), item_id)

    return router


async def _put(depot: Depot, bearer: Bearer, item_id: str, request: Request) -> Response:
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > depot.largest_bytes:
        return with_code(413, "BODY_TOO_LARGE", f"A content has at most {depot.largest_bytes} bytes.")
    try:
        return deposited(await depot.deposit(bearer, _id_in(item_id), request.stream()))
    except Refused as refusal:
        return refused(refusal)
    except ClientDisconnect:
        return Response(status_code=400)  # nobody is there any more
    except KNOWN_FAULTS as fault:
        return unavailable(fault)


async def _get(given: ApiDependencies, bearer: Bearer, item_id: str) -> Response:
    try:
        handed = await given.depot.hand_out(bearer, _id_in(item_id))
        return Download(replace(handed, pieces=given.verifier.passed(handed.pieces, bearer)))
    except Refused as refusal:
        return refused(refusal)
    except KNOWN_FAULTS as fault:
        return unavailable(fault)


def _id_in(text: str) -> UUID:
    """What is no id names no item."""
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None
